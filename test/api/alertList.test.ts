import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Alert } from '../../lib/alerts/alert';
import type { AlertDocument } from '../../lib/alerts/document';
import { handleAlerts } from '../../lib/api/alerts';
import { raisedAlert, variation } from './alertDocuments';
import { startStore, type StoreFixture } from './cosmosFixture';

/** Stands for any list that holds these names; Jest types its matchers as unknown. */
function listWith(names: readonly string[]): string[] {
  return expect.arrayContaining([...names]) as unknown as string[]; // because Jest compares by it
}

const BASE = 'http://localhost:7071/api/alerts';
const OTHER = '/subscriptions/1/resourcegroups/g/providers/microsoft.documentdb/databaseaccounts/b';

let fixture: StoreFixture;
let raised: AlertDocument;
beforeAll(async () => {
  fixture = await startStore();
  raised = await raisedAlert();
  const alerts: AlertDocument[] = [
    variation(raised, 0),
    variation(raised, 1, { status: 'InProgress', severity: 'Medium', api: 'mongodb' }),
    variation(raised, 2, { status: 'Resolved', severity: 'Low', api: null }, `O'Brien %_\\ "50%"`),
    variation(raised, 3, { accountId: OTHER as AlertDocument['accountId'] }),
    variation(raised, 4, { suppressedBy: 'rule-1', alertType: 'CosmosDB_MassDeletion' }),
    variation(raised, 5, {
      startTimeUtc: '2026-11-20T08:00:00.000Z',
      endTimeUtc: '2026-11-20T09:30:00.000Z',
    }),
  ];
  for (const alert of alerts) await fixture.store.create('alerts', alert);
});
afterAll(() => fixture.stop());

async function get(query: string) {
  const url = new URL(`${BASE}${query}`);
  const answer = await handleAlerts(fixture.store, { method: 'GET', url, parameters: {} });
  // The API answers in one of these two shapes.
  const body = JSON.parse(answer.body) as { value: Alert[]; nextLink: string | null };
  return { ...answer, body };
}

/** Numbers of the variations that are found. */
async function found(query: string): Promise<number[]> {
  const { status, body } = await get(query);
  expect(status).toBe(200);
  const ids = Array.from({ length: 6 }, (_, n): string => variation(raised, n).id);
  return body.value.map(({ id }) => ids.indexOf(id)).sort();
}

