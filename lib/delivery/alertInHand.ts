import type { DeliveryState } from '../alerts/alert';
import type { AlertDocument } from '../alerts/document';
import type { DocumentStore, Versioned } from '../storage/documents';
import { LOST, untilWon } from '../storage/races';
import type { Sink } from './sink';
import { nextDue } from './state';

type Move = (alert: AlertDocument) => { name: string; state: DeliveryState } | null;
type Outcome = 'written' | 'unchanged' | 'gone';

/** An alert that is being delivered, with its newest known version. */
export class AlertInHand {
  /** One write after the other: sinks of one run take no version from each other. */
  private lastWrite: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly store: DocumentStore,
    private readonly sinks: readonly Sink[],
    private known: Versioned<AlertDocument>,
  ) {}

  /** Null where the alert is gone. @throws StorageError */
  static async take(
    store: DocumentStore,
    sinks: readonly Sink[],
    { accountId, id }: Pick<AlertDocument, 'accountId' | 'id'>,
  ): Promise<AlertInHand | null> {
    const known = await store.read<AlertDocument>('alerts', accountId, id);
    return known === null ? null : new AlertInHand(store, sinks, known);
  }

  get alert(): AlertDocument {
    return this.known.document;
  }

  /**
   * Writes how far a sink has got, and when the alert is due next; only what changes is written.
   * @param move gives the new state from what the alert is by now, or null to leave it
   * @param now epoch ms
   * @returns the state that was written, or null
   * @throws StorageError
   */
  async record(
    sink: Sink,
    move: (alert: AlertDocument) => DeliveryState | null,
    now: number,
  ): Promise<DeliveryState | null> {
    let state: DeliveryState | null = null;
    const outcome = await this.write(now, (alert) => {
      state = move(alert);
      return state === null ? null : { name: sink.name, state };
    });
    return outcome === 'written' ? state : null;
  }

  /** Notes when the alert is due next, where that is no longer true. @throws StorageError */
  async settle(now: number): Promise<void> {
    await this.write(now, () => null);
  }

  private write(now: number, move: Move): Promise<Outcome> {
    const written = this.lastWrite.then(() => this.writeNow(now, move));
    this.lastWrite = written.catch(() => undefined);
    return written;
  }

  private writeNow(now: number, move: Move): Promise<Outcome> {
    const race = {
      operation: 'patch',
      container: 'alerts',
      what: `alert ${this.alert.id}`,
    } as const;
    return untilWon<Outcome>(race, async () => {
      const { document, etag } = this.known;
      const moved = move(document);
      const delivery =
        moved === null ? document.delivery : { ...document.delivery, [moved.name]: moved.state };
      const deliveryDueAt = nextDue({ ...document, delivery }, this.sinks, now);
      const changes = [
        ...(moved === null ? [] : [{ path: ['delivery', moved.name], value: moved.state }]),
        ...(deliveryDueAt === document.deliveryDueAt
          ? []
          : [{ path: ['deliveryDueAt'], value: deliveryDueAt }]),
      ];
      if (changes.length === 0) return 'unchanged';
      const { accountId, id } = document;
      const written = await this.store.patch<AlertDocument>('alerts', accountId, id, changes, etag);
      if (written !== null) {
        this.known = written;
        return 'written';
      }
      const fresh = await this.store.read<AlertDocument>('alerts', accountId, id);
      if (fresh === null) return 'gone';
      this.known = fresh;
      return LOST;
    });
  }
}
