import type { AlertType } from './alertType';
import { changeDocument } from '../storage/changeDocument';
import type { DocumentStore } from '../storage/documents';
import { LOST, untilWon, type Race } from '../storage/races';
import type { AlertId } from './alert';
import type { AlertChange } from './change';
import { completeAlert, createAlert, growAlert } from './compose';
import type { AlertDocument } from './document';
import type { Client } from './facts';
import type { CountryOf } from './gather';
import { neighbours } from './identity';
import type { RulesInForce } from './suppression/currentRules';
import { suppress } from './suppression/suppress';
import { Stories } from './stories';

export interface Raised {
  readonly created: number;
  readonly grown: number;
}

export type Outcome = 'created' | 'grown' | 'unchanged';

/**
 * Creates alerts and lets them grow. An alert is created once: who comes second finds it there and
 * adds to it. Doing the same again changes nothing.
 */
export class AlertRaiser {
  private readonly stories: Stories;

  constructor(
    private readonly store: DocumentStore,
    private readonly country: CountryOf,
    /** Epoch ms, for `timeGeneratedUtc`. */
    private readonly now: () => number,
    private readonly rules: RulesInForce,
    private readonly onCreated: (alert: AlertDocument) => void = () => undefined,
  ) {
    this.stories = new Stories(store);
  }

  async raise(changes: readonly AlertChange[]): Promise<Raised> {
    let created = 0;
    let grown = 0;
    for (const change of changes) {
      const outcome = await this.settle(change);
      if (outcome === 'created') created += 1;
      if (outcome === 'grown') grown += 1;
    }
    return { created, grown };
  }

  /**
   * Creates or renews an alert whose change tells all that is known. The change is asked for after
   * the alert was read, so that nothing older is ever written over something newer; and the alerts
   * that it ties together name it before it is written, so that a run that stops begins anew.
   * @param tell gives null where there is nothing to tell any more
   * @throws StorageError
   */
  retell(account: string, id: AlertId, tell: () => Promise<AlertChange | null>): Promise<Outcome> {
    return untilWon(raceFor(id), async () => {
      const known = await this.store.read<AlertDocument>('alerts', account, id);
      const change = await tell();
      if (change === null) return 'unchanged';
      if (known === null) {
        await this.tie(change);
        return (await this.create(change)) ? 'created' : LOST;
      }
      const grown = growAlert(change, known.document, this.now(), this.country);
      if (grown === null) return 'unchanged';
      await this.tie(change);
      const judged = await this.suppressed(grown);
      const written = await this.store.replace('alerts', judged, known.etag);
      return written === null ? LOST : 'grown';
    });
  }

  /** Fills in clients, by activity id, that an alert waits for. */
  async complete(
    detectorOf: (alertType: string) => AlertType | undefined,
    account: string,
    id: AlertId,
    clients: ReadonlyMap<string, Client>,
  ): Promise<void> {
    const place = { partition: account, id };
    await changeDocument<AlertDocument>(this.store, 'alerts', place, async (known) => {
      const detector = known === null ? undefined : detectorOf(known.alertType);
      if (known === null || detector === undefined) return null;
      const completed = completeAlert(detector, known, clients, this.country);
      return completed && this.suppressed(completed);
    });
  }

  private async tie({ id, window }: AlertChange): Promise<void> {
    for (const tied of window?.tied ?? []) await this.stories.tie(tied.account, tied.id, id);
  }

  private settle(change: AlertChange): Promise<Outcome> {
    return untilWon(raceFor(change.id), async () => {
      const known = await this.store.read<AlertDocument>('alerts', change.account, change.id);
      if (known === null) {
        if (!(await this.create(change))) return LOST;
        await this.stories.link(change.account, change.id);
        return 'created';
      }
      const { related } = known.document.internal;
      const grown = growAlert(change, known.document, this.now(), this.country);
      const written =
        grown && (await this.store.replace('alerts', await this.suppressed(grown), known.etag));
      if (grown !== null && written === null) return LOST;
      // Whoever created it may have stopped before it was linked.
      if (related === null) await this.stories.link(change.account, change.id);
      return grown === null ? 'unchanged' : 'grown';
    });
  }

  private async create(change: AlertChange): Promise<boolean> {
    const { before, after } = neighbours(change.identity);
    const earlier = await this.store.read<AlertDocument>('alerts', change.account, before);
    const alert = await this.suppressed(createAlert(change, this.now(), this.country));
    const created = await this.store.create('alerts', {
      ...alert,
      continues: earlier === null ? null : before,
    });
    if (created === null) return false;
    this.onCreated(alert);
    await this.linkLater(change.account, after, change.id);
    return true;
  }

  /** What is known of the alert has changed, so it is held against the rules anew. */
  private async suppressed(alert: AlertDocument): Promise<AlertDocument> {
    const now = this.now();
    return suppress(alert, await this.rules.at(now), now);
  }

  /** Records come late: the alert of the next bucket may be there before the one it continues. */
  private async linkLater(account: string, after: AlertId, id: AlertId): Promise<void> {
    const place = { partition: account, id: after };
    await changeDocument<AlertDocument>(this.store, 'alerts', place, (later) =>
      later === null || later.continues === id ? null : { ...later, continues: id },
    );
  }
}

function raceFor(id: AlertId): Race {
  return { operation: 'replace', container: 'alerts', what: `alert ${id}` };
}
