import type { Category } from '../telemetry/event';
import { API_CATEGORIES, apisOf, categoriesSeen, type AccountFacts } from './accountFacts';
import { refusalCoverage } from './refusals';
import { queryTextCoverage } from './queryText';
import type { Fix } from './report';

/** Something that keeps a detector from seeing all. */
export interface Obstacle {
  /** `blind`: it sees nothing; `learning`: not yet; `limit`: it sees less. */
  readonly effect: 'blind' | 'learning' | 'limit';
  readonly why: string;
  readonly fix: Fix | null;
}

/** A log that a detector reads: the categories that hold it for an account, none where it has no use. */
interface Log {
  readonly kind: 'requests' | 'management';
  readonly categories: (facts: AccountFacts) => readonly Category[];
}

/** Anything else that a detector needs; null where it is there. */
type Condition = (facts: AccountFacts) => Obstacle | null;

const log = (kind: Log['kind'], category: Category): Log => ({
  kind,
  categories: () => [category],
});

/** Logs by the name that the metadata of detectors gives them, in lower case. */
export const LOGS: ReadonlyMap<string, Log> = new Map<string, Log>([
  ['dataplanerequests', log('requests', 'DataPlaneRequests')],
  ['controlplanerequests', log('management', 'ControlPlaneRequests')],
  ['activity log', log('management', 'ActivityLog')],
  [
    'queryruntimestatistics',
    {
      kind: 'requests',
      categories: (facts) => (isNosql(facts) ? ['QueryRuntimeStatistics'] : []),
    },
  ],
  [
    'api categories',
    {
      kind: 'requests',
      categories: (facts) =>
        apisOf(facts).flatMap((api) => (api === 'nosql' ? [] : [API_CATEGORIES[api]])),
    },
  ],
]);

/** Conditions by the name that the metadata of detectors gives them, in lower case. */
export const CONDITIONS: ReadonlyMap<string, Condition> = new Map<string, Condition>([
  ['tor exit list', torList],
  ['threat intelligence lists', threatLists],
  ['country database', countries],
  ['country or city database', countries],
  ['full-text queries', fullText],
  ['refused requests', refusedRequests],
  // These are always there, or judged elsewhere: a baseline by its stage.
  ['baseline', () => null],
  ['other alerts', () => null],
  ['the times at which records came, of all categories', () => null],
]);

function isNosql(facts: AccountFacts): boolean {
  const apis = apisOf(facts);
  return (
    apis.length === 0 ||
    apis.includes('nosql') ||
    categoriesSeen(facts).has('QueryRuntimeStatistics')
  );
}

function torList({ app }: AccountFacts): Obstacle | null {
  return app.listed.has('tor')
    ? null
    : blind('No list of Tor exits is there.', {
        text: 'Look at threatIntelligence in GET health. WARDEN_TOR_FEED names the list; refreshThreatIntel fetches it.',
        commands: [],
      });
}

function threatLists({ app }: AccountFacts): Obstacle | null {
  return app.listed.has('malicious')
    ? null
    : blind('No list of malicious addresses is there.', {
        text: 'Name lists in the setting WARDEN_INTEL_FEEDS (docs/settings.md).',
        commands: [],
      });
}

function countries({ app, sum }: AccountFacts): Obstacle | null {
  const { requests, addressed, publicRequests } = sum.figures;
  if (!app.geo.some(({ problem }) => problem === null)) {
    return blind('No database tells the country of an address.', {
      text: 'Name one in the setting WARDEN_GEO_DATABASES (docs/settings.md).',
      commands: [],
    });
  }
  if (requests > 0 && addressed === 0) return blind('The logs name no client address.', null);
  if (addressed > 0 && publicRequests === 0) {
    return blind('All client addresses are private: their country is not known.', null);
  }
  return null;
}

function fullText(facts: AccountFacts): Obstacle | null {
  const { text, why, fix } = queryTextCoverage(facts);
  if (text === 'none' || why === '') return null;
  return { effect: 'limit', why, fix };
}

function refusedRequests(facts: AccountFacts): Obstacle | null {
  const { state, why, fix } = refusalCoverage(facts);
  return state === 'neverSeen' ? { effect: 'limit', why, fix } : null;
}

function blind(why: string, fix: Fix | null): Obstacle {
  return { effect: 'blind', why, fix };
}
