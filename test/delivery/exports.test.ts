import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ApiResponse, StreamedResponse } from '../../lib/api/http';
import { handleAlertExport } from '../../lib/api/exportAlerts';
import type { Alert } from '../../lib/alerts/alert';
import { startStore, type StoreFixture } from '../api/cosmosFixture';
import { ocsfProblems } from './ocsf/validate';
import { parseCef } from './parseCef';
import { parseCsv } from './parseCsv';
import { dueAlert, store } from './support';

/** More than two pages. */
const COUNT = 1100;
let fixture: StoreFixture;
beforeAll(async () => {
  fixture = await startStore();
  const alerts = await Promise.all(
    Array.from({ length: COUNT }, (_, n) =>
      dueAlert(n, { severity: n === 7 ? 'High' : 'Low', reason: n === 7 ? '=1+1' : 'a, "b"' }),
    ),
  );
  for (let at = 0; at < COUNT; at += 100) {
    await Promise.all(alerts.slice(at, at + 100).map((alert) => store(fixture.store, alert)));
  }
}, 30_000);
afterAll(() => fixture.stop());

async function get(query: string, method = 'GET'): Promise<ApiResponse | StreamedResponse> {
  const url = new URL(`http://localhost/api/alerts?${query}`);
  return handleAlertExport(fixture.store, { method, url, parameters: {} });
}

async function textOf({ body }: ApiResponse | StreamedResponse): Promise<string> {
  if (typeof body === 'string') return body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  expect(chunks.length).toBeGreaterThan(0);
  return Buffer.concat(chunks).toString('utf8');
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

test('NDJSON holds every alert once, the newest first', async () => {
  const answer = await get('format=ndjson');
  expect(answer).toMatchObject({
    status: 200,
    headers: { 'content-type': expect.stringContaining('ndjson') },
  });
  // Lines of it are alerts.
  const alerts = lines(await textOf(answer)).map((line) => JSON.parse(line) as Alert);
  expect(new Set(alerts.map(({ id }) => id)).size).toBe(COUNT);
  const times = alerts.map(({ timeGeneratedUtc }) => timeGeneratedUtc);
  expect(times).toEqual([...times].sort().reverse());
  expect(alerts[0]).not.toHaveProperty('internal');
});

test('CSV', async () => {
  const [names = [], ...rows] = parseCsv(await textOf(await get('format=csv')));
  expect(rows).toHaveLength(COUNT);
  const reasons = new Set(rows.map((row) => row[names.indexOf('reason')]));
  expect(reasons).toEqual(new Set([`'=1+1`, 'a, "b"']));
});

test('OCSF, filtered', async () => {
  const [line = '', ...more] = lines(await textOf(await get('format=ocsf&severity=High')));
  expect(more).toEqual([]);
  expect(ocsfProblems(JSON.parse(line))).toEqual([]);
});

test('CEF, filtered', async () => {
  const [line = '', ...more] = lines(await textOf(await get('format=cef&severity=High')));
  expect(more).toEqual([]);
  expect(Object.fromEntries(parseCef(line).fields)).toMatchObject({ msg: '=1+1' });
});

test('nothing that matches is an empty file', async () => {
  const csv = await textOf(await get('format=csv&severity=Medium'));
  expect(parseCsv(csv)).toHaveLength(1);
  const answer = await get('format=ndjson&severity=Medium');
  expect(answer.status).toBe(200);
});

test.each(['format=xml', 'format=csv&format=csv', 'format=csv&top=5', 'format=csv&nonsense=1'])(
  '%s is refused',
  async (query) => {
    const answer = await get(query);
    expect(answer.status).toBe(400);
    expect(JSON.parse(await textOf(answer))).toMatchObject({ title: 'Bad parameter' });
  },
);

test('only reading is offered', async () => {
  expect((await get('format=csv', 'POST')).status).toBe(405);
});
