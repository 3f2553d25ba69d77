import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Presence } from '../../lib/ingestion/presence';

const FIVE_WEEKS = 5 * 7 * 96;
const slots = fc.array(fc.integer({ min: 0, max: 3 * FIVE_WEEKS }), { maxLength: 60 });

function presenceOf(marked: readonly number[]): Presence {
  const presence = new Presence();
  for (const slot of marked) presence.mark(slot);
  return presence;
}

test('it holds the slots of the last five weeks, whatever their order', () => {
  fc.assert(
    fc.property(slots, (marked) => {
      const newest = Math.max(-1, ...marked);
      const kept = [...new Set(marked)].filter((slot) => slot > newest - FIVE_WEEKS);
      const presence = presenceOf(marked);
      expect(presence.slots()).toEqual(kept.sort((a, b) => a - b));
      expect(presence.last).toBe(newest);
    }),
  );
});

test('two put together are one of all their slots, stored or not', () => {
  fc.assert(
    fc.property(slots, slots, (some, others) => {
      const together = presenceOf(some);
      together.add(Presence.from(presenceOf(others).toStored()));
      expect(together.slots()).toEqual(presenceOf([...some, ...others]).slots());
    }),
  );
});

test('what is no stored presence is refused', () => {
  expect(() => Presence.from([7, 'AAAA'])).toThrow(RangeError);
});
