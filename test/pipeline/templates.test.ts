import { expect, test } from '@jest/globals';
import type { Message } from '../../lib/ingestion/message';
import { activityIds, queryRecord, type RawRecord } from '../../lib/simulation/records';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { storedAlerts, testPipeline } from './testPipeline';

const TIME = Date.parse('2026-03-04T09:30:00Z');
const ids = activityIds(21);
let sequence = 0;

function messageOf(texts: readonly string[], container = 'orders', status = 'Finished'): Message {
  sequence += 1;
  const records: RawRecord[] = texts.map((text, n) =>
    queryRecord({
      time: TIME + sequence * 1000 + n,
      account: 'shop',
      activityId: ids(),
      container,
      text,
      status,
    }),
  );
  const position = { source: 'ns/hub/0', sequence, enqueuedTime: TIME + sequence };
  return { position, records, unreadable: [] };
}

const NORMAL = ["SELECT * FROM c WHERE c.owner = 'ann'", "SELECT * FROM c WHERE c.owner = 'bob'"];
const BROKEN = "SELECT * FROM c WHERE c.owner = 'ann' OR c.owner > ''";

test('a known query of the container, broken open at a literal, is an injection', async () => {
  const store = new MemoryStore();
  const pipeline = testPipeline(store);
  await pipeline.process([messageOf(NORMAL)]);
  await pipeline.process([messageOf([BROKEN])]);
  const [alert] = await storedAlerts(store);
  expect(alert).toMatchObject({ alertType: 'CosmosDB_SqlInjection.DataExfiltration' });
  expect(alert?.extendedProperties).toMatchObject({ technique: 'template-deviation' });
});

test('another instance knows it too, from the store', async () => {
  const store = new MemoryStore();
  await testPipeline(store).process([messageOf(NORMAL)]);
  await testPipeline(store).process([messageOf([BROKEN])]);
  expect(await storedAlerts(store)).toHaveLength(1);
});

test('another container, a single sighting, or statements that failed teach nothing', async () => {
  const store = new MemoryStore();
  const pipeline = testPipeline(store);
  await pipeline.process([messageOf(NORMAL, 'customers')]);
  await pipeline.process([messageOf(NORMAL.slice(0, 1))]);
  await pipeline.process([messageOf(NORMAL, 'orders', 'Failed')]);
  await pipeline.process([messageOf([BROKEN])]);
  expect(await storedAlerts(store)).toEqual([]);
});

test('an injection does not become normal by being repeated', async () => {
  const store = new MemoryStore();
  const pipeline = testPipeline(store);
  await pipeline.process([messageOf(NORMAL)]);
  for (let n = 0; n < 4; n += 1) await pipeline.process([messageOf([BROKEN])]);
  const [alert] = await storedAlerts(store);
  expect(alert?.occurrences).toBe(4);
});
