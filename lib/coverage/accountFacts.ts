import { accountName } from '../telemetry/displayNames';
import type { Standing } from '../baseline/learning/standing';
import type { Route } from '../ingestion/routes';
import { lastHeard, type LastSeen } from '../ingestion/sightings';
import type { GeoDatabaseStatus } from '../intel/geo';
import type { ListingKind } from '../intel/listing';
import { APIS, type AccountId, type Api, type Category } from '../telemetry/event';
import type { Observations } from '../baseline/observations/observations';
import type { ObservedDay } from '../baseline/observations/observedDay';

/** What the app itself has at hand, whatever the account. */
export interface AppFacts {
  /** What the lists of addresses that it has are about. */
  readonly listed: ReadonlySet<ListingKind>;
  readonly geo: readonly GeoDatabaseStatus[];
}

/** All that coverage and recommendations of one account are derived from; times in epoch ms. */
export interface AccountFacts {
  readonly accountId: AccountId;
  readonly now: number;
  readonly app: AppFacts;
  /** The hubs that its records come through. */
  readonly routes: readonly Route[];
  /** When the Activity Log of its subscription last told of anything, or null. */
  readonly activityLogSeen: number | null;
  /** The region that nearly all other accounts of its hub are in, or null. */
  readonly hubRegion: string | null;
  /** How well it is known; null where nothing was learned. */
  readonly learning: Standing | null;
  readonly observations: Observations;
  /** The days of the window, and their sum. */
  readonly days: readonly ObservedDay[];
  readonly sum: ObservedDay;
}

/** Categories of single APIs. */
export const API_CATEGORIES: Readonly<Record<Exclude<Api, 'nosql'>, Category>> = {
  mongodb: 'MongoRequests',
  cassandra: 'CassandraRequests',
  gremlin: 'GremlinRequests',
  table: 'TableApiRequests',
};

/** When each category was last seen, through whatever hub. */
export function categoriesSeen({ routes }: AccountFacts): ReadonlyMap<Category, number> {
  const seen = new Map<Category, number>();
  for (const { lastSeen } of routes) {
    for (const [category, time] of timesOf(lastSeen)) {
      seen.set(category, Math.max(seen.get(category) ?? 0, time));
    }
  }
  return seen;
}

/** Categories of a route with the time each was last seen. */
export function timesOf(lastSeen: LastSeen): readonly (readonly [Category, number])[] {
  return Object.entries(lastSeen) as [Category, number][]; // the keys of a LastSeen are categories
}

/** When anything came last, epoch ms; null where nothing did. */
export function heardAt({ routes }: AccountFacts): number | null {
  return routes.length === 0 ? null : Math.max(...routes.map((route) => lastHeard(route.lastSeen)));
}

/**
 * APIs that the account is used through. Back-end records of every account say NoSQL, so that one
 * counts only where no category of another API came, or a query text of its own.
 */
export function apisOf(facts: AccountFacts): readonly Api[] {
  const seen = categoriesSeen(facts);
  const { apis } = facts.sum.tallies;
  const used = APIS.filter(
    (api) => api !== 'nosql' && (seen.has(API_CATEGORIES[api]) || apis.of(api) > 0),
  );
  const isNosql = used.length === 0 ? seen.has('DataPlaneRequests') || apis.of('nosql') > 0 : false;
  return isNosql || seen.has('QueryRuntimeStatistics') ? ['nosql', ...used] : used;
}

/** What stands for people: the account's own name. */
export function nameOf({ accountId }: AccountFacts): string {
  return accountName(accountId);
}

export function isoTime(time: number): string {
  return new Date(time).toISOString();
}

/** Null for null. */
export function isoTimeOrNull(time: number | null): string | null {
  return time === null ? null : isoTime(time);
}

/** A share of 0 to 1 with three digits; 0 of nothing. */
export function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1000) / 1000;
}

/** For a sentence: `12 %`, and `under 1 %` for what is not nothing. */
export function percent(share: number): string {
  return share > 0 && share < 0.01 ? 'under 1 %' : `${Math.round(share * 100)} %`;
}
