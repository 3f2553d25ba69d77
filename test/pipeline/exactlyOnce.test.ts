import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { activityRecord } from '../../lib/detectors/managementCases';
import type { Message } from '../../lib/ingestion/message';
import { PartitionStates } from '../../lib/ingestion/partitionState';
import {
  activityIds,
  dataPlaneRecord,
  queryRecord,
  type RawRecord,
} from '../../lib/simulation/records';
import { StorageError, type DocumentStore } from '../../lib/storage/documents';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { FaultyStore } from './faultyStore';
import { LISTED, storedAlerts, testPipeline, TEST_THRESHOLDS, TOR } from './testPipeline';

const THRESHOLDS = {
  ...TEST_THRESHOLDS,
  credentialGuessingRefusals: 6,
  massDeletionDocuments: 8,
};
const START = Date.parse('2026-11-22T10:20:00Z');
const PARTITIONS = 3;

/** A morning with every attack of the catalogue, over two hours and two accounts. */
function records(): RawRecord[] {
  const ids = activityIds(11);
  const many = (count: number, make: (n: number) => RawRecord[]): RawRecord[] =>
    Array.from({ length: count }, (_, n) => make(n)).flat();
  const minute = (n: number): number => START + n * 60_000;
  return [
    ...many(9, (n) => [
      dataPlaneRecord({ time: minute(n), account: 'a', activityId: ids(), address: TOR }),
    ]),
    ...many(7, (n) => [
      dataPlaneRecord({ time: minute(n), account: 'b', activityId: ids(), address: LISTED }),
    ]),
    ...many(14, (n) => [
      dataPlaneRecord({
        time: minute(n * 5),
        account: 'a',
        activityId: ids(),
        address: '192.0.2.1',
        status: n % 2 === 0 ? 401 : 403,
      }),
    ]),
    ...many(12, (n) => [
      dataPlaneRecord({
        time: minute(n),
        account: 'b',
        activityId: ids(),
        address: '192.0.2.2',
        operation: 'Delete',
        status: 204,
      }),
    ]),
    ...many(6, (n) => {
      const operation = 'listKeys/action';
      return [
        activityRecord({ operation, time: minute(n), account: `c${n}`, correlationId: ids() }),
      ];
    }),
    ...many(2, (n) => [
      activityRecord({
        operation: 'write',
        time: minute(30) + n,
        account: 'b',
        correlationId: '77777777-0000-4000-8000-000000000001',
        result: n === 0 ? 'Start' : 'Success',
        body: { properties: { ipRules: [{ ipAddressOrRange: '0.0.0.0/0' }] } },
      }),
    ]),
    ...many(6, (n) => {
      const activityId = ids();
      const text = `SELECT * FROM c WHERE c.name = 'x${n}' OR 1 = 1`;
      return [
        queryRecord({ time: minute(n), account: 'a', activityId, text }),
        dataPlaneRecord({
          time: minute(n),
          account: 'a',
          activityId,
          operation: 'Query',
          address: '192.0.2.3',
        }),
      ];
    }),
  ];
}

/** Messages as a hub holds them, a queue for each partition. */
function hubOf(all: readonly RawRecord[], cuts: readonly number[], places: readonly number[]) {
  const partitions: Message[][] = Array.from({ length: PARTITIONS }, () => []);
  let at = 0;
  for (let n = 0; at < all.length; n += 1) {
    const size = cuts[n % cuts.length] ?? 1;
    const partition = (places[n % places.length] ?? 0) % PARTITIONS;
    const queue = partitions[partition] ?? [];
    const position = {
      source: `ns/hub/${partition}`,
      sequence: queue.length,
      enqueuedTime: START + queue.length,
    };
    queue.push({ position, records: all.slice(at, at + size), unreadable: [] });
    at += size;
  }
  return partitions;
}

