import { describe, expect, test } from '@jest/globals';
import { BoundedCache } from '../../lib/intel/boundedCache';
import { CurrentThreatIntel } from '../../lib/intel/currentThreatIntel';
import type { FeedStore, StoredFeed } from '../../lib/intel/feedStore';
import { parseIntelFile } from '../../lib/intel/formats/intelFile';
import { packRanges } from '../../lib/intel/packedRanges';
import { RangeTable } from '../../lib/intel/rangeTable';
import { ThreatIntel } from '../../lib/intel/threatIntel';

const listed = (text: string) =>
  parseIntelFile(text, 'intel.txt', { kind: 'malicious', source: 'intel.txt' });

function feed(id: string, confirmedAt: number, text: string): StoredFeed {
  return {
    id,
    source: 'https://lists.example',
    definition: 'fingerprint',
    copy: {
      hash: text,
      etag: null,
      lastModified: null,
      entries: 1,
      skipped: {},
      ranges: packRanges(RangeTable.build(listed(text))),
      fetchedAt: 1,
      confirmedAt,
    },
    lastResult: 'updated',
    lastAttempt: confirmedAt,
    lastError: null,
    failures: 0,
  };
}

describe('ThreatIntel', () => {
  const intel = ThreatIntel.fromFeeds([
    feed('exits', 100, '198.51.100.0/24,tor,exits'),
    feed('bad', 200, '198.51.100.7,malicious,bad\n2001:db8::/32,malicious,bad'),
    { ...feed('down', 300, '1.1.1.1'), copy: null },
  ]);

  test('joins what all lists say', () => {
    expect(intel.lookup('198.51.100.7')).toEqual({
      tor: true,
      malicious: true,
      sources: ['bad', 'exits'],
      confirmedAt: 200,
    });
    expect(intel.lookup('198.51.100.8')).toEqual({
      tor: true,
      malicious: false,
      sources: ['exits'],
      confirmedAt: 100,
    });
    expect(intel.size).toBe(3);
  });

  test('takes an address in any form, and the same again from memory', () => {
    for (const form of ['::ffff:198.51.100.7', '198.51.100.7:443', '[2001:db8::7]:1']) {
      const first = intel.lookup(form);
      expect(first?.malicious).toBe(true);
      expect(intel.lookup(form)).toBe(first);
    }
  });

  test.each(['198.51.101.1', '', 'no address', '10.0.0.1', '2001:db9::1', '1.1.1.1'])(
    'knows nothing of %j',
    (ip) => {
      expect(intel.lookup(ip)).toBeNull();
      expect(intel.lookup(ip)).toBeNull();
      expect(ThreatIntel.empty.lookup(ip)).toBeNull();
    },
  );

  test('a file given by hand has no time', () => {
    const byHand = ThreatIntel.fromNetworks(
      listed('198.51.100.1,tor\n198.51.100.1,malicious,ours'),
    );
    expect(byHand.lookup('198.51.100.1')).toEqual({
      tor: true,
      malicious: true,
      sources: ['intel.txt', 'ours'],
      confirmedAt: null,
    });
  });

  test('an unchanged feed keeps its table but not its time', () => {
    const later = ThreatIntel.fromFeeds([feed('exits', 900, '198.51.100.0/24,tor,exits')], intel);
    expect(later.lookup('198.51.100.8')?.confirmedAt).toBe(900);
    expect(later.lookup('2001:db8::1')).toBeNull();
  });
});

describe('CurrentThreatIntel', () => {
  class ChangingStore implements FeedStore {
    loads = 0;
    feeds: readonly StoredFeed[] | Error = [];
    load(): Promise<readonly StoredFeed[]> {
      this.loads++;
      return this.feeds instanceof Error ? Promise.reject(this.feeds) : Promise.resolve(this.feeds);
    }
    save = () => Promise.resolve();
    remove = () => Promise.resolve();
  }

  test('asks the store once in an interval, also when many ask at once', async () => {
    const store = new ChangingStore();
    const current = new CurrentThreatIntel(store, 1_000);
    const [first, second] = await Promise.all([current.get(0), current.get(0)]);
    expect(second).toBe(first);
    expect(await current.get(999)).toBe(first);
    expect(store.loads).toBe(1);

    store.feeds = [feed('exits', 5, '198.51.100.1,tor')];
    expect((await current.get(999)).lookup('198.51.100.1')).toBeNull();
    expect((await current.get(1_000)).lookup('198.51.100.1')?.tor).toBe(true);
    expect(store.loads).toBe(2);
    expect(current.feeds).toEqual(store.feeds);
  });

  test('keeps the last snapshot while the store fails, and says so', async () => {
    const store = new ChangingStore();
    store.feeds = [feed('exits', 5, '198.51.100.1,tor')];
    const current = new CurrentThreatIntel(store, 1_000);
    await current.get(0);
    const down = new Error('down');
    store.feeds = down;
    expect((await current.get(2_000)).lookup('198.51.100.1')?.tor).toBe(true);
    expect(current.lastError).toBe(down);
    await current.get(2_500);
    expect(store.loads).toBe(2);
    store.feeds = [];
    expect((await current.get(3_000)).lookup('198.51.100.1')).toBeNull();
    expect(current.lastError).toBeNull();
  });

  test('without any snapshot a failing store is an error, and the next call tries again', async () => {
    const store = new ChangingStore();
    store.feeds = new Error('down');
    const current = new CurrentThreatIntel(store, 1_000);
    await expect(current.get(0)).rejects.toThrow('down');
    store.feeds = [];
    await expect(current.get(1)).resolves.toBeInstanceOf(ThreatIntel);
  });
});

test('a bounded cache keeps what is asked for and forgets the rest', () => {
  const cache = new BoundedCache<number>(10);
  cache.set('kept', -1);
  for (let index = 0; index < 1_000; index++) {
    cache.set(String(index), index);
    expect(cache.get('kept')).toBe(-1);
  }
  const remembered = Array.from({ length: 1_000 }, (_, index) => cache.get(String(index)));
  const count = remembered.filter((value) => value !== undefined).length;
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThanOrEqual(20);
});
