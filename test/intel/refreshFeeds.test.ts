import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { FeedDefinition } from '../../lib/intel/feedDefinition';
import { systemFeedAccess } from '../../lib/intel/feedDownload';
import { MemoryFeedStore, type FeedStore, type StoredFeed } from '../../lib/intel/feedStore';
import { refreshFeeds } from '../../lib/intel/refreshFeeds';
import { ThreatIntel } from '../../lib/intel/threatIntel';
import { addresses, list, startFeedServer, type FeedServer } from './feedServer';

const HOUR = 3_600_000;
let server: FeedServer;
let store: FeedStore;

beforeEach(async () => {
  server = await startFeedServer();
  store = new MemoryFeedStore();
});
afterEach(() => server.close());

const feed = (more: Partial<FeedDefinition> = {}): FeedDefinition => ({
  id: 'tor-exits',
  kind: 'tor',
  source: `${server.url}/list?key=secret`,
  format: 'plain',
  ...more,
});

async function refresh(hours: number, ...feeds: FeedDefinition[]): Promise<readonly StoredFeed[]> {
  const definitions = feeds.length === 0 ? [feed()] : feeds;
  const options = { access: systemFeedAccess, now: hours * HOUR, timeoutMs: 2_000 };
  const refreshed = await refreshFeeds(definitions, store, options);
  expect(await store.load()).toEqual(refreshed);
  return refreshed;
}

test('the first list is stored with its counts and times', async () => {
  server.answer = list(addresses(200));
  const [stored] = await refresh(1);
  expect(stored).toMatchObject({
    id: 'tor-exits',
    source: `${server.url}/list`,
    lastResult: 'updated',
    lastError: null,
    failures: 0,
    copy: { entries: 200, fetchedAt: HOUR, confirmedAt: HOUR },
  });
  expect(JSON.stringify(stored)).not.toContain('secret');
});

test('what is down, empty, HTML or far smaller never replaces the good copy', async () => {
  server.answer = list(addresses(200), { etag: '"1"' });
  const [good] = await refresh(1);

  const bad = [
    (_: unknown, response: { destroy(): void }) => response.destroy(),
    list(''),
    list('<html></html>'),
    list(addresses(20)),
  ];
  for (const [index, answer] of bad.entries()) {
    server.answer = answer;
    const [stored] = await refresh(2 + index);
    expect(stored?.copy).toEqual(good?.copy);
    expect(stored?.failures).toBe(index + 1);
    expect(stored?.lastAttempt).toBe((2 + index) * HOUR);
    expect(stored?.lastError).not.toBeNull();
    expect(ThreatIntel.fromFeeds(await store.load()).lookup('1.2.0.199')?.tor).toBe(true);
  }

  server.answer = (_, response) => response.writeHead(304).end();
  const [confirmed] = await refresh(10);
  expect(confirmed).toMatchObject({ lastResult: 'unchanged', lastError: null, failures: 0 });
  expect(confirmed?.copy).toEqual({ ...good?.copy, confirmedAt: 10 * HOUR });
});

test('a feed that never worked has no copy but an error, and the next one is not held up', async () => {
  server.answer = (request, response) => {
    if (request.url === '/good') response.end(addresses(5));
    else response.writeHead(500).end();
  };
  const good = feed({ id: 'good', source: `${server.url}/good`, kind: 'malicious' });
  const [broken, fine] = await refresh(1, feed(), good);
  expect(broken).toMatchObject({ copy: null, lastError: 'the server answered 500', failures: 1 });
  expect(fine).toMatchObject({ id: 'good', copy: { entries: 5 } });
});

test('a changed definition is fetched anew, and its size is compared with nothing', async () => {
  server.answer = list(addresses(200), { etag: '"1"' });
  const [first] = await refresh(1);
  server.answer = (_, response) => response.writeHead(500).end();
  const [kept] = await refresh(2, feed({ source: `${server.url}/other` }));
  expect(kept?.copy).toEqual(first?.copy);

  server.answer = list(addresses(3));
  const [second] = await refresh(3, feed({ source: `${server.url}/other` }));
  expect(server.requests.at(-1)?.headers).not.toHaveProperty('if-none-match');
  expect(second).toMatchObject({ lastResult: 'updated', copy: { entries: 3 } });
});

test('a changed kind counts although the bytes are the same', async () => {
  server.answer = list(addresses(3));
  await refresh(1);
  await refresh(2, feed({ kind: 'malicious' }));
  const intel = ThreatIntel.fromFeeds(await store.load());
  expect(intel.lookup('1.2.0.1')).toMatchObject({ tor: false, malicious: true });
});

test('a feed that is no longer defined is removed', async () => {
  server.answer = list(addresses(3));
  const others = ['b', 'c', 'd', 'e', 'f'].map((id) => feed({ id }));
  expect(await refresh(1, feed(), ...others)).toHaveLength(6);
  expect((await refresh(2, feed())).map(({ id }) => id)).toEqual(['tor-exits']);
});
