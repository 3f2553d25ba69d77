import { managementKindOf } from '../management/managementKind';
import { StorageError } from '../storage/documents';
import type { AccessEvent, AccountId } from '../telemetry/event';
import type { ActivityStore } from './activityStore';
import { HOUR } from './windowPart';

const MOST_RACES = 20;

/** An account's hour that a batch has to do with. */
export interface TouchedHour {
  readonly account: AccountId;
  readonly hour: number;
}

interface Group extends TouchedHour {
  readonly source: string;
  readonly events: AccessEvent[];
}

/**
 * Counts events into the parts of their windows and stores the parts. Returns every window that the
 * batch touches, whether or not its records were counted before.
 */
export async function countActivity(
  store: ActivityStore,
  events: readonly AccessEvent[],
  twins: ReadonlySet<AccessEvent>,
): Promise<readonly TouchedHour[]> {
  const groups = groupsOf(events);
  for (const group of groups) await countGroup(store, group, twins);
  const touched = new Map<string, TouchedHour>();
  for (const { account, hour } of groups) touched.set(`${hour} ${account}`, { account, hour });
  return [...touched.values()];
}

async function countGroup(
  store: ActivityStore,
  { account, hour, source, events }: Group,
  twins: ReadonlySet<AccessEvent>,
): Promise<void> {
  for (let race = 0; race < MOST_RACES; race += 1) {
    const part = await store.open(account, hour, source);
    let counted = false;
    for (const event of events) {
      const twin = twins.size > 0 && twins.has(event);
      counted = part.count(event, twin) || counted;
    }
    // A part that holds all of it already still has to be handed back.
    if (await store.save(part, counted)) return;
  }
  throw new StorageError('replace', 'activity', new Error(`hour of ${account} kept changing`));
}

function groupsOf(events: readonly AccessEvent[]): readonly Group[] {
  const accounts = new Map<AccountId, Group[]>();
  const groups: Group[] = [];
  let last: Group | undefined;
  for (const event of events) {
    if (!isCounted(event)) continue;
    const hour = Math.floor(event.time / HOUR) * HOUR;
    const { account } = event;
    const { source } = event.message;
    if (last?.hour !== hour || last.account !== account || last.source !== source) {
      const known = accounts.get(account) ?? [];
      last = known.find((group) => group.hour === hour && group.source === source);
      if (last === undefined) {
        last = { account, hour, source, events: [] };
        known.push(last);
        accounts.set(account, known);
        groups.push(last);
      }
    }
    last.events.push(event);
  }
  return groups;
}

/** Query records have no client, and of the Activity Log only what attackers need is counted. */
function isCounted(event: AccessEvent): boolean {
  switch (event.category) {
    case 'QueryRuntimeStatistics':
      return false;
    case 'ActivityLog':
      return managementKindOf(event) !== null;
    case 'DataPlaneRequests':
    case 'DataPlaneRequests5M':
    case 'DataPlaneRequests15M':
    case 'ControlPlaneRequests':
    case 'MongoRequests':
    case 'CassandraRequests':
    case 'GremlinRequests':
    case 'TableApiRequests':
      return true;
  }
}
