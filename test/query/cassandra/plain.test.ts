import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { analyseCassandra, analyseWhole } from '../../../lib/query/cassandra';
import { isPlain } from '../../../lib/query/cassandra/plain';
import { seen } from '../seen';

const WORDS =
  '* a b id name key token null true json distinct and or from where limit 5 x y ttl as in count set'.split(
    ' ',
  );
const VALUES = ["'x'", "''", '5', "'a'", 'b', "'it''s'", '-1', '1.5', '?', "'x", '5)', '0x1f'];
const NAMES = fc.constantFrom(...WORDS);
const ENDS = ['', '', ' LIMIT 5', ' limit 5;', ' ALLOW FILTERING', ' --', "'", ' ; ', ' OR 1=1'];

const relations = fc
  .array(fc.tuple(NAMES, fc.constantFrom(' = ', ' = ', ' > ', '='), fc.constantFrom(...VALUES)), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.map((part) => part.join('')).join(' AND '));
const statements = fc
  .tuple(fc.constantFrom('SELECT', 'select'), NAMES, NAMES, relations, fc.constantFrom(...ENDS))
  .map(([verb, columns, table, where, end]) => {
    return `${verb} ${columns} FROM ${table} WHERE ${where}${end}`;
  });

describe('the short way for plain statements', () => {
  test('is taken for the commonest', () => {
    expect(isPlain("SELECT a, b FROM k.t WHERE id = 'x' AND n = 5 LIMIT 10")).toBe(true);
    expect(isPlain("SELECT * FROM t WHERE id = 'x' OR n = 5")).toBe(false);
    expect(isPlain("SELECT * FROM t WHERE id = 'id'")).toBe(false);
  });

  test('says what the long way says', () => {
    fc.assert(
      fc.property(statements, fc.boolean(), (text, cut) => {
        expect(seen(analyseCassandra, text, cut)).toEqual(seen(analyseWhole, text, cut));
      }),
      { numRuns: 3000 },
    );
  });
});
