import { expect, test } from '@jest/globals';
import type { Message } from '../../lib/ingestion/message';
import { activityIds, queryRecord } from '../../lib/simulation/records';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { storedAlerts, testPipeline } from './testPipeline';

const START = Date.parse('2026-03-04T00:00:00Z');
const HOUR = 3_600_000;
const ids = activityIds(22);
let sequence = 0;

const PLAIN = "SELECT * FROM c WHERE c.owner = 'ann'";
const OTHER_FORM = "SELECT * FROM c WHERE c.owner = 'ann' OR c.owner > ''";

/** Texts that run at an hour; they come through one of two partitions, by turns. */
function messageAt(hour: number, texts: readonly string[]): Message {
  sequence += 1;
  const records = texts.map((text, n) =>
    queryRecord({ time: START + hour * HOUR + n, account: 'shop', activityId: ids(), text }),
  );
  const source = `ns/hub/${sequence % 2}`;
  return { position: { source, sequence, enqueuedTime: START }, records, unreadable: [] };
}

/** Requests that were alerts in each hour; another instance works each of them. */
async function calledIn(
  hours: readonly number[],
  textsIn: (hour: number) => readonly string[],
): Promise<readonly number[]> {
  const store = new MemoryStore();
  const called: number[] = [];
  let before = 0;
  for (const hour of hours) {
    await testPipeline(store).process([messageAt(hour, textsIn(hour))]);
    const alerts = await storedAlerts(store);
    const all = alerts.reduce((sum, { occurrences }) => sum + occurrences, 0);
    called.push(all - before);
    before = all;
  }
  return called;
}

const upTo = (hours: number) => Array.from({ length: hours }, (_, hour) => hour);

test('a form that an application always has beside another one is learned after a day', async () => {
  const called = await calledIn(upTo(30), () => [PLAIN, PLAIN, OTHER_FORM]);
  expect(called.slice(1, 24)).toEqual(Array.from({ length: 23 }, () => 1));
  expect(called.slice(26)).toEqual([0, 0, 0, 0]);
});

test('bursts are not, on however many days they come', async () => {
  const days = [1, 3, 20, 40];
  const hours = days.flatMap((day) => [day * 24, day * 24 + 1]);
  const called = await calledIn([0, ...hours], (hour) =>
    hour === 0 ? [PLAIN, PLAIN] : [OTHER_FORM],
  );
  expect(called).toEqual([0, ...hours.map(() => 1)]);
});
