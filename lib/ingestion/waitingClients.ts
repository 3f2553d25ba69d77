import type { AlertId } from '../alerts/alert';
import type { Client } from '../alerts/facts';
import { changeDocument } from '../storage/changeDocument';
import type { DocumentStore, StoredDocument } from '../storage/documents';
import type { AccountId } from '../telemetry/event';

/** Activity ids that an account's alerts may wait for; the oldest go first. */
const MOST_WAITING = 500;

export interface Waiting {
  readonly activityId: string;
  readonly alertId: AlertId;
}

const ID = 'waitingClients';

interface WaitingDocument extends StoredDocument {
  readonly id: typeof ID;
  readonly accountId: AccountId;
  readonly waiting: readonly Waiting[];
}

/**
 * One document an account with the activity ids whose client an alert still waits for. Every
 * instance looks at it, since the record with the client may come by another one.
 */
export class WaitingClients {
  constructor(private readonly store: DocumentStore) {}

  /** Adds ids; those that wait already stay as they are. */
  async wait(account: AccountId, added: readonly Waiting[]): Promise<void> {
    await this.change(account, (waiting) => {
      const known = new Set(waiting.map(keyOf));
      const fresh = added.filter((one) => !known.has(keyOf(one)));
      return fresh.length === 0 ? waiting : [...waiting, ...fresh].slice(-MOST_WAITING);
    });
  }

  /** What waits for a client that `clientOf` knows, by alert. Nothing is taken away yet. */
  async found(
    account: AccountId,
    clientOf: (activityId: string) => Client | null,
  ): Promise<ReadonlyMap<AlertId, ReadonlyMap<string, Client>>> {
    const byAlert = new Map<AlertId, Map<string, Client>>();
    const known = await this.store.read<WaitingDocument>('activity', account, ID);
    for (const { activityId, alertId } of known?.document.waiting ?? []) {
      const client = clientOf(activityId);
      if (client === null) continue;
      const clients = byAlert.get(alertId) ?? new Map<string, Client>();
      byAlert.set(alertId, clients.set(activityId, client));
    }
    return byAlert;
  }

  /** After the alert has been completed: takes its ids away. */
  async settle(account: AccountId, alertId: AlertId, settled: ReadonlySet<string>): Promise<void> {
    await this.change(account, (waiting) =>
      waiting.filter((one) => one.alertId !== alertId || !settled.has(one.activityId)),
    );
  }

  private async change(
    account: AccountId,
    edit: (waiting: readonly Waiting[]) => readonly Waiting[],
  ): Promise<void> {
    const place = { partition: account, id: ID };
    await changeDocument<WaitingDocument>(this.store, 'activity', place, (known) => {
      const before = known?.waiting ?? [];
      const waiting = edit(before);
      if (waiting === before || (known === null && waiting.length === 0)) return null;
      return { id: ID, schemaVersion: 1, accountId: account, waiting };
    });
  }
}

function keyOf({ activityId, alertId }: Waiting): string {
  return `${alertId} ${activityId}`;
}
