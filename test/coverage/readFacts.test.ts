import { describe, expect, test } from '@jest/globals';
import { accountCoverage } from '../../lib/coverage/accountCoverage';
import { KnownAccounts } from '../../lib/coverage/readFacts';
import { DETECTORS } from '../../lib/detectors';
import { activityRecord } from '../../lib/detectors/managementCases';
import { Sightings } from '../../lib/ingestion/sightings';
import { dataPlaneRecord, type RawRecord } from '../../lib/simulation/records';
import type { DocumentStore } from '../../lib/storage/documents';
import { MemoryStore } from '../../lib/storage/memoryStore';
import type { AccessEvent } from '../../lib/telemetry/event';
import { at, eventOf } from '../activity/support';
import { account } from '../baseline/learning/learningWorld';
import { testPipeline } from '../pipeline/testPipeline';

const NOW = Date.parse('2026-11-22T12:00:00Z');

const known = (store: DocumentStore, now = NOW) =>
  KnownAccounts.read({
    store,
    sightings: new Sightings(store),
    appFacts: () => Promise.resolve({ feeds: [], geo: [] }),
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
