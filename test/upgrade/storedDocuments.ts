import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertDocument } from '../../lib/alerts/document';
import type { ContainerName, StoredDocument } from '../../lib/storage/documents';
import { MemoryStore } from '../../lib/storage/memoryStore';

/** A document with the container that it lies in. */
export interface Kept {
  readonly container: ContainerName;
  readonly document: StoredDocument & Readonly<Record<string, unknown>>;
}

/** The releases of which documents are kept. */
export const RELEASES = readdirSync(__dirname).filter((name) => /^\d+\.\d+\.\d+$/.test(name));

/** All that a release stored of the small world in `documentsOfToday`. */
export function documentsOf(release: string): readonly Kept[] {
  const folder = join(__dirname, release);
  return readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => ({
        // Files are named after containers, and each line is a stored document.
        container: file.replace('.ndjson', '') as ContainerName,
        document: JSON.parse(line) as Kept['document'],
      })),
  );
}

/** The database that a release leaves behind. */
export async function databaseOf(kept: readonly Kept[]): Promise<MemoryStore> {
  const store = new MemoryStore();
  for (const { container, document } of kept) await store.upsert(container, document);
  return store;
}

/** The documents of a container, or those of one kind. */
export function only(kept: readonly Kept[], container: ContainerName, kind?: string) {
  return kept
    .filter((one) => one.container === container)
    .map(({ document }) => document)
    .filter((document) => kind === undefined || document['kind'] === kind);
}

/** The alerts among them. */
export const alertsIn = (kept: readonly Kept[]): readonly AlertDocument[] =>
  only(kept, 'alerts') as unknown as readonly AlertDocument[]; // what a release wrote is of its type
