import type { CountryOf } from '../alerts/gather';
import type { QueryJudge } from '../baseline/queryJudge';
import type { RecentActivities } from '../ingestion/recentActivities';
import type { ThreatIntel } from '../intel/threatIntel';
import type { DetectionContext, Thresholds } from './detector';

interface ContextParts {
  readonly intel: ThreatIntel;
  readonly country: CountryOf;
  readonly queries: QueryJudge;
  readonly activities: RecentActivities;
  readonly thresholds: Thresholds;
}

/** What detectors may look at, from what an instance has at hand. */
export function contextFor(parts: ContextParts): DetectionContext {
  const { intel, country, queries, activities, thresholds } = parts;
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
    client: (event) => (event.activityId === '' ? null : activities.client(event.activityId)),
    verdict: (event) => queries.verdict(event),
    thresholds,
  };
}
