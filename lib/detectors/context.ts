import type { CountryOf } from '../alerts/gather';
import type { RecentActivities } from '../ingestion/recentActivities';
import type { ThreatIntel } from '../intel/threatIntel';
import type { Verdict, VerdictOf } from '../query/verdict';
import type { AccessEvent } from '../telemetry/event';
import type { DetectionContext, Thresholds } from './detector';

interface ContextParts {
  readonly intel: ThreatIntel;
  readonly country: CountryOf;
  readonly verdict: VerdictOf;
  readonly activities: RecentActivities;
  readonly thresholds: Thresholds;
}

/** What detectors may look at, from what an instance has at hand. */
export function contextFor(parts: ContextParts): DetectionContext {
  const { intel, country, verdict, activities, thresholds } = parts;
  // Several detectors ask about the same event, one after the other; clients come in runs.
  let judged: AccessEvent | null = null;
  let last: Verdict | null = null;
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
    verdict(event) {
      if (event === judged) return last;
      const { api, query } = event;
      judged = event;
      last =
        query === null || query.text === ''
          ? null
          : verdict(api ?? 'nosql', query.text, { cut: query.cut });
      return last;
    },
    thresholds,
  };
}
