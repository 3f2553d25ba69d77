import type { DocumentStore } from '../storage/documents';
import type { AccountId } from '../telemetry/event';
import type { ActivityStore, ReadHow } from './activityStore';
import { partId, type LastMessage } from './documents';
import type { HourCounts } from './hourCounts';
import { ActivityDocumentError, readDocument, readHour, type StoredHour } from './readHour';
import { RecentWindows } from './recentWindows';
import type { AnyActivityDocument } from './version1';
import { WindowPart } from './windowPart';

/** Actors in windows that an instance remembers, of its own partitions and of all. */
const MOST_ACTORS = 50_000;
/** Unreadable documents that are named. */
const MOST_UNREADABLE = 20;

/** A part as it was stored last. */
interface Saved {
  readonly part: WindowPart;
  readonly etag: string;
}

interface Remembered extends StoredHour {
  /** True where it was read after the hour was over. */
  readonly finished: boolean;
  /** Ids of parts that are not in it, since they are kept as this instance's own. */
  readonly leftOut: readonly string[];
}

/**
 * Keeps parts as documents of the `activity` container. A hub partition has one reader at a time,
 * so a part is read once and then only written; another reader, or the compaction of the hour, shows
 * as a changed ETag.
 */
export class DocumentActivityStore implements ActivityStore {
  readonly countsAlone = false;
  /** Saved parts of each window by source. */
  private readonly saved = new RecentWindows<Map<string, Saved>>(MOST_ACTORS, weightOfSaved);
  private readonly remembered = new RecentWindows<Remembered>(MOST_ACTORS, weightOfHour);
  /** Parts that are being counted into; they leave `saved` until the database has them. */
  private readonly etags = new WeakMap<WindowPart, string | null>();
  private readonly unreadableDocuments = new Map<string, ActivityDocumentError>();

  constructor(private readonly store: DocumentStore) {}

  /** Documents that could not be understood and are left as they are; at most 20. */
  get unreadable(): readonly ActivityDocumentError[] {
    return [...this.unreadableDocuments.values()];
  }

  async open(account: AccountId, hour: number, source: string): Promise<WindowPart> {
    const own = this.saved.get(account, hour);
    const known = own?.get(source);
    if (known !== undefined) {
      own?.delete(source);
      this.etags.set(known.part, known.etag);
      return known.part;
    }
    let after: LastMessage | undefined;
    for (let number = 1; ; number += 1) {
      const id = partId(hour, source, number);
      const stored = await this.store.read<AnyActivityDocument>('activity', account, id);
      if (stored === null) {
        const part = new WindowPart(account, hour, source, id, after);
        this.etags.set(part, null);
        return part;
      }
      const read = this.understand(stored.document);
      if (read?.kind === 'part' && !read.sealed) {
        this.etags.set(read.part, stored.etag);
        return read.part;
      }
      // Compacted, or about to be: late records go to the next part.
      if (read?.kind === 'part') after = read.part.lastMessage;
      else if (read?.kind === 'moved') after = read.document;
    }
  }

  async save(part: WindowPart, changed: boolean): Promise<boolean> {
    const { account, hour, source } = part;
    let etag = this.etags.get(part) ?? null;
    if (changed) {
      const document = part.toDocument();
      const written =
        etag === null
          ? await this.store.create('activity', document)
          : await this.store.replace('activity', document, etag);
      if (written === null) return false;
      etag = written.etag;
      part.stored();
    }
    if (etag === null) return true;
    const own = this.saved.get(account, hour) ?? new Map<string, Saved>();
    own.set(source, { part, etag });
    this.saved.set(account, hour, own);
    return true;
  }

  async parts(account: AccountId, hour: number, how: ReadHow): Promise<readonly HourCounts[]> {
    const known = this.remembered.get(account, hour);
    const own = [...(this.saved.get(account, hour)?.values() ?? [])];
    const isGoodFor = how === 'remembered' || (how === 'finished' && known?.finished === true);
    if (known !== undefined && isGoodFor && isWhole(known, own)) return countsOf(known, own);
    const read = await readHour(this.store, account, hour);
    for (const error of read.unreadable) this.noteUnreadable(error);
    const finished = how === 'finished' || (known?.finished ?? false);
    this.remembered.set(account, hour, { ...withoutOwn(read, own), finished });
    return countsOf(read, []);
  }

  private understand(document: AnyActivityDocument) {
    try {
      return readDocument(document);
    } catch (error) {
      if (!(error instanceof ActivityDocumentError)) throw error;
      this.noteUnreadable(error);
      return null;
    }
  }

  private noteUnreadable(error: ActivityDocumentError): void {
    if (this.unreadableDocuments.size >= MOST_UNREADABLE) return;
    this.unreadableDocuments.set(`${error.account} ${error.documentId}`, error);
  }
}

/** What is left of an hour without the parts that are kept as own ones: in most hours nothing. */
function withoutOwn(read: StoredHour, own: readonly Saved[]): Omit<Remembered, 'finished'> {
  const ownIds = new Set(own.map(({ part }) => part.id));
  const leftOut = read.parts.flatMap(({ id }) => (ownIds.has(id) ? [id] : []));
  return { ...read, parts: read.parts.filter(({ id }) => !ownIds.has(id)), leftOut };
}

/** False where a part that was left out has gone meanwhile. */
function isWhole({ leftOut }: Remembered, own: readonly Saved[]): boolean {
  return leftOut.every((id) => own.some(({ part }) => part.id === id));
}

/** Counts that make up an hour, with this instance's own parts as they were saved last. */
function countsOf({ parts, compacted }: StoredHour, own: readonly Saved[]): readonly HourCounts[] {
  const ownIds = new Set(own.map(({ part }) => part.id));
  const live = [
    ...own.map(({ part }) => part).filter(({ id }) => compacted?.covers.has(id) !== true),
    ...parts.filter(({ id }) => !ownIds.has(id)),
  ].map(({ counts }) => counts);
  return compacted === null ? live : [compacted.counts, ...live];
}

function weightOfSaved(saved: ReadonlyMap<string, Saved>): number {
  let weight = 1;
  for (const { part } of saved.values()) weight += part.counts.actors.count;
  return weight;
}

function weightOfHour({ parts, compacted }: StoredHour): number {
  let weight = 1 + (compacted?.counts.actors.count ?? 0);
  for (const { counts } of parts) weight += counts.actors.count;
  return weight;
}
