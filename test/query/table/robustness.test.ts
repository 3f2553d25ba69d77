import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { analyseTable } from '../../../lib/query/table/index';
import { stepsOf } from '../mongodb/steps';

const PIECES = [
  ...[
    "'",
    "''",
    '"',
    '(',
    ')',
    ',',
    ';',
    '&',
    '--',
    '/*',
    '#',
    '=',
    '<>',
    '%',
    '%41',
    '+',
    '-',
    ' ',
  ],
  ...['A', 'RowKey', ' eq ', ' ne ', ' or ', ' and ', 'not ', 'true', '1', '5L', "guid'", "X'00'"],
  ...['$filter=', '&$top=', '?', '/T()', 'https://', "T(PartitionKey='", 'union', 'sleep(', 'é'],
];
const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((list) => list.join(''));
const bytes = fc.uint8Array({ maxLength: 300 }).map((list) => Buffer.from(list).toString('latin1'));

describe('any text', () => {
  test.each([
    ['pieces of the grammar', pieces],
    ['bytes', bytes],
    ['characters', fc.string({ unit: 'binary', maxLength: 200 })],
  ])('%s: an answer, the same twice, with signs inside the text', (_name, texts) => {
    fc.assert(
      fc.property(texts, fc.boolean(), (text, cut) => {
        const first = analyseTable(text, { cut });
        expect(analyseTable(text, { cut })).toEqual(first);
        for (const { start, end } of first.signs) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(start).toBeLessThanOrEqual(end);
        }
      }),
      { numRuns: 800 },
    );
  });

  test('any text that is quoted as the language asks is one literal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const text = `Owner eq '${value.replaceAll("'", "''")}'`;
        expect(analyseTable(text)).toMatchObject({ signs: [], understanding: { valid: true } });
      }),
      { numRuns: 800 },
    );
  });

  test.each([
    ...[
      '(',
      'not ',
      "'",
      "'' ",
      'or ',
      "A eq 'a' or ",
      '1 eq 1 and ',
      '&$top=',
      '%41',
      'f(',
      '; -- ',
    ],
    ..."A eq 'x' /* |$filter=a eq 'b&|(A eq 1) or |- |) |A |#".split('|'),
  ])('the steps for 64 KiB of %j grow with the length', (unit) => {
    for (const prefix of ['', '$filter=', '/T()?$filter=', 'T(PartitionKey=']) {
      const steps = (length: number): number => {
        const text = prefix + unit.repeat(Math.floor(length / unit.length));
        return stepsOf(() => void analyseTable(text));
      };
      expect(steps(65_536)).toBeLessThan(3 * steps(32_768) + 10_000);
    }
  });
});
