import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parseAddress } from '../../lib/intel/address';
import { fetchFeed, type FetchOptions, type FetchOutcome } from '../../lib/intel/feed';
import type { FeedDefinition } from '../../lib/intel/feedDefinition';
import { shownSource, systemFeedAccess } from '../../lib/intel/feedDownload';
import { unpackRanges } from '../../lib/intel/packedRanges';
import { addresses, list, startFeedServer, type FeedServer } from './feedServer';
import { temporaryFolder } from '../temporaryFolder';

const NOW = Date.UTC(2026, 5, 1);
let server: FeedServer;

beforeEach(async () => {
  server = await startFeedServer();
});
afterEach(() => server.close());

function fetchFrom(source: string, options: Partial<FetchOptions> = {}): Promise<FetchOutcome> {
  const feed: FeedDefinition = { id: 'list', kind: 'tor', source, format: 'plain' };
  return fetchFeed(feed, { access: systemFeedAccess, now: NOW, ...options });
}

async function updated(source: string, options: Partial<FetchOptions> = {}) {
  const outcome = await fetchFrom(source, options);
  if (outcome.result !== 'updated') throw new Error(`Not updated: ${JSON.stringify(outcome)}`);
  return outcome.content;
}

/** Sends requests for https://lists.example to the server on loopback. */
const asHttps: FetchOptions['access'] = {
  ...systemFeedAccess,
  fetch: (input, init) =>
    fetch(
      (input instanceof Request ? input.url : input.toString()).replace(
        'https://lists.example',
        server.url,
      ),
      init,
    ),
};

describe('a good list', () => {
  test('is read, counted and packed', async () => {
    server.answer = list(`${addresses(3)}10.0.0.1\n`, { etag: '"v1"', 'last-modified': 'then' });
    const content = await updated(`${server.url}/list`);
    expect(content).toMatchObject({
      entries: 3,
      skipped: { notPublic: 1 },
      etag: '"v1"',
      lastModified: 'then',
    });
    const table = unpackRanges(content.ranges);
    const address = parseAddress('1.2.0.2');
    expect(address && table.lookup(address)).toEqual(['tor:list']);
  });

  test('is asked for with its ETag, and 304 is unchanged', async () => {
    server.answer = list(addresses(3), { etag: '"v1"', 'last-modified': 'then' });
    const previous = await updated(server.url);
    server.answer = (_, response) => response.writeHead(304, { etag: '"v1"' }).end();
    expect(await fetchFrom(server.url, { previous })).toEqual({ result: 'unchanged' });
    expect(server.requests.at(-1)?.headers).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': 'then',
    });
  });

  test('with the same bytes is unchanged, with others updated', async () => {
    server.answer = list(addresses(3));
    const previous = await updated(server.url);
    expect(await fetchFrom(server.url, { previous })).toEqual({ result: 'unchanged' });
    server.answer = list(addresses(4));
    expect((await updated(server.url, { previous })).entries).toBe(4);
  });

  test('is found over redirects', async () => {
    server.answer = (request, response) => {
      if (request.url === '/list') response.end(addresses(2));
      else response.writeHead(302, { location: '/list' }).end();
    };
    expect((await updated(`${server.url}/old`)).entries).toBe(2);
    expect(server.requests.map(({ path }) => path)).toEqual(['/old', '/list']);
  });

  test('can be a file', async () => {
    const path = join(temporaryFolder(), 'list.txt');
    await writeFile(path, addresses(5));
    const previous = await updated(path);
    expect(previous.entries).toBe(5);
    expect(await fetchFrom(path, { previous })).toEqual({ result: 'unchanged' });
    expect(await fetchFrom(path, { maxBytes: 10 })).toMatchObject({ result: 'refused' });
    await rm(path);
    expect(await fetchFrom(path)).toMatchObject({
      result: 'failed',
      reason: expect.stringContaining(path),
    });
  });
});

