import type { ContainerName, CONTAINERS, DocumentStore, StoredDocument } from './documents';

/** What is done with stays so long, seconds. */
const STAY = 3600;

/** Containers whose documents may say when they end. */
type ExpiringContainer = {
  [Name in ContainerName]: (typeof CONTAINERS)[Name]['timeToLive'] extends null ? never : Name;
}[ContainerName];

/**
 * Puts an empty document in place of one that is done with, and leaves it to the database to delete
 * that: the app has the right to delete only where people and triggers need it.
 * @throws StorageError
 */
export async function retire(
  store: DocumentStore,
  container: ExpiringContainer,
  document: StoredDocument,
): Promise<void> {
  await store.upsert(container, { ...document, ttl: STAY });
}
