import { describe, expect, test } from '@jest/globals';
import { accountCoverage } from '../../lib/coverage/accountCoverage';
import { KnownAccounts } from '../../lib/coverage/readFacts';
import { Profile } from '../../lib/baseline/profile/profile';
import { DocumentProfileStore } from '../../lib/baseline/profileStore';
import { DETECTORS } from '../../lib/detectors';
import { activityRecord } from '../../lib/detectors/managementCases';
import { Sightings } from '../../lib/ingestion/sightings';
import { dataPlaneRecord, queryRecord, type RawRecord } from '../../lib/simulation/records';
import type { DocumentStore } from '../../lib/storage/documents';
import { MemoryStore } from '../../lib/storage/memoryStore';
import type { AccessEvent } from '../../lib/telemetry/event';
import { at, eventOf } from '../activity/support';
import { account } from '../baseline/learning/learningWorld';
import { actorHour, DAY, HOUR } from '../baseline/profile/synthetic';
import { testPipeline } from '../pipeline/testPipeline';

const NOW = Date.parse('2026-11-22T12:00:00Z');

const known = (store: DocumentStore, now = NOW, sightings = new Sightings(store)) =>
  KnownAccounts.read({
    store,
    profiles: new DocumentProfileStore(store),
    sightings,
    appFacts: () => Promise.resolve({ listed: new Set(), geo: [] }),
    clock: { now: () => now },
  });

const requestIn = (name: string, region: string, source = 'ns/hub/0'): AccessEvent => {
  const record = dataPlaneRecord({ time: NOW, account: name, activityId: name });
  return { ...eventOf(record, at(source, 1)), region };
};

async function coverageOf(store: DocumentStore, name: string, now = NOW) {
  const [facts] = await (await known(store, now)).facts([account(name)]);
  return facts === undefined ? null : accountCoverage(facts, DETECTORS);
}

describe('the accounts that are heard of', () => {
  test('stand in order; a subscription is none', async () => {
    const store = new MemoryStore();
    const listing = eventOf(
      activityRecord({ operation: 'listKeys/action', time: NOW, account: 'b' }),
    );
    // as the pipeline hands it on
    const subscription =
      '/subscriptions/00000000-0000-0000-0000-00000000c0de' as typeof listing.account;
    const events = [requestIn('c', ''), listing, { ...listing, account: subscription }];
    await new Sightings(store).note(events, NOW);
    expect((await known(store)).ids).toEqual([account('b'), account('c')]);
  });

  test('the Activity Log of one shows that it comes for all of its subscription', async () => {
    const store = new MemoryStore();
    const listing = eventOf(
      activityRecord({ operation: 'listKeys/action', time: NOW, account: 'b' }),
    );
    await new Sightings(store).note([requestIn('c', ''), listing], NOW);
    const [facts] = await (await known(store)).facts([account('c')]);
    expect(facts?.activityLogSeen).toBe(NOW);
  });

  test('the region of a hub is that of nearly all others, where there are enough', async () => {
    const store = new MemoryStore();
    const ours = ['a', 'b', 'c', 'd'].map((name) => requestIn(name, 'West Europe'));
    const far = requestIn('far', 'East US');
    const elsewhere = requestIn('other', 'Japan East', 'ns/japan/0');
    await new Sightings(store).note([...ours, far, elsewhere], NOW);
    expect((await coverageOf(store, 'far'))?.routes).toMatchObject({
      hubRegion: 'West Europe',
      problems: ['otherRegion'],
    });
    expect((await coverageOf(store, 'a'))?.routes).toMatchObject({
      hubRegion: 'West Europe',
      problems: [],
    });
    expect((await coverageOf(store, 'other'))?.routes).toMatchObject({
      hubRegion: null,
      problems: [],
    });
  });
});

describe('how well an account is known', () => {
  test('is what its profile says where the timer has not come to it yet', async () => {
    const store = new MemoryStore();
    await new Sightings(store).note([requestIn('a', '')], NOW);
    expect(await coverageOf(store, 'a')).toMatchObject({ stage: 'new', historyDays: 0 });

    const profile = new Profile(account('a'));
    for (let hour = NOW - 20 * DAY; hour < NOW; hour += HOUR) {
      profile.learn({ account: account('a'), hour, actors: [actorHour()] }, () => null, NOW);
    }
    await new DocumentProfileStore(store).save(profile);
    const known = { stage: 'established', historyDays: profile.historyDays };
    expect(await coverageOf(store, 'a')).toMatchObject(known);
  });

  test('is nothing where the profile is damaged: detectors are silent then', async () => {
    const store = new MemoryStore();
    await new Sightings(store).note([requestIn('a', '')], NOW);
    const damaged = { id: 'profile', schemaVersion: 1, kind: 'profile', accountId: account('a') };
    await store.upsert('baselines', damaged);
    expect(await coverageOf(store, 'a')).toMatchObject({ stage: 'new', historyDays: 0 });
  });
});

test('what came is told at once, though it is written later', async () => {
  const store = new MemoryStore();
  const sightings = new Sightings(store);
  const query = queryRecord({ time: NOW, account: 'a', activityId: 'a', text: 'SELECT 1' });
  await sightings.note([requestIn('a', '')], NOW);
  await sightings.note([requestIn('b', 'West Europe')], NOW + 1000);
  await sightings.note([eventOf(query, at('ns/hub/0', 2))], NOW + 2000);

  const accounts = await known(store, NOW + 3000, sightings);
  expect(accounts.ids).toEqual([account('a'), account('b')]);
  const states = (await accounts.facts(accounts.ids)).map((facts) =>
    accountCoverage(facts, DETECTORS)
      .categories.filter(({ state }) => state === 'arriving')
      .map(({ category }) => category),
  );
  expect(states).toEqual([['DataPlaneRequests', 'QueryRuntimeStatistics'], ['DataPlaneRequests']]);
});

test('an account that sends all through two settings shows, each record counted once', async () => {
  const store = new MemoryStore();
  const pipeline = testPipeline(store);
  const records: RawRecord[] = Array.from({ length: 120 }, (_, n) =>
    dataPlaneRecord({ time: NOW - 1000 * n, account: 'shop', activityId: `id-${n}` }),
  );
  for (const hub of ['one', 'two']) {
    const position = { source: `ns/${hub}/0`, sequence: 1, enqueuedTime: NOW };
    await pipeline.process([{ position, records, unreadable: [] }]);
  }
  const coverage = await coverageOf(store, 'shop', NOW + 60_000);
  expect(coverage).toMatchObject({
    window: { requests: 120 },
    routes: { copies: 120, copyShare: 0.5, problems: ['severalSettings'] },
  });
});
