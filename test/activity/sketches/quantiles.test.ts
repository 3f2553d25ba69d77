import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Quantiles } from '../../../lib/activity/sketches/quantiles';
import { SketchError } from '../../../lib/activity/sketches/sketchError';

function quantilesOf(values: readonly number[]): Quantiles {
  const quantiles = new Quantiles();
  for (const value of values) quantiles.add(value);
  return quantiles;
}

function together(...all: readonly Quantiles[]): Quantiles {
  const sum = new Quantiles();
  for (const quantiles of all) sum.merge(quantiles);
  return sum;
}

/** The smallest value at or below which the share `q` of the values lies. */
function exact(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0;
}

const figure = fc.oneof(
  fc.constant(0),
  fc.nat(2_000_000_000),
  fc.double({ min: 0.01, max: 1e12, noNaN: true }),
);
const figures = fc.array(figure, { maxLength: 300 });
const share = fc.constantFrom(0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1);

test('every quantile is within 5 % of the exact one', () => {
  fc.assert(
    fc.property(figures, share, (values, q) => {
      const expected = exact(values, q);
      const error = Math.abs(quantilesOf(values).quantile(q) - expected);
      expect(error).toBeLessThanOrEqual(expected * 0.05 * (1 + 1e-9));
    }),
  );
});

test('a weight stands for that many values', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(figure, fc.nat(9)), { maxLength: 40 }), (pairs) => {
      const weighted = new Quantiles();
      for (const [value, weight] of pairs) weighted.add(value, weight);
      const repeated = pairs.flatMap(([value, weight]) => new Array<number>(weight).fill(value));
      expect(weighted.toString()).toBe(quantilesOf(repeated).toString());
      expect(weighted.count).toBe(repeated.length);
    }),
  );
});

test('merging gives what one sketch over all values gives, in any order and grouping', () => {
  fc.assert(
    fc.property(figures, figures, figures, (a, b, c) => {
      const expected = quantilesOf([...a, ...b, ...c]).toString();
      const [x, y, z] = [quantilesOf(a), quantilesOf(b), quantilesOf(c)];
      expect(together(x, y, z).toString()).toBe(expected);
      expect(together(z, together(y, x)).toString()).toBe(expected);
      expect(together(together(x, z), y).toString()).toBe(expected);
    }),
  );
});

describe('decay', () => {
  test('leaves quantiles as they are and shrinks the count', () => {
    fc.assert(
      fc.property(figures, share, (values, q) => {
        const decayed = quantilesOf(values);
        for (let day = 0; day < 10; day += 1) decayed.scale(0.9);
        expect(decayed.count).toBeCloseTo(values.length * 0.9 ** 10, 6);
        expect(decayed.quantile(q)).toBeCloseTo(quantilesOf(values).quantile(q), 6);
      }),
    );
  });
  test('lets what is new outweigh what is old, and forgets in the end', () => {
    const quantiles = quantilesOf(new Array<number>(100).fill(1000));
    quantiles.scale(0.01);
    for (let n = 0; n < 10; n += 1) quantiles.add(5000);
    expect(quantiles.quantile(0.5)).toBeGreaterThan(4700);
    quantiles.scale(1e-5);
    expect(quantiles.count).toBe(0);
    expect(quantiles.toString()).toBe('');
    expect(quantiles.quantile(0.99)).toBe(0);
  });
});

describe('the text', () => {
  test('gives the same sketch', () => {
    fc.assert(
      fc.property(figures, fc.constantFrom(1, 0.5, 0.977), (values, factor) => {
        const quantiles = quantilesOf(values);
        quantiles.scale(factor);
        const text = quantiles.toString();
        const read = Quantiles.from(text);
        expect(read.toString()).toBe(text);
        expect(read.count).toBeCloseTo(quantiles.count, 0);
      }),
    );
  });
  test('of a usual measure is short', () => {
    // A thousand hours of a figure that varies by a factor of twenty.
    const hours = Array.from({ length: 1000 }, (_, n) => 1e6 * 20 ** ((n * 0.618) % 1));
    expect(quantilesOf(hours).toString().length).toBeLessThan(200);
  });
  test.each(['x', '1 a', '1 a:', '1 :2', '-1', '1 a:b', '1 aaaa:2', '0 zz:1'])(
    '%j is refused',
    (text) => {
      expect(() => Quantiles.from(text)).toThrow(SketchError);
    },
  );
});

test.each([-1, NaN, Infinity])('%d is no figure', (value) => {
  expect(() => new Quantiles().add(value)).toThrow(RangeError);
  expect(() => new Quantiles().add(1, value)).toThrow(RangeError);
});
