import { changeDocument } from '../storage/changeDocument';
import type { DocumentStore } from '../storage/documents';
import type { AlertId } from './alert';
import { isChain } from './chain';
import type { AlertDocument } from './document';
import type { Facts } from './facts';
import { isSample } from './sample';

/** Alerts that lie further apart than this are not told as one story, ms. */
const SPAN = 6 * 3_600_000;
/** Alerts that one alert names. */
const MOST_RELATED = 10;

/**
 * Lets alerts of one account that are about the same client, at about the same time, name each
 * other: several unusual things about one client are one story.
 */
export class Stories {
  constructor(private readonly store: DocumentStore) {}

  /** Links an alert with those that are there; those that come later link themselves. */
  async link(account: string, id: AlertId): Promise<void> {
    const own = await this.store.read<AlertDocument>('alerts', account, id);
    if (own === null) return;
    const others = await this.relatedTo(own.document);
    for (const other of others) await this.add(account, other, [id]);
    // Last, so that a run that stops before begins anew.
    await this.add(account, id, others);
  }

  /** Lets alerts of one account name each other, whoever their clients are. */
  async relate(account: string, id: AlertId, others: readonly AlertId[]): Promise<void> {
    for (const other of others) await this.add(account, other, [id]);
    if (others.length > 0) await this.add(account, id, others);
  }

  /** Lets an alert name the chain that it is a step of. */
  async tie(account: string, id: AlertId, chain: AlertId): Promise<void> {
    await this.update(account, id, (alert) => {
      const { chains = [], related } = alert.internal;
      return chains.includes(chain) ? null : withNamed(alert, related, [...chains, chain].sort());
    });
  }

  private async relatedTo({ id, accountId, internal }: AlertDocument): Promise<AlertId[]> {
    const near = await this.store.query<AlertDocument>('alerts', {
      partition: accountId,
      where: [
        { field: 'internal.startTime', is: 'below', value: internal.endTime + SPAN },
        { field: 'internal.endTime', is: 'above', value: internal.startTime - SPAN },
      ],
    });
    return near
      .filter((other) => other.id !== id && isSameClient(internal.facts, other.internal.facts))
      .filter((other) => !isChain(other) && !isSample(other))
      .map((other) => other.id)
      .sort()
      .slice(0, MOST_RELATED);
  }

  private async add(account: string, id: AlertId, more: readonly AlertId[]): Promise<void> {
    await this.update(account, id, (alert) => {
      const { related: before, chains } = alert.internal;
      const related = [...new Set([...(before ?? []), ...more])].sort().slice(0, MOST_RELATED);
      if (before !== null && before.length === related.length) return null;
      return withNamed(alert, related, chains);
    });
  }

  /** @param change gives null where nothing is to change */
  private async update(
    account: string,
    id: AlertId,
    change: (alert: AlertDocument) => AlertDocument | null,
  ): Promise<void> {
    const place = { partition: account, id };
    await changeDocument<AlertDocument>(this.store, 'alerts', place, (known) =>
      known === null ? null : change(known),
    );
  }
}

type Internal = AlertDocument['internal'];

/** The alert with the names of those that belong to the same story. */
function withNamed(
  alert: AlertDocument,
  related: Internal['related'],
  chains: Internal['chains'],
): AlertDocument {
  return {
    ...alert,
    extendedProperties: { ...alert.extendedProperties, ...relatedText(related, chains) },
    internal: { ...alert.internal, related, chains },
  };
}

/** Chains first: they tell the whole story. */
export function relatedText(
  related: Internal['related'],
  chains: Internal['chains'],
): Record<string, string> {
  const named = [...(chains ?? []), ...(related ?? [])];
  return named.length === 0 ? {} : { relatedAlerts: [...new Set(named)].join(', ') };
}

/** The same address; where one names none, the same identity. A key is shared by many. */
export function isSameClient(one: Facts, other: Facts): boolean {
  if (one.addresses.length > 0 && other.addresses.length > 0) {
    return one.addresses.some((address) => other.addresses.includes(address));
  }
  return one.principals.some(
    (principal) => !principal.startsWith('key') && other.principals.includes(principal),
  );
}
