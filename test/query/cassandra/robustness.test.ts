import { describe, test } from '@jest/globals';
import * as fc from 'fast-check';
import { analyseCassandra } from '../../../lib/query/cassandra';
import { verdictOf } from '../../../lib/query/verdict';
import { parseScript } from '../../../lib/query/cassandra/statements';
import { sourceOf } from '../../../lib/query/cassandra/tokens';
import {
  answersAnyText,
  isInnocentWhereverCut,
  looksAtTokensFewTimes,
  reportsDeepNesting,
} from '../robustness';

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

describe('any text can be analysed', () => {
  answersAnyText(analyseCassandra, WORDS);

  looksAtTokensFewTimes(
    { analyse: analyseCassandra, sourceOf, parseScript },
    ['', 'SELECT * FROM t WHERE k = ', "INSERT INTO t (a) VALUES ('"],
    PIECES,
  );

  reportsDeepNesting(analyseCassandra, 'SELECT * FROM t WHERE k = ', ['(', '[', '{']);

  test('a value that is written as a literal is data, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (value) => {
        const text = `SELECT * FROM t WHERE k = '${value.replaceAll("'", "''")}' AND v = 1`;
        // Equal to the column's name it is a weak sign, and no more.
        return !verdictOf(text, analyseCassandra(text)).injection;
      }),
    );
  });

  isInnocentWhereverCut(
    analyseCassandra,
    "UPDATE shop.users USING TTL 60 SET name = 'it''s', tags = {'a', 'b'} WHERE id = 5 AND c IN ('x', 'y') IF v = 2",
  );
});
