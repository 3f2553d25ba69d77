import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { backoff, MESSAGE_PACE, SINK_PACE } from '../../lib/delivery/backoff';

const HOUR = 3_600_000;
const paces = fc.constantFrom(MESSAGE_PACE, SINK_PACE);
const failures = fc.integer({ min: 1, max: 5000 });
const chance = fc.double({ min: 0, max: 1, noNaN: true });

test('waits double, up to the longest, with a jitter of half', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => backoff(MESSAGE_PACE, n, null, 1) / 60_000);
  expect(waits).toEqual([0.5, 1, 2, 4, 8, 16, 30, 30, 30]);
  fc.assert(
    fc.property(paces, failures, chance, (pace, count, random) => {
      const longest = backoff(pace, count, null, 1);
      const wait = backoff(pace, count, null, random);
      expect(wait).toBeGreaterThanOrEqual(longest / 2);
      expect(wait).toBeLessThanOrEqual(longest);
    }),
  );
});

test('two that fail at once do not come again at once', () => {
  expect(backoff(MESSAGE_PACE, 5, null, 0.1)).not.toBe(backoff(MESSAGE_PACE, 5, null, 0.9));
});

test('a receiver is never asked before it wants to be', () => {
  fc.assert(
    fc.property(
      paces,
      failures,
      chance,
      fc.nat({ max: 24 * HOUR }),
      (pace, count, random, asks) => {
        expect(backoff(pace, count, asks, random)).toBeGreaterThanOrEqual(asks);
      },
    ),
  );
});
