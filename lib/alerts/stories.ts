import { StorageError, type DocumentStore, type Versioned } from '../storage/documents';
import type { AlertId } from './alert';
import type { AlertDocument } from './document';

/** Alerts that lie further apart than this are not told as one story, ms. */
const SPAN = 6 * 3_600_000;
/** Alerts that one alert names. */
const MOST_RELATED = 10;
const MOST_RACES = 20;

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

  private async relatedTo({ id, accountId, internal }: AlertDocument): Promise<AlertId[]> {
    const near = await this.store.query<AlertDocument>('alerts', {
      partition: accountId,
      where: [
        { field: 'internal.startTime', is: 'below', value: internal.endTime + SPAN },
        { field: 'internal.endTime', is: 'above', value: internal.startTime - SPAN },
      ],
    });
    return near
      .filter((other) => other.id !== id && isSameClient(internal, other.internal))
      .map((other) => other.id)
      .sort()
      .slice(0, MOST_RELATED);
  }

  private async add(account: string, id: AlertId, more: readonly AlertId[]): Promise<void> {
    for (let race = 0; race < MOST_RACES; race += 1) {
      const known: Versioned<AlertDocument> | null = await this.store.read('alerts', account, id);
      if (known === null) return;
      const before = known.document.internal.related;
      const related = [...new Set([...(before ?? []), ...more])].sort().slice(0, MOST_RELATED);
      if (before !== null && before.length === related.length) return;
      if (await this.store.replace('alerts', withRelated(known.document, related), known.etag))
        return;
    }
    throw new StorageError('replace', 'alerts', new Error(`alert ${id} kept changing`));
  }
}

/** The alert with the names of those that belong to the same story. */
export function withRelated(alert: AlertDocument, related: readonly AlertId[]): AlertDocument {
  return {
    ...alert,
    extendedProperties: { ...alert.extendedProperties, ...relatedText(related) },
    internal: { ...alert.internal, related },
  };
}

export function relatedText(related: readonly AlertId[] | null): Record<string, string> {
  return related === null || related.length === 0 ? {} : { relatedAlerts: related.join(', ') };
}

type Internal = AlertDocument['internal'];

/** The same address; where an alert names none, the same identity. A key is shared by many. */
function isSameClient({ facts: one }: Internal, { facts: other }: Internal): boolean {
  if (one.addresses.length > 0 && other.addresses.length > 0) {
    return one.addresses.some((address) => other.addresses.includes(address));
  }
  return one.principals.some(
    (principal) => !principal.startsWith('key') && other.principals.includes(principal),
  );
}
