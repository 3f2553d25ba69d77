import type { CountryOf } from '../alerts/gather';
import type { RecentActivities } from '../ingestion/recentActivities';
import type { ThreatIntel } from '../intel/threatIntel';
import type { Verdict, VerdictOf } from '../query/verdict';
import type { AccessEvent, QueryDetail } from '../telemetry/event';
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
  // Several detectors ask about the same event, one after the other; clients and texts come in runs.
  let judged: AccessEvent | null = null;
  let lastQuery: QueryDetail | null = null;
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
      const isSame = api === judged?.api && isSameText(query, lastQuery);
      judged = event;
      lastQuery = query;
      if (isSame) return last;
      last =
        query === null || query.text === ''
          ? null
          : verdict(api ?? 'nosql', query.text, { cut: query.cut });
      return last;
    },
    thresholds,
  };
}

function isSameText(one: QueryDetail | null, other: QueryDetail | null): boolean {
  return one !== null && other !== null && one.text === other.text && one.cut === other.cut;
}
