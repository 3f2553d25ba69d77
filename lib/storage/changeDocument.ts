import {
  StorageError,
  type ContainerName,
  type DocumentStore,
  type StoredDocument,
} from './documents';

/** Lost races against other instances before a change gives up. */
const MOST_RACES = 20;

/**
 * Creates a document, or changes the version that is there: who loses a race against another instance
 * reads it again.
 * @param change is given null where there is no document, and gives null where nothing is to be written
 * @throws StorageError
 */
export async function changeDocument<T extends StoredDocument>(
  store: DocumentStore,
  container: ContainerName,
  { partition, id }: { readonly partition: string; readonly id: string },
  change: (known: T | null) => T | null | Promise<T | null>,
): Promise<void> {
  for (let race = 0; race < MOST_RACES; race += 1) {
    const known = await store.read<T>(container, partition, id);
    const changed = await change(known?.document ?? null);
    if (changed === null) return;
    const written =
      known === null
        ? await store.create(container, changed)
        : await store.replace(container, changed, known.etag);
    if (written !== null) return;
  }
  throw new StorageError('replace', container, new Error(`document ${id} kept changing`));
}
