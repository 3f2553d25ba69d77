import type { ContainerName, DocumentStore, StoredDocument } from './documents';
import { LOST, untilWon } from './races';

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
  await untilWon({ operation: 'replace', container, what: `document ${id}` }, async () => {
    const known = await store.read<T>(container, partition, id);
    const changed = await change(known?.document ?? null);
    if (changed === null) return 'unchanged';
    const written =
      known === null
        ? await store.create(container, changed)
        : await store.replace(container, changed, known.etag);
    return written === null ? LOST : 'written';
  });
}
