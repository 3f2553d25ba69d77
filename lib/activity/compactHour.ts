import type { DocumentStore, Versioned } from '../storage/documents';
import { LOST, untilWon } from '../storage/races';
import type { AccountId } from '../telemetry/event';
import {
  compactedId,
  SCHEMA_VERSION,
  type CompactedDocument,
  type MovedDocument,
  type PartDocument,
} from './documents';
import { HourCounts } from './hourCounts';
import { readDocument, readHour, type CompactedHour } from './readHour';
import type { AnyActivityDocument } from './version1';
import type { WindowPart } from './windowPart';

/** A part that nobody may change any more. */
interface Sealed {
  readonly part: WindowPart;
  readonly etag: string;
}

/**
 * Puts the parts of an account's hour together into one document; for hours that are over, since
 * later records then need a document of their own. Returns how many parts it moved: 0 where one
 * document holds the hour already.
 *
 * It may stop after any write, and run twice at once. Parts are sealed first: a sealed part never
 * changes, and whoever finds one counts on in the next part of its hub partition. The compacted
 * document names the parts that it holds, and from its writing on those are passed over by readers;
 * only then they are emptied. So at any time each count is read once.
 *
 * @throws StorageError where the database fails, or the hour kept changing
 * @throws ActivityDocumentError where a document that has to be read cannot be understood
 */
export function compactHour(
  store: DocumentStore,
  account: AccountId,
  hour: number,
): Promise<number> {
  return untilWon({ operation: 'replace', container: 'activity', what: `hour of ${account}` }, () =>
    tryToCompact(store, account, hour),
  );
}

async function tryToCompact(
  store: DocumentStore,
  account: AccountId,
  hour: number,
): Promise<number | typeof LOST> {
  const before = await readCompacted(store, account, hour);
  const { parts, covered } = await readHour(store, account, hour);
  // What was read may be older than the compacted document that is about to be replaced.
  const live = parts.filter(({ id }) => before?.covers.has(id) !== true);
  const waiting = before === null && live.length <= 1 ? [] : live;
  const sealed: Sealed[] = [];
  for (const { id } of waiting) {
    const part = await seal(store, account, id);
    if (part === LOST) return LOST;
    sealed.push(part);
  }
  if (sealed.length > 0 && !(await writeCompacted(store, account, hour, before, sealed))) {
    return LOST;
  }
  for (const part of sealed) await empty(store, part);
  // Those of a run that stopped after it had written the compacted document.
  for (const { id } of covered) {
    const part = await seal(store, account, id);
    if (part !== LOST) await empty(store, part);
  }
  return sealed.length + covered.length;
}

async function readCompacted(
  store: DocumentStore,
  account: AccountId,
  hour: number,
): Promise<(CompactedHour & { readonly etag: string }) | null> {
  const stored = await store.read<AnyActivityDocument>('activity', account, compactedId(hour));
  if (stored === null) return null;
  const read = readDocument(stored.document);
  if (read.kind !== 'compacted') throw new TypeError(`${stored.document.id} holds a ${read.kind}`);
  return { ...read.compacted, etag: stored.etag };
}

async function seal(
  store: DocumentStore,
  account: AccountId,
  id: string,
): Promise<Sealed | typeof LOST> {
  const stored = await store.read<AnyActivityDocument>('activity', account, id);
  if (stored === null) return LOST;
  const read = readDocument(stored.document);
  if (read.kind !== 'part') return LOST;
  const { part } = read;
  if (read.sealed) return { part, etag: stored.etag };
  const document: PartDocument = { ...part.toDocument(), sealed: true };
  const written = await store.replace('activity', document, stored.etag);
  return written === null ? LOST : { part, etag: written.etag };
}

async function writeCompacted(
  store: DocumentStore,
  account: AccountId,
  hour: number,
  before: (CompactedHour & { readonly etag: string }) | null,
  sealed: readonly Sealed[],
): Promise<boolean> {
  const counts = new HourCounts(hour);
  if (before !== null) counts.merge(before.counts);
  for (const { part } of sealed) counts.merge(part.counts);
  const document: CompactedDocument = {
    id: compactedId(hour),
    schemaVersion: SCHEMA_VERSION,
    kind: 'compacted',
    accountId: account,
    hour,
    covers: [...(before?.covers ?? []), ...sealed.map(({ part }) => part.id)].sort(),
    counts: counts.toStored(),
  };
  const written: Versioned<CompactedDocument> | null =
    before === null
      ? await store.create('activity', document)
      : await store.replace('activity', document, before.etag);
  return written !== null;
}

/** Leaves only what later records of the hub partition need. Somebody else may have done it. */
async function empty(store: DocumentStore, { part, etag }: Sealed): Promise<void> {
  const { id, account, hour, source, lastMessage } = part;
  const document: MovedDocument = {
    id,
    schemaVersion: SCHEMA_VERSION,
    kind: 'moved',
    accountId: account,
    hour,
    source,
    ...lastMessage,
    into: compactedId(hour),
  };
  await store.replace('activity', document, etag);
}
