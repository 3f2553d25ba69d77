import { createHash } from 'node:crypto';
import { StorageError, type DocumentStore, type StoredDocument } from '../storage/documents';
import type { AccessEvent, AccountId, Category } from '../telemetry/event';

const MOST_RACES = 20;
/** How often an instance writes what it saw in a partition, ms: a document may name 1,000 accounts. */
const WRITE_INTERVAL = 5 * 60_000;
/** Accounts of which nothing came for so long are forgotten, ms. */
const FORGOTTEN_AFTER = 45 * 86_400_000;

/** Records from further in the future tell nothing of the present, ms. */
const CLOCK_ERROR = 86_400_000;

/** When a category of an account was last heard of: event time, epoch ms. */
export type LastSeen = Readonly<Partial<Record<Category, number>>>;

interface SightingsDocument extends StoredDocument {
  readonly kind: 'sightings';
  readonly source: string;
  readonly accounts: Readonly<Record<AccountId, LastSeen>>;
}

/**
 * Which accounts and categories each hub partition told of, and when last: one document a
 * partition, written every five minutes, so that no account costs a request of its own.
 */
export class Sightings {
  private readonly unwritten = new Map<string, Map<AccountId, Map<Category, number>>>();
  private readonly writtenAt = new Map<string, number>();

  constructor(private readonly store: DocumentStore) {}

  /** Notes a batch; writes what is due. @throws StorageError */
  async note(events: readonly AccessEvent[], now: number): Promise<void> {
    for (const event of events) if (event.time <= now + CLOCK_ERROR) this.see(event);
    for (const [source, accounts] of this.unwritten) {
      if (now - (this.writtenAt.get(source) ?? -Infinity) < WRITE_INTERVAL) continue;
      await this.write(source, accounts, now);
      this.unwritten.delete(source);
      this.writtenAt.set(source, now);
    }
  }

  /** All accounts heard of, by any partition. @throws StorageError */
  async all(): Promise<ReadonlyMap<AccountId, LastSeen>> {
    const documents = await this.store.query<SightingsDocument>('leases', {
      where: [{ field: 'kind', is: 'equal', value: 'sightings' }],
    });
    const accounts = new Map<AccountId, LastSeen>();
    for (const document of documents) {
      for (const [account, seen] of entriesOf(document)) {
        accounts.set(account, latest(accounts.get(account) ?? {}, seen));
      }
    }
    return accounts;
  }

  private see({ account, category, time, message }: AccessEvent): void {
    const accounts =
      this.unwritten.get(message.source) ?? new Map<AccountId, Map<Category, number>>();
    this.unwritten.set(message.source, accounts);
    const categories = accounts.get(account) ?? new Map<Category, number>();
    accounts.set(account, categories);
    if (time > (categories.get(category) ?? -Infinity)) categories.set(category, time);
  }

  private async write(
    source: string,
    seen: ReadonlyMap<AccountId, ReadonlyMap<Category, number>>,
    now: number,
  ): Promise<void> {
    const id = `sightings-${createHash('sha256').update(source).digest('hex').slice(0, 16)}`;
    for (let race = 0; race < MOST_RACES; race += 1) {
      const known = await this.store.read<SightingsDocument>('leases', id, id);
      const document: SightingsDocument = {
        id,
        schemaVersion: 1,
        kind: 'sightings',
        source,
        accounts: merged(known === null ? [] : entriesOf(known.document), seen, now),
      };
      const written =
        known === null
          ? await this.store.create('leases', document)
          : await this.store.replace('leases', document, known.etag);
      if (written !== null) return;
    }
    throw new StorageError('replace', 'leases', new Error(`sightings of ${source} kept changing`));
  }
}

function merged(
  known: readonly (readonly [AccountId, LastSeen])[],
  seen: ReadonlyMap<AccountId, ReadonlyMap<Category, number>>,
  now: number,
): Record<AccountId, LastSeen> {
  const accounts = new Map<AccountId, LastSeen>(
    known.filter(([, lastSeen]) => Math.max(...Object.values(lastSeen)) >= now - FORGOTTEN_AFTER),
  );
  for (const [account, categories] of seen) {
    accounts.set(account, latest(accounts.get(account) ?? {}, Object.fromEntries(categories)));
  }
  return Object.fromEntries(accounts);
}

function latest(one: LastSeen, other: LastSeen): LastSeen {
  const seen: Partial<Record<Category, number>> = { ...one };
  // the keys of a LastSeen are categories
  for (const [category, time] of Object.entries(other) as [Category, number][]) {
    seen[category] = Math.max(seen[category] ?? -Infinity, time);
  }
  return seen;
}

function entriesOf({ accounts }: SightingsDocument): (readonly [AccountId, LastSeen])[] {
  // the keys of the document were account ids when it was written
  return Object.entries(accounts) as [AccountId, LastSeen][];
}
