import { createHash } from 'node:crypto';
import { StorageError, type DocumentStore, type StoredDocument } from '../storage/documents';
import type { AccessEvent, AccountId } from '../telemetry/event';
import { delayBound } from './exportDelay';
import { PartitionSightings } from './partitionSightings';
import { routesIn, type Route } from './routes';
import {
  addAll,
  markAll,
  packed,
  presencesIn,
  type PresenceDocument,
  type Presences,
} from './presenceDocument';
import {
  entries,
  heardAfter,
  isToldOf,
  lastHeard,
  latest,
  MOST_CLOCKS,
  sightedAfter,
  type HeardDocument,
  type LastSeen,
  type SightingsDocument,
} from './sightingsDocument';
import type { WrongClock } from './wrongClock';

export { lastHeard, type LastSeen } from './sightingsDocument';
export type { WrongClock } from './wrongClock';

const MOST_RACES = 20;
/** How often an instance writes what it saw in a partition, ms: a document may name many accounts. */
const WRITE_INTERVAL = 5 * 60_000;
/** The same where an account is new to it: nothing more may come of that one, ms. */
const NEWS_INTERVAL = 30_000;
/** How often it writes in which quarters of an hour there were records, ms. */
const PRESENCE_INTERVAL = 15 * 60_000;

/** Where the pipeline notes of which accounts it heard. */
export interface SightingsLog {
  /** Notes a batch; `now` in epoch ms. @throws StorageError */
  note(events: readonly AccessEvent[], now: number): Promise<void>;
}

/** All that is known of when an account was heard of; times in epoch ms. */
export interface SightedAccount {
  readonly lastSeen: LastSeen;
  /** `namespace/hub` that told of it last; empty where files are read. */
  readonly hub: string;
  /** Display name of its region, or empty. */
  readonly region: string;
  /** How late its records come at most, ms; null where nothing tells. */
  readonly delay: number | null;
  readonly retiredAt: number | null;
}

/** What can be asked about when accounts were heard of. */
export interface SightingsReader {
  accounts(): Promise<ReadonlyMap<AccountId, SightedAccount>>;
  presences(): Promise<Presences>;
}

/**
 * Which accounts and categories each hub partition told of, when last and in which quarters of an
 * hour: two documents a partition, written every five and fifteen minutes, so that no account costs
 * a request of its own.
 */
export class Sightings implements SightingsLog, SightingsReader {
  private readonly partitions = new Map<string, PartitionSightings>();

  constructor(private readonly store: DocumentStore) {}

  async note(events: readonly AccessEvent[], now: number): Promise<void> {
    for (const event of events) this.partitionOf(event.message.source).see(event, now);
    for (const [source, seen] of this.partitions) {
      const interval = seen.hasNewAccounts ? NEWS_INTERVAL : WRITE_INTERVAL;
      if (now - seen.writtenAt >= interval) await this.writeNews(source, seen, now);
      if (now - seen.presenceWrittenAt >= PRESENCE_INTERVAL)
        await this.writePresence(source, seen, now);
    }
  }

  /** Writes at once what this instance has not written. @throws StorageError */
  async flush(now: number): Promise<void> {
    for (const [source, seen] of this.partitions) await this.writeNews(source, seen, now);
  }

  /** When all accounts were heard of last, by any partition. @throws StorageError */
  async all(): Promise<ReadonlyMap<AccountId, LastSeen>> {
    const accounts = await this.accounts();
    return new Map([...accounts].map(([account, { lastSeen }]) => [account, lastSeen]));
  }

  /** @throws StorageError */
  async accounts(): Promise<ReadonlyMap<AccountId, SightedAccount>> {
    const accounts = new Map<AccountId, SightedAccount>();
    for (const { source, accounts: seen, notes = {} } of await this.heard()) {
      for (const [account, lastSeen] of entries(seen)) {
        const { region = '', delay = null, retiredAt = null } = notes[account] ?? {};
        const own: SightedAccount = {
          lastSeen,
          hub: source.slice(0, source.lastIndexOf('/')),
          region,
          delay: delay === null ? null : delayBound(delay),
          retiredAt,
        };
        accounts.set(account, together(accounts.get(account), own));
      }
    }
    return accounts;
  }

  /** By account, the hubs that its records come through. @throws StorageError */
  async routes(): Promise<ReadonlyMap<AccountId, readonly Route[]>> {
    return routesIn(await this.heard());
  }

