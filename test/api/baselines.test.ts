import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DocumentProfileStore } from '../../lib/baseline/profileStore';
import { Profile } from '../../lib/baseline/profile/profile';
import type { AccountId } from '../../lib/telemetry/event';
import { LearningWorld, whenDue } from '../baseline/learning/learningWorld';
import { actorHour, HOUR, MONDAY, placeOf, volumeOf } from '../baseline/profile/synthetic';
import { startFixture, type FixtureHost } from '../local/host/fixtureHost';
import { buildPrograms } from '../stack/builtPrograms';
import { startStore, type StoreFixture } from './cosmosFixture';

const idOf = (name: string, group = 'shops') =>
  // as the parser makes it
  `/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourcegroups/${group}/providers/microsoft.documentdb/databaseaccounts/${name}` as AccountId;
const SHOP = idOf('shop');

let database: StoreFixture;
let fixture: FixtureHost;
beforeAll(async () => {
  const bundle = join(buildPrograms('functions', 'handlers'), 'functions', 'main.js');
  database = await startStore();
  const store = new DocumentProfileStore(database.store);
  for (const account of [SHOP, idOf('twin', 'one'), idOf('twin', 'two'), idOf('big-shop')]) {
    const profile = new Profile(account);
    for (let hour = MONDAY; hour < MONDAY + 20 * 24 * HOUR; hour += HOUR) {
      const actor = actorHour({
        responseBytes: 3e6,
        containers: [volumeOf('store/orders', 3e6)],
      });
      profile.learn({ account, hour, actors: [actor] }, placeOf, hour);
    }
    await store.save(profile);
  }
  const damaged = { id: 'profile', schemaVersion: 1, kind: 'profile', accountId: idOf('broken') };
  await database.store.upsert('baselines', damaged);
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

async function ask(path: string, options?: RequestInit) {
  const answer = await fetch(`${fixture.host.url}/api/baselines${path}`, options);
  const text = await answer.text();
  // Each test reads members that its own expectations describe.
  const body = (text === '' ? null : JSON.parse(text)) as Record<string, unknown>;
  return { status: answer.status, headers: answer.headers, body };
}

test.each([
  ['its resource id, escaped', `/${encodeURIComponent(SHOP)}`],
  ['its resource id as it is', SHOP],
  ['its resource id in other letters', `/${encodeURIComponent(SHOP.toUpperCase())}`],
  ['its name', '/shop'],
  ['its name in other letters', '/Shop'],
])('an account by %s: stage, days, numbers, words and blind spots', async (_, path) => {
  const { status, body } = await ask(path);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    account: SHOP,
    stage: 'established',
    historyDays: 20,
    confidenceCap: 1,
    learnedThrough: new Date(MONDAY + 20 * 24 * HOUR - HOUR).toISOString(),
    known: { country: { count: 1, values: [{ value: 'NL', days: 20 }] } },
    volumes: { containers: [{ container: 'store/orders' }] },
    blindTo: expect.arrayContaining([expect.stringContaining('who holds a key is not logged')]),
    text: expect.arrayContaining([expect.stringMatching(/shop: established, 20 days of history/)]),
  });
});

test('what is no account is told apart from an account that is not known', async () => {
  const cases: [string, number][] = [
    ['/none', 404],
    [`/${encodeURIComponent(idOf('none'))}`, 404],
    ['', 400],
    ['/', 400],
    ['/%27%20or%201=1', 400],
    ['/a/b', 400],
    [`/${encodeURIComponent(`${SHOP}/sqldatabases/x`)}`, 400],
    ['/shop?top=1', 400],
    ['/broken', 404],
  ];
  for (const [path, wanted] of cases) {
    const { status, headers, body } = await ask(path);
    expect([path, status, headers.get('content-type')]).toEqual([
      path,
      wanted,
      'application/problem+json; charset=utf-8',
    ]);
    expect(body).toMatchObject({ status: wanted, title: expect.stringMatching(/./) });
  }
  expect((await ask('/broken')).body['detail']).toMatch(/damaged/);
});

test('a name that several accounts have names them', async () => {
  const { status, body } = await ask('/twin');
  expect([status, body['accounts']]).toEqual([404, [idOf('twin', 'one'), idOf('twin', 'two')]]);
});

test('other methods are refused, and HEAD is GET without the body', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
    const { status, headers } = await ask('/shop', { method });
    expect([method, status, headers.get('allow')]).toEqual([method, 405, 'GET, HEAD']);
  }
  const head = await ask('/shop', { method: 'HEAD' });
  expect([head.status, head.body]).toEqual([200, null]);
});

test('an account that was heard of and has taught nothing yet is new', async () => {
  const world = new LearningWorld(database.store);
  await world.happen('young', [MONDAY]);
  await world.run(whenDue(MONDAY) - 2 * HOUR);
  const { status, body } = await ask('/young');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    stage: 'new',
    historyDays: 0,
    volumes: null,
    blindTo: ['Nothing was learned yet.'],
  });
});
