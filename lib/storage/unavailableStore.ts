import { StorageError, type ContainerName, type DocumentStore } from './documents';

/** Stands where no database can be opened: the app loads, and every call says why it cannot be done. */
export class UnavailableStore implements DocumentStore {
  constructor(private readonly reason: string) {}

  read(container: ContainerName) {
    return this.refuse('read', container);
  }
  create(container: ContainerName) {
    return this.refuse('create', container);
  }
  replace(container: ContainerName) {
    return this.refuse('replace', container);
  }
  upsert(container: ContainerName) {
    return this.refuse('upsert', container);
  }
  patch(container: ContainerName) {
    return this.refuse('patch', container);
  }
  remove(container: ContainerName) {
    return this.refuse('delete', container);
  }
  query(container: ContainerName) {
    return this.refuse('query', container);
  }

  private refuse(operation: string, container: ContainerName): Promise<never> {
    return Promise.reject(new StorageError(operation, container, new Error(this.reason)));
  }
}
