import { afterAll, beforeAll, describe } from '@jest/globals';
import type { DocumentStore, StoredDocument } from '../../lib/storage/documents';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { startStore, type StoreFixture } from '../api/cosmosFixture';

/**
 * The same tests for every store of the app; all tests of a file share one of each kind.
 * @param open may be called within tests and hooks
 */
export function describeEveryStore(tests: (open: () => DocumentStore) => void): void {
  let cosmos: StoreFixture;
  beforeAll(async () => {
    cosmos = await startStore();
  });
  afterAll(() => cosmos.stop());
  const memory = new MemoryStore();
  describe.each<[string, () => DocumentStore]>([
    ['MemoryStore', () => memory],
    ['CosmosStore', () => cosmos.store],
  ])('%s', (_, open) => {
    tests(open);
  });
}

export interface Note extends StoredDocument {
  readonly accountId: string;
  readonly [name: string]: unknown;
}

export const note = (id: string, accountId: string, more: Record<string, unknown> = {}): Note => ({
  id,
  schemaVersion: 1,
  accountId,
  ...more,
});
