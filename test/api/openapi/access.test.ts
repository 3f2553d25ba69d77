import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PATHS } from '../../../lib/api/openapi/paths';
import { startFixture, type FixtureHost } from '../../local/host/fixtureHost';
import { buildPrograms } from '../../stack/builtPrograms';
import { startStore, type StoreFixture } from '../cosmosFixture';

let bundle: string;
let database: StoreFixture;
beforeAll(async () => {
  bundle = join(buildPrograms('functions', 'handlers'), 'functions', 'main.js');
  database = await startStore();
});
afterAll(() => database.stop());

const ROUTES = Object.entries(PATHS).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, { changes = false }]) => {
    return { path, method: method.toUpperCase(), changes };
  }),
);

function start(more: Record<string, string> = {}): Promise<FixtureHost> {
  const settings = {
    WARDEN_COSMOS_ENDPOINT: database.cosmos.endpoint,
    WARDEN_COSMOS_KEY: database.cosmos.key,
    WARDEN_TOR_FEED: 'off',
    ...more,
  };
  return startFixture({ bundle, settings, keys: 'on' });
}

async function statusOf(url: string, path: string, method: string, headers = {}): Promise<number> {
  const answer = await fetch(`${url}/api${path.replace(/\{\w+\}/g, 'one')}`, { method, headers });
  await answer.arrayBuffer();
  return answer.status;
}

/** As the platform passes who it signed in. */
function signedInWith(...roles: readonly string[]): Record<string, string> {
  const claims = roles.map((val) => ({ typ: 'roles', val }));
  const principal = Buffer.from(JSON.stringify({ claims })).toString('base64');
  return { 'x-ms-client-principal': principal, 'x-warden-request': '1' };
}

test('every route refuses who has no key, and opens to who has one', async () => {
  const { host } = await start();
  for (const { path, method } of ROUTES) {
    const refused = await statusOf(host.url, path, method);
    expect([method, path, refused]).toEqual([method, path, 401]);
  }
  const headers = { 'x-functions-key': host.keys?.function ?? '' };
  expect(await statusOf(host.url, '/alerts', 'GET', headers)).toBe(200);
  expect(await statusOf(host.url, '/openapi.json', 'GET', headers)).toBe(200);
  await host.stop();
});

test('every function that answers HTTP is described', async () => {
  const { host } = await start();
  const described = Object.keys(PATHS).map(shapeOf);
  const served = host.functions.flatMap((one) =>
    one.kind === 'http' ? [one.route.replace(/^api\//, '')] : [],
  );
  expect(served.length).toBeGreaterThan(8);
  for (const route of served) {
    const shapes = [route, route.replace(/\/\{\w+\?\}/, '')].map(shapeOf);
    expect([route, described.some((path) => shapes.includes(path))]).toEqual([route, true]);
  }
  await host.stop();
});

/** The same for every name of a parameter, and for any action. */
function shapeOf(route: string): string {
  return route
    .replace(/^\//, '')
    .replace(/\{[^}]*\}/g, '*')
    .replace(/^(alerts|recommendations)\/\*\/\w+$/, '$1/*/*');
}

test('with sign-in and a role, changes ask for the role and not for a key', async () => {
  const { host } = await start({
    WARDEN_PLATFORM_AUTHENTICATION: 'true',
    WARDEN_WRITER_ROLE: 'Warden.Operator',
  });
  for (const { path, method, changes } of ROUTES) {
    const refused = await statusOf(host.url, path, method);
    expect([method, path, refused]).toEqual([method, path, changes ? 403 : 401]);
    if (!changes) continue;
    expect(await statusOf(host.url, path, method, signedInWith('Warden.Reader'))).toBe(403);
    const opened = await statusOf(host.url, path, method, signedInWith('Warden.Operator'));
    expect([401, 403]).not.toContain(opened);
  }
  await host.stop();
});

test('without platform authentication its header is nobody', async () => {
  const { host } = await start({ WARDEN_WRITER_ROLE: 'Warden.Operator' });
  const headers = signedInWith('Warden.Operator');
  expect(await statusOf(host.url, '/alerts/one/resolve', 'POST', headers)).toBe(401);
  await host.stop();
});
