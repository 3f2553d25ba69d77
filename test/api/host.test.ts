import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AlertDocument } from '../../lib/alerts/document';
import { SETTING_DESCRIPTIONS } from '../../lib/settings';
import { startFixture } from '../local/host/fixtureHost';
import { buildPrograms } from '../stack/builtPrograms';
import { raisedAlert, variation } from './alertDocuments';
import { startStore, type StoreFixture } from './cosmosFixture';

let bundle: string;
let fixture: StoreFixture;
let settings: Record<string, string>;
let alert: AlertDocument;
beforeAll(async () => {
  bundle = join(buildPrograms('functions', 'handlers'), 'functions', 'main.js');
  fixture = await startStore();
  alert = await raisedAlert();
  for (const n of [0, 1, 2]) await fixture.store.create('alerts', variation(alert, n));
  settings = {
    WARDEN_COSMOS_ENDPOINT: fixture.cosmos.endpoint,
    WARDEN_COSMOS_KEY: fixture.cosmos.key,
    WARDEN_TOR_FEED: 'off',
  };
});
afterAll(() => fixture.stop());

// Each test reads members of documents that its own expectations describe.
const read = async (url: string, options?: RequestInit) => {
  const answer = await fetch(url, options);
  const text = await answer.text();
  const body = (text === '' ? null : JSON.parse(text)) as Record<string, unknown>;
  return { status: answer.status, headers: answer.headers, body };
};

test('alerts, one alert and health answer through the host', async () => {
  const { host } = await startFixture({ bundle, settings });
  const list = await read(`${host.url}/api/alerts?top=2`);
  expect([list.status, list.headers.get('content-type')]).toEqual([
    200,
    'application/json; charset=utf-8',
  ]);
  expect(list.body['value']).toHaveLength(2);
  const next = await read(String(list.body['nextLink']));
  expect(next.body).toMatchObject({ value: [{ id: variation(alert, 0).id }], nextLink: null });
  const one = await read(`${host.url}/api/alerts/${variation(alert, 0).id}`);
  expect(next.body['value']).toEqual([one.body]);
  expect((await read(`${host.url}/api/alerts/`)).body['value']).toHaveLength(3);
  expect((await read(`${host.url}/api/health`)).body).toMatchObject({
    storage: { reachable: true },
  });
  await host.stop();
});

test('refusals come through the host as problem documents', async () => {
  const { host } = await startFixture({ bundle, settings });
  const cases: [string, string, number, string?][] = [
    ['GET', 'alerts?top=0', 400],
    ['GET', 'alerts?top=1&top=2', 400],
    ['GET', 'alerts/none', 404],
    ['GET', 'alerts/%252e%27%22', 404],
    ['POST', 'alerts', 405, 'GET, HEAD'],
    ['PATCH', 'alerts', 405, 'GET, HEAD'],
    ['DELETE', 'alerts/none', 405, 'GET, HEAD, PATCH'],
    ['GET', 'alerts/none/resolve', 405, 'POST'],
    ['POST', 'alerts/none/explode', 404],
    ['OPTIONS', 'alerts', 405, 'GET, HEAD'],
    ['PUT', 'health', 405, 'GET, HEAD'],
    ['POST', 'suppressions', 405, 'GET, HEAD'],
    ['DELETE', 'suppressions', 405, 'GET, HEAD'],
    ['PATCH', 'suppressions/none', 405, 'GET, HEAD, PUT, DELETE'],
    ['GET', 'suppressions/none', 404],
    ['PATCH', 'alerts/none', 403],
    ['POST', 'alerts/none/resolve', 403],
    ['PUT', 'suppressions/none', 403],
    ['DELETE', 'suppressions/none', 403],
  ];
  for (const [method, path, status, allow = null] of cases) {
    const answer = await read(`${host.url}/api/${path}`, { method });
    const type = answer.headers.get('content-type');
    expect([method, path, answer.status, type]).toEqual([
      method,
      path,
      status,
      'application/problem+json; charset=utf-8',
    ]);
    expect(answer.body).toMatchObject({ status, title: expect.stringMatching(/./) });
    expect(answer.headers.get('allow')).toBe(allow);
  }
  await host.stop();
});

