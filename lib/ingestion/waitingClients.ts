import type { AlertId } from '../alerts/alert';
import type { Client } from '../alerts/facts';
import { StorageError, type DocumentStore, type StoredDocument } from '../storage/documents';
import type { AccountId } from '../telemetry/event';

/** Activity ids that an account's alerts may wait for; the oldest go first. */
const MOST_WAITING = 500;
const MOST_RACES = 20;

export interface Waiting {
  readonly activityId: string;
  readonly alertId: AlertId;
}

interface WaitingDocument extends StoredDocument {
  readonly id: 'waitingClients';
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
    const known = await this.read(account);
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

  private read(account: AccountId) {
    return this.store.read<WaitingDocument>('activity', account, 'waitingClients');
  }

  private async change(
    account: AccountId,
    edit: (waiting: readonly Waiting[]) => readonly Waiting[],
  ): Promise<void> {
    for (let race = 0; race < MOST_RACES; race += 1) {
      const known = await this.read(account);
      const before = known?.document.waiting ?? [];
      const waiting = edit(before);
      if (waiting === before || (known === null && waiting.length === 0)) return;
      const document: WaitingDocument = {
        id: 'waitingClients',
        schemaVersion: 1,
        accountId: account,
        waiting,
      };
      const written =
        known === null
          ? await this.store.create('activity', document)
          : await this.store.replace('activity', document, known.etag);
      if (written !== null) return;
    }
    throw new StorageError('replace', 'activity', new Error('waiting clients kept changing'));
  }
}

function keyOf({ activityId, alertId }: Waiting): string {
  return `${alertId} ${activityId}`;
}
