import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { handleHealth } from '../../lib/api/health';
import { DETECTORS } from '../../lib/detectors';
import { hubMessages } from '../../lib/ingestion/hubMessages';
import { PartitionStates } from '../../lib/ingestion/partitionState';
import { DocumentFeedStore } from '../../lib/intel/documentFeedStore';
import { readSettings } from '../../lib/settings';
import { activityIds, dataPlaneRecord } from '../../lib/simulation/records';
import type { DocumentStore } from '../../lib/storage/documents';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { openStore } from '../../lib/warden/openStore';
import { Warden } from '../../lib/warden';
import { startStore, type StoreFixture } from './cosmosFixture';

const GOOD = {
  WARDEN_COSMOS_ENDPOINT: 'http://127.0.0.1:1/',
  WARDEN_COSMOS_KEY: 'a2V5',
  WARDEN_TOR_FEED: 'off',
  EventHubConnection: 'Endpoint=sb://localhost',
};

function wardenWith(store: DocumentStore, environment: Record<string, string> = GOOD): Warden {
  const { settings, problems } = readSettings(environment);
  return new Warden(settings, problems, store);
}

type Health = Awaited<ReturnType<Warden['health']>>;

async function healthOf(warden: Warden): Promise<Health> {
  const url = new URL('http://localhost/api/health');
  const answer = await handleHealth(warden, { method: 'GET', url, parameters: {} });
  expect(answer.status).toBe(200);
  // The answer is the report as JSON.
  return JSON.parse(answer.body) as Health;
}

let store: MemoryStore;
beforeEach(() => {
  store = new MemoryStore();
});

test('nothing has come yet: the hubs show, and all is well', async () => {
  const health = await healthOf(wardenWith(store));
  expect(health).toMatchObject({
    status: 'ok',
    settings: { problems: [], configured: { eventHubs: 'cosmos-diagnostics, activity-log' } },
    storage: { reachable: true, error: null },
    counts: { records: 0, events: 0, ignored: 0, deadLettered: 0, duplicates: 0 },
    hubs: [
      { hub: 'cosmos-diagnostics', lagSeconds: null, lastBatchUtc: null, partitions: [] },
      { hub: 'activity-log', lagSeconds: null, lastBatchUtc: null, partitions: [] },
    ],
    deadLetters: 0,
    detectors: { errors: 0, lastErrors: [] },
  });
  expect(health.detectors.active.map(({ id }) => id)).toEqual(
    DETECTORS.map(({ metadata }) => metadata.id),
  );
});

test('no key or secret shows', async () => {
  const text = JSON.stringify(await healthOf(wardenWith(store)));
  expect(text).not.toContain('a2V5');
  expect(text).not.toContain('Endpoint=sb');
});

test('counts, lag and last batch of every partition, and dead letters', async () => {
  const warden = wardenWith(store);
  const ids = activityIds(1);
  const enqueued = Date.now() - 90_000;
  const record = dataPlaneRecord({ time: enqueued, account: 'a', activityId: ids() });
  const at = (partition: string, first: number, count: number) => ({
    namespace: 'ns.servicebus.windows.net',
    hub: 'cosmos-diagnostics',
    partition,
    sequenceNumbers: Array.from({ length: count }, (_, n) => first + n),
    enqueuedTimes: Array.from({ length: count }, () => enqueued),
  });
  const metric = { ...record, category: 'PartitionKeyStatistics' };
  const other = { ...record, properties: { activityId: ids(), statusCode: '200' } };
  await warden.pipeline.process(
    hubMessages([{ records: [record, metric, 'broken'] }, 'no json'], at('0', 5, 2)),
  );
  await warden.pipeline.process(hubMessages([{ records: [record, other] }], at('1', 9, 1)));

  const health = await healthOf(warden);
  const { counts } = health;
  expect(counts).toEqual({
    messages: 3,
    records: 6,
    events: 2,
    ignored: 1,
    deadLettered: 2,
    duplicates: 1,
  });
  expect(health.deadLetters).toBe(2);
  const [hub, silent] = health.hubs;
  expect(hub).toMatchObject({ hub: 'ns.servicebus.windows.net/cosmos-diagnostics' });
  expect(hub?.partitions).toMatchObject([
    { partition: '0', sequenceNumber: 6, recreated: 0, counts: { records: 4 } },
    { partition: '1', sequenceNumber: 9, recreated: 0, counts: { records: 2, duplicates: 1 } },
  ]);
  expect(hub?.lagSeconds).toBeGreaterThanOrEqual(90);
  expect(Date.parse(hub?.lastBatchUtc ?? '')).toBeGreaterThan(enqueued);
  expect(silent).toMatchObject({ hub: 'activity-log', partitions: [] });
});

