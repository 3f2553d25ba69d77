import { expect, test } from '@jest/globals';
import { Lease } from '../../lib/storage/lease';
import { MemoryStore } from '../../lib/storage/memoryStore';

const NOON = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;

function taking(store: MemoryStore) {
  return (owner: string, now: number) => Lease.take(store, 'work', owner, 10 * MINUTE, now);
}

test('one owner at a time; released or run out, it is free', async () => {
  const take = taking(new MemoryStore());
  const first = await take('one', NOON);
  expect(first).not.toBeNull();
  expect(await take('two', NOON + MINUTE)).toBeNull();
  expect(await take('one', NOON + MINUTE)).toBeNull();
  await first?.release();
  expect(await take('two', NOON + MINUTE)).not.toBeNull();
  expect(await take('one', NOON + 10 * MINUTE)).toBeNull();
  expect(await take('one', NOON + 11 * MINUTE)).not.toBeNull();
});

test('of many at once one has it', async () => {
  const take = taking(new MemoryStore());
  for (const now of [NOON, NOON + 20 * MINUTE]) {
    const all = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => take(owner, now)));
    expect(all.filter((lease) => lease !== null)).toHaveLength(1);
  }
});

test('who comes back after the lease has ended takes nothing from its new owner', async () => {
  const take = taking(new MemoryStore());
  const slow = await take('slow', NOON);
  expect(await take('next', NOON + 11 * MINUTE)).not.toBeNull();
  await slow?.release();
  expect(await take('third', NOON + 12 * MINUTE)).toBeNull();
});

test('an owner whose clock is ahead is believed a little, and not for years', async () => {
  const store = new MemoryStore();
  const take = taking(store);
  await take('ahead', NOON + 5 * MINUTE);
  expect(await take('right', NOON)).toBeNull();
  const wrong = new MemoryStore();
  await taking(wrong)('lost', Date.UTC(2031, 0));
  expect(await taking(wrong)('right', NOON)).not.toBeNull();
});
