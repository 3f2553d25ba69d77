import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { DistinctCount } from '../../../lib/activity/sketches/distinctCount';
import { SketchError } from '../../../lib/activity/sketches/sketchError';
import { NO_SEED, textHash } from '../../../lib/activity/sketches/textHash';

const hash = (text: string): number => textHash(text, NO_SEED);

function countOf(texts: readonly string[]): DistinctCount {
  const count = new DistinctCount();
  for (const text of texts) count.add(hash(text));
  return count;
}

function together(...counts: readonly DistinctCount[]): DistinctCount {
  const all = new DistinctCount();
  for (const count of counts) all.merge(count);
  return all;
}

const few = fc.array(fc.string({ maxLength: 12 }), { maxLength: 40 });
const many = fc
  .tuple(fc.nat(1_000_000), fc.nat(1000))
  .map(([from, length]) => Array.from({ length }, (_, n) => `order-${from + n}`));
const texts = fc.oneof(few, many);

test('up to 40 values it is exact, also when they come again', () => {
  fc.assert(
    fc.property(few, (values) => {
      expect(countOf([...values, ...values]).count).toBe(new Set(values).size);
    }),
  );
});

/** Root mean square of the relative errors over 100 sets of this size. */
function measuredError(size: number, name: (set: number, n: number) => string): number {
  let squares = 0;
  for (let set = 0; set < 100; set += 1) {
    const count = new DistinctCount();
    for (let n = 0; n < size; n += 1) count.add(hash(name(set, n)));
    squares += ((count.count - size) / size) ** 2;
  }
  return Math.sqrt(squares / 100);
}

describe('beyond 40 the error is that of 256 registers, 6.5 % and a little for chance', () => {
  test.each([60, 150, 400, 1000, 4000])('%i numbered documents', (size) => {
    expect(measuredError(size, (set, n) => `set-${set}/${n}`)).toBeLessThan(0.08);
  });
  test('ids that differ in the middle only', () => {
    const id = (set: number, n: number): string => `${set}-${n.toString(16)}-invoice-2026`;
    expect(measuredError(2000, id)).toBeLessThan(0.08);
  });
});

describe('merging', () => {
  test('gives what one sketch over all values gives, in any order and grouping', () => {
    fc.assert(
      fc.property(texts, texts, texts, (a, b, c) => {
        const expected = countOf([...a, ...b, ...c]).toString();
        const [x, y, z] = [countOf(a), countOf(b), countOf(c)];
        expect(together(x, y, z).toString()).toBe(expected);
        expect(together(z, together(y, x)).toString()).toBe(expected);
        expect(together(together(x, z), y, y).toString()).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the text', () => {
  test('is short and gives the same sketch', () => {
    fc.assert(
      fc.property(texts, texts, (values, later) => {
        const text = countOf(values).toString();
        expect(text.length).toBeLessThanOrEqual(257);
        const read = DistinctCount.from(text);
        expect(read.toString()).toBe(text);
        read.merge(countOf(later));
        expect(read.toString()).toBe(countOf([...values, ...later]).toString());
      }),
      { numRuns: 60 },
    );
  });
  test.each(['AAAAA', '.AAAA', 'AAAAA!', `.${'A'.repeat(255)}_`])('%j is refused', (text) => {
    expect(() => DistinctCount.from(text)).toThrow(SketchError);
  });
});