test.each<[string, number[]]>([
  ['', [0, 1, 2, 3, 5]],
  ['?suppressed=exclude', [0, 1, 2, 3, 5]],
  ['?suppressed=include', [0, 1, 2, 3, 4, 5]],
  ['?suppressed=only', [4]],
  ['?status=InProgress', [1]],
  ['?status=resolved,inprogress', [1, 2]],
  ['?status=Dismissed', []],
  ['?severity=medium', [1]],
  ['?severity=Low,%20MEDIUM', [1, 2]],
  ['?api=mongodb', [1]],
  ['?api=cassandra', []],
  ['?alertType=CosmosDB_MassDeletion&suppressed=include', [4]],
  ['?alertType=CosmosDB_MassDeletion,CosmosDB_TorAnomaly&suppressed=include', [0, 1, 2, 3, 4, 5]],
  [`?accountId=${OTHER}`, [3]],
  [`?accountId=${OTHER.toUpperCase()}`, [3]],
  [`?accountId=${encodeURIComponent("x' OR '1'='1")}`, []],
  ['?from=2026-11-20T09:30:00Z&to=2026-11-20T09:30:00Z', [5]],
  ['?from=2026-11-20T08:10:00Z&to=2026-11-20T08:20:00Z', [5]],
  ['?to=2026-11-20T08:00:00Z', [5]],
  ['?to=2026-11-20T07:59:59.999Z', []],
  ['?from=2026-11-20T09:30:00.001Z', [0, 1, 2, 3]],
  ['?from=2026-11-20T11:00:00%2B01:30&to=2026-11-21', [5]],
  ['?from=2026-11-20T11:00:00+01:30&to=2026-11-21', [5]],
  ['?from=2026-11-22T11:00', []],
  ['?q=198.51.100.77', [0, 1, 2, 3, 5]],
  [`?q=${encodeURIComponent(`o'brien`)}`, [2]],
  [`?q=${encodeURIComponent(`%_\\ "50%"`)}`, [2]],
  [`?q=${encodeURIComponent('%')}`, [2]],
  [`?q=${encodeURIComponent(`' OR 1=1 --`)}`, []],
  ['?q=', [0, 1, 2, 3, 5]],
  ['?status=Active&severity=High&api=nosql&q=shop', [0, 3, 5]],
])('GET alerts%s', async (query, expected) => {
  expect(await found(query)).toEqual(expected);
});

test('the newest alert comes first', async () => {
  const { body } = await get('');
  const times = body.value.map(({ timeGeneratedUtc, id }) => `${timeGeneratedUtc}|${id}`);
  expect(times).toEqual([...times].sort().reverse());
});

describe('bad parameters', () => {
  const SEVERITIES = ['Informational', 'Low', 'Medium', 'High'];
  const STATUSES = ['Active', 'InProgress', 'Resolved', 'Dismissed'];
  const APIS = ['nosql', 'mongodb', 'cassandra', 'gremlin', 'table'];
  test.each<[string, string, string[] | undefined]>([
    ['?status=open', 'status', STATUSES],
    ['?status=', 'status', STATUSES],
    ['?status=Active,', 'status', STATUSES],
    ['?severity=Critical', 'severity', SEVERITIES],
    ['?api=sql', 'api', APIS],
    ['?alertType=', 'alertType', undefined],
    ['?accountId=', 'accountId', undefined],
    ['?suppressed=yes', 'suppressed', ['exclude', 'include', 'only']],
    ['?top=0', 'top', ['1 to 500']],
    ['?top=501', 'top', ['1 to 500']],
    ['?top=-1', 'top', ['1 to 500']],
    ['?top=1e2', 'top', ['1 to 500']],
    ['?top=ten', 'top', ['1 to 500']],
    ['?top=', 'top', ['1 to 500']],
    ['?from=yesterday', 'from', ['2026-11-22T06:30:00Z']],
    ['?from=2026-13-01', 'from', ['2026-11-22T06:30:00Z']],
    ['?to=2026-02-30T00:00:00Z', 'to', ['2026-11-22T06:30:00Z']],
    ['?to=1700000000', 'to', ['2026-11-22T06:30:00Z']],
    ['?to=2026-11-22T24:30', 'to', ['2026-11-22T06:30:00Z']],
    ['?to=', 'to', ['2026-11-22T06:30:00Z']],
    ['?from=2026-11-22&to=2026-11-21', 'from', undefined],
    ['?cursor=abc', 'cursor', undefined],
    ['?cursor=', 'cursor', undefined],
    [`?q=${'x'.repeat(201)}`, 'q', undefined],
    ['?severity=High&severity=Low', 'severity', undefined],
    ['?Top=5', 'Top', listWith(['top', 'cursor', 'q', 'format'])],
    ['?$filter=x', '$filter', listWith(['status'])],
    ['?__proto__=x', '__proto__', listWith(['status'])],
  ])('%s', async (query, parameter, allowed) => {
    const { status, headers, body } = await get(query);
    expect([status, headers['content-type']]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ]);
    expect(body).toEqual({
      type: 'about:blank',
      title: 'Bad parameter',
      status: 400,
      detail: expect.stringContaining(parameter),
      parameter,
      ...(allowed && { allowed }),
    });
  });

  test('what the platform adds to a query is no mistake', async () => {
    expect((await get('?code=abc&clientId=default')).status).toBe(200);
  });
});

test('an answer is not kept by caches', async () => {
  expect((await get('')).headers).toMatchObject({ 'cache-control': 'no-store' });
});
