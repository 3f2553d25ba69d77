import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FunctionApp } from '../../../local/host/functionApp';
import { loadBundle } from '../../../local/host/bundle';
import { LoopbackHttp } from '../../../local/host/loopbackHttp';
import { buildFixture, startFixture, type FixtureHost } from './fixtureHost';

let bundle: string;
let fixture: FixtureHost;
let url: string;
beforeAll(async () => {
  bundle = buildFixture('streamApp');
  fixture = await startFixture({ bundle });
  url = `${fixture.host.url}/api`;
});
afterAll(() => fixture.host.stop());

test('a request goes through whole, and so does its answer', async () => {
  const body = 'ä'.repeat(300_000);
  const headers = { 'x-test': 'yes' };
  const answer = await fetch(`${url}/echo/a%20b?c=1&c=2`, { method: 'POST', body, headers });
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([201, ['a=1; HttpOnly']]);
  expect(await answer.json()).toEqual({
    method: 'POST',
    url: `${url}/echo/a%20b?c=1&c=2`,
    params: { id: 'a b' },
    header: 'yes',
    body,
  });
  expect(await (await fetch(`${url}/echo/1`)).json()).toMatchObject({ method: 'GET', body: '' });
});

test('the caller has the first part before the last is made', async () => {
  const answer = await fetch(`${url}/parts`);
  const reader = answer.body?.getReader();
  const first = await reader?.read();
  expect(Buffer.from(first?.value ?? []).toString()).toBe('one ');
  expect((await fetch(`${url}/go`)).status).toBe(202);
  const second = await reader?.read();
  expect(Buffer.from(second?.value ?? []).toString()).toBe('two');
  expect(await reader?.read()).toMatchObject({ done: true });
});

test('a handler that throws is an empty 500', async () => {
  const answer = await fetch(`${url}/throws`);
  expect([answer.status, await answer.text()]).toEqual([500, '']);
});

test('an answer that breaks in the middle is cut, not ended', async () => {
  const answer = await fetch(`${url}/breaks`);
  expect(answer.status).toBe(200);
  await expect(answer.text()).rejects.toThrow('terminated');
  expect(fixture.log.some(({ message }) => message.includes('broken in the middle'))).toBe(true);
});

test("the library's own server is on loopback alone, and ends with the host", async () => {
  const http = new LoopbackHttp();
  const app = new FunctionApp(() => undefined);
  loadBundle(bundle, app.core, http, {});
  await app.seal();
  const port = Number(new URL(app.capabilities['HttpUri'] ?? '').port);
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
  for (const host of outside) expect(await connects(host, port)).toBe(false);
  expect(await connects('127.0.0.1', port)).toBe(true);
  http.close();
  expect(await connects('127.0.0.1', port)).toBe(false);
});

function connects(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (isThere: boolean) => () => {
      socket.destroy();
      resolve(isThere);
    };
    socket.on('connect', end(true)).on('error', end(false)).on('timeout', end(false));
  });
}
