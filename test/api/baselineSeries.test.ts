import { beforeAll, expect, test } from '@jest/globals';
import { Profile } from '../../lib/baseline/profile/profile';
import { DocumentProfileStore } from '../../lib/baseline/profileStore';
import { handleBaselines } from '../../lib/api/baselines';
import { MemoryStore } from '../../lib/storage/memoryStore';
import type { AccountId } from '../../lib/telemetry/event';
import { actorHour, HOUR, MONDAY, placeOf } from '../baseline/profile/synthetic';

// as the parser makes it
const ACCOUNT =
  '/subscriptions/1/resourcegroups/g/providers/microsoft.documentdb/databaseaccounts/shop' as AccountId;
const store = new MemoryStore();
const profiles = new DocumentProfileStore(store);
const HOURS = 48;

beforeAll(async () => {
  const profile = new Profile(ACCOUNT);
  for (let n = 0; n < HOURS; n += 1) {
    const hour = MONDAY + n * HOUR;
    const actors = n === 10 ? [] : [actorHour({ responseBytes: n < 24 ? 1e6 : 2e6 })];
    profile.learn({ account: ACCOUNT, hour, actors }, placeOf, hour);
  }
  await profiles.save(profile);
});

async function ask(query: string) {
  const url = new URL(`http://localhost/api/baselines/shop${query}`);
  const request = { method: 'GET', url, parameters: { account: 'shop' } };
  const { status, body } = await handleBaselines({ store, profiles }, request);
  // Each test reads members that its own expectations describe.
  return { status, body: JSON.parse(body) as { series?: { values: number[] } } };
}

test('series=responseBytes gives the account hour by hour', async () => {
  const { body } = await ask('?series=responseBytes');
  expect(body).toMatchObject({
    series: { measure: 'responseBytes', startUtc: new Date(MONDAY).toISOString() },
  });
  const values = body.series?.values ?? [];
  expect(values).toHaveLength(HOURS);
  expect(values[10]).toBe(0);
  // Figures are kept on a logarithmic scale of one byte.
  expect(values[0]).toBeGreaterThan(0.9e6);
  expect(values[0]).toBeLessThan(1.1e6);
  expect(values[30]).toBeGreaterThan(1.8e6);
});

test('without it there is none, and an unknown measure is 400', async () => {
  expect((await ask('')).body.series).toBeUndefined();
  expect(await ask('?series=colour')).toMatchObject({
    status: 400,
    body: { parameter: 'series', allowed: expect.arrayContaining(['responseBytes']) },
  });
});
