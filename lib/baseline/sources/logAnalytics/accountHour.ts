import type { HourActivity } from '../../../activity/hourActivity';
import { MOST_ACTORS } from '../../../activity/actorTable';
import type { AccountId } from '../../../telemetry/event';
import { ActorSum } from './actorSum';
import type { HistoryRow } from './historyRow';

/** The rows that one workspace has of an account's hour, each request told once. */
export interface AccountHour {
  readonly rows: readonly HistoryRow[];
  readonly requests: number;
}

/** Which telling of the same requests is believed: the first that counts some. */
const TELLINGS: readonly ((row: HistoryRow) => boolean)[] = [
  (row) => row.isDataPlane && !row.isLegacy,
  (row) => row.isDataPlane && row.isLegacy,
  (row) => !row.isDataPlane && !row.isLegacy,
  (row) => !row.isDataPlane && row.isLegacy,
];

/**
 * An account that logs DataPlaneRequests and the category of its API tells every request twice, and
 * so does one with both kinds of diagnostic tables. One telling is taken for the whole hour: the
 * data plane's, because it has the identities.
 */
export function accountHourOf(all: readonly HistoryRow[]): AccountHour {
  for (const isOfTelling of TELLINGS) {
    const rows = all.filter(isOfTelling);
    if (rows.length > 0) return { rows, requests: requestsIn(rows) };
  }
  return { rows: [], requests: 0 };
}

function requestsIn(rows: readonly HistoryRow[]): number {
  let requests = 0;
  for (const row of rows) for (const work of row.work) requests += work.requests;
  return requests;
}

/** Adds rows up by actor. The heaviest 40 stand for themselves, heaviest first; then the others. */
export function hourActivityOf(
  account: AccountId,
  hour: number,
  rows: readonly HistoryRow[],
): HourActivity {
  const actors = new Map<string, { sum: ActorSum; rows: HistoryRow[] }>();
  const others: HistoryRow[] = [];
  for (const row of rows) {
    if (!row.isTold) {
      others.push(row);
      continue;
    }
    const { principal, address, application } = row;
    const key = [principal.kind, principal.id, address, application].join('\n');
    const actor = actors.get(key) ?? { sum: ActorSum.of(row), rows: [] };
    actors.set(key, actor);
    actor.sum.add(row);
    actor.rows.push(row);
  }
  // Among equals the key decides, so that the order of the rows does not.
  const heaviest = [...actors].sort(
    ([key, a], [otherKey, b]) => b.sum.weight - a.sum.weight || (key < otherKey ? -1 : 1),
  );
  for (const [, light] of heaviest.splice(MOST_ACTORS)) others.push(...light.rows);
  const sums = heaviest.map(([, { sum }]) => sum);
  if (others.length > 0) {
    const sum = ActorSum.ofOthers();
    for (const row of others) sum.add(row);
    sums.push(sum);
  }
  return { account, hour, actors: sums.map((sum) => sum.toActorHour()) };
}
