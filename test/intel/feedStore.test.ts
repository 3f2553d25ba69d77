import { describe, expect, test } from '@jest/globals';
import { DocumentFeedStore } from '../../lib/intel/documentFeedStore';
import { MemoryFeedStore, type FeedStore, type StoredFeed } from '../../lib/intel/feedStore';
import type { StoredDocument } from '../../lib/storage/documents';
import { MemoryStore } from '../../lib/storage/memoryStore';

function feed(id: string, version: number, ranges = `ranges ${version}`): StoredFeed {
  return {
    id,
    source: 'https://lists.example/list',
    definition: 'fingerprint',
    copy: {
      hash: `hash${version}`,
      etag: `"${version}"`,
      lastModified: null,
      entries: 10,
      skipped: { notPublic: 1 },
      ranges,
      fetchedAt: version,
      confirmedAt: version,
    },
    lastResult: 'updated',
    lastAttempt: version,
    lastError: null,
    failures: 0,
  };
}

const withoutCopy = (id: string): StoredFeed => ({
  ...feed(id, 1),
  copy: null,
  lastResult: 'failed',
  lastError: 'down',
  failures: 1,
});

/** Bytes of the largest document, and the number of documents, that are to stay in `intel`. */
async function stored(documents: MemoryStore): Promise<{ largest: number; count: number }> {
  const all = await documents.query<StoredDocument>('intel', {
    where: [{ field: 'ttl', is: 'absent' }],
  });
  expect(all.every(({ schemaVersion }) => schemaVersion === 1)).toBe(true);
  return { largest: Math.max(...all.map((one) => JSON.stringify(one).length)), count: all.length };
}

describe.each<[string, () => FeedStore]>([
  ['memory', () => new MemoryFeedStore()],
  ['documents', () => new DocumentFeedStore(new MemoryStore())],
])('feed store: %s', (_, create) => {
  test('gives back what was saved, the last state of each feed', async () => {
    const store = create();
    expect(await store.load()).toEqual([]);
    await store.save(feed('a', 1));
    await store.save(withoutCopy('b'));
    await store.save(feed('a', 2));
    const feeds = [...(await store.load())].sort((a, b) => a.id.localeCompare(b.id));
    expect(feeds).toEqual([feed('a', 2), withoutCopy('b')]);
  });

  test('saves a new state of the same copy', async () => {
    const store = create();
    const first = feed('a', 1);
    await store.save(first);
    const failed = { ...first, lastResult: 'failed' as const, lastError: 'down', failures: 3 };
    await store.save(failed);
    expect(await store.load()).toEqual([failed]);
  });

  test('removes a feed, and nothing where there is none', async () => {
    const store = create();
    await store.save(feed('a', 1));
    await store.remove('b');
    await store.remove('a');
    expect(await store.load()).toEqual([]);
  });
});

describe('in documents', () => {
  test('large ranges are cut into documents below 1 MB, and old parts go', async () => {
    const documents = new MemoryStore();
    const store = new DocumentFeedStore(documents);
    const large = feed('a', 1, 'x'.repeat(2_000_000));
    await store.save(large);
    const { largest, count } = await stored(documents);
    expect(largest).toBeLessThan(1_000_000);
    expect(count).toBe(4);
    expect(await new DocumentFeedStore(documents).load()).toEqual([large]);

    await store.save(feed('a', 2));
    expect((await stored(documents)).count).toBe(2);
    await store.remove('a');
    expect((await stored(documents)).count).toBe(1);
  });

  test('another instance sees a change, and reads unchanged ranges once', async () => {
    const documents = new MemoryStore();
    const writer = new DocumentFeedStore(documents);
    const reader = new DocumentFeedStore(documents);
    await writer.save(feed('a', 1));
    await writer.save(feed('b', 1));
    expect(await reader.load()).toHaveLength(2);
    await documents.remove('intel', 'b', 'ranges-hash1-0');
    await writer.save(feed('a', 2));
    expect(await reader.load()).toEqual([feed('b', 1), feed('a', 2)]);
  });

  test('a copy with a missing part is no copy, and saving the same content again heals it', async () => {
    const documents = new MemoryStore();
    await new DocumentFeedStore(documents).save(feed('a', 1));
    await documents.remove('intel', 'a', 'ranges-hash1-0');
    const store = new DocumentFeedStore(documents);
    expect(await store.load()).toMatchObject([
      { id: 'a', copy: null, lastError: 'its stored copy is incomplete' },
    ]);
    const again = feed('a', 1);
    await store.save({ ...again, copy: again.copy && { ...again.copy, fetchedAt: 2 } });
    expect(await new DocumentFeedStore(documents).load()).toMatchObject([
      { id: 'a', copy: { ranges: 'ranges 1', fetchedAt: 2 } },
    ]);
  });

  test('two writers at once lose no feed', async () => {
    const documents = new MemoryStore();
    const ids = ['a', 'b', 'c', 'd', 'e'];
    await Promise.all(ids.map((id) => new DocumentFeedStore(documents).save(feed(id, 1))));
    const feeds = await new DocumentFeedStore(documents).load();
    expect(feeds.map(({ id }) => id).sort()).toEqual(ids);
  });
});
