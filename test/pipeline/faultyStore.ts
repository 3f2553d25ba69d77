import {
  StorageError,
  type ContainerName,
  type DocumentQuery,
  type DocumentStore,
  type FieldChange,
  type StoredDocument,
} from '../../lib/storage/documents';

/** A store whose next calls may fail: before they take effect, or after, when the answer is lost. */
export class FaultyStore implements DocumentStore {
  private countdown = Infinity;
  private made = 0;
  private loseAnswer = false;

  constructor(private readonly inner: DocumentStore) {}

  /** Calls so far. */
  get calls(): number {
    return this.made;
  }

  /** The call after `calls` others fails. */
  failAfter(calls: number, loseAnswer: boolean): void {
    this.countdown = calls;
    this.loseAnswer = loseAnswer;
  }

  heal(): void {
    this.countdown = Infinity;
  }

  read<T extends StoredDocument>(container: ContainerName, partition: string, id: string) {
    return this.call(container, () => this.inner.read<T>(container, partition, id));
  }
  create<T extends StoredDocument>(container: ContainerName, document: T) {
    return this.call(container, () => this.inner.create(container, document));
  }
  replace<T extends StoredDocument>(container: ContainerName, document: T, etag: string) {
    return this.call(container, () => this.inner.replace(container, document, etag));
  }
  upsert<T extends StoredDocument>(container: ContainerName, document: T) {
    return this.call(container, () => this.inner.upsert(container, document));
  }
  patch<T extends StoredDocument>(
    container: ContainerName,
    partition: string,
    id: string,
    changes: readonly FieldChange[],
    etag: string,
  ) {
    return this.call(container, () => this.inner.patch<T>(container, partition, id, changes, etag));
  }
  remove(container: ContainerName, partition: string, id: string) {
    return this.call(container, () => this.inner.remove(container, partition, id));
  }
  query<T extends StoredDocument>(container: ContainerName, query: DocumentQuery) {
    return this.call(container, () => this.inner.query<T>(container, query));
  }

  private async call<R>(container: ContainerName, work: () => Promise<R>): Promise<R> {
    this.made += 1;
    this.countdown -= 1;
    const fails = this.countdown < 0;
    if (fails && !this.loseAnswer) throw lost(container);
    const result = await work();
    if (fails) throw lost(container);
    return result;
  }
}

function lost(container: ContainerName): StorageError {
  return new StorageError('call', container, new Error('the instance died here'));
}
