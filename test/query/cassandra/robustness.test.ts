import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { analyseCassandra } from '../../../lib/query/cassandra';
import { verdictOf } from '../../../lib/query/verdict';
import { parseScript } from '../../../lib/query/cassandra/statements';
import { sourceOf } from '../../../lib/query/cassandra/tokens';

const LENGTH = 64 * 1024;
const MOST_READS_A_TOKEN = 200;

const COUNTED_LENGTH = 4096;

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
  '$$',
  '--',
  '--\n',
  '/*',
  '/**/',
  '\\',
  '\0',
  ';',
  ',',
  '.',
  '(int)',
  '((',
  'a=1 and ',
  'or 1=1 ',
  "'',",
  '(a=1 or ',
  'SELECT 1;',
  'BEGIN BATCH ',
  'INSERT ',
  '1',
  'x',
  '1h',
  '0x',
  'aaaaaaaa-',
  'f(',
  '-',
  '+',
  'not ',
  'in (',
  'where ',
  'limit 1 ',
  '%(',
] as const;

const WORDS = [
  'SELECT',
  '*',
  'FROM',
  't',
  'WHERE',
  'k',
  '=',
  "'x'",
  "''",
  '7',
  'AND',
  'OR',
  '(',
  ')',
  ';',
  '--',
  '/*',
  '*/',
  'ALLOW',
  'FILTERING',
  'LIMIT',
  'IN',
  ',',
  'UPDATE',
  'SET',
  'INSERT',
  'INTO',
  'VALUES',
  'BEGIN',
  'BATCH',
  'APPLY',
  'token',
  '[',
  ']',
  '{',
  '}',
  ':',
  '?',
  '"',
  "'",
  'UNION',
  'IF',
  '\n',
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
  const { signs, understanding } = analyseCassandra(text);
  const { shape, summary } = understanding;
  const inRange = signs.every(({ start, end, weight }) => {
    return start >= 0 && start <= end && end <= text.length && weight > 0 && weight < 1;
  });
  const again = analyseCassandra(text);
  return inRange && shape.length >= 0 && summary.length > 0 && sameSigns(signs, again.signs);
}

const sameSigns = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

describe('any text can be analysed', () => {
  test.each(PIECES)('64 KiB of %j, each token looked at a bounded number of times', (piece) => {
    for (const start of ['', 'SELECT * FROM t WHERE k = ', "INSERT INTO t (a) VALUES ('"]) {
      const { reads, tokens } = readsOf(start + repeated(piece, COUNTED_LENGTH));
      expect(reads).toBeLessThan(MOST_READS_A_TOKEN * (tokens + 10));
      const text = start + repeated(piece, LENGTH);
      expect(analyseCassandra(text).signs.length).toBeLessThanOrEqual(40);
    }
  });

  test.each(['(', '[', '{'])('100,000 nested %s', (bracket) => {
    const text = `SELECT * FROM t WHERE k = ${bracket.repeat(100_000)}`;
    const { signs, understanding } = analyseCassandra(text);
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
        const text = `SELECT * FROM t WHERE k = '${value.replaceAll("'", "''")}' AND v = 1`;
        // Equal to the column's name it is a weak sign, and no more.
        return !verdictOf(text, analyseCassandra(text)).injection;
      }),
    );
  });

  test('a statement cut anywhere is no injection', () => {
    const text =
      "UPDATE shop.users USING TTL 60 SET name = 'it''s', tags = {'a', 'b'} WHERE id = 5 AND c IN ('x', 'y') IF v = 2";
    for (let end = 0; end <= text.length; end++) {
      const { signs } = analyseCassandra(text.slice(0, end), { cut: true });
      expect(signs.filter(({ weight }) => weight >= 0.3)).toEqual([]);
    }
  });
});
