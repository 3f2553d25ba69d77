import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { analyseTable, analyseWhole } from '../../../lib/query/table';
import { isPlain } from '../../../lib/query/table/plain';
import { seen } from '../seen';

const NAMES =
  'PartitionKey RowKey Timestamp City a true falseL And Like null not eq _x $x @@v guid'.split(' ');
const VALUES = [
  "'x'",
  "''",
  "'z'",
  '5',
  '5L',
  '2025',
  "'it''s'",
  "'a%20b'",
  "'a+b'",
  "'a&$top=5'",
  "'a/b=c?'",
  'true',
  'null',
  "guid'0-1'",
  "guid'x;y'",
  "X'0f'",
  '-1',
  'City',
  "'x",
];
const STARTS = [
  '',
  '',
  '',
  '$filter=',
  '$filter=',
  'filter=',
  '?$filter=',
  '(',
  ' ',
  '/t?$filter=',
];
const ENDS = ['', '', '', "'", ')', ' ', '--', '&$top=5', " or 'a' eq 'a'", ' and true', '\n'];

const comparisons = fc
  .tuple(
    fc.constantFrom(...NAMES),
    fc.constantFrom(' eq ', ' eq ', ' eq ', ' ne ', ' ge ', ' EQ ', '=', ' = '),
    fc.constantFrom(...VALUES),
  )
  .map((parts) => parts.join(''));
const filters = fc
  .tuple(
    fc.constantFrom(...STARTS),
    fc.array(comparisons, { minLength: 1, maxLength: 4 }),
    fc.constantFrom(' and ', ' and ', ' or ', ' AND ', ' '),
    fc.constantFrom(...ENDS),
  )
  .map(([start, parts, joint, end]) => `${start}${parts.join(joint)}${end}`);

describe('the short way for plain filters', () => {
  test('is taken for the commonest', () => {
    expect(isPlain("PartitionKey eq 'a' and Size eq 5 and Open eq true")).toBe(true);
    expect(isPlain("$filter=RowKey eq 'a'")).toBe(true);
    expect(isPlain("RowKey eq 'a' or Size eq 5")).toBe(false);
    expect(isPlain("RowKey ge 'a'")).toBe(false);
  });

  test('says what the long way says', () => {
    fc.assert(
      fc.property(filters, fc.boolean(), (text, cut) => {
        expect(seen(analyseTable, text, cut)).toEqual(seen(analyseWhole, text, cut));
      }),
      { numRuns: 5000 },
    );
  });
});
