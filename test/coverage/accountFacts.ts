import type { Deed } from '../../lib/activity/deeds';
import type { ActorHour, HourActivity } from '../../lib/activity/hourActivity';
import { noOperations } from '../../lib/activity/operationKind';
import type { ContainerTexts } from '../../lib/activity/queryTexts';
import { DistinctCount } from '../../lib/activity/sketches/distinctCount';
import { textHash } from '../../lib/activity/sketches/textHash';
import { notLearned } from '../../lib/baseline/learning/accountLearning';
import { accountCoverage } from '../../lib/coverage/accountCoverage';
import type { AccountFacts } from '../../lib/coverage/accountFacts';
import { Observations } from '../../lib/baseline/observations/observations';
import { sumOf } from '../../lib/baseline/observations/observedDay';
import { DETECTORS } from '../../lib/detectors';
import type { Route } from '../../lib/ingestion/routes';
import type { LastSeen } from '../../lib/ingestion/sightings';
import { accountResource } from '../../lib/simulation/records';
import type { AccountId, Category } from '../../lib/telemetry/event';
import { actorHour, DAY, HOUR } from '../baseline/profile/synthetic';

export { actorHour, DAY, HOUR };

/** A Sunday noon. */
export const NOW = Date.UTC(2026, 10, 22, 12);
export const HUB = 'warden-hubs.servicebus.windows.net/cosmos-diagnostics';
// as the parser makes it
export const SHOP = accountResource('shop').toLowerCase() as AccountId;

/** All categories that an account of the NoSQL API can send, seen just now. */
export const ALL_SEEN: LastSeen = {
  DataPlaneRequests: NOW - 60_000,
  QueryRuntimeStatistics: NOW - 60_000,
  ControlPlaneRequests: NOW - 9 * DAY,
  ActivityLog: NOW - 2 * DAY,
};

/** The same without one of them. */
export function seenWithout(category: Category): LastSeen {
  return Object.fromEntries(Object.entries(ALL_SEEN).filter(([name]) => name !== category));
}

export function route(lastSeen: LastSeen = ALL_SEEN, hub = HUB, region = 'West Europe'): Route {
  return { hub, lastSeen, regions: new Map([[region, NOW]]) };
}

/** An hour with this in it, `days` before now. */
export function hourAgo(
  days: number,
  parts: Partial<Omit<HourActivity, 'account' | 'hour'>> = {},
): HourActivity {
  return { account: SHOP, hour: NOW - days * DAY, actors: [], ...parts };
}

/** One hour on each of the last `days` days. */
export function daily(days: number, parts: Parameters<typeof hourAgo>[1]): HourActivity[] {
  return Array.from({ length: days }, (_, n) => hourAgo(days - n, parts));
}

/** The texts of a container; `distinct` different ones of them hold values. */
export function containerTexts(
  texts: number,
  parts: Partial<Omit<ContainerTexts, 'texts' | 'distinct'>> & { distinct?: number } = {},
): ContainerTexts {
  const { distinct = 0, ...others } = parts;
  const sketch = new DistinctCount();
  for (let n = 0; n < distinct; n += 1) sketch.add(textHash(`text ${n}`, 1));
  return {
    container: 'shop/orders',
    texts,
    obfuscated: 0,
    cut: 0,
    examined: texts,
    inlined: 0,
    distinct: sketch,
    example: "SELECT * FROM c WHERE c.id = '…'",
    ...others,
  };
}

export function deed(kind: Deed['kind'], id = 'pipeline', principalKind: 'entra' = 'entra'): Deed {
  return {
    kind,
    principal: { kind: principalKind, id },
    address: '20.0.0.1',
    tool: 'azure-cli',
    subject: '',
    home: '',
    firstSeen: NOW,
    lastSeen: NOW,
  };
}

/** Requests of a kind, all of which succeeded. */
export function requests(count: number, parts: Partial<ActorHour> = {}): ActorHour {
  return actorHour({
    requests: count,
    operations: { ...noOperations(), read: count },
    address: '10.0.0.4',
    ...parts,
  });
}

/** What is known of an account that lacks nothing, but for what is told otherwise. */
export function factsOf(
  hours: readonly HourActivity[] = daily(5, { actors: [requests(100)] }),
  parts: Partial<AccountFacts> = {},
): AccountFacts {
  const observations = new Observations(SHOP);
  for (const hour of hours) observations.learn(hour);
  const days = observations.window(NOW);
  return {
    accountId: SHOP,
    now: NOW,
    app: {
      listed: new Set(['tor', 'malicious']),
      geo: [{ source: 'x', kind: 'country', type: 'x', built: null, ageDays: 1, problem: null }],
    },
    routes: [route()],
    activityLogSeen: NOW - 2 * DAY,
    hubRegion: null,
    learning: { ...notLearned(SHOP), stage: 'established', historyDays: 40 },
    observations,
    days,
    sum: sumOf(days),
    ...parts,
  };
}

export const coverageOf = (facts: AccountFacts) => accountCoverage(facts, DETECTORS);

/** The coverage of one detector by its id. */
export function detectorIn(facts: AccountFacts, id: string) {
  return coverageOf(facts).detectors.find((detector) => detector.id === id);
}
