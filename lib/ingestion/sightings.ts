import { createHash } from 'node:crypto';
import { StorageError, type DocumentStore, type StoredDocument } from '../storage/documents';
import type { AccessEvent, AccountId, Category } from '../telemetry/event';

const MOST_RACES = 20;
const DAY = 86_400_000;
/** How often an instance writes what it saw in a partition, ms: a document may name many accounts. */
const WRITE_INTERVAL = 5 * 60_000;
/** The same where an account is new to it: nothing more may come of that one, ms. */
const NEWS_INTERVAL = 30_000;
/** Accounts of which nothing came for so long are forgotten, ms. */
const FORGOTTEN_AFTER = 45 * DAY;
/** Accounts of one document, so that it stays below the 2 MB that Cosmos DB takes. */
const MOST_ACCOUNTS = 4_000;
/** A clock further ahead than this is wrong, ms. */
const CLOCK_ERROR = DAY;
/** Wrong clocks are told for so long, and so many, ms. */
const CLOCKS_TOLD = 7 * DAY;
const MOST_CLOCKS = 20;

/** When a category of an account was last heard of: event time, or that of arrival if that is earlier. */
export type LastSeen = Readonly<Partial<Record<Category, number>>>;

/** A record from the far future: what time it told, and when it came; epoch ms. */
export interface WrongClock {
  readonly told: number;
  readonly at: number;
}

interface Sighted {
  readonly accounts: Readonly<Record<AccountId, LastSeen>>;
  /** The last wrong time that an account told. */
  readonly wrongClocks: Readonly<Record<AccountId, WrongClock>>;
}

interface SightingsDocument extends StoredDocument, Sighted {
  readonly kind: 'sightings';
  readonly source: string;
}

/** What an instance saw in a partition and has not written. */
interface Unwritten {
  readonly accounts: Map<AccountId, Map<Category, number>>;
  readonly wrongClocks: Map<AccountId, WrongClock>;
  hasNews: boolean;
}

/**
 * Which accounts and categories each hub partition told of, and when last: one document a
 * partition, written every five minutes, so that no account costs a request of its own.
 */
export class Sightings {
  private readonly unwritten = new Map<string, Unwritten>();
  /** Per partition when it was written last, and the accounts that were in it. */
  private readonly written = new Map<string, { at: number; readonly known: Set<AccountId> }>();

  constructor(private readonly store: DocumentStore) {}

  /** Notes a batch; writes what is due. @throws StorageError */
  async note(events: readonly AccessEvent[], now: number): Promise<void> {
    for (const event of events) this.see(event, now);
    for (const [source, seen] of this.unwritten) {
      const before = this.written.get(source) ?? { at: -Infinity, known: new Set() };
      if (now - before.at < (seen.hasNews ? NEWS_INTERVAL : WRITE_INTERVAL)) continue;
      await this.write(source, seen, now);
      this.unwritten.delete(source);
      for (const account of seen.accounts.keys()) before.known.add(account);
      this.written.set(source, { at: now, known: before.known });
    }
  }

  /** All accounts heard of, by any partition. @throws StorageError */
  async all(): Promise<ReadonlyMap<AccountId, LastSeen>> {
    const accounts = new Map<AccountId, LastSeen>();
    for (const document of await this.documents()) {
      for (const [account, seen] of entries(document.accounts)) {
        accounts.set(account, latest(accounts.get(account), seen));
      }
    }
    return accounts;
  }

  /** Accounts whose records lately told impossible times. @throws StorageError */
  async wrongClocks(now: number): Promise<ReadonlyMap<AccountId, WrongClock>> {
    const clocks = (await this.documents()).flatMap(({ wrongClocks }) => entries(wrongClocks));
    return new Map(clocks.filter(([, { at }]) => now - at < CLOCKS_TOLD).slice(0, MOST_CLOCKS));
  }

  private documents(): Promise<readonly SightingsDocument[]> {
    return this.store.query<SightingsDocument>('leases', {
      where: [{ field: 'kind', is: 'equal', value: 'sightings' }],
    });
  }

  private see({ account, category, time, message: { source } }: AccessEvent, now: number): void {
    const seen = this.unwritten.get(source) ?? {
      accounts: new Map<AccountId, Map<Category, number>>(),
      wrongClocks: new Map<AccountId, WrongClock>(),
      hasNews: false,
    };
    this.unwritten.set(source, seen);
    if (time > now + CLOCK_ERROR) seen.wrongClocks.set(account, { told: time, at: now });
    const categories = seen.accounts.get(account) ?? new Map<Category, number>();
    if (categories.size === 0) {
      seen.accounts.set(account, categories);
      seen.hasNews ||= this.written.get(source)?.known.has(account) !== true;
    }
    const heard = Math.min(time, now);
    if (heard > (categories.get(category) ?? -Infinity)) categories.set(category, heard);
  }

  private async write(source: string, seen: Unwritten, now: number): Promise<void> {
    const id = `sightings-${createHash('sha256').update(source).digest('hex').slice(0, 16)}`;
    for (let race = 0; race < MOST_RACES; race += 1) {
      const known = await this.store.read<SightingsDocument>('leases', id, id);
      const document: SightingsDocument = {
        id,
        schemaVersion: 1,
        kind: 'sightings',
        source,
        ...merged(known?.document ?? { accounts: {}, wrongClocks: {} }, seen, now),
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

function merged(known: Sighted, seen: Unwritten, now: number): Sighted {
  const accounts = new Map(entries(known.accounts));
  for (const [account, categories] of seen.accounts) {
    accounts.set(account, latest(accounts.get(account), Object.fromEntries(categories)));
  }
  const kept = [...accounts]
    .filter(([, lastSeen]) => now - lastHeard(lastSeen) <= FORGOTTEN_AFTER)
    .sort(([, a], [, b]) => lastHeard(b) - lastHeard(a))
    .slice(0, MOST_ACCOUNTS);
  const clocks = [...entries(known.wrongClocks), ...seen.wrongClocks];
  return {
    accounts: Object.fromEntries(kept),
    wrongClocks: Object.fromEntries(
      clocks.filter(([, { at }]) => now - at < CLOCKS_TOLD).slice(-MOST_CLOCKS),
    ),
  };
}

/** When anything was last heard of an account, epoch ms. */
export function lastHeard(lastSeen: LastSeen): number {
  return Math.max(-1, ...Object.values(lastSeen));
}

function latest(one: LastSeen = {}, other: LastSeen): LastSeen {
  const seen: Partial<Record<Category, number>> = { ...one };
  // the keys of a LastSeen are categories
  for (const [category, time] of Object.entries(other) as [Category, number][]) {
    seen[category] = Math.max(seen[category] ?? -Infinity, time);
  }
  return seen;
}

function entries<T>(record: Readonly<Record<AccountId, T>>): (readonly [AccountId, T])[] {
  // the keys of the document were account ids when it was written
  return Object.entries(record) as [AccountId, T][];
}
