import { managementKindOf } from '../management/managementKind';
import { LOST, untilWon } from '../storage/races';
import type { AccessEvent, AccountId } from '../telemetry/event';
import type { ActivityStore } from './activityStore';
import { HOUR } from './windowPart';

/** An account's hour that a batch has to do with. */
export interface TouchedHour {
  readonly account: AccountId;
  readonly hour: number;
}

interface Group extends TouchedHour {
  readonly source: string;
  /** Events that follow each other: those of a message nearly always belong together. */
  readonly runs: (readonly AccessEvent[])[];
  readonly copies: AccessEvent[];
}

/**
 * Counts events into the parts of their windows and stores the parts. Returns every window that the
 * batch touches, whether or not its records were counted before.
 * @param copies records that came before in another message: only their number is counted
 */
export async function countActivity(
  store: ActivityStore,
  events: readonly AccessEvent[],
  twins: ReadonlySet<AccessEvent>,
  copies: readonly AccessEvent[] = [],
): Promise<readonly TouchedHour[]> {
  const { groups, touched } = groupsOf(events, copies);
  for (const group of groups) await countGroup(store, group, twins);
  return touched;
}

async function countGroup(
  store: ActivityStore,
  { account, hour, source, runs, copies }: Group,
  twins: ReadonlySet<AccessEvent>,
): Promise<void> {
  const race = { operation: 'replace', container: 'activity', what: `hour of ${account}` } as const;
  await untilWon(race, async () => {
    const part = await store.open(account, hour, source);
    let counted = false;
    for (const events of runs) {
      for (const event of events) {
        const twin = twins.size > 0 && twins.has(event);
        counted = part.count(event, twin) || counted;
      }
    }
    for (const copy of copies) counted = part.countCopy(copy) || counted;
    // A part that holds all of it already still has to be handed back.
    return (await store.save(part, counted)) ? 'counted' : LOST;
  });
}

function groupsOf(
  events: readonly AccessEvent[],
  copies: readonly AccessEvent[],
): { readonly groups: readonly Group[]; readonly touched: readonly TouchedHour[] } {
  const accounts = new Map<AccountId, Group[]>();
  const groups: Group[] = [];
  const touched: TouchedHour[] = [];
  const groupOf = ({ account, time, message: { source } }: AccessEvent): Group => {
    const hour = hourOf(time);
    const known = accounts.get(account) ?? [];
    const same = known.find((group) => group.hour === hour && group.source === source);
    if (same !== undefined) return same;
    if (!known.some((group) => group.hour === hour)) touched.push({ account, hour });
    const group = { account, hour, source, runs: [], copies: [] };
    known.push(group);
    accounts.set(account, known);
    groups.push(group);
    return group;
  };
  let from = 0;
  for (let at = 1; at <= events.length; at += 1) {
    const first = events[from];
    const event = events[at];
    if (first === undefined || (event !== undefined && belongTogether(first, event))) continue;
    if (isCounted(first)) groupOf(first).runs.push(events.slice(from, at));
    from = at;
  }
  for (const copy of copies) groupOf(copy).copies.push(copy);
  return { groups, touched };
}

function belongTogether(one: AccessEvent, other: AccessEvent): boolean {
  return (
    one.account === other.account &&
    one.message.source === other.message.source &&
    hourOf(one.time) === hourOf(other.time) &&
    // Each of these is looked at by itself.
    one.category !== 'ActivityLog' &&
    other.category !== 'ActivityLog'
  );
}

function hourOf(time: number): number {
  return Math.floor(time / HOUR) * HOUR;
}

/** Of the Activity Log only what attackers need is counted. */
function isCounted(event: AccessEvent): boolean {
  switch (event.category) {
    case 'ActivityLog':
      return managementKindOf(event) !== null;
    case 'DataPlaneRequests':
    case 'DataPlaneRequests5M':
    case 'DataPlaneRequests15M':
    case 'QueryRuntimeStatistics':
    case 'ControlPlaneRequests':
    case 'MongoRequests':
    case 'CassandraRequests':
    case 'GremlinRequests':
    case 'TableApiRequests':
      return true;
  }
}
