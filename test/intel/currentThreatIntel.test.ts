import { expect, test } from '@jest/globals';
import { CurrentThreatIntel } from '../../lib/intel/currentThreatIntel';
import type { FeedStore, StoredFeed } from '../../lib/intel/feedStore';
import { MemoryFeedStore } from '../../lib/intel/feedStore';
import { refreshFeeds } from '../../lib/intel/refreshFeeds';

const LISTED = '198.51.100.7';
const NOW = Date.UTC(2026, 0, 1);
const RELOAD_AFTER = 60_000;

/** A store whose answers can be held back, as those of a slow database. */
class SlowStore extends MemoryFeedStore implements FeedStore {
  readonly held: (() => void)[] = [];
  isSlow = false;

  override async load(): Promise<readonly StoredFeed[]> {
    const feeds = await super.load();
    if (this.isSlow) await new Promise<void>((resolve) => this.held.push(resolve));
    return feeds;
  }
}

/** Lists the address, as the timer does. */
async function refresh(store: FeedStore): Promise<void> {
  const feed = { id: 'own', kind: 'malicious', source: 'own.txt', format: 'plain' } as const;
  const access = { fetch, readFile: () => Promise.resolve(Buffer.from(LISTED)) };
  await refreshFeeds([feed], store, { access, now: NOW });
}

test('a snapshot serves until it is old', async () => {
  const store = new MemoryFeedStore();
  const intel = new CurrentThreatIntel(store, RELOAD_AFTER);
  expect((await intel.get(NOW)).lookup(LISTED)).toBeNull();
  await refresh(store);
  expect((await intel.get(NOW + RELOAD_AFTER - 1)).lookup(LISTED)).toBeNull();
  expect((await intel.get(NOW + RELOAD_AFTER)).lookup(LISTED)).toMatchObject({ malicious: true });
});

test('once it has expired, the next to ask gets what the store holds', async () => {
  const store = new MemoryFeedStore();
  const intel = new CurrentThreatIntel(store, RELOAD_AFTER);
  await intel.get(NOW);
  await refresh(store);
  intel.expire();
  expect((await intel.get(NOW + 1)).lookup(LISTED)).toMatchObject({ sources: ['own'] });
  expect(intel.feeds).toHaveLength(1);
});

test('a slow answer from before never replaces a later one', async () => {
  const store = new SlowStore();
  const intel = new CurrentThreatIntel(store, RELOAD_AFTER);
  await intel.get(NOW);
  store.isSlow = true;
  const before = intel.get(NOW + RELOAD_AFTER);
  await new Promise(setImmediate);
  store.isSlow = false;
  await refresh(store);
  intel.expire();
  await intel.get(NOW + RELOAD_AFTER);
  for (const release of store.held) release();
  await before;
  expect(store.held).toHaveLength(1);
  expect((await intel.get(NOW + RELOAD_AFTER + 1)).lookup(LISTED)).not.toBeNull();
});
