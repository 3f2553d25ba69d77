import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { KeySample } from '../../../lib/activity/sketches/keySample';

const hashes = fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { maxLength: 200 });

function sampleOf(keys: Iterable<number>, most: number): KeySample {
  const sample = new KeySample(most);
  for (const key of keys) sample.add(key);
  return sample;
}

describe('a sample of keys', () => {
  test('is the same in any order, with copies, cut into parts, and as it comes back', () => {
    fc.assert(
      fc.property(hashes, fc.nat(200), (keys, cut) => {
        const whole = sampleOf(keys, 16).toString();
        expect(sampleOf([...keys].reverse(), 16).toString()).toBe(whole);
        expect(sampleOf([...keys, ...keys], 16).toString()).toBe(whole);
        const parts = sampleOf(keys.slice(0, cut), 16);
        parts.merge(KeySample.from(sampleOf(keys.slice(cut), 16).toString(), 16));
        expect(parts.toString()).toBe(whole);
      }),
    );
  });

  test('tells how many keys of one set are in another, though it holds few of them', () => {
    const keys = Array.from({ length: 20_000 }, (_, n) => Math.imul(n + 1, 0x9e3779b1) >>> 0);
    const asked = sampleOf(keys, 500);
    const answered = sampleOf(
      keys.filter((_, n) => n % 4 !== 0),
      500,
    );
    const { compared, missing } = asked.comparedWith(answered);
    expect(compared).toBeGreaterThan(350);
    expect(missing / compared).toBeGreaterThan(0.18);
    expect(missing / compared).toBeLessThan(0.32);
  });

  test('compares nothing with what is not there, and finds all of itself', () => {
    const sample = sampleOf([5, 7, 9], 16);
    expect(sample.comparedWith(sample)).toEqual({ compared: 3, missing: 0 });
    expect(sample.comparedWith(new KeySample(16))).toEqual({ compared: 3, missing: 3 });
    expect(new KeySample(16).comparedWith(sample)).toEqual({ compared: 0, missing: 0 });
  });

  test.each(['AAAAA', 'AAAAA?'])('a damaged one is refused: %s', (text) => {
    expect(() => KeySample.from(text, 16)).toThrow(/sketch cannot be read/);
  });
});