describe('refused', () => {
  const refused = (reason: string) => ({
    result: 'refused',
    reason: expect.stringContaining(reason),
  });

  test.each([
    ['an empty body', list(''), 'empty'],
    ['only comments', list('# none today\n'), 'no usable address'],
    [
      'HTML by type',
      list('198.51.100.1\n', { 'content-type': 'text/html; charset=utf-8' }),
      'HTML',
    ],
    ['HTML by content', list('<html>198.51.100.1</html>'), 'HTML'],
    ['binary', list(Buffer.from([0, 1, 2, 3])), 'binary'],
  ])('%s', async (_, answer, reason) => {
    server.answer = answer;
    expect(await fetchFrom(server.url)).toEqual(refused(reason));
  });

  test('a tenth of the size before, but not more than a tenth', async () => {
    server.answer = list(addresses(1000));
    const previous = await updated(server.url);
    server.answer = list(addresses(100));
    expect(await fetchFrom(server.url, { previous })).toEqual(
      refused('shrank from 1000 to 100 entries'),
    );
    server.answer = list(addresses(101));
    expect((await updated(server.url, { previous })).entries).toBe(101);
  });

  test('a body over the limit, declared or not, also compressed', async () => {
    server.answer = list(addresses(1000));
    expect(await fetchFrom(server.url, { maxBytes: 500 })).toEqual(
      refused('larger than 500 bytes'),
    );
    server.answer = (_, response) => {
      for (let part = 0; part < 100; part++) response.write(addresses(10));
      response.end();
    };
    expect(await fetchFrom(server.url, { maxBytes: 500 })).toEqual(
      refused('larger than 500 bytes'),
    );
  });

  test('a body without end stops at the limit', async () => {
    server.answer = (_, response) => {
      const timer = setInterval(() => response.write(addresses(1000)), 1);
      response.on('close', () => clearInterval(timer));
    };
    expect(await fetchFrom(server.url, { maxBytes: 100_000 })).toEqual(refused('larger than'));
  });

  test.each([
    ['http://lists.example/list', 'http://lists.example, not over HTTPS'],
    ['ftp://lists.example/list', 'not over HTTPS'],
    ['https://user:secret@lists.example/', 'user name or password'],
  ])('%s', async (source, reason) => {
    const outcome = await fetchFrom(source);
    expect(outcome).toEqual(refused(reason));
    expect(JSON.stringify(outcome)).not.toContain('secret');
    expect(server.requests).toEqual([]);
  });

  test('a redirect to plain HTTP, also to loopback when it comes from HTTPS', async () => {
    const redirectTo = (location: string) => {
      server.answer = (_, response) => response.writeHead(301, { location }).end();
    };
    redirectTo('http://lists.example/list');
    expect(await fetchFrom(server.url)).toEqual(refused('not over HTTPS'));
    expect(await fetchFrom('https://lists.example', { access: asHttps })).toEqual(
      refused('redirects from HTTPS to http://lists.example'),
    );
    redirectTo(`${server.url}/list`);
    expect(await fetchFrom('https://lists.example', { access: asHttps })).toEqual(
      refused('redirects from HTTPS to http://127.0.0.1'),
    );
    redirectTo('/again');
    expect(await fetchFrom(server.url)).toEqual(refused('more than 5 times'));
  });
});

describe('failed', () => {
  const failed = (reason: string) => ({
    result: 'failed',
    reason: expect.stringContaining(reason),
  });

  test.each([500, 503, 404, 403, 204, 206])('status %i', async (status) => {
    server.answer = (_, response) => response.writeHead(status).end();
    expect(await fetchFrom(server.url)).toEqual(failed(`the server answered ${status}`));
  });

  test('304 to a question without a condition', async () => {
    server.answer = (_, response) => response.writeHead(304).end();
    expect(await fetchFrom(server.url)).toEqual(failed('304'));
  });

  test('a redirect to nowhere', async () => {
    server.answer = (_, response) => response.writeHead(302).end();
    expect(await fetchFrom(server.url)).toEqual(failed('without a location'));
  });

  test('a server that is not there', async () => {
    await server.close();
    expect(await fetchFrom(server.url)).toEqual(failed('ECONNREFUSED'));
  });

  test('a server that never answers, and one that stops in the middle', async () => {
    server.answer = () => undefined;
    expect(await fetchFrom(server.url, { timeoutMs: 100 })).toEqual(failed('it took too long'));
    server.answer = (_, response) => response.write(addresses(3));
    expect(await fetchFrom(server.url, { timeoutMs: 100 })).toEqual(failed('it took too long'));
  });

  test('a connection cut in the middle of a list is no shorter list', async () => {
    server.answer = (_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write(addresses(3), () => response.destroy());
    };
    expect(await fetchFrom(server.url)).toMatchObject({ result: 'failed' });
  });

  test('a caller that stops', async () => {
    server.answer = () => undefined;
    const stop = new AbortController();
    const outcome = fetchFrom(server.url, { signal: stop.signal });
    stop.abort();
    expect(await outcome).toEqual(failed('abort'));
  });
});

test('a shown source has no secrets', () => {
  expect(shownSource('https://user:key@lists.example/a/list?token=key#key')).toBe(
    'https://lists.example/a/list',
  );
  expect(shownSource('data/list.txt')).toBe('data/list.txt');
  expect(shownSource('C:\\data\\list.txt')).toBe('C:\\data\\list.txt');
});
