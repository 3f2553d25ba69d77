import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DETECTORS } from '../../lib/detectors';
import { account, DAY, HOUR, LearningWorld, whenDue } from '../baseline/learning/learningWorld';
import { startFixture, type FixtureHost } from '../local/host/fixtureHost';
import { buildPrograms } from '../stack/builtPrograms';
import { startStore, type StoreFixture } from './cosmosFixture';

const SHOP = account('shop');

let database: StoreFixture;
let fixture: FixtureHost;
/** Five days of requests by key, learned, on three accounts that are silent now; one was just heard of. */
beforeAll(async () => {
  const bundle = join(buildPrograms('functions', 'handlers'), 'functions', 'main.js');
  database = await startStore();
  const world = new LearningWorld(database.store);
  const thisHour = Math.floor(Date.now() / HOUR) * HOUR;
  const hours = [6, 5, 4, 3, 2].map((days) => thisHour - days * DAY);
  const requests = Array.from({ length: 40 }, () => ({ address: '20.0.0.1' }));
  const learned = ['shop', 'orders', 'carts'];
  for (const name of learned) await world.happen(name, hours, requests);
  await world.run(whenDue(hours.at(-1) ?? 0));
  await world.happen('young', [thisHour], [{}], 0, Date.now());
  const settings = {
    WARDEN_COSMOS_ENDPOINT: database.cosmos.endpoint,
    WARDEN_COSMOS_KEY: database.cosmos.key,
    WARDEN_TOR_FEED: 'off',
  };
  fixture = await startFixture({ bundle, settings });
});
afterAll(async () => {
  await fixture.host.stop();
  await database.stop();
});

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Each test reads members that its own expectations describe.
  readonly body: Record<string, unknown> & { value?: Record<string, unknown>[] };
}

async function ask(path: string, options?: RequestInit): Promise<Answer> {
  const url = path.startsWith('http') ? path : `${fixture.host.url}/api/${path}`;
  const answer = await fetch(url, options);
  const text = await answer.text();
  const body = (text === '' ? {} : JSON.parse(text)) as Answer['body']; // what the host answers
  return { status: answer.status, headers: answer.headers, body };
}

