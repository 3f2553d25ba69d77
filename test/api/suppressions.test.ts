import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { AlertDocument } from '../../lib/alerts/document';
import type { DocumentStore } from '../../lib/storage/documents';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { covers } from '../../lib/alerts/suppression/covers';
import { toDocument } from '../../lib/alerts/suppression/rule';
import { readRule } from '../../lib/alerts/suppression/ruleStore';
import { suppressionRule } from '../alerts/suppression/rules';
import { raisedAlert, variation } from './alertDocuments';
import { apiOver, NOW, portsOver } from './changeRequests';
import { startStore, type StoreFixture } from './cosmosFixture';

const DAY = 86_400_000;
const BODY = {
  name: 'Our scanner',
  reason: 'A test that we run each night',
  alertType: 'CosmosDB_TorAnomaly',
  expirationDateUtc: '2026-12-22T00:00:00Z',
};

let fixture: StoreFixture;
let raised: AlertDocument;
beforeAll(async () => {
  fixture = await startStore();
  raised = await raisedAlert();
});
afterAll(() => fixture.stop());

const memory = new MemoryStore();
let count = 0;

describe.each<[string, () => DocumentStore]>([
  ['MemoryStore', () => memory],
  ['CosmosStore', () => fixture.store],
])('%s', (_, open) => {
  let id: string;
  beforeEach(() => {
    id = `rule-${(count += 1)}`;
  });

  test('the life of a rule', async () => {
    const { rule } = apiOver(portsOver(open()));
    const created = await rule('PUT', id, { body: { ...BODY, address: '203.0.113.7/24' } });
    expect(created.status).toBe(201);
    const expected = {
      id,
      ...BODY,
      author: 'function key',
      accountId: null,
      principal: null,
      address: '203.0.113.0/24',
      application: null,
      country: null,
      container: null,
      queryShape: null,
      expirationDateUtc: '2026-12-22T00:00:00.000Z',
      state: 'enabled',
      createdUtc: '2026-11-22T12:00:00.000Z',
      changedUtc: '2026-11-22T12:00:00.000Z',
    };
    expect(created.body).toEqual(expected);
    const one = await rule('GET', id);
    expect(one.headers['etag']).toBe(created.headers['etag']);
    expect(one.body).toEqual({ ...expected, hidden: { count: 0, complete: true, alerts: [] } });
    expect((await rule('GET')).body['value']).toContainEqual(expected);

    const etag = created.headers['etag'] ?? '';
    const changed = { ...BODY, state: 'disabled', author: 'anna' };
    const replaced = await rule('PUT', id, { body: changed, headers: { 'if-match': etag } });
    expect([replaced.status, replaced.body['state'], replaced.body['author']]).toEqual([
      200,
      'disabled',
      'anna',
    ]);
    const late = { 'if-match': etag };
    expect((await rule('PUT', id, { body: BODY, headers: late })).status).toBe(412);
    expect((await rule('DELETE', id, { headers: late })).status).toBe(412);
    const only = { 'if-none-match': '*' };
    expect((await rule('PUT', id, { body: BODY, headers: only })).status).toBe(412);
    expect((await rule('DELETE', id)).status).toBe(200);
    expect((await rule('GET', id)).status).toBe(404);
    expect((await rule('DELETE', id)).status).toBe(404);
    const gone = { 'if-match': '*' };
    expect((await rule('PUT', id, { body: BODY, headers: gone })).status).toBe(412);
  });

  test('the account of a rule is lower case, and stays', async () => {
    const { rule } = apiOver(portsOver(open()));
    const accountId = raised.accountId;
    const body = { ...BODY, accountId: accountId.toUpperCase() };
    expect((await rule('PUT', id, { body })).body).toMatchObject({ accountId });
    expect((await rule('PUT', id, { body })).status).toBe(200);
    expect((await rule('PUT', id, { body: BODY })).body).toMatchObject({
      status: 409,
      member: 'accountId',
    });
  });

  test('of two who write at the same time one is told', async () => {
    const { rule } = apiOver(portsOver(open()));
    const answers = await Promise.all([1, 2].map(() => rule('PUT', id, { body: BODY })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const headers = { 'if-match': (await rule('GET', id)).headers['etag'] ?? '' };
    const again = await Promise.all([
      rule('PUT', id, { body: BODY, headers }),
      rule('DELETE', id, { headers }),
    ]);
    expect(again.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  test('an alert that was expected: dismissed, and the narrowest rule', async () => {
    const alert = variation(raised, 500_000 + (count += 1));
    await open().create('alerts', alert);
    const app = portsOver(open());
    const { act, get } = apiOver(app);
    const { status, headers, body } = await act(alert, 'expect', {
      body: { days: 7, reason: 'our scanner' },
    });
    expect(status).toBe(201);
    const after = await get(alert);
    expect(headers['etag']).toBe(after.headers['etag']);
    expect(after.body).toMatchObject({ status: 'Dismissed', revision: 2, suppressedBy: null });
    expect(body['alert']).toEqual(after.body);
    const expected = {
      id: `expected-${alert.id}`,
      name: expect.stringMatching(/^Expected: .{2,40}$/),
      reason: 'our scanner',
      author: 'function key',
      alertType: alert.alertType,
      accountId: alert.accountId,
      principal: 'key primaryMasterKey',
      address: '198.51.100.77',
      application: alert.internal.facts.applications[0],
      country: null,
      container: 'shop/orders',
      queryShape: null,
      expirationDateUtc: '2026-11-29T12:00:00.000Z',
      state: 'enabled',
      createdUtc: '2026-11-22T12:00:00.000Z',
      changedUtc: '2026-11-22T12:00:00.000Z',
    };
    expect(body['suppression']).toEqual(expected);
    const kept = await readRule(open(), `expected-${alert.id}`);
    expect(kept && covers(kept.document, alert)).toBe(true);

    app.time += DAY;
    const again = await act(alert, 'expect', { body: { days: 7 } });
    expect([again.status, again.body['alert']]).toEqual([200, after.body]);
    expect(again.body['suppression']).toMatchObject({
      expirationDateUtc: '2026-11-30T12:00:00.000Z',
      createdUtc: '2026-11-22T12:00:00.000Z',
    });
  });
});

describe('what a rule hides', () => {
  const store = new MemoryStore();
  const { rule } = apiOver(portsOver(store));
  const far = (n: number) =>
    `/subscriptions/1/resourcegroups/g/providers/microsoft.documentdb/databaseaccounts/${n}`;
  beforeAll(async () => {
    for (let n = 0; n < 450; n += 1) {
      await store.create(
        'alerts',
        variation(raised, n, {
          // The id of an account, as parsers write it.
          accountId: far(n % 3) as AlertDocument['accountId'],
          suppressedBy: n % 5 === 0 ? 'fifth' : null,
        }),
      );
    }
    const old = variation(raised, 1000);
    const endTime = NOW - 31 * DAY;
    await store.create('alerts', { ...old, internal: { ...old.internal, endTime } });
  });

  const named = (body: Record<string, unknown>) => body as { count: number; alerts: unknown[] }; // as documented

  test('a dry run stores nothing, and counts the last 30 days', async () => {
    const dry = { ...BODY, dryRun: true };
    const all = await rule('PUT', 'dry', { body: dry });
    expect(all.body).toMatchObject({ dryRun: true, days: 30, count: 450, complete: true });
    const { alerts } = named(all.body);
    expect(alerts).toHaveLength(50);
    const { id, alertType, startTimeUtc, severity } = variation(raised, 449);
    expect(alerts).toContainEqual({ id, alertType, startTimeUtc, severity });
    const some = await rule('PUT', 'dry', { body: { ...dry, accountId: far(1) } });
    expect(some.body).toMatchObject({ count: 150 });
    const none = await rule('PUT', 'dry', { body: { ...dry, address: '192.0.2.1' } });
    expect(none.body).toMatchObject({ count: 0, alerts: [] });
    expect((await rule('GET', 'dry')).status).toBe(404);
  });

  test('GET and DELETE say what is hidden, also of a rule that has expired', async () => {
    const expired = suppressionRule({ id: 'fifth', expirationDateUtc: '2026-11-22T11:00:00.000Z' });
    await store.upsert('suppressions', toDocument(expired));
    const hidden = { count: 90, complete: true };
    expect((await rule('GET', 'fifth')).body).toMatchObject({ state: 'expired', hidden });
    const gone = await rule('DELETE', 'fifth');
    expect(gone.body).toMatchObject({ id: 'fifth', hidden });
    expect(named(Object(gone.body['hidden']) as Record<string, unknown>).alerts).toHaveLength(50);
    const known = variation(raised, 0);
    const after = await store.read<AlertDocument>('alerts', far(0), known.id);
    expect(after?.document.suppressedBy).toBe('fifth');
  });
});

describe('refusals', () => {
  const { rule, act } = apiOver(portsOver(new MemoryStore()));
  test.each<[string, Record<string, unknown>]>([
    ['name', { name: 'x' }],
    ['name', { name: 'x'.repeat(51) }],
    ['name', { name: undefined }],
    ['reason', { reason: undefined }],
    ['alertType', { alertType: 'CosmosDB_Nothing' }],
    ['expirationDateUtc', { expirationDateUtc: undefined }],
    ['expirationDateUtc', { expirationDateUtc: 'tomorrow' }],
    ['expirationDateUtc', { expirationDateUtc: '2026-11-22T12:00:00Z' }],
    ['expirationDateUtc', { expirationDateUtc: '2027-11-22T12:00:01Z' }],
    ['address', { address: '203.0.113' }],
    ['address', { address: '203.0.113.0/33' }],
    ['country', { country: 'Germany' }],
    ['queryShape', { queryShape: 'SELECT' }],
    ['accountId', { accountId: 'a b' }],
    ['state', { state: 'expired' }],
    ['dryRun', { dryRun: 'yes' }],
    ['colour', { colour: 'red' }],
    ['id', { id: 'rule' }],
  ])('%s: %j', async (member, change) => {
    const { status, body } = await rule('PUT', 'rule', { body: { ...BODY, ...change } });
    expect([status, body['member']]).toEqual([400, member]);
    expect((await rule('GET', 'rule')).status).toBe(404);
  });

  test('365 days ahead is the most', async () => {
    const body = { ...BODY, expirationDateUtc: '2027-11-22T12:00:00Z' };
    expect((await rule('PUT', 'year', { body })).status).toBe(201);
  });

  test('an alert type that never fired is known', async () => {
    const body = { ...BODY, alertType: 'CosmosDB_MassDeletion' };
    expect((await rule('PUT', 'deletion', { body })).status).toBe(201);
    const unknown = await rule('PUT', 'none', { body: { ...BODY, alertType: 'None' } });
    expect(unknown.body['allowed']).toContain('CosmosDB_MassDeletion');
  });

  test.each(['a/b', '', '.', 'ü', 'x'.repeat(65), '-a', 'a b', "' OR 1=1"])(
    'the id %j',
    async (id) => {
      const put = await rule('PUT', id, { body: BODY });
      expect([put.status, put.body['parameter']]).toEqual([400, 'id']);
      expect((await rule('GET', id)).status).toBe(404);
    },
  );

  test('no change without the header, and no unknown parameter', async () => {
    const headers = { 'X-Warden-Request': '' };
    for (const method of ['PUT', 'DELETE']) {
      expect((await rule(method, 'year', { body: BODY, headers })).status).toBe(403);
    }
    expect((await rule('POST', 'year')).headers['allow']).toBe('GET, HEAD, PUT, DELETE');
    expect((await rule('PUT')).headers['allow']).toBe('GET, HEAD');
  });

  test('past 500 rules there is room for none, but those there can be changed', async () => {
    const store = new MemoryStore();
    const full = apiOver(portsOver(store));
    for (let n = 0; n < 500; n += 1) {
      await store.create('suppressions', toDocument(suppressionRule({ id: `r${n}` })));
    }
    expect((await full.rule('PUT', 'more', { body: BODY })).status).toBe(409);
    expect((await full.rule('PUT', 'r1', { body: BODY })).status).toBe(200);
    await store.create('alerts', raised);
    expect((await full.act(raised, 'expect')).status).toBe(409);
    const known = await store.read<AlertDocument>('alerts', raised.accountId, raised.id);
    expect(known?.document.status).toBe('Active');
    expect((await act(raised, 'expect')).status).toBe(404);
  });
});
