import type { StoredDocument } from '../storage/documents';
import type { AccountId, Category } from '../telemetry/event';
import { delayAfter, type ExportDelay } from './exportDelay';
import type { AccountNews } from './partitionSightings';
import type { WrongClock } from './wrongClock';

const DAY = 86_400_000;
/** Accounts of which nothing came for so long are forgotten, ms. */
const FORGOTTEN_AFTER = 45 * DAY;
/** Accounts of one document, so that it stays below the 2 MB that Cosmos DB takes. */
export const MOST_ACCOUNTS = 4_000;
/** Wrong clocks are told for so long, and so many, ms. */
const CLOCKS_TOLD = 7 * DAY;
export const MOST_CLOCKS = 20;

/** When a category of an account was last heard of: event time, or that of arrival if that is earlier. */
export type LastSeen = Readonly<Partial<Record<Category, number>>>;

/** What else is known of an account. */
export interface AccountNote {
  /** Display name of the region that served its requests lately, or empty. */
  readonly region: string;
  readonly delay: ExportDelay | null;
  /** When it was deleted, epoch ms; null where it never was. */
  readonly retiredAt: number | null;
}

interface Sighted {
  readonly accounts: Readonly<Record<AccountId, LastSeen>>;
  /** Missing in documents of earlier versions. */
  readonly notes?: Readonly<Record<AccountId, AccountNote>>;
  /** The last wrong time that an account told. */
  readonly wrongClocks: Readonly<Record<AccountId, WrongClock>>;
}

/** Which accounts a hub partition told of: one document a partition. */
export interface SightingsDocument extends StoredDocument, Sighted {
  readonly kind: 'sightings';
  readonly source: string;
}

/** What a partition's document says of accounts. */
export type HeardDocument = Pick<SightingsDocument, 'source' | 'accounts' | 'notes'>;

const NOTHING_KNOWN: AccountNote = { region: '', delay: null, retiredAt: null };

/** What a document holds after the news. */
export function sightedAfter(
  known: Sighted | null,
  news: ReadonlyMap<AccountId, AccountNews>,
  wrongClocks: ReadonlyMap<AccountId, WrongClock>,
  now: number,
): Sighted {
  const { accounts, notes } = heardAfter(known, news);
  const kept = [...accounts]
    .filter(([, lastSeen]) => now - lastHeard(lastSeen) <= FORGOTTEN_AFTER)
    .sort(([, a], [, b]) => lastHeard(b) - lastHeard(a))
    .slice(0, MOST_ACCOUNTS);
  const clocks = [...entries(known?.wrongClocks ?? {}), ...wrongClocks];
  return {
    accounts: Object.fromEntries(kept),
    notes: Object.fromEntries(
      kept.map(([account]) => [account, notes.get(account) ?? NOTHING_KNOWN]),
    ),
    wrongClocks: Object.fromEntries(
      clocks.filter(([, clock]) => isToldOf(clock, now)).slice(-MOST_CLOCKS),
    ),
  };
}

/** The accounts that are known with the news, none forgotten. */
export function heardAfter(
  known: Pick<Sighted, 'accounts' | 'notes'> | null,
  news: ReadonlyMap<AccountId, AccountNews>,
) {
  const accounts = new Map(entries(known?.accounts ?? {}));
  const notes = new Map(entries(known?.notes ?? {}));
  for (const [account, one] of news) {
    accounts.set(account, latest(accounts.get(account), Object.fromEntries(one.heard)));
    notes.set(account, noteAfter(notes.get(account) ?? NOTHING_KNOWN, one));
  }
  return { accounts, notes };
}

export function isToldOf({ at }: WrongClock, now: number): boolean {
  return now - at < CLOCKS_TOLD;
}

/** When anything was last heard of an account, epoch ms. */
export function lastHeard(lastSeen: LastSeen): number {
  return Math.max(-1, ...Object.values(lastSeen));
}

export function latest(one: LastSeen = {}, other: LastSeen): LastSeen {
  const seen: Partial<Record<Category, number>> = { ...one };
  // the keys of a LastSeen are categories
  for (const [category, time] of Object.entries(other) as [Category, number][]) {
    seen[category] = Math.max(seen[category] ?? -Infinity, time);
  }
  return seen;
}

export function entries<T>(record: Readonly<Record<AccountId, T>>): (readonly [AccountId, T])[] {
  // the keys of the document were account ids when it was written
  return Object.entries(record) as [AccountId, T][];
}

function noteAfter(known: AccountNote, news: AccountNews): AccountNote {
  const { region, longestDelay, retiredAt } = news;
  return {
    region: region === '' ? known.region : region,
    delay: longestDelay < 0 ? known.delay : delayAfter(known.delay, longestDelay),
    retiredAt: retiredAt < 0 ? known.retiredAt : Math.max(retiredAt, known.retiredAt ?? -1),
  };
}
