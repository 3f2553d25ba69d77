import { minute } from '../alerts/phrases';
import type { Category } from '../telemetry/event';
import {
  API_CATEGORIES,
  apisOf,
  categoriesSeen,
  heardAt,
  isoTimeOrNull,
  type AccountFacts,
} from './accountFacts';
import { exportActivityLog, exportCategories, listSettings } from './commands';
import type { CategoryCoverage, Fix } from './report';

const DAY = 86_400_000;
/** Traffic categories are late after a day; operations of the control plane may be weeks apart. */
const RARE: ReadonlySet<Category> = new Set<Category>(['ControlPlaneRequests', 'ActivityLog']);
const NEEDED_BY_ALL = ['ControlPlaneRequests', 'ActivityLog'] as const;

/** Categories that detectors need of an account with these APIs. */
export function neededCategories(facts: AccountFacts): readonly Category[] {
  const apis = apisOf(facts);
  const own = apis.flatMap((api): readonly Category[] =>
    api === 'nosql' ? ['DataPlaneRequests', 'QueryRuntimeStatistics'] : [API_CATEGORIES[api]],
  );
  // An account of which nothing but operations is known is most likely one of the NoSQL API.
  return [...(apis.length === 0 ? (['DataPlaneRequests'] as const) : own), ...NEEDED_BY_ALL];
}

/** Every needed category and any other that came. */
export function categoryCoverage(facts: AccountFacts): readonly CategoryCoverage[] {
  const seen = categoriesSeen(facts);
  const needed = neededCategories(facts);
  return [...new Set([...needed, ...seen.keys()])].map((category) => {
    const lastSeen = seen.get(category) ?? null;
    if (category === 'ActivityLog') return activityLogCoverage(facts, lastSeen);
    const lastSeenUtc = isoTimeOrNull(lastSeen);
    if (lastSeen === null) return missing(facts, category);
    const heard = heardAt(facts) ?? lastSeen;
    if (RARE.has(category) || heard - lastSeen <= DAY || !needed.includes(category)) {
      return { category, state: 'arriving', lastSeenUtc, why: '', fix: null };
    }
    const why = `${category} came last at ${minute(lastSeen)}, while other logs came until ${minute(heard)}.`;
    return { category, state: 'late', lastSeenUtc, why, fix: fixFor(facts, category) };
  });
}

/** The subscription's log: what it tells of another account shows that it comes. */
function activityLogCoverage(facts: AccountFacts, own: number | null): CategoryCoverage {
  const { activityLogSeen, accountId } = facts;
  const lastSeenUtc = isoTimeOrNull(own);
  if (own !== null) {
    return { category: 'ActivityLog', state: 'arriving', lastSeenUtc, why: '', fix: null };
  }
  if (activityLogSeen !== null) {
    const why = `It tells of other accounts of the subscription, last at ${minute(activityLogSeen)}.`;
    return { category: 'ActivityLog', state: 'arriving', lastSeenUtc, why, fix: null };
  }
  return {
    category: 'ActivityLog',
    state: 'missing',
    lastSeenUtc,
    why: 'The Activity Log never came: who lists keys, opens the firewall or turns logs off is not seen.',
    fix: {
      text: "Send the subscription's Activity Log to the hub activity-log of the same namespace.",
      commands: [exportActivityLog(accountId, hubOf(facts))],
    },
  };
}

function missing(facts: AccountFacts, category: Category): CategoryCoverage {
  const common = { category, state: 'missing', lastSeenUtc: null } as const;
  const fix = fixFor(facts, category);
  const seen = categoriesSeen(facts);
  switch (category) {
    case 'DataPlaneRequests':
      return seen.has('DataPlaneRequests5M') || seen.has('DataPlaneRequests15M')
        ? {
            ...common,
            why: `Of ${category} only aggregates come: single requests are not seen.`,
            fix,
          }
        : { ...common, why: `${category} never came: requests are not seen.`, fix };
    case 'QueryRuntimeStatistics':
      return { ...common, why: `${category} never came: query texts are not seen.`, fix };
    case 'ControlPlaneRequests':
      return {
        ...common,
        why: `${category} never came. Where nothing was changed on the account, that is as it should be.`,
        fix,
      };
    case 'MongoRequests':
    case 'CassandraRequests':
    case 'GremlinRequests':
    case 'TableApiRequests':
      return {
        ...common,
        why: `${category} never came: commands and their texts are not seen.`,
        fix,
      };
    case 'DataPlaneRequests5M':
    case 'DataPlaneRequests15M':
    case 'ActivityLog':
      return { ...common, state: 'notNeeded', why: '', fix: null };
  }
}

function fixFor(facts: AccountFacts, category: Category): Fix {
  const { accountId } = facts;
  return {
    text:
      `Look which settings the account has. Where one sends to this hub already, switch ${category} ` +
      'on in it; else create one with this category alone.',
    commands: [listSettings(accountId), exportCategories(accountId, [category], hubOf(facts))],
  };
}

/** The hub that the account's records come through, or how the default one is called. */
function hubOf({ routes }: AccountFacts): string {
  const traffic = routes.find(({ lastSeen }) =>
    Object.keys(lastSeen).some((name) => name !== 'ActivityLog'),
  );
  return traffic?.hub ?? '<namespace>/cosmos-diagnostics';
}
