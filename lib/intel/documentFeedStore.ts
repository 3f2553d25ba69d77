import type { DocumentStore, StoredDocument, Versioned } from '../storage/documents';
import { retire } from '../storage/retire';
import type { FeedStore, StoredFeed } from './feedStore';

/** A feed in the catalogue: its ranges lie in documents of their own. */
interface CatalogueEntry extends Omit<StoredFeed, 'copy'> {
  readonly copy:
    (Omit<NonNullable<StoredFeed['copy']>, 'ranges'> & { readonly parts: number }) | null;
}

interface Catalogue extends StoredDocument {
  readonly feed: typeof CATALOGUE;
  readonly feeds: readonly CatalogueEntry[];
}

interface RangesPart extends StoredDocument {
  readonly feed: string;
  /** Null where the part is done with. */
  readonly ranges: string | null;
}

const SCHEMA_VERSION = 1;
/** Partition and id of the one document that lists all feeds; no feed id has a `$`. */
const CATALOGUE = '$catalogue';
/** Characters of ranges in a document, so that each stays below 1 MB. */
const PART_LENGTH = 900_000;
const MOST_ATTEMPTS = 10;

/**
 * Keeps feeds in the `intel` container. One catalogue document says how all feeds stand, so a
 * look at what is new costs one point read. Ranges lie in parts named by the hash of their content,
 * written before the catalogue points to them. When it no longer does they retire.
 */
export class DocumentFeedStore implements FeedStore {
  /** Ranges already read, by feed; content with the same hash is not read again. */
  private readonly known = new Map<string, { readonly hash: string; readonly ranges: string }>();

  constructor(private readonly documents: DocumentStore) {}

  /**
   * A feed of which a part is missing comes without a copy, and so is fetched anew.
   * @throws StorageError
   */
  async load(): Promise<readonly StoredFeed[]> {
    const catalogue = await this.readCatalogue();
    const entries = catalogue?.document.feeds ?? [];
    return Promise.all(entries.map((entry) => this.loadFeed(entry)));
  }

  /** @throws StorageError */
  async save(feed: StoredFeed): Promise<void> {
    const parts = feed.copy === null ? [] : partsOf(feed.copy.ranges);
    const before = await this.entryOf(feed.id);
    if (feed.copy !== null && before?.copy?.fetchedAt !== feed.copy.fetchedAt) {
      for (const [index, ranges] of parts.entries()) {
        const id = partId(feed.copy.hash, index);
        const part: RangesPart = { id, feed: feed.id, schemaVersion: SCHEMA_VERSION, ranges };
        await this.documents.upsert('intel', part);
      }
    }
    await this.changeCatalogue((feeds) => [
      ...feeds.filter(({ id }) => id !== feed.id),
      entryFor(feed, parts.length),
    ]);
    if (before?.copy?.hash !== feed.copy?.hash) await this.removeParts(before);
  }

  /** @throws StorageError */
  async remove(id: string): Promise<void> {
    const entry = await this.entryOf(id);
    if (entry === null) return;
    await this.changeCatalogue((feeds) => feeds.filter((feed) => feed.id !== id));
    await this.removeParts(entry);
  }

  private async loadFeed(entry: CatalogueEntry): Promise<StoredFeed> {
    if (entry.copy === null) return { ...entry, copy: null };
    const { parts, ...copy } = entry.copy;
    const known = this.known.get(entry.id);
    if (known?.hash === copy.hash) return { ...entry, copy: { ...copy, ranges: known.ranges } };

    let ranges = '';
    for (let index = 0; index < parts; index++) {
      const id = partId(copy.hash, index);
      const part = await this.documents.read<RangesPart>('intel', entry.id, id);
      const text = part?.document.ranges ?? null;
      if (text === null) return this.loadChanged(entry);
      ranges += text;
    }
    this.known.set(entry.id, { hash: copy.hash, ranges });
    return { ...entry, copy: { ...copy, ranges } };
  }

  /** A part is gone: either a refresh has just replaced it, or the copy is damaged. */
  private async loadChanged(entry: CatalogueEntry): Promise<StoredFeed> {
    const current = await this.entryOf(entry.id);
    if (current?.copy && current.copy.hash !== entry.copy?.hash) return this.loadFeed(current);
    return { ...entry, copy: null, lastError: 'its stored copy is incomplete' };
  }

  private async changeCatalogue(
    change: (feeds: readonly CatalogueEntry[]) => readonly CatalogueEntry[],
  ): Promise<void> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const current = await this.readCatalogue();
      const feeds = change(current?.document.feeds ?? []);
      const next: Catalogue = {
        id: CATALOGUE,
        feed: CATALOGUE,
        schemaVersion: SCHEMA_VERSION,
        feeds,
      };
      const written =
        current === null
          ? await this.documents.create('intel', next)
          : await this.documents.replace('intel', next, current.etag);
      if (written !== null) return;
    }
    throw new Error(`The catalogue of feeds changed ${MOST_ATTEMPTS} times while it was written.`);
  }

  private readCatalogue(): Promise<Versioned<Catalogue> | null> {
    return this.documents.read<Catalogue>('intel', CATALOGUE, CATALOGUE);
  }

  private async entryOf(id: string): Promise<CatalogueEntry | null> {
    const catalogue = await this.readCatalogue();
    return catalogue?.document.feeds.find((feed) => feed.id === id) ?? null;
  }

  private async removeParts(entry: CatalogueEntry | null): Promise<void> {
    if (!entry?.copy) return;
    for (let index = 0; index < entry.copy.parts; index++) {
      const id = partId(entry.copy.hash, index);
      const part: RangesPart = { id, feed: entry.id, schemaVersion: SCHEMA_VERSION, ranges: null };
      await retire(this.documents, 'intel', part);
    }
  }
}

function entryFor(feed: StoredFeed, parts: number): CatalogueEntry {
  if (feed.copy === null) return { ...feed, copy: null };
  const { hash, etag, lastModified, entries, skipped, fetchedAt, confirmedAt } = feed.copy;
  const copy = { hash, etag, lastModified, entries, skipped, fetchedAt, confirmedAt, parts };
  return { ...feed, copy };
}

function partsOf(ranges: string): string[] {
  const parts: string[] = [];
  for (let start = 0; start < ranges.length; start += PART_LENGTH) {
    parts.push(ranges.slice(start, start + PART_LENGTH));
  }
  return parts;
}

/** Hashes are base64url, so an id holds nothing that Cosmos DB refuses. */
function partId(hash: string, index: number): string {
  return `ranges-${hash}-${index}`;
}
