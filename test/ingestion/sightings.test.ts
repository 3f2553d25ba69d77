import { expect, test } from '@jest/globals';
import { lastHeard, Sightings } from '../../lib/ingestion/sightings';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { StorageError } from '../../lib/storage/documents';
import { at, request } from '../activity/support';
import { FaultyStore } from '../pipeline/faultyStore';
import { account } from '../baseline/learning/learningWorld';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 10, 22, 12);

const read = (name: string, time: number, source = 'ns/hub/0') =>
  request({ account: name, time }, at(source, 1));

async function heardOf(store: MemoryStore): Promise<Record<string, number>> {
  const all = await new Sightings(store).all();
  return Object.fromEntries(
    [...all].map(([id, seen]) => [id.slice(id.lastIndexOf('/') + 1), lastHeard(seen)]),
  );
}

test('every partition tells, and the latest of all counts', async () => {
  const store = new MemoryStore();
  const [one, two] = [new Sightings(store), new Sightings(store)];
  await one.note([read('a', NOON), read('b', NOON)], NOON + MINUTE);
  await two.note([read('a', NOON + 2 * MINUTE, 'ns/hub/1')], NOON + 3 * MINUTE);
  expect(await heardOf(store)).toEqual({ a: NOON + 2 * MINUTE, b: NOON });
});

test('it is written every five minutes, and within half a minute where an account is new', async () => {
  const store = new MemoryStore();
  const counting = new FaultyStore(store);
  const sightings = new Sightings(counting);
  let time = NOON;
  const note = async (name: string, after: number) => {
    time += after;
    const before = counting.calls;
    await sightings.note([read(name, time)], time);
    return counting.calls - before;
  };
  // The first time, and each quarter of an hour, the presences are written too: two calls more.
  expect(await note('a', 0)).toBe(4);
  expect(await note('a', 4 * MINUTE)).toBe(0);
  expect(await note('b', 1000)).toBe(2);
  expect(await note('c', 1000)).toBe(0);
  expect(await note('a', 30_000)).toBe(2);
  expect(Object.keys(await heardOf(store)).sort()).toEqual(['a', 'b', 'c']);
  expect(await note('a', MINUTE)).toBe(0);
  expect(await note('a', 5 * MINUTE)).toBe(2);
  expect(await note('a', 5 * MINUTE)).toBe(4);
});

test('what could not be written comes with the next batch', async () => {
  const store = new MemoryStore();
  const faulty = new FaultyStore(store);
  const sightings = new Sightings(faulty);
  faulty.failAfter(1, false);
  await expect(sightings.note([read('a', NOON)], NOON)).rejects.toBeInstanceOf(StorageError);
  faulty.heal();
  await sightings.note([], NOON + 1000);
  expect(await heardOf(store)).toEqual({ a: NOON });
});

test('a wrong clock is heard now and told; an account of long ago is forgotten', async () => {
  const store = new MemoryStore();
  const sightings = new Sightings(store);
  const wrong = Date.UTC(2031, 0);
  await sightings.note([read('a', wrong), read('old', NOON)], NOON);
  expect(await heardOf(store)).toEqual({ a: NOON, old: NOON });
  expect([...(await sightings.wrongClocks(NOON + MINUTE))]).toEqual([
    [account('a'), { told: wrong, at: NOON }],
  ]);
  const later = NOON + 46 * 24 * 60 * MINUTE;
  await sightings.note([read('a', later)], later);
  expect(await heardOf(store)).toEqual({ a: later });
  expect([...(await sightings.wrongClocks(later))]).toEqual([]);
});
