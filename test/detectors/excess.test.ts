import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Usual } from '../../lib/baseline/baseline';
import { confidenceOf, excessOf, isTelling, limitOf } from '../../lib/detectors/excess';

const MEGABYTE = 1_000_000;
const rule = { floor: 2 * MEGABYTE, ratio: 3, deviations: 3 };

const usual = (parts: Partial<Usual>): Usual => ({
  measure: 'responseBytes',
  scope: { of: 'account' },
  days: 20,
  median: 1000,
  percentile99: 2000,
  largest: 2000,
  logSpread: 0.15,
  hours: 'thisHourOfDay',
  ...parts,
});

describe('the limit is the largest of three', () => {
  test('the floor, where hardly anything is usual', () => {
    expect(limitOf(usual({}), rule)).toBe(2 * MEGABYTE);
  });

  test('times the 99th percentile', () => {
    expect(limitOf(usual({ percentile99: 5 * MEGABYTE }), rule)).toBe(15 * MEGABYTE);
  });

  test('three deviations above the median, on the logarithmic scale', () => {
    const spread = usual({ median: 10 * MEGABYTE, percentile99: 10 * MEGABYTE, logSpread: 0.5 });
    const expected = (10 * MEGABYTE + 65_536) * Math.exp(1.5) - 65_536;
    expect(limitOf(spread, rule)).toBeCloseTo(expected);
  });

  test('a spread beyond all habit is not believed', () => {
    const wide = { median: 10 * MEGABYTE, percentile99: 10 * MEGABYTE };
    const most = limitOf(usual({ ...wide, logSpread: 0.6 }), rule);
    expect(limitOf(usual({ ...wide, logSpread: 4 }), rule)).toBe(most);
  });
});

test('at a share of the limit it is already worth a closer look', () => {
  expect(excessOf(usual({}), 1.2 * MEGABYTE, rule, 1)).toBeNull();
  expect(excessOf(usual({}), 1.2 * MEGABYTE, rule, 0.5)).toMatchObject({ value: 1.2 * MEGABYTE });
});

test('figures of two days tell nothing', () => {
  expect([2, 3].map((days) => isTelling(usual({ days })))).toEqual([false, true]);
});

test('more is never less sure, and never beyond the cap', () => {
  const volume = fc.integer({ min: 2 * MEGABYTE, max: 1e12 });
  const property = fc.property(volume, volume, fc.nat(4), (one, other, news) => {
    const [less, more] = [Math.min(one, other), Math.max(one, other)].map((value) => {
      const excess = excessOf(usual({}), value, rule, 1);
      return excess === null ? NaN : confidenceOf(excess, news, 0.6);
    });
    expect(less).toBeLessThanOrEqual(more ?? NaN);
    expect(more).toBeLessThanOrEqual(0.6);
  });
  fc.assert(property);
});
