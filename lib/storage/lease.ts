import type { DocumentStore, StoredDocument, Versioned } from './documents';

interface LeaseDocument extends StoredDocument {
  readonly kind: 'lease';
  readonly owner: string;
  /** Epoch ms; from then on anybody may take it. */
  readonly until: number;
}

/** A right to do something alone, kept as a document of the `leases` container. */
export class Lease {
  private constructor(
    private readonly store: DocumentStore,
    private held: Versioned<LeaseDocument>,
  ) {}

  /**
   * Takes the lease, or null where another owner holds it.
   * @param duration how long it holds unless it is renewed, ms
   * @param now epoch ms
   * @throws StorageError
   */
  static async take(
    store: DocumentStore,
    id: string,
    owner: string,
    duration: number,
    now: number,
  ): Promise<Lease | null> {
    const known = await store.read<LeaseDocument>('leases', id, id);
    if (known !== null && known.document.until > now && known.document.owner !== owner) return null;
    const document = leaseDocument(id, owner, now + duration);
    const held =
      known === null
        ? await store.create('leases', document)
        : await store.replace('leases', document, known.etag);
    return held === null ? null : new Lease(store, held);
  }

  /** Holds it for longer; false where it was lost meanwhile. @throws StorageError */
  async renew(duration: number, now: number): Promise<boolean> {
    return this.write(now + duration);
  }

  /** Gives it back. @throws StorageError */
  async release(): Promise<void> {
    await this.write(0);
  }

  private async write(until: number): Promise<boolean> {
    const { document, etag } = this.held;
    const next = leaseDocument(document.id, document.owner, until);
    const written = await this.store.replace('leases', next, etag);
    if (written !== null) this.held = written;
    return written !== null;
  }
}

function leaseDocument(id: string, owner: string, until: number): LeaseDocument {
  return { id, schemaVersion: 1, kind: 'lease', owner, until };
}