test('hubs of the same name in two regions are two', async () => {
  const warden = wardenWith(store, {
    ...GOOD,
    WARDEN_EVENT_HUBS: 'logs,EventHub_north/logs',
    EventHub_north__fullyQualifiedNamespace: 'north.example.net',
  });
  const batch = { hub: 'logs', partition: '0', sequenceNumbers: [1], enqueuedTimes: [Date.now()] };
  const record = dataPlaneRecord({ time: Date.now(), account: 'a', activityId: activityIds(1)() });
  const messages = hubMessages([{ records: [record] }], {
    ...batch,
    namespace: 'north.example.net',
  });
  await warden.pipeline.process(messages);
  expect((await healthOf(warden)).hubs).toMatchObject([
    { hub: 'north.example.net/logs', partitions: [{ partition: '0' }] },
    { hub: 'logs', partitions: [] },
  ]);
});

test.each([
  ['an hour', 3_600_000, 'degraded'],
  ['two days', 48 * 3_600_000, 'ok'],
])('a detector that failed %s ago', async (_, ago, status) => {
  const at = new Date(Date.now() - ago).toISOString();
  await new PartitionStates(store).note('ns/cosmos-diagnostics/0', {
    messages: [],
    windows: [],
    detectorErrors: [{ detector: 'CosmosDB_TorAnomaly', message: 'broke', at }],
    processedAt: Date.now(),
  });
  const health = await healthOf(wardenWith(store));
  expect(health.status).toBe(status);
  expect(health.detectors).toMatchObject({
    errors: 1,
    lastErrors: [{ detector: 'CosmosDB_TorAnomaly', message: 'broke', at }],
  });
});

test('threat lists with their ages, geo databases with theirs', async () => {
  const list = { id: 'list', kind: 'malicious', source: '/no/such/list', format: 'plain' };
  const environment = {
    ...GOOD,
    WARDEN_INTEL_FEEDS: JSON.stringify([list]),
    WARDEN_GEO_DATABASES: '/no/such.mmdb',
  };
  const warden = wardenWith(store, environment);
  await warden.refreshThreatIntel();
  const health = await healthOf(warden);
  expect(health.threatIntelligence).toMatchObject([
    { id: 'list', entries: 0, ageHours: null, lastError: expect.stringContaining('list') },
  ]);
  expect(health.geo).toMatchObject([
    { source: '/no/such.mmdb', problem: expect.stringMatching(/./), ageDays: null },
    { kind: 'country', problem: null, ageDays: expect.any(Number) },
  ]);
  expect(await new DocumentFeedStore(store).load()).toHaveLength(1);
});

describe('without a database', () => {
  let fixture: StoreFixture;
  beforeAll(async () => {
    fixture = await startStore();
  });
  afterAll(() => fixture.stop());

  test('a database that refuses is told of, and the rest still answers', async () => {
    fixture.cosmos.faults.next(1000, 503);
    const health = await healthOf(wardenWith(fixture.store));
    fixture.cosmos.faults.clear();
    expect(health).toMatchObject({
      status: 'degraded',
      storage: { reachable: false, error: expect.stringContaining('leases') },
      hubs: [{ hub: 'cosmos-diagnostics' }, { hub: 'activity-log' }],
    });
    expect((await healthOf(wardenWith(fixture.store))).status).toBe('ok');
  });

  test('a database that never answers does not keep health from answering', async () => {
    const mute = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => mute.once('listening', resolve));
    // A server that listens on TCP has an address of this form.
    const { port } = mute.address() as AddressInfo;
    const environment = { ...GOOD, WARDEN_COSMOS_ENDPOINT: `http://127.0.0.1:${port}/` };
    const silent = await openStore(readSettings(environment).settings);
    const sockets: { destroy(): unknown }[] = [];
    mute.on('connection', (socket) => sockets.push(socket));
    const health = await healthOf(wardenWith(silent, environment));
    expect(health.storage).toMatchObject({
      reachable: false,
      error: 'The database has not answered within 5 s',
    });
    for (const socket of sockets) socket.destroy();
    mute.close();
  });
});
