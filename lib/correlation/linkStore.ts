import type { AlertId } from '../alerts/alert';
import type { AlertDocument } from '../alerts/document';
import { isSameClient } from '../alerts/stories';
import type { TiedAlert } from '../detectors/detector';
import { changeDocument } from '../storage/changeDocument';
import type { DocumentStore, StoredDocument } from '../storage/documents';
import type { AccountId } from '../telemetry/event';
import { alertLink } from './alertLink';
import { mergeDeeds } from './deedLink';
import type { AlertLink, DeedLink, Link } from './link';

/** Links of one step that an account keeps; the oldest go first. */
const MOST_LINKS = 30;
const ID = 'attackLinks';

interface LinksDocument extends StoredDocument {
  readonly id: typeof ID;
  readonly accountId: AccountId;
  /** By id. */
  readonly links: readonly Link[];
}

/** What is new to an account's links. */
export interface NewLinks {
  readonly deeds: readonly DeedLink[];
  readonly alerts: readonly TiedAlert[];
}

/** Keeps the links of each account in one document, a set: what comes again changes nothing. */
export class LinkStore {
  constructor(private readonly store: DocumentStore) {}

  /**
   * Adds links and returns all. Alerts are read after the document, so that none is ever put back to
   * what it was before another instance let it grow.
   * @throws StorageError
   */
  async add(account: AccountId, added: NewLinks): Promise<readonly Link[]> {
    let links: readonly Link[] = [];
    const place = { partition: account, id: ID };
    await changeDocument<LinksDocument>(this.store, 'activity', place, async (known) => {
      const before = known?.links ?? [];
      links = bounded(await this.merged(before, added));
      if (JSON.stringify(links) === JSON.stringify(before)) return null;
      return { id: ID, schemaVersion: 1, accountId: account, links };
    });
    return links;
  }

  /**
   * All links of an account but for those whose alert somebody has dismissed as expected.
   * @throws StorageError
   */
  async standing(account: AccountId): Promise<readonly Link[]> {
    const links = await this.read(account);
    const dismissed = await this.dismissedOf(links);
    return links.filter((link) => !dismissed.some((alert) => isToldBy(link, alert)));
  }

  /** The accounts that an alert over several names. */
  async accountsOf({ account, id }: TiedAlert): Promise<readonly AccountId[]> {
    const alert = await this.alert(account, id);
    // Facts keep the ids of accounts as texts.
    return (alert?.internal.facts.accounts ?? []) as readonly AccountId[];
  }

  private async merged(before: readonly Link[], added: NewLinks): Promise<readonly Link[]> {
    const links = new Map<string, Link>(before.map((link) => [link.id, link]));
    for (const deed of added.deeds) {
      const known = links.get(deed.id);
      links.set(deed.id, known?.kind === 'deed' ? mergeDeeds(known, deed) : deed);
    }
    for (const { account, id } of added.alerts) {
      const alert = await this.alert(account, id);
      const link = alert === null ? null : alertLink(alert);
      if (link !== null) links.set(link.id, link);
    }
    return [...links.values()];
  }

  private async dismissedOf(links: readonly Link[]): Promise<readonly AlertLink[]> {
    const alerts = links.filter((link) => link.kind === 'alert');
    const since = Math.min(...alerts.map(({ endTime }) => endTime));
    const dismissed = new Set<AlertId>();
    // An alert over several accounts is stored with their subscription.
    for (const partition of new Set(alerts.map(({ accountId }) => accountId))) {
      const found = await this.store.query<AlertDocument>('alerts', {
        partition,
        where: [
          { field: 'status', is: 'equal', value: 'Dismissed' },
          { field: 'internal.endTime', is: 'atLeast', value: since },
        ],
      });
      for (const { id } of found) dismissed.add(id);
    }
    return alerts.filter(({ id }) => dismissed.has(id));
  }

  private async read(account: AccountId): Promise<readonly Link[]> {
    const known = await this.store.read<LinksDocument>('activity', account, ID);
    return known?.document.links ?? [];
  }

  private async alert(account: string, id: AlertId): Promise<AlertDocument | null> {
    return (await this.store.read<AlertDocument>('alerts', account, id))?.document ?? null;
  }
}

/** True for the alert itself, and for deeds that it is about: of a script they have no alert each. */
function isToldBy(link: Link, { id, opening, startTime, endTime, facts }: AlertLink): boolean {
  if (link.id === id) return true;
  if (link.kind === 'alert') return false;
  if (link.toldBy === id) return true;
  const isAtOnce = startTime <= link.endTime && link.startTime <= endTime;
  return isAtOnce && opening?.kind === link.opening.kind && isSameClient(facts, link.facts);
}

/** The newest of each step, by id. */
function bounded(links: readonly Link[]): readonly Link[] {
  const newestFirst = [...links].sort((a, b) => b.endTime - a.endTime || (a.id < b.id ? -1 : 1));
  const counts = new Map<string, number>();
  return newestFirst
    .filter((link) => {
      const step = link.kind === 'deed' ? 'deed' : link.step;
      const count = (counts.get(step) ?? 0) + 1;
      counts.set(step, count);
      return count <= MOST_LINKS;
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
