import type { AlertId } from '../alerts/alert';
import type { AlertDocument } from '../alerts/document';
import type { TiedAlert } from '../detectors/detector';
import { changeDocument } from '../storage/changeDocument';
import type { DocumentStore, StoredDocument } from '../storage/documents';
import type { AccountId } from '../telemetry/event';
import { alertLink } from './alertLink';
import { mergeDeeds } from './deedLink';
import type { DeedLink, Link } from './link';

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

  async read(account: AccountId): Promise<readonly Link[]> {
    const known = await this.store.read<LinksDocument>('activity', account, ID);
    return known?.document.links ?? [];
  }

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

  private async alert(account: string, id: AlertId): Promise<AlertDocument | null> {
    return (await this.store.read<AlertDocument>('alerts', account, id))?.document ?? null;
  }
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
