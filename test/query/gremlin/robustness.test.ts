import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { analyseGremlin } from '../../../lib/query/gremlin';
import { parseScript } from '../../../lib/query/gremlin/parser';
import { sourceOf } from '../../../lib/query/gremlin/tokens';

const LENGTH = 64 * 1024;
const COUNTED_LENGTH = 4096;
const MOST_READS_A_TOKEN = 200;

const repeated = (piece: string, length: number): string =>
  piece.repeat(Math.ceil(length / piece.length));

const PIECES = [
  '(',
  '[',
  '{',
  '([{',
  ')',
  "'",
  '"',
  '//',
  '//)\n',
  '/*',
  '/**/',
  '\\',
  '\\u0061',
  '\0',
  ';',
  ',',
  '.',
  '.V()',
  ".has('a',1)",
  '.or(__',
  'or(not(',
  'choose(or(',
  '.as("a").V()',
  '1+',
  '{->',
  '!!',
  '.where(',
  'f()',
  '()',
  '{x->',
  '+1',
  "''+",
  "'a' ",
  '1',
  'x',
  '1..',
  '(/a',
  '!',
  '-',
  'new ',
  'def x=',
  'g.V(\n',
  '\n',
  'while(true)',
  '$',
  '""',
  "'''",
] as const;

const WORDS = [
  'g',
  '__',
  '.',
  'V',
  '(',
  ')',
  'has',
  ',',
  "'x'",
  "''",
  '"y"',
  '1',
  'drop',
  'or',
  'and',
  'union',
  'values',
  'property',
  '[',
  ']',
  '{',
  '}',
  '->',
  'neq',
  'P',
  ';',
  '//',
  '/*',
  '*/',
  '\n',
  '+',
  '==',
  'System',
  'exit',
  'new',
  'repeat',
  'times',
  'both',
  'without',
  "'",
  '"',
  'where',
  'constant',
  'true',
] as const;

/** How often the parser looks at a token. */
function readsOf(text: string): { readonly reads: number; readonly tokens: number } {
  const source = sourceOf(text);
  let reads = 0;
  const tokens = new Proxy(source.tokens, {
    get(target, key, receiver): unknown {
      reads++;
      return Reflect.get(target, key, receiver);
    },
  });
  parseScript({ ...source, tokens });
  return { reads, tokens: source.tokens.length };
}

function isWellFormed(text: string): boolean {
  const { signs, understanding } = analyseGremlin(text);
  const { shape, summary } = understanding;
  const inRange = signs.every(({ start, end, weight }) => {
    return start >= 0 && start <= end && end <= text.length && weight > 0 && weight < 1;
  });
  const again = analyseGremlin(text);
  const isSame = JSON.stringify(signs) === JSON.stringify(again.signs);
  return inRange && isSame && shape.length >= 0 && summary.length > 0;
}

describe('any text can be analysed', () => {
  test.each(PIECES)('64 KiB of %j, each token looked at a bounded number of times', (piece) => {
    for (const start of ['', "g.V().has('a', ", "g.V('"]) {
      const { reads, tokens } = readsOf(start + repeated(piece, COUNTED_LENGTH));
      expect(reads).toBeLessThan(MOST_READS_A_TOKEN * (tokens + 10));
      const text = start + repeated(piece, LENGTH);
      expect(analyseGremlin(text).signs.length).toBeLessThanOrEqual(40);
    }
  });

  test.each(['(', '[', '{', '.or(__'])('100,000 nested %s', (bracket) => {
    const { signs, understanding } = analyseGremlin(`g.V()${bracket.repeat(100_000)}`);
    expect(signs.some(({ technique }) => technique === 'dos')).toBe(true);
    expect(understanding.valid).toBe(false);
  });

  test('characters at random', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), isWellFormed));
  });

  test('words of the language at random', () => {
    const words = fc.array(fc.constantFrom(...WORDS), { maxLength: 40 });
    fc.assert(
      fc.property(words, (found) => isWellFormed(found.join(' '))),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(words, (found) => isWellFormed(found.join(''))),
      { numRuns: 500 },
    );
  });

  test('a value that is written as a literal is data, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (value) => {
        const escaped = value.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
        return analyseGremlin(`g.V().has('name','${escaped}').out()`).signs.length === 0;
      }),
    );
  });

  test('a traversal cut anywhere is no injection', () => {
    const text =
      "g.V().has('user','id','it\\'s').fold().coalesce(unfold(),addV('user').property('n', 5)).out('a').limit(3)";
    for (let end = 0; end <= text.length; end++) {
      const { signs } = analyseGremlin(text.slice(0, end), { cut: true });
      expect(signs.filter(({ weight }) => weight >= 0.3)).toEqual([]);
    }
  });
});