async function outcome(store: DocumentStore) {
  const alerts = await storedAlerts(store);
  return alerts
    .map(({ id, alertType, occurrences }) => ({ id, alertType, occurrences }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function reference() {
  const store = new MemoryStore();
  const [partition = []] = hubOf(records(), [1000], [0]);
  await testPipeline(store, THRESHOLDS).process(partition);
  return outcome(store);
}

interface Step {
  readonly partition: number;
  readonly instance: 0 | 1;
  readonly size: number;
  /** Messages that the checkpoint lags behind afterwards: they come again. */
  readonly lag: number;
  /** The store call at which the instance dies, if it gets that far. */
  readonly dieAt: number;
  readonly loseAnswer: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  partition: fc.nat(PARTITIONS - 1),
  instance: fc.constantFrom<0 | 1>(0, 1),
  size: fc.integer({ min: 1, max: 6 }),
  lag: fc.constantFrom(0, 0, 0, 1, 3),
  dieAt: fc.oneof(fc.constant(Infinity), fc.nat(40)),
  loseAnswer: fc.boolean(),
});

/**
 * Reads the hub as two instances would that come and go, until everything is read. At last the
 * checkpoints are lost as far back as `rewind` says, and a third instance reads on from there.
 */
async function readHub(
  partitions: readonly Message[][],
  steps: readonly Step[],
  rewind: readonly number[],
) {
  const store = new MemoryStore();
  const open = () => {
    const faulty = new FaultyStore(store);
    return { faulty, pipeline: testPipeline(faulty, THRESHOLDS) };
  };
  const instances = [open(), open()];
  const read = partitions.map(() => 0);
  for (const { partition, instance, size, lag, dieAt, loseAnswer } of steps) {
    const from = read[partition] ?? 0;
    const batch = partitions[partition]?.slice(from, from + size) ?? [];
    const running = instances[instance] ?? open();
    if (batch.length === 0) continue;
    running.faulty.failAfter(dieAt, loseAnswer);
    try {
      await running.pipeline.process(batch);
      read[partition] = Math.max(0, from + batch.length - lag);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      instances[instance] = open();
    }
    running.faulty.heal();
  }
  const [survivor = open()] = instances;
  for (const [partition, messages] of partitions.entries()) {
    await survivor.pipeline.process(messages.slice(read[partition]));
  }
  const heir = open();
  for (const [partition, messages] of partitions.entries()) {
    const back = rewind[partition] ?? 0;
    await heir.pipeline.process(messages.slice(Math.max(0, messages.length - back)));
  }
  const windows = (await new PartitionStates(store).all()).flatMap((state) => state.windows);
  await open().pipeline.sweep(windows);
  return outcome(store);
}

const rewinds = fc.array(fc.nat(8), { minLength: PARTITIONS, maxLength: PARTITIONS });

test('the reference holds every alert type, over both hours', async () => {
  const alerts = await reference();
  expect(new Set(alerts.map((alert) => alert.alertType)).size).toBe(7);
  expect(alerts.find((a) => a.alertType === 'CosmosDB_TorAnomaly')?.occurrences).toBe(9);
  const guessing = alerts.filter((a) => a.alertType === 'CosmosDB_CredentialGuessing');
  expect(guessing.map((a) => a.occurrences).sort()).toEqual([6, 8]);
});

test('any cut, order, redelivery, copy, crash and second instance give the same alerts', async () => {
  const expected = await reference();
  const all = records();
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.subarray(all, { maxLength: 15 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }),
      fc.array(fc.nat(PARTITIONS - 1), { minLength: 1, maxLength: 7 }),
      fc.array(step, { maxLength: 40 }),
      rewinds,
      async (shuffled, copies, cuts, places, steps, rewind) => {
        const partitions = hubOf([...shuffled, ...copies], cuts, places);
        expect(await readHub(partitions, steps, rewind)).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
});

test('a hub that is created again is a new epoch, not a redelivery', async () => {
  const store = new MemoryStore();
  const pipeline = testPipeline(store, THRESHOLDS);
  const [first, second] = [records().slice(0, 4), records().slice(4, 9)];
  const at = (sequence: number, enqueuedTime: number, list: RawRecord[]): Message => ({
    position: { source: 'ns/hub/0', sequence, enqueuedTime },
    records: list,
    unreadable: [],
  });
  await pipeline.process([at(900, START, first)]);
  await pipeline.process([at(0, START + 60_000, second)]);
  const [state] = await new PartitionStates(store).all();
  expect(state?.epoch).toBe(1);
  expect(state?.counts.records).toBe(9);
  expect((await storedAlerts(store))[0]?.occurrences).toBe(9);
});

test('above a thousand occurrences the totals stay exact under redelivery and crashes', async () => {
  const ids = activityIds(12);
  const time = START;
  const all = Array.from({ length: 2400 }, (_, n) =>
    n % 2 === 0
      ? dataPlaneRecord({ time: time + n, account: 'a', activityId: ids(), address: TOR })
      : dataPlaneRecord({
          time: time + n,
          account: 'a',
          activityId: ids(),
          address: '192.0.2.2',
          operation: 'Delete',
          status: 204,
        }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 20, max: 90 }), { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat(PARTITIONS - 1), { minLength: 1, maxLength: 7 }),
      fc.array(step, { maxLength: 25 }),
      rewinds,
      async (cuts, places, steps, rewind) => {
        const alerts = await readHub(hubOf(all, cuts, places), steps, rewind);
        expect(alerts.map(({ alertType, occurrences }) => [alertType, occurrences]).sort()).toEqual(
          [
            ['CosmosDB_MassDeletion', 1200],
            ['CosmosDB_TorAnomaly', 1200],
          ],
        );
      },
    ),
    { numRuns: 15 },
  );
});

test('what no instance saw enough of is found by the sweep', async () => {
  const store = new MemoryStore();
  const ids = activityIds(13);
  const message = (partition: number, sequence: number, list: RawRecord[]): Message => ({
    position: { source: `ns/hub/${partition}`, sequence, enqueuedTime: START + sequence },
    records: list,
    unreadable: [],
  });
  const record = (status: number): RawRecord =>
    dataPlaneRecord({ time: START, account: 'a', activityId: ids(), address: '192.0.2.1', status });
  const instances = [0, 1, 2, 3].map(() => testPipeline(store, THRESHOLDS));
  for (const [partition, instance] of instances.entries()) {
    await instance.process([message(partition, 0, [record(200)])]);
  }
  for (const [partition, instance] of instances.entries()) {
    await instance.process([message(partition, 1, [record(401), record(401)])]);
  }
  expect(await storedAlerts(store)).toEqual([]);
  const windows = (await new PartitionStates(store).all()).flatMap((state) => state.windows);
  await testPipeline(store, THRESHOLDS).sweep(windows);
  const [alert] = await storedAlerts(store);
  expect(alert).toMatchObject({ alertType: 'CosmosDB_CredentialGuessing', occurrences: 8 });
});
