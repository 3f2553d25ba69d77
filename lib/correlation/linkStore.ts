import type { AlertId } from '../alerts/alert';
import type { AlertDocument } from '../alerts/document';
import { isSameClient } from '../alerts/stories';
import type { TiedAlert } from '../alerts/finding';
import { changeDocument } from '../storage/changeDocument';
import { accountIdIn, nameWithin, subscriptionOf } from '../management/subscription';
import type { DocumentStore, StoredDocument } from '../storage/documents';
import type { AccountId } from '../telemetry/event';
import { alertLink } from './alertLink';
import { mergeDeeds } from './deedLink';
import type { AlertLink, DeedLink, Link } from '../detectors/attackChain/link';

/** Links of one step that an account keeps; the oldest go first. */
const MOST_LINKS = 30;
/** Accounts that a subscription names; those of others learn of its deeds with their next link. */
const MOST_BELOW = 1_000;
const ID = 'attackLinks';

interface LinksDocument extends StoredDocument {
  readonly id: typeof ID;
  readonly accountId: AccountId;
  /** By id. */
  readonly links: readonly Link[];
  /** Of a subscription: its accounts that have links, as `accountIdIn` reads them. */
  readonly below?: readonly string[];
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
   * Adds links and returns all that are about the account, those of its subscription among them.
   * Alerts are read after the document, so that none is ever put back to what it was before another
   * instance let it grow.
   * @throws StorageError
   */
  async add(account: AccountId, added: NewLinks): Promise<readonly Link[]> {
    let links: readonly Link[] = [];
    await this.change(account, async (known) => {
      const before = known?.links ?? [];
      links = bounded(await this.merged(before, added));
      return JSON.stringify(links) === JSON.stringify(before) ? null : { ...known, links };
    });
    // First its own document: who adds to its subscription's from now on finds its links there.
    await this.nameAbove(account);
    return [...links, ...(await this.above(account))];
  }

  /** All links that are about an account. @throws StorageError */
  async all(account: AccountId): Promise<readonly Link[]> {
    const known = await this.read(account);
    return [...(known?.links ?? []), ...(await this.above(account))];
  }

  /**
   * All links of an account but for those whose alert somebody has dismissed as expected.
   * @throws StorageError
   */
  async standing(account: AccountId): Promise<readonly Link[]> {
    const links = await this.all(account);
    const dismissed = await this.dismissedOf(links);
    return links.filter((link) => !dismissed.some((alert) => isToldBy(link, alert)));
  }

  /** Accounts with links that these links of a subscription reach. @throws StorageError */
  async below(subscription: AccountId, { deeds, alerts }: NewLinks): Promise<readonly AccountId[]> {
    if (subscription.includes('/providers/')) return [];
    const { below = [] } = (await this.read(subscription)) ?? {};
    return below
      .map((within) => accountIdIn(subscription, within))
      .filter((account) => alerts.length > 0 || deeds.some((deed) => reaches(deed, account)));
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

  private async read(account: AccountId): Promise<LinksDocument | null> {
    return (await this.store.read<LinksDocument>('activity', account, ID))?.document ?? null;
  }

  private async change(
    account: AccountId,
    change: (known: LinksDocument | null) => Promise<Pick<LinksDocument, 'links' | 'below'> | null>,
  ): Promise<void> {
    const place = { partition: account, id: ID };
    await changeDocument<LinksDocument>(this.store, 'activity', place, async (known) => {
      const changed = await change(known);
      return changed && { ...changed, id: ID, schemaVersion: 1, accountId: account };
    });
  }

  /** Links of the account's subscription that reach it. */
  private async above(account: AccountId): Promise<readonly Link[]> {
    const subscription = subscriptionOf(account);
    const known = subscription === null ? null : await this.read(subscription);
    return (known?.links ?? []).filter((link) => reaches(link, account));
  }

  private async nameAbove(account: AccountId): Promise<void> {
    const subscription = subscriptionOf(account);
    if (subscription === null) return;
    const within = nameWithin(account);
    const { below: named = [] } = (await this.read(subscription)) ?? {};
    if (named.length >= MOST_BELOW || named.includes(within)) return;
    await this.change(subscription, (now) => {
      const below = [...new Set([...(now?.below ?? []), within])].sort();
      return Promise.resolve({ links: now?.links ?? [], below });
    });
  }

  private async alert(account: string, id: AlertId): Promise<AlertDocument | null> {
    return (await this.store.read<AlertDocument>('alerts', account, id))?.document ?? null;
  }
}

/** A deed over a resource group is none of the accounts beside it. */
function reaches(link: Link, account: AccountId): boolean {
  return link.kind === 'alert' || `${account}/`.startsWith(`${link.scope ?? account}/`);
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
