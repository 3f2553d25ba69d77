import { describe, expect, test } from '@jest/globals';
import type { Message } from '../../lib/ingestion/message';
import { activityIds, dataPlaneRecord, type RawRecord } from '../../lib/simulation/records';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { storedAlerts, testPipeline, TOR } from '../pipeline/testPipeline';

const HOUR = 3_600_000;
const NIGHT = Date.parse('2026-11-22T00:00:00Z');
const ids = activityIds(41);

function visit(time: number, more: Record<string, unknown> = {}): RawRecord {
  return dataPlaneRecord({ time, account: 'shop', activityId: ids(), address: TOR, ...more });
}

function sender() {
  const store = new MemoryStore();
  const pipeline = testPipeline(store);
  let sequence = 0;
  const send = async (...records: RawRecord[]) => {
    const position = { source: 'ns/hub/0', sequence: (sequence += 1), enqueuedTime: sequence };
    const message: Message = { position, records, unreadable: [] };
    return pipeline.process([message]);
  };
  return { store, send };
}

test('an alert grows: occurrences, times, evidence and reason, and it keeps its id', async () => {
  const { store, send } = sender();
  await send(visit(NIGHT + 10 * HOUR));
  const [before] = await storedAlerts(store);
  await send(visit(NIGHT + 9 * HOUR, { entra: 'someone', container: 'people' }));
  await send(visit(NIGHT + 11 * HOUR, { userAgent: 'python-requests/2.32.3' }));
  const [after, ...others] = await storedAlerts(store);
  expect(others).toEqual([]);
  expect(after).toMatchObject({
    id: before?.id,
    timeGeneratedUtc: before?.timeGeneratedUtc,
    occurrences: 3,
    startTimeUtc: '2026-11-22T09:00:00.000Z',
    endTimeUtc: '2026-11-22T11:00:00.000Z',
    history: before?.history,
  });
  expect(after?.extendedProperties).toMatchObject({
    principals: expect.stringContaining('entra someone'),
    containers: 'shop/orders, shop/people',
  });
  expect(after?.reason).toContain('3');
});

describe('revision', () => {
  test.each([
    [1, 1],
    [9, 1],
    [10, 2],
    [99, 2],
    [100, 3],
  ])('%d occurrences, one after the other: %d', async (count, revision) => {
    const { store, send } = sender();
    for (let n = 0; n < count; n += 1) await send(visit(NIGHT + n * 1000));
    expect(await storedAlerts(store)).toMatchObject([{ occurrences: count, revision }]);
  });

  test('what comes again changes nothing', async () => {
    const { store, send } = sender();
    const records = [visit(NIGHT), visit(NIGHT + 1)];
    await send(...records);
    const before = await storedAlerts(store);
    await send(...records);
    expect(await storedAlerts(store)).toEqual(before);
  });
});

test('an attack over a border gives two alerts, the second continues the first', async () => {
  for (const lateFirst of [false, true]) {
    const { store, send } = sender();
    const [evening, morning] = [visit(NIGHT - 1), visit(NIGHT)];
    if (lateFirst) {
      await send(morning);
      await send(evening);
    } else {
      await send(evening);
      await send(morning);
    }
    const byStart = (await storedAlerts(store)).sort((a, b) =>
      a.startTimeUtc < b.startTimeUtc ? -1 : 1,
    );
    const [first, second] = byStart;
    expect(byStart).toHaveLength(2);
    expect([first?.continues, second?.continues]).toEqual([null, first?.id]);
  }
});

test('text of an attacker stays text', async () => {
  const { store, send } = sender();
  const entra = `<img src=x onerror=alert(1)>"; DROP TABLE\n=cmd|' /C calc'!A0`;
  await send(visit(NIGHT, { entra, userAgent: '__proto__', container: 'constructor' }));
  const [alert] = await storedAlerts(store);
  expect(alert).toMatchObject({ occurrences: 1, alertType: 'CosmosDB_TorAnomaly' });
  expect(alert?.extendedProperties).toMatchObject({ containers: 'shop/constructor' });
});
