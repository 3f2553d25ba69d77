import { expect, test } from '@jest/globals';
import { LearnedQueries } from '../../lib/baseline/learnedQueries';
import { DocumentShapeStore } from '../../lib/baseline/shapeStore';
import { analyse, ANALYSERS } from '../../lib/query';
import { queryRecord } from '../../lib/simulation/records';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { parseRecord } from '../../lib/telemetry/parse';
import { isEvent } from '../../lib/telemetry/parsed';
import type { AccessEvent } from '../../lib/telemetry/event';

const TIME = Date.parse('2026-03-04T09:30:00Z');
const TEXT = "SELECT * FROM c WHERE c.owner = 'ann'";

function event(activity: number, partition = 0): AccessEvent {
  const record = queryRecord({
    time: TIME + activity,
    account: 'shop',
    activityId: `00000000-0000-4000-8000-00000000000${activity}`,
    text: TEXT,
  });
  const message = { source: `ns/hub/${partition}`, sequence: activity, enqueuedTime: TIME };
  const parsed = parseRecord(record, message, 0);
  if (!isEvent(parsed)) throw new RangeError('no event');
  return parsed;
}

const shapeOf = (text: string): string => ANALYSERS.nosql(text).understanding.shape;

test('two instances teach each other through the store', async () => {
  const store = new DocumentShapeStore(new MemoryStore());
  const shape = shapeOf(TEXT);
  for (const [activity, partition] of [
    [1, 0],
    [2, 1],
  ] as const) {
    const instance = new LearnedQueries(store);
    const seen = event(activity, partition);
    await instance.prepare([seen.account], TIME);
    instance.learn(seen, shape);
    await instance.save();
  }
  const third = new LearnedQueries(store);
  const seen = event(3);
  await third.prepare([seen.account], TIME);
  expect(third.known(seen)?.book.isTemplate(shape)).toBe(true);
});

test('the same record twice is one sighting, by whichever instance', async () => {
  const store = new DocumentShapeStore(new MemoryStore());
  const shape = shapeOf(TEXT);
  for (let round = 0; round < 3; round += 1) {
    const instance = new LearnedQueries(store);
    const seen = event(1);
    await instance.prepare([seen.account], TIME);
    instance.learn(seen, shape);
    await instance.save();
  }
  const instance = new LearnedQueries(store);
  await instance.prepare([event(1).account], TIME);
  expect(instance.known(event(1))?.book.get(shape)?.sightings).toBe(1);
});

test('nothing is written when nothing new was learned', async () => {
  const documents = new MemoryStore();
  let writes = 0;
  const inner = new DocumentShapeStore(documents);
  const instance = new LearnedQueries({
    load: (account) => inner.load(account),
    save: (document) => {
      writes += 1;
      return inner.save(document);
    },
  });
  await instance.prepare([event(1).account], TIME);
  for (let activity = 1; activity < 9; activity += 1) {
    instance.learn(event(activity), shapeOf(TEXT));
    await instance.save();
  }
  expect(writes).toBe(2);
});

test('what failed to be written is written with the next call', async () => {
  const store = new DocumentShapeStore(new MemoryStore());
  let broken = true;
  const instance = new LearnedQueries({
    load: (account) => store.load(account),
    save: (document) => (broken ? Promise.reject(new Error('down')) : store.save(document)),
  });
  await instance.prepare([event(1).account], TIME);
  instance.learn(event(1), shapeOf(TEXT));
  await expect(instance.save()).rejects.toThrow('down');
  broken = false;
  await instance.save();
  expect(await store.load(event(1).account)).toHaveLength(1);
});

test('without a store what was learned in one file is known in the next', async () => {
  const instance = new LearnedQueries(null);
  const shape = shapeOf(TEXT);
  for (const file of [1, 2]) {
    const seen = event(file, file);
    await instance.prepare([seen.account], TIME + file * 3_600_000);
    instance.learn(seen, shape);
    await instance.save();
  }
  expect(instance.known(event(3))?.book.isTemplate(shape)).toBe(true);
});

test('the text alone says nothing against it', () => {
  expect(analyse('nosql', `${TEXT} OR c.owner > ''`).injection).toBe(false);
});
