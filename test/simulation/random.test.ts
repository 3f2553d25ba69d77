import { describe, expect, test } from '@jest/globals';
import { Random } from '../../lib/simulation/random';

const many = <Value>(count: number, draw: () => Value): Value[] =>
  Array.from({ length: count }, draw);

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('random numbers', () => {
  test('repeat with the seed, and differ between forks', () => {
    const sequence = (random: Random) => many(20, () => random.next());
    expect(sequence(new Random(5))).toEqual(sequence(new Random(5)));
    expect(sequence(new Random(5).fork('a'))).not.toEqual(sequence(new Random(5).fork('b')));
  });

  test('a fork does not depend on what was drawn before', () => {
    const used = new Random(5);
    many(7, () => used.next());
    expect(used.fork('a').next()).toBe(new Random(5).fork('a').next());
  });

  test.each([0.3, 4, 39, 41, 250])('Poisson with mean %d', (mean) => {
    const random = new Random(9);
    const counts = many(4_000, () => random.poisson(mean));
    expect(Math.abs(meanOf(counts) - mean)).toBeLessThan(5 * Math.sqrt(mean / 4_000));
    expect(counts.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
  });

  test('weights decide how often an item is picked', () => {
    const random = new Random(2);
    const picks = many(4_000, () =>
      random.weighted([
        ['often', 9],
        ['seldom', 1],
      ]),
    );
    const share = picks.filter((pick) => pick === 'seldom').length / picks.length;
    expect(share).toBeGreaterThan(0.07);
    expect(share).toBeLessThan(0.13);
  });

  test('ids are UUIDs of version 4, and distinct', () => {
    const random = new Random(1);
    const ids = many(2_000, () => random.guid());
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });

  test('nothing can be picked from nothing', () => {
    expect(() => new Random(1).pick([])).toThrow(RangeError);
  });
});
