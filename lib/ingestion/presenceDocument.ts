import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { StoredDocument } from '../storage/documents';
import type { AccountId, Category } from '../telemetry/event';
import { Presence, type StoredPresence } from './presence';

/** Characters of the packed text, so that the document stays below the 2 MB that Cosmos DB takes. */
const MOST_CHARACTERS = 1_500_000;
/** Bytes that it may unpack to: far more than the most accounts need. */
const MOST_BYTES = 64_000_000;

/** In which quarters of an hour there were records, by account and category. */
export type Presences = Map<AccountId, Map<Category, Presence>>;

/** The presences that a hub partition told of: one document a partition. */
export interface PresenceDocument extends StoredDocument {
  readonly kind: 'presence';
  readonly source: string;
  /** Deflated JSON, as base64. */
  readonly packed: string;
}

/** Packs presences; where they are too many, those of the accounts last heard of stay. */
export function packed(presences: Presences): string {
  const newest = (streams: ReadonlyMap<Category, Presence>) =>
    Math.max(...[...streams.values()].map(({ last }) => last));
  const accounts = [...presences].sort(([, a], [, b]) => newest(b) - newest(a));
  for (let most = accounts.length; ; most = Math.floor(most / 2)) {
    const stored = accounts.slice(0, most).map(([account, streams]) => {
      return [account, [...streams].map(([category, one]) => [category, one.toStored()])];
    });
    const text = deflateRawSync(JSON.stringify(stored)).toString('base64');
    if (text.length <= MOST_CHARACTERS) return text;
  }
}

/** What a document holds. One that cannot be read holds nothing: it is learned anew. */
export function presencesIn(document: PresenceDocument | null): Presences {
  try {
    return document === null ? new Map<never, never>() : unpacked(document.packed);
  } catch {
    return new Map();
  }
}

/** @throws SyntaxError, RangeError, TypeError or a fault of zlib for what was not packed here */
function unpacked(text: string): Presences {
  const json = inflateRawSync(Buffer.from(text, 'base64'), { maxOutputLength: MOST_BYTES });
  // only `packed` writes these texts
  const stored = JSON.parse(json.toString()) as readonly (readonly [
    AccountId,
    readonly (readonly [Category, StoredPresence])[],
  ])[];
  return new Map(
    stored.map(([account, streams]) => [
      account,
      new Map(streams.map(([category, one]) => [category, Presence.from(one)])),
    ]),
  );
}

/** Adds slots to presences. */
export function markAll(
  presences: Presences,
  slots: ReadonlyMap<AccountId, ReadonlyMap<Category, readonly number[]>>,
): void {
  for (const [account, categories] of slots) {
    for (const [category, some] of categories) {
      const presence = presenceOf(presences, account, category);
      for (const slot of some) presence.mark(slot);
    }
  }
}

/** Adds presences to others. */
export function addAll(presences: Presences, more: Presences): void {
  for (const [account, streams] of more) {
    for (const [category, one] of streams) presenceOf(presences, account, category).add(one);
  }
}

/** The presence of a category, made where there was none. */
export function presenceOf(presences: Presences, account: AccountId, category: Category): Presence {
  const streams = presences.get(account) ?? new Map<Category, Presence>();
  presences.set(account, streams);
  const presence = streams.get(category) ?? new Presence();
  streams.set(category, presence);
  return presence;
}
