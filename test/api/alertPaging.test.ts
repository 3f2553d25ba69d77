import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Alert } from '../../lib/alerts/alert';
import type { AlertDocument } from '../../lib/alerts/document';
import { toAlert } from '../../lib/alerts/document';
import { handleAlerts } from '../../lib/api/alerts';
import { raisedAlert, variation } from './alertDocuments';
import { startStore, type StoreFixture } from './cosmosFixture';

const BASE = 'http://localhost:7071/api/alerts';
const COUNT = 1200;

let fixture: StoreFixture;
let raised: AlertDocument;
const documents: AlertDocument[] = [];

beforeAll(async () => {
  fixture = await startStore();
  raised = await raisedAlert();
  for (let n = 0; n < COUNT; n += 1) {
    // In every tenth account one alert of another severity.
    const accountId = `${raised.accountId}-${n % 10}` as AlertDocument['accountId'];
    documents.push(variation(raised, n, { accountId, severity: n % 10 === 7 ? 'High' : 'Low' }));
  }
  for (let at = 0; at < COUNT; at += 50) {
    await Promise.all(
      documents.slice(at, at + 50).map((alert) => fixture.store.create('alerts', alert)),
    );
  }
});
afterAll(() => fixture.stop());

async function page(link: string) {
  const request = { method: 'GET', url: new URL(link), parameters: {} };
  const { status, body } = await handleAlerts(fixture.store, request);
  expect(status).toBe(200);
  // The API answers in this shape.
  return JSON.parse(body) as { value: Alert[]; nextLink: string | null };
}

async function walk(start: string, between?: () => Promise<unknown>) {
  const pages: Alert[][] = [];
  for (let link: string | null = start; link !== null;) {
    const { value, nextLink }: Awaited<ReturnType<typeof page>> = await page(link);
    pages.push(value);
    link = nextLink;
    await between?.();
  }
  return pages;
}

const expected = () =>
  [...documents].sort((a, b) => (a.internal.order < b.internal.order ? 1 : -1)).map(({ id }) => id);

test('pages hold 50 alerts, and together all of them, each once', async () => {
  const pages = await walk(BASE);
  expect(pages.map((alerts) => alerts.length)).toEqual(Array.from({ length: 24 }, () => 50));
  expect(pages.flat().map(({ id }) => id)).toEqual(expected());
});

test('while new alerts arrive, the walk has no gap and no repeat', async () => {
  let n = COUNT;
  const pages = await walk(`${BASE}?top=130`, async () => {
    for (let more = 0; more < 7; more += 1) {
      const accountId = `${raised.accountId}-${n % 10}` as AlertDocument['accountId'];
      const fresh = variation(raised, (n += 1), { accountId });
      await fixture.store.create('alerts', fresh);
    }
  });
  expect(pages.flat().map(({ id }) => id)).toEqual(expected());
  for (let added = COUNT + 1; added <= n; added += 1) {
    const { id } = variation(raised, added);
    await fixture.store.remove('alerts', `${raised.accountId}-${(added - 1) % 10}`, id);
  }
});

test('top may be 1 and 500; the last page ends the list', async () => {
  const one = await page(`${BASE}?top=1`);
  expect(one.value.map(({ id }) => id)).toEqual(expected().slice(0, 1));
  const pages = await walk(`${BASE}?top=500`);
  expect(pages.map((alerts) => alerts.length)).toEqual([500, 500, 200]);
});

test('a filter stays on the next pages', async () => {
  const pages = await walk(`${BASE}?severity=high&top=50`);
  expect(pages.map((alerts) => alerts.length)).toEqual([50, 50, 20]);
  expect(new Set(pages.flat().map(({ severity }) => severity))).toEqual(new Set(['High']));
  const account = documents[3]?.accountId ?? '';
  const ofAccount = await walk(`${BASE}?accountId=${account}&top=100`);
  expect(ofAccount.map((alerts) => alerts.length)).toEqual([100, 20]);
});

test('nextLink is a whole address, without the key of the caller', async () => {
  const { nextLink } = await page(`${BASE}?code=secret&severity=Low&top=2`);
  expect(nextLink).toMatch(/^http:\/\/localhost:7071\/api\/alerts\?/);
  expect(nextLink).not.toContain('secret');
  expect(new URL(nextLink ?? '').searchParams.get('severity')).toBe('Low');
});

test('each value is the whole alert, the same as by its id', async () => {
  const { value } = await page(`${BASE}?top=5`);
  for (const alert of value) {
    const url = new URL(`${BASE}/${alert.id}`);
    const parameters = { id: alert.id };
    const { body } = await handleAlerts(fixture.store, { method: 'GET', url, parameters });
    expect(JSON.parse(body)).toEqual(alert);
    const stored = documents.find(({ id }) => id === alert.id);
    expect(stored && toAlert(stored)).toEqual(alert);
  }
});
