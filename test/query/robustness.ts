/** What must hold of every language's analyser, whatever the text. */

import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { SourceOf } from '../../lib/query/lexing/source';
import { combinedWeight, type Analyser } from '../../lib/query/verdict';
import { stepsOf } from './mongodb/steps';
import { seen } from './seen';

const LONG = 64 * 1024;
/** Counting each look at a token is slow. */
const COUNTED_LENGTH = 4096;
const MOST_READS_A_TOKEN = 200;

const repeated = (piece: string, length: number): string =>
  piece.repeat(Math.ceil(length / piece.length));

/** @param pieces of the language's grammar */
export function answersAnyText(analyse: Analyser, pieces: readonly string[]): void {
  const lists = fc.array(fc.constantFrom(...pieces), { maxLength: 60 });
  test.each([
    ['pieces of the grammar', lists.map((list) => list.join(''))],
    ['pieces with spaces between', lists.map((list) => list.join(' '))],
    [
      'bytes',
      fc.uint8Array({ maxLength: 300 }).map((list) => Buffer.from(list).toString('latin1')),
    ],
    ['characters', fc.string({ unit: 'binary', maxLength: 200 })],
  ])('%s: an answer, the same twice, with signs inside the text', (_name, texts) => {
    fc.assert(
      fc.property(texts, fc.boolean(), (text, cut) => {
        const { signs, understanding } = analyse(text, { cut });
        const { valid, summary, shape } = understanding;
        expect(seen(analyse, text, cut)).toEqual({ signs, valid, summary, shape });
        for (const { start, end, weight } of signs) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(start).toBeLessThanOrEqual(end);
          expect(weight).toBeGreaterThan(0);
        }
        expect(combinedWeight(signs)).toBeLessThanOrEqual(1);
        expect(summary).not.toBe('');
      }),
      { numRuns: 600 },
    );
  });
}

/** Twice the text may take twice the steps of the analyser, and little more. */
export function takesStepsInProportion(
  analyse: Analyser,
  prefixes: readonly string[],
  units: readonly string[],
): void {
  test.each(units)('the steps for 64 KiB of %j grow with the length', (unit) => {
    for (const prefix of prefixes) {
      const steps = (length: number): number => {
        const text = prefix + unit.repeat(Math.floor(length / unit.length));
        return stepsOf(() => void analyse(text));
      };
      expect(steps(LONG)).toBeLessThan(3 * steps(LONG / 2) + 10_000);
    }
  });
}

/** For parsers that read a list of tokens. */
export function looksAtTokensFewTimes<Token>(
  language: {
    readonly analyse: Analyser;
    readonly sourceOf: (text: string) => SourceOf<Token>;
    readonly parseScript: (source: SourceOf<Token>) => unknown;
  },
  starts: readonly string[],
  pieces: readonly string[],
): void {
  const readsOf = (text: string) => {
    const source = language.sourceOf(text);
    let reads = 0;
    const tokens = new Proxy(source.tokens, {
      get(target, key, receiver): unknown {
        reads++;
        return Reflect.get(target, key, receiver);
      },
    });
    language.parseScript({ ...source, tokens });
    return { reads, tokens: source.tokens.length };
  };
  test.each(pieces)('64 KiB of %j, each token looked at a bounded number of times', (piece) => {
    for (const start of starts) {
      const { reads, tokens } = readsOf(start + repeated(piece, COUNTED_LENGTH));
      expect(reads).toBeLessThan(MOST_READS_A_TOKEN * (tokens + 10));
      const text = start + repeated(piece, LONG);
      expect(language.analyse(text).signs.length).toBeLessThanOrEqual(40);
    }
  });
}

/** @param start what stands before the brackets */
export function reportsDeepNesting(
  analyse: Analyser,
  start: string,
  brackets: readonly string[],
): void {
  test.each(brackets)('100,000 nested %s', (bracket) => {
    const { signs, understanding } = analyse(start + bracket.repeat(100_000));
    expect(signs.some(({ technique }) => technique === 'dos')).toBe(true);
    expect(understanding.valid).toBe(false);
  });
}

/** @param text an ordinary one; the platform may have cut it at every place */
export function isInnocentWhereverCut(analyse: Analyser, text: string): void {
  test('cut anywhere it is no injection', () => {
    for (let end = 0; end <= text.length; end++) {
      const { signs } = analyse(text.slice(0, end), { cut: true });
      expect(signs.filter(({ weight }) => weight >= 0.3)).toEqual([]);
    }
  });
}
