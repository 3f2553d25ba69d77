import { request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { startFixture, until, type FixtureHost } from '../local/host/fixtureHost';
import { buildPrograms } from '../stack/builtPrograms';
import { raisedAlert, variation } from './alertDocuments';
import { startStore, type StoreFixture } from './cosmosFixture';

/** Far more than the sockets on the way hold, and several pages. */
const COUNT = 1000;
const PADDING = 'x'.repeat(40_000);
const WHOLE_BYTES = COUNT * PADDING.length;

let database: StoreFixture;
let app: FixtureHost;
beforeAll(async () => {
  const bundle = join(buildPrograms('functions', 'handlers'), 'functions', 'main.js');
  database = await startStore();
  const alert = await raisedAlert();
  const big = { ...alert, description: PADDING, deliveryDueAt: null };
  for (let n = 0; n < COUNT; n += 50) {
    const part = Array.from({ length: 50 }, (_, at) => variation(big, n + at));
    await Promise.all(part.map((one) => database.store.create('alerts', one)));
  }
  const settings = {
    WARDEN_COSMOS_ENDPOINT: database.cosmos.endpoint,
    WARDEN_COSMOS_KEY: database.cosmos.key,
    WARDEN_TOR_FEED: 'off',
  };
  app = await startFixture({ bundle, settings });
}, 60_000);
afterAll(async () => {
  await app.host.stop();
  await database.stop();
});
afterEach(() => database.cosmos.faults.clear());

/** The answer's beginning; nothing more is read of it for now. */
function begin(path: string, method = 'GET'): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(`${app.host.url}/api/${path}`, { method, agent: false })
      .on('response', (answer) => resolve(answer.pause()))
      .on('error', reject)
      .end();
  });
}

const bytesRead = (): number => database.cosmos.counters.of('alerts').queries.responseBytes;

/** Waits until nothing more is read from the database. */
async function untilQuiet(): Promise<number> {
  let before = -1;
  while (before !== bytesRead()) {
    before = bytesRead();
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return before;
}

async function countLines(answer: IncomingMessage): Promise<number> {
  let lines = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    lines += chunk.filter((byte) => byte === 10).length;
  }
  return lines;
}

test('an export is read as fast as the caller takes it, and is whole in the end', async () => {
  database.cosmos.counters.reset();
  const answer = await begin('alerts?format=ndjson');
  expect(answer).toMatchObject({
    statusCode: 200,
    headers: {
      'content-type': expect.stringContaining('ndjson'),
      'transfer-encoding': 'chunked',
    },
  });
  // Most is read only when it is wanted.
  expect(await untilQuiet()).toBeLessThan(WHOLE_BYTES * 0.7);
  expect(await countLines(answer)).toBe(COUNT);
  expect(answer.complete).toBe(true);
  expect(bytesRead()).toBeGreaterThan(WHOLE_BYTES);
}, 30_000);

test('a caller that goes away stops the reading', async () => {
  database.cosmos.counters.reset();
  const answer = await begin('alerts?format=csv');
  answer.destroy();
  expect(await untilQuiet()).toBeLessThan(WHOLE_BYTES * 0.7);
  // The call has ended, and is no fault.
  expect(app.written('alerts')).toEqual([]);
}, 30_000);

test('a fault of the database in mid-stream cuts the answer, and is in the log', async () => {
  const answer = await begin('alerts?format=ndjson');
  await untilQuiet();
  database.cosmos.faults.next(1000, 503, { container: 'alerts' });
  await expect(countLines(answer)).rejects.toThrow('aborted');
  expect(answer.complete).toBe(false);
  const failures = (): unknown[] => app.written('alerts');
  await until(() => failures().length > 0, 'the failure is logged');
  expect(failures()).toMatchObject([
    { event: 'failure', function: 'alerts', error: 'StorageError', container: 'alerts' },
  ]);
  database.cosmos.faults.clear();
  expect(await countLines(await begin('alerts?format=cef&severity=High&top=1'))).toBe(0);
}, 30_000);

test('a fault before the first page is an answer like others', async () => {
  database.cosmos.faults.next(1000, 503, { container: 'alerts' });
  const answer = await begin('alerts?format=cef');
  expect(answer.statusCode).toBe(503);
  answer.resume();
}, 30_000);

test('HEAD gives the headers and reads no further', async () => {
  database.cosmos.counters.reset();
  const answer = await begin('alerts?format=csv', 'HEAD');
  expect([answer.statusCode, await countLines(answer)]).toEqual([200, 0]);
  expect(answer.headers['content-disposition']).toContain('alerts.csv');
  expect(await untilQuiet()).toBeLessThan(WHOLE_BYTES * 0.7);
}, 30_000);
