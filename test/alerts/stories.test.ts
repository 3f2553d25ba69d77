import { expect, test } from '@jest/globals';
import type { Message } from '../../lib/ingestion/message';
import { activityIds, dataPlaneRecord, type RawRecord } from '../../lib/simulation/records';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { storedAlerts, testPipeline, TOR } from '../pipeline/testPipeline';

const HOUR = 3_600_000;
const MORNING = Date.parse('2026-11-22T09:00:00Z');
const ids = activityIds(77);

function visit(time: number, address: string, more: Record<string, unknown> = {}): RawRecord {
  return dataPlaneRecord({ time, account: 'shop', activityId: ids(), address, ...more });
}

async function alertsOf(...batches: readonly (readonly RawRecord[])[]) {
  const store = new MemoryStore();
  const pipeline = testPipeline(store);
  for (const [at, records] of batches.entries()) {
    const position = { source: 'ns/hub/0', sequence: at, enqueuedTime: at };
    const message: Message = { position, records, unreadable: [] };
    await pipeline.process([message]);
  }
  return storedAlerts(store);
}

const drop = (time: number, address: string) =>
  visit(time, address, { operation: 'Delete', resourceType: 'Collection', status: 204 });

test('alerts about one client at about one time name each other', async () => {
  const [tor, deletion, ...more] = await alertsOf(
    [visit(MORNING, TOR)],
    [drop(MORNING + 2 * HOUR, TOR)],
  );
  expect(more).toEqual([]);
  expect(tor?.extendedProperties['relatedAlerts']).toBe(deletion?.id);
  expect(deletion?.extendedProperties['relatedAlerts']).toBe(tor?.id);
});

test('an alert keeps the others when it grows', async () => {
  const alerts = await alertsOf(
    [visit(MORNING, TOR)],
    [drop(MORNING + HOUR, TOR)],
    [visit(MORNING + HOUR, TOR)],
  );
  expect(alerts.map(({ occurrences }) => occurrences)).toEqual([3, 1]);
  const named = alerts.map(({ extendedProperties }) => extendedProperties['relatedAlerts']);
  expect(named).toEqual([alerts[1]?.id, alerts[0]?.id]);
});

const PLAIN = '192.0.2.30';
const guesses = (time: number, address: string) =>
  Array.from({ length: 40 }, (_, n) => visit(time + n, address, { status: 401 }));

test.each([
  ['the same client, an hour later', guesses(MORNING, PLAIN), drop(MORNING + HOUR, PLAIN), true],
  ['another client', guesses(MORNING, PLAIN), drop(MORNING + HOUR, '192.0.2.31'), false],
  ['another part of the day', guesses(MORNING, PLAIN), drop(MORNING + 9 * HOUR, PLAIN), false],
])('%s', async (_what, first, second, isOne) => {
  const alerts = await alertsOf(first, [second]);
  expect(alerts).toHaveLength(2);
  const named = alerts.map(({ extendedProperties }) => 'relatedAlerts' in extendedProperties);
  expect(named).toEqual([isOne, isOne]);
});
