import type { CountryOf } from '../alerts/gather';
import type { KnownBaselines, Novelty } from '../baseline/baseline';
import type { PlaceOf } from '../baseline/profile/facets';
import type { QueryJudge } from '../baseline/queryJudge';
import type { RecentActivities } from '../ingestion/recentActivities';
import type { ThreatIntel } from '../intel/threatIntel';
import type { DetectionContext, Thresholds } from './detector';

interface ContextParts {
  readonly intel: ThreatIntel;
  readonly country: CountryOf;
  readonly placeOf: PlaceOf;
  readonly queries: QueryJudge;
  readonly activities: RecentActivities;
  readonly baselines: KnownBaselines;
  readonly thresholds: Thresholds;
  readonly share: number;
}

const NOTHING_NEW: readonly Novelty[] = [];

/** What detectors may look at, from what an instance has at hand. */
export function contextFor(parts: ContextParts): DetectionContext {
  const { intel, country, placeOf, queries, activities, baselines, thresholds, share } = parts;
  // Clients come in runs.
  let lastAddress = '';
  let lastReputation = intel.lookup(lastAddress);
  return {
    reputation(address) {
      if (address !== lastAddress) {
        lastReputation = intel.lookup(address);
        lastAddress = address;
      }
      return lastReputation;
    },
    country,
    placeOf,
    client: (event) => (event.activityId === '' ? null : activities.client(event.activityId)),
    verdict: (event) => queries.verdict(event),
    queryShape: (event) => queries.shapeId(event),
    baseline: (account) => baselines.of(account),
    novelties({ account, principal, clientIp: address, application }) {
      const baseline = baselines.of(account);
      if (baseline === null || baseline.stage === 'new') return NOTHING_NEW;
      return baseline.novelties({ principal, address, application: application.family });
    },
    thresholds,
    share,
  };
}
