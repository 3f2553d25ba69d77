import { createHash } from 'node:crypto';
import {
  partitionOf,
  type ContainerName,
  type DocumentQuery,
  type DocumentStore,
  type FieldChange,
  type StoredDocument,
  type Versioned,
} from './documents';

/** The newest schema that this code reads. */
const NEWEST_VERSION = 1;
/** Hours of activity and profiles have versions of their own; who reads them looks at these. */
const OWN_VERSIONS: readonly unknown[] = ['part', 'moved', 'compacted', 'profile'];
/** Newer documents that are remembered; those met longest ago go first. */
const MOST_REMEMBERED = 10_000;

/** A document that a newer release of the app has written. */
export interface NewerDocument {
  readonly container: ContainerName;
  readonly id: string;
  readonly schemaVersion: number;
}

/** A copy of a document that had to give way, in the container of the dead letters. */
interface SetAsideDocument extends StoredDocument {
  readonly kind: 'setAside';
  /** UTC day on which it was set aside. */
  readonly day: string;
  readonly container: ContainerName;
  readonly document: StoredDocument;
}

/** False for what a newer release of the app has written. */
export function isKnownVersion(document: StoredDocument): boolean {
  if (!(document.schemaVersion > NEWEST_VERSION)) return true;
  return 'kind' in document && OWN_VERSIONS.includes(document.kind);
}

/**
 * A store in which documents of a newer schema do not show, as after going back to an older release.
 * What takes the place of one first sets a copy of it aside, so that nothing is lost.
 */
export class KnownVersions implements DocumentStore {
  private readonly met = new Map<string, NewerDocument>();

  constructor(private readonly store: DocumentStore) {}

  /** Documents that were left out, or have been set aside, since this instance started. */
  get newer(): readonly NewerDocument[] {
    return [...this.met.values()];
  }

  async read<T extends StoredDocument>(container: ContainerName, partition: string, id: string) {
    const found = await this.store.read<T>(container, partition, id);
    return found === null || this.isKnown(container, found.document) ? found : null;
  }

  async query<T extends StoredDocument>(container: ContainerName, query: DocumentQuery) {
    const { limit = Infinity } = query;
    for (let leftOut = 0; ;) {
      const asked = limit + leftOut;
      const found = await this.store.query<T>(
        container,
        Number.isFinite(asked) ? { ...query, limit: asked } : query,
      );
      const known = found.filter((document) => this.isKnown(container, document));
      // What was left out must not make a page look like the last one.
      if (known.length >= limit || found.length < asked) return known.slice(0, limit);
      leftOut = found.length - known.length;
    }
  }

  async create<T extends StoredDocument>(container: ContainerName, document: T) {
    const created = await this.store.create(container, document);
    if (created !== null) return created;
    const newer = await this.setAside(container, document);
    return newer === null ? null : this.store.replace(container, document, newer.etag);
  }

  async upsert<T extends StoredDocument>(container: ContainerName, document: T) {
    await this.setAside(container, document);
    return this.store.upsert(container, document);
  }

  replace<T extends StoredDocument>(container: ContainerName, document: T, etag: string) {
    return this.store.replace(container, document, etag);
  }

  patch<T extends StoredDocument>(
    container: ContainerName,
    partition: string,
    id: string,
    changes: readonly FieldChange[],
    etag: string,
  ) {
    return this.store.patch<T>(container, partition, id, changes, etag);
  }

  remove(container: ContainerName, partition: string, id: string) {
    return this.store.remove(container, partition, id);
  }

  private isKnown(container: ContainerName, document: StoredDocument): boolean {
    if (isKnownVersion(document)) return true;
    const { id, schemaVersion } = document;
    const key = keyOf(container, document);
    this.met.delete(key);
    this.met.set(key, { container, id, schemaVersion });
    const [oldest] = this.met.keys();
    if (this.met.size > MOST_REMEMBERED && oldest !== undefined) this.met.delete(oldest);
    return false;
  }

  /** Copies the newer document in whose place this one is to come; null where there is none. */
  private async setAside(
    container: ContainerName,
    document: StoredDocument,
  ): Promise<Versioned<StoredDocument> | null> {
    const key = keyOf(container, document);
    if (!this.met.has(key)) return null;
    const partition = partitionOf(container, document);
    const known = await this.store.read<StoredDocument>(container, partition, document.id);
    if (known === null || isKnownVersion(known.document)) return null;
    await this.store.upsert<SetAsideDocument>('deadLetters', {
      id: createHash('sha256').update(key).digest('hex').slice(0, 32),
      schemaVersion: 1,
      kind: 'setAside',
      day: new Date().toISOString().slice(0, 10),
      container,
      document: known.document,
    });
    return known;
  }
}

function keyOf(container: ContainerName, document: StoredDocument): string {
  return `${container}\n${partitionOf(container, document)}\n${document.id}`;
}