  /** @throws StorageError */
  async presences(): Promise<Presences> {
    const presences: Presences = new Map();
    const documents = await this.store.query<PresenceDocument>('leases', ofKind('presence'));
    for (const document of documents) addAll(presences, presencesIn(document));
    return presences;
  }

  /** Accounts whose records lately told impossible times. @throws StorageError */
  async wrongClocks(now: number): Promise<ReadonlyMap<AccountId, WrongClock>> {
    const clocks = (await this.documents()).flatMap(({ wrongClocks }) => entries(wrongClocks));
    return new Map(clocks.filter(([, clock]) => isToldOf(clock, now)).slice(0, MOST_CLOCKS));
  }

  /** What is stored, with what this instance has not written yet. */
  private async heard(): Promise<readonly HeardDocument[]> {
    const documents = new Map<string, HeardDocument>();
    for (const document of await this.documents()) documents.set(document.source, document);
    for (const [source, seen] of this.partitions) {
      if (!seen.isUnwritten) continue;
      const { accounts, notes } = heardAfter(documents.get(source) ?? null, seen.news());
      documents.set(source, {
        source,
        accounts: Object.fromEntries(accounts),
        notes: Object.fromEntries(notes),
      });
    }
    return [...documents.values()];
  }

  private documents(): Promise<readonly SightingsDocument[]> {
    return this.store.query<SightingsDocument>('leases', ofKind('sightings'));
  }

  private partitionOf(source: string): PartitionSightings {
    const known = this.partitions.get(source);
    if (known !== undefined) return known;
    const seen = new PartitionSightings();
    this.partitions.set(source, seen);
    return seen;
  }

  private async writeNews(source: string, seen: PartitionSightings, now: number): Promise<void> {
    if (!seen.isUnwritten) return;
    const clocks = new Map(seen.wrongClocks);
    const news = seen.takeNews();
    seen.wrongClocks.clear();
    try {
      await this.change<SightingsDocument>('sightings', source, (known) => {
        return { kind: 'sightings', source, ...sightedAfter(known, news, clocks, now) };
      });
      seen.writtenAt = now;
    } catch (error) {
      seen.giveBack(news);
      for (const [account, clock] of clocks) seen.wrongClocks.set(account, clock);
      throw error;
    }
  }

  private async writePresence(source: string, seen: PartitionSightings, now: number) {
    const slots = seen.newSlots();
    if (slots.size === 0) return;
    await this.change<PresenceDocument>('presence', source, (known) => {
      const presences = presencesIn(known);
      markAll(presences, slots);
      return { kind: 'presence', source, packed: packed(presences) };
    });
    seen.slotsWritten(slots);
    seen.presenceWrittenAt = now;
  }

  /** Writes a partition's document; instances that share the partition for a while take turns. */
  private async change<D extends StoredDocument>(
    kind: string,
    source: string,
    next: (known: D | null) => Omit<D, keyof StoredDocument>,
  ): Promise<void> {
    const id = `${kind}-${createHash('sha256').update(source).digest('hex').slice(0, 16)}`;
    for (let race = 0; race < MOST_RACES; race += 1) {
      const known = await this.store.read<D>('leases', id, id);
      const document = { id, schemaVersion: 1, ...next(known?.document ?? null) };
      const written =
        known === null
          ? await this.store.create('leases', document)
          : await this.store.replace('leases', document, known.etag);
      if (written !== null) return;
    }
    throw new StorageError('replace', 'leases', new Error(`${kind} of ${source} kept changing`));
  }
}

function ofKind(kind: string) {
  return { where: [{ field: 'kind', is: 'equal', value: kind } as const] };
}

/** Of what is told once, what the hub says that heard of the account last. */
function together(one: SightedAccount | undefined, other: SightedAccount): SightedAccount {
  if (one === undefined) return other;
  const [newer, older] =
    lastHeard(one.lastSeen) >= lastHeard(other.lastSeen) ? [one, other] : [other, one];
  return {
    lastSeen: latest(older.lastSeen, newer.lastSeen),
    hub: newer.hub,
    region: newer.region === '' ? older.region : newer.region,
    delay: largest(newer.delay, older.delay),
    retiredAt: largest(newer.retiredAt, older.retiredAt),
  };
}

function largest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}
