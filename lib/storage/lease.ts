import type { DocumentStore, StoredDocument } from './documents';

interface LeaseDocument extends StoredDocument {
  readonly kind: 'lease';
  /** Who holds it, for people who look. */
  readonly owner: string;
  /** Epoch ms; from then on anybody may take it. */
  readonly until: number;
}

/**
 * A right to do something alone, kept as a document of the `leases` container. It is no lock: work
 * that takes longer than the lease may meet another owner's.
 */
export class Lease {
  private constructor(
    private readonly store: DocumentStore,
    private readonly document: LeaseDocument,
    private readonly etag: string,
  ) {}

  /**
   * Takes the lease, or null while somebody holds it.
   * @param duration how long it holds unless it is released, ms
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
    // What a clock far ahead has written does not hold for ever.
    const latest = now + 2 * duration;
    if (known !== null && now < known.document.until && known.document.until < latest) return null;
    const document = { id, schemaVersion: 1, kind: 'lease', owner, until: now + duration } as const;
    const held =
      known === null
        ? await store.create('leases', document)
        : await store.replace('leases', document, known.etag);
    return held === null ? null : new Lease(store, document, held.etag);
  }

  /** Gives it back, unless somebody else has it by now. @throws StorageError */
  async release(): Promise<void> {
    await this.store.replace('leases', { ...this.document, until: 0 }, this.etag);
  }
}
