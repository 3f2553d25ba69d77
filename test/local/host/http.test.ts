import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FixtureHost } from './fixtureHost';
import { buildFixture, startFixture } from './fixtureHost';

let bundle: string;
let fixture: FixtureHost;
let url: string;

beforeAll(async () => {
  bundle = buildFixture('webApp');
  fixture = await startFixture({ bundle, settings: { MARK: 'first' } });
  url = fixture.host.url;
});
afterAll(() => fixture.host.stop());

describe('routes', () => {
  test('passes method, URL, parameters, query and headers', async () => {
    const answer = await fetch(`${url}/API/Echo/7?a=1&a=2&b=%20`, { headers: { 'x-test': 'yes' } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual({
      method: 'GET',
      url: `${url}/API/Echo/7?a=1&a=2&b=%20`,
      params: { id: '7' },
      query: { a: '1,2', b: ' ' },
      header: 'yes',
      body: '',
    });
  });

  test('an optional parameter may be missing', async () => {
    const answer = await fetch(`${url}/api/echo`);
    expect(await answer.json()).toMatchObject({ params: {} });
  });

  test('a literal segment wins over a parameter, and the name stands in for a route', async () => {
    expect(await (await fetch(`${url}/api/echo/special`)).text()).toBe('special');
    expect(await (await fetch(`${url}/api/named`)).text()).toBe('by name');
  });

  test('a catch-all takes the rest of the path', async () => {
    expect(await (await fetch(`${url}/api/files/a/b%20c`)).text()).toBe('a/b c');
    expect(await (await fetch(`${url}/api/files`)).text()).toBe('none');
  });

  test.each([
    ['GET', '/api/unknown'],
    ['GET', '/echo/1'],
    ['GET', '/api/echo/text'],
    ['DELETE', '/api/echo/1'],
    ['HEAD', '/api/named'],
    ['OPTIONS', '/api/named'],
  ])('%s %s is not found', async (method, path) => {
    const answer = await fetch(`${url}${path}`, { method });
    expect([answer.status, await answer.text()]).toEqual([404, '']);
  });

  test('HEAD gives headers without a body where a function takes it', async () => {
    const answer = await fetch(`${url}/api/echo`, { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(50);
    expect(await answer.text()).toBe('');
  });
});

describe('bodies', () => {
  test('a text body arrives as sent', async () => {
    const answer = await fetch(`${url}/api/echo`, { method: 'POST', body: '{"ä": 1}' });
    expect(await answer.json()).toMatchObject({ method: 'POST', body: '{"ä": 1}' });
  });

  test('a large binary body arrives whole', async () => {
    const body = new Uint8Array(3_000_000).fill(200);
    const answer = await fetch(`${url}/api/size`, { method: 'POST', body });
    expect(await answer.json()).toBe(3_000_000);
  });

  test('a body over 100 MB is refused before it is read', async () => {
    const status = await new Promise((resolve, reject) => {
      const upload = request(`${url}/api/size`, {
        method: 'POST',
        headers: { 'content-length': 104_857_601 },
      });
      upload.on('response', (answer) => resolve(answer.statusCode)).on('error', reject);
      upload.flushHeaders();
    });
    expect(status).toBe(413);
  });

  test('bytes and streams come back', async () => {
    const bytes = await (await fetch(`${url}/api/bytes`)).arrayBuffer();
    expect([...new Uint8Array(bytes)]).toEqual([0, 255, 128]);
    expect(await (await fetch(`${url}/api/stream`)).text()).toBe('one two');
  });

  test('status, headers and cookies come back', async () => {
    const answer = await fetch(`${url}/api/cookies`);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-answer')).toBe('42');
    expect(answer.headers.getSetCookie()).toEqual([
      'a=1; Max-Age=60; HttpOnly; SameSite=Strict',
      'b=x%20y; Path=/',
    ]);
  });

  test('a handler without an answer gives 204', async () => {
    expect((await fetch(`${url}/api/silent`)).status).toBe(204);
  });
});

describe('failures and hooks', () => {
  test('a handler that throws gives an empty 500 and a line in the log', async () => {
    const answer = await fetch(`${url}/api/broken`);
    expect([answer.status, await answer.text()]).toEqual([500, '']);
    const line = fixture.log.find((entry) => entry.message.includes('broken on purpose'));
    expect(line).toMatchObject({ level: 'error', functionName: 'broken', source: 'host' });
    expect(line?.invocationId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('a hook after the invocation can replace its error', async () => {
    const answer = await fetch(`${url}/api/rescued`);
    expect([answer.status, await answer.text()]).toEqual([202, 'rescued']);
  });

  test('lines of a function and of a hook name the invocation', async () => {
    await fetch(`${url}/api/echo/99`);
    const line = fixture.log.filter((entry) => entry.message === 'echoing GET').at(-1);
    expect(line).toMatchObject({ level: 'warning', source: 'user', functionName: 'echo' });
    const sameRun = fixture.log.filter((entry) => entry.invocationId === line?.invocationId);
    expect(sameRun.map((entry) => entry.message)).toEqual(['before', 'echoing GET']);
  });
});

describe('keys', () => {
  test('a function key opens functions, the master key everything', async () => {
    const { host } = await startFixture({ bundle, keys: 'on' });
    const keys = host.keys ?? { function: '', master: '' };
    const status = async (path: string, key?: string) =>
      (await fetch(`${host.url}${path}`, { headers: key ? { 'x-functions-key': key } : {} }))
        .status;
    expect(keys.function).not.toBe(keys.master);
    expect(await status('/api/named')).toBe(200);
    expect(await status('/api/guarded')).toBe(401);
    expect(await status('/api/guarded', 'wrong')).toBe(401);
    expect(await status('/api/guarded', keys.function)).toBe(200);
    expect(await status(`/api/guarded?code=${keys.function}`)).toBe(200);
    expect(await status('/api/guarded', keys.master)).toBe(200);
    expect(await status('/api/master', keys.function)).toBe(401);
    expect(await status('/api/master', keys.master)).toBe(200);
    await host.stop();
  });

  test('without keys every function is open', async () => {
    expect(fixture.host.keys).toBeUndefined();
    expect((await fetch(`${url}/api/guarded`)).status).toBe(200);
  });
});

test('two hosts share neither modules nor settings', async () => {
  const { host } = await startFixture({ bundle, settings: { MARK: 'second' } });
  const state = async (at: string): Promise<unknown> => (await fetch(`${at}/api/state`)).json();
  expect(await state(url)).toEqual({ calls: 1, mark: 'first' });
  expect(await state(url)).toEqual({ calls: 2, mark: 'first' });
  expect(await state(host.url)).toEqual({ calls: 1, mark: 'second' });
  expect(process.env['MARK']).toBeUndefined();
  await host.stop();
  await expect(fetch(`${host.url}/api/state`)).rejects.toThrow();
});