function act(id: unknown, action: string, body: object = {}, headers: object = {}) {
  return ask(`recommendations/${String(id)}/${action}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'x-warden-request': '1', ...headers },
  });
}

const accountKeysOf = async (name: string) => {
  const { body } = await ask(`recommendations?accountId=${name}&kind=accountKeys`);
  return body.value?.[0];
};

test('coverage of every account, with what was learned and what was not', async () => {
  const { status, body } = await ask('coverage');
  expect([status, body['nextLink']]).toEqual([200, null]);
  const names = body.value?.map((one) => one['account']);
  expect(names).toEqual(['CARTS', 'ORDERS', 'SHOP', 'YOUNG'].map((name) => name.toLowerCase()));
  const [, , shop, young] = body.value ?? [];
  expect(shop).toMatchObject({
    accountId: SHOP,
    state: 'silent',
    apis: ['nosql'],
    window: { days: 5, requests: 200 },
    routes: { hubs: [{ hub: 'ns/hub' }], regions: [{ region: 'West Europe' }] },
    refusals: { state: 'unknown' },
  });
  expect(shop?.['detectors']).toHaveLength(DETECTORS.length);
  expect(young).toMatchObject({ state: 'gaps', window: { days: 1, requests: 1 }, stage: 'new' });
});

test('accounts are asked for by id or name, and page by page', async () => {
  for (const wanted of [SHOP, SHOP.toUpperCase(), 'shop', 'Shop']) {
    const { body } = await ask(`coverage?accountId=${encodeURIComponent(wanted)}`);
    expect(body.value?.map(({ accountId }) => accountId)).toEqual([SHOP]);
  }
  expect((await ask('coverage?accountId=none')).body).toEqual({ value: [], nextLink: null });
  const first = await ask('coverage?top=3');
  expect(first.body.value).toHaveLength(3);
  const second = await ask(String(first.body['nextLink']));
  expect(second.body.value?.map((one) => one['account'])).toEqual(['young']);
  expect(second.body['nextLink']).toBeNull();
});

test('recommendations stand by account, and are asked for by kind, severity and status', async () => {
  const { status, body } = await ask('recommendations?accountId=shop');
  expect(status).toBe(200);
  const kinds = body.value?.map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['accountKeys', 'publicAddresses', 'loggingGaps']));
  for (const [filter, check] of [
    ['kind=publicAddresses', (one: Record<string, unknown>) => one['kind'] === 'publicAddresses'],
    ['severity=low', (one: Record<string, unknown>) => one['severity'] === 'Low'],
  ] as const) {
    const { value = [] } = (await ask(`recommendations?accountId=shop&${filter}`)).body;
    expect([filter, value.length > 0, value.every(check)]).toEqual([filter, true, true]);
  }
  expect((await ask('recommendations?status=dismissed')).body.value).toEqual([]);
});

test('one is dismissed with a reason, on its account alone, and taken back', async () => {
  const told = await accountKeysOf('orders');
  const reason = 'The importer is replaced in spring';
  const dismissed = await act(told?.['id'], 'dismiss', { reason });
  expect(dismissed).toMatchObject({
    status: 200,
    body: {
      id: told?.['id'],
      status: 'dismissed',
      dismissal: { reason, by: 'function key', value: 40, returnsAbove: 180, outgrown: false },
    },
  });
  expect(await accountKeysOf('orders')).toMatchObject({ status: 'dismissed' });
  expect(await accountKeysOf('carts')).toMatchObject({ status: 'open', dismissal: null });
  const { value } = (await ask('recommendations?status=dismissed')).body;
  expect(value?.map(({ id }) => id)).toEqual([told?.['id']]);
  expect((await act(told?.['id'], 'dismiss', { reason })).status).toBe(409);

  const reopened = await act(told?.['id'], 'reopen');
  expect(reopened).toMatchObject({ status: 200, body: { status: 'open', dismissal: null } });
  expect((await act(told?.['id'], 'reopen')).status).toBe(409);
});

test('what cannot be done is refused as a problem document', async () => {
  const id = String((await accountKeysOf('shop'))?.['id']);
  const none = { 'x-warden-request': '' };
  const refused: [string, Answer, number, string?][] = [
    ['no header', await act(id, 'dismiss', { reason: 'x' }, none), 403],
    ['no reason', await act(id, 'dismiss', {}), 400],
    ['an empty reason', await act(id, 'dismiss', { reason: ' ' }), 400],
    ['a member too many', await act(id, 'dismiss', { reason: 'x', until: 1 }), 400],
    ['another action', await act(id, 'explode'), 404],
    ['none of this id', await act('accountKeys-0000000000000000', 'dismiss', { reason: 'x' }), 404],
    ['one that does not hold', await act(id.replace('accountKeys', 'retiredSdk'), 'reopen'), 404],
    ['no id at all', await act('%2e%2e%27', 'reopen'), 404],
    ['reading an action', await ask(`recommendations/${id}/dismiss`), 405, 'POST'],
    ['writing coverage', await ask('coverage', { method: 'PUT' }), 405, 'GET, HEAD'],
    ['writing the list', await ask('recommendations', { method: 'POST' }), 405, 'GET, HEAD'],
    ['an unknown parameter', await ask('coverage?account=shop'), 400],
    ['an unknown kind', await ask('recommendations?kind=advice'), 400],
    ['an empty account', await ask('coverage?accountId='), 400],
    ['too long a page', await ask('recommendations?top=101'), 400],
  ];
  for (const [what, answer, status, allow = null] of refused) {
    expect([what, answer.status, answer.headers.get('allow')]).toEqual([what, status, allow]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({ status, title: expect.stringMatching(/./) });
  }
  expect(await accountKeysOf('shop')).toMatchObject({ status: 'open' });
});

test('HEAD is GET without the body', async () => {
  for (const path of ['coverage', 'recommendations']) {
    const head = await fetch(`${fixture.host.url}/api/${path}`, { method: 'HEAD' });
    expect([path, head.status, await head.text()]).toEqual([path, 200, '']);
  }
});
