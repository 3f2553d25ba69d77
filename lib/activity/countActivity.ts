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
  readonly events: AccessEvent[];
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
  { account, hour, source, events, copies }: Group,
  twins: ReadonlySet<AccessEvent>,
): Promise<void> {
  const race = { operation: 'replace', container: 'activity', what: `hour of ${account}` } as const;
  await untilWon(race, async () => {
    const part = await store.open(account, hour, source);
    let counted = false;
    for (const event of events) {
      const twin = twins.size > 0 && twins.has(event);
      counted = part.count(event, twin) || counted;
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
  let last: Group | undefined;
  const groupOf = ({ account, time, message: { source } }: AccessEvent): Group => {
    const hour = Math.floor(time / HOUR) * HOUR;
    if (last?.hour === hour && last.account === account && last.source === source) return last;
    const known = accounts.get(account) ?? [];
    last = known.find((group) => group.hour === hour && group.source === source);
    if (last !== undefined) return last;
    if (!known.some((group) => group.hour === hour)) touched.push({ account, hour });
    last = { account, hour, source, events: [], copies: [] };
    known.push(last);
    accounts.set(account, known);
    groups.push(last);
    return last;
  };
  for (const event of events) if (isCounted(event)) groupOf(event).events.push(event);
  for (const copy of copies) groupOf(copy).copies.push(copy);
  return { groups, touched };
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