test('HEAD answers as GET does, without the body', async () => {
  const { host } = await startFixture({ bundle, settings });
  for (const path of ['alerts', `alerts/${variation(alert, 0).id}`, 'health', 'alerts/none']) {
    const [head, get] = [
      await fetch(`${host.url}/api/${path}`, { method: 'HEAD' }),
      await fetch(`${host.url}/api/${path}`),
    ];
    expect([path, head.status]).toEqual([path, get.status]);
    expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
    expect(await head.text()).toBe('');
  }
  await host.stop();
});

test('alerts are worked with through the host: resolved, assigned, expected, a rule deleted', async () => {
  const guarded = { ...settings, WARDEN_PLATFORM_AUTHENTICATION: 'true' };
  const { host } = await startFixture({ bundle, settings: guarded });
  const claims = [{ typ: 'preferred_username', val: 'anna@example.com' }];
  const principal = Buffer.from(JSON.stringify({ auth_typ: 'aad', claims })).toString('base64');
  const change = (method: string, path: string, body?: unknown, etag?: string) => {
    const headers = new Headers({ 'X-Warden-Request': '1', 'x-ms-client-principal': principal });
    if (body !== undefined) headers.set('content-type', 'application/json');
    if (etag !== undefined) headers.set('if-match', etag);
    return read(`${host.url}/api/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  };
  const { id } = variation(alert, 1);
  const before = await read(`${host.url}/api/alerts/${id}`);
  const etag = before.headers.get('etag') ?? '';
  expect(etag).toMatch(/^"[^"]+"$/);

  const resolved = await change('POST', `alerts/${id}/resolve`, undefined, etag);
  expect([resolved.status, resolved.body['status']]).toEqual([200, 'Resolved']);
  expect((await change('POST', `alerts/${id}/resolve`)).status).toBe(409);
  expect((await change('POST', `alerts/${id}/activate`, {}, etag)).status).toBe(412);
  const assigned = { assignedTo: 'anna@example.com' };
  expect((await change('PATCH', `alerts/${id}`, assigned)).status).toBe(428);
  const patched = await change(
    'PATCH',
    `alerts/${id}`,
    assigned,
    resolved.headers.get('etag') ?? '',
  );
  expect([patched.status, patched.body['assignedTo']]).toEqual([200, 'anna@example.com']);
  expect((await change('PATCH', `alerts/${id}`, { colour: 1 }, '*')).body).toMatchObject({
    status: 400,
    member: 'colour',
  });

  const expected = await change('POST', `alerts/${id}/expect`, { days: 1 });
  expect(expected.status).toBe(201);
  const rule = `suppressions/expected-${id}`;
  const listed = await read(`${host.url}/api/suppressions`);
  expect(listed.body['value']).toMatchObject([
    { id: `expected-${id}`, author: 'anna@example.com' },
  ]);
  const history = (await read(`${host.url}/api/alerts/${id}`)).body['history'];
  expect(history).toMatchObject([
    { by: 'cosmos-warden', what: 'created' },
    { by: 'anna@example.com', what: 'status changed from Active to Resolved' },
    { by: 'anna@example.com', what: 'assigned to anna@example.com' },
    { what: 'status changed from Resolved to Dismissed', comment: 'This is expected' },
  ]);
  expect((await change('DELETE', rule)).body).toMatchObject({ hidden: { count: 0 } });
  expect((await change('DELETE', rule)).status).toBe(404);
  const large = await change('PUT', rule, { name: 'x'.repeat(70_000) });
  expect(large.status).toBe(413);
  await host.stop();
});

test('with keys on, every function asks for one', async () => {
  const { host } = await startFixture({ bundle, settings, keys: 'on' });
  const key = host.keys?.function ?? '';
  for (const path of ['alerts', 'alerts/none', 'health']) {
    const url = `${host.url}/api/${path}`;
    const allowed = path === 'alerts/none' ? 404 : 200;
    const status = async (options?: RequestInit, query = '') =>
      (await fetch(url + query, options)).status;
    expect(await status()).toBe(401);
    expect(await status({ headers: { 'x-functions-key': 'wrong' } })).toBe(401);
    expect(await status(undefined, '?code=wrong')).toBe(401);
    expect(await status({ headers: { 'x-functions-key': key } })).toBe(allowed);
    expect(await status(undefined, `?code=${key}`)).toBe(allowed);
    expect(await status({ method: 'POST' })).toBe(401);
  }
  for (const [method, path] of [
    ['PATCH', 'alerts/none'],
    ['POST', 'alerts/none/resolve'],
    ['POST', 'alerts/none/expect'],
    ['GET', 'suppressions'],
    ['PUT', 'suppressions/none'],
    ['DELETE', 'suppressions/none'],
  ] as const) {
    const headers = { 'X-Warden-Request': '1' };
    const { status } = await fetch(`${host.url}/api/${path}`, { method, headers });
    expect([method, path, status]).toEqual([method, path, 401]);
  }
  const { body } = await read(`${host.url}/api/alerts?top=1&code=${key}`);
  expect(String(body['nextLink'])).toMatch(/^http:/);
  expect(String(body['nextLink'])).not.toContain(key);
  await host.stop();
});

describe('a setting that is wrong', () => {
  test('never stops the app from loading, and shows in health', async () => {
    const wrong = Object.fromEntries(SETTING_DESCRIPTIONS.map(({ name }) => [name, ' ?? ']));
    const { host } = await startFixture({ bundle, settings: wrong });
    expect(host.functions.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['alerts', 'health']),
    );
    const { status, body } = await read(`${host.url}/api/health`);
    expect([status, body['status']]).toEqual([200, 'degraded']);
    const examples = SETTING_DESCRIPTIONS.map(({ name: setting, example }) => ({
      setting,
      example,
    }));
    const freeText = [
      'WARDEN_COSMOS_KEY',
      'WARDEN_COSMOS_DATABASE',
      'WARDEN_CONSUMER_GROUP',
      'WARDEN_TOR_FEED',
      'WARDEN_GEO_DATABASES',
      'WARDEN_EVENT_HUB_NAMESPACE_IDS',
      'WARDEN_WRITER_ROLE',
    ];
    for (const { setting, example } of examples) {
      if (freeText.includes(setting)) continue;
      expect(body['settings']).toMatchObject({
        problems: expect.arrayContaining([
          { setting, problem: expect.stringMatching(/./), example },
        ]),
      });
    }
    expect(body['storage']).toMatchObject({
      reachable: false,
      error: expect.stringContaining('WARDEN_COSMOS_ENDPOINT'),
    });
    expect((await read(`${host.url}/api/alerts`)).status).toBe(503);
    await host.stop();
  });

  test('nothing set at all: health names what is missing', async () => {
    const { host } = await startFixture({ bundle });
    const { status, body } = await read(`${host.url}/api/health`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'degraded',
      settings: {
        problems: [
          { setting: 'WARDEN_COSMOS_ENDPOINT' },
          { setting: 'EventHubConnection__fullyQualifiedNamespace' },
        ],
      },
    });
    await host.stop();
  });
});

test('a database that is down: the list says so without a word of the inside', async () => {
  const gone = { ...settings, WARDEN_COSMOS_ENDPOINT: 'http://127.0.0.1:9/' };
  const { host, log } = await startFixture({ bundle, settings: gone });
  const { status, headers, body } = await read(`${host.url}/api/alerts`);
  expect([status, headers.get('retry-after')]).toEqual([503, '10']);
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|ECONNREFUSED| at /);
  expect(log.some(({ message }) => message.includes('ECONNREFUSED'))).toBe(true);
  expect((await read(`${host.url}/api/health`)).status).toBe(200);
  await host.stop();
});
