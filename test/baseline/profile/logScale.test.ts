import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codeOf, scaleFor } from '../../../lib/baseline/profile/logScale';
import { MEASURES } from '../../../lib/baseline/baseline';

const decoded = (measure: (typeof MEASURES)[number], value: number) =>
  scaleFor(measure)[codeOf(measure, value)] ?? NaN;

test('a figure comes back within 4 % and a unit', () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 4e9, noNaN: true }), (value) => {
      const back = decoded('requests', value);
      expect(Math.abs(back - value)).toBeLessThanOrEqual(0.04 * value + 1);
    }),
  );
});

test('nothing but zero is zero, and one is one', () => {
  for (const measure of MEASURES) {
    expect(decoded(measure, 0)).toBe(0);
    expect(decoded(measure, 1e-6)).toBeGreaterThan(0);
  }
  expect(decoded('requests', 1)).toBeCloseTo(1);
  expect(decoded('responseBytes', 1024)).toBeCloseTo(1024);
});

test('larger figures never come back smaller; what is beyond the scale is its largest', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e16 }), fc.double({ min: 0, max: 1e16 }), (a, b) => {
      fc.pre(a <= b);
      expect(decoded('responseBytes', a)).toBeLessThanOrEqual(decoded('responseBytes', b));
    }),
  );
  expect(decoded('responseBytes', 1e300)).toBeGreaterThan(4e12);
});
