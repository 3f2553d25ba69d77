import { expect, test } from '@jest/globals';
import type { AlertStatus } from '../../lib/alerts/alert';
import { editAlert } from '../../lib/alerts/lifecycle/editAlert';
import { changeStatus } from '../../lib/alerts/lifecycle/statusChange';
import type { Message } from '../../lib/ingestion/message';
import { activityIds, dataPlaneRecord, type RawRecord } from '../../lib/simulation/records';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { storedAlerts, testPipeline, TOR } from '../pipeline/testPipeline';

const MORNING = Date.parse('2026-11-22T09:00:00Z');
const ids = activityIds(51);

/** One request through Tor, or forty that are refused: one alert of an event, one of a window. */
const ATTACKS: [string, () => RawRecord[]][] = [
  ['event', () => [record({ address: TOR })]],
  [
    'window',
    () => Array.from({ length: 40 }, () => record({ status: 401, address: '192.0.2.30' })),
  ],
];

function record(more: Record<string, unknown>): RawRecord {
  return dataPlaneRecord({ time: MORNING, account: 'shop', activityId: ids(), ...more });
}

function app() {
  const store = new MemoryStore();
  let pipeline = testPipeline(store);
  const send = (sequence: number, records: readonly RawRecord[]) => {
    const position = { source: 'ns/hub/0', sequence, enqueuedTime: sequence };
    const message: Message = { position, records, unreadable: [] };
    return pipeline.process([message]);
  };
  const close = async (status: AlertStatus) => {
    const [alert] = await storedAlerts(store);
    const note = { by: 'anna', at: MORNING, comment: null };
    await editAlert(store, alert?.id ?? '', null, (known) => changeStatus(known, status, note));
  };
  const restart = () => {
    pipeline = testPipeline(store);
  };
  const alert = async () => (await storedAlerts(store))[0];
  return { send, close, restart, alert };
}

test.each(ATTACKS)('a resolved alert of an %s that goes on is open again', async (_, attack) => {
  const { send, close, alert } = app();
  await send(1, attack());
  const first = await alert();
  await close('Resolved');
  await send(2, attack());
  const again = await alert();
  expect(again).toMatchObject({ status: 'Active', revision: 3, id: first?.id });
  expect(again?.occurrences).toBeGreaterThan(first?.occurrences ?? 0);
  expect(again?.history.map(({ by, what }) => [by, what])).toEqual([
    ['cosmos-warden', 'created'],
    ['anna', 'status changed from Active to Resolved'],
    ['cosmos-warden', 'status changed from Resolved to Active: it goes on'],
  ]);
});

test.each(ATTACKS)('a dismissed alert of an %s only counts on', async (_, attack) => {
  const { send, close, alert } = app();
  await send(1, attack());
  await close('Dismissed');
  const before = await alert();
  await send(2, attack());
  const after = await alert();
  expect(after).toMatchObject({ status: 'Dismissed', revision: 2, history: before?.history });
  expect(after?.occurrences).toBeGreaterThan(before?.occurrences ?? 0);
});

test.each(ATTACKS)('what was counted of an %s before reopens nothing', async (_, attack) => {
  const { send, close, restart, alert } = app();
  const records = attack();
  await send(1, records);
  await close('Resolved');
  const before = await alert();
  await send(1, records);
  restart();
  await send(1, records);
  expect(await alert()).toEqual(before);
});

test('a resolved alert stays so when a copy comes in a new message', async () => {
  const { send, close, restart, alert } = app();
  const records = [record({ address: TOR })];
  await send(1, records);
  await close('Resolved');
  restart();
  await send(2, records);
  expect(await alert()).toMatchObject({ status: 'Resolved', occurrences: 1 });
});

test('an alert in progress stays so', async () => {
  const { send, close, alert } = app();
  await send(1, [record({ address: TOR })]);
  await close('InProgress');
  await send(2, [record({ address: TOR })]);
  expect(await alert()).toMatchObject({ status: 'InProgress', occurrences: 2, revision: 2 });
});
