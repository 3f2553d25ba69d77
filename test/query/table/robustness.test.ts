import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { analyseTable } from '../../../lib/query/table/index';
import { answersAnyText, takesStepsInProportion } from '../robustness';

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

describe('any text', () => {
  answersAnyText(analyseTable, PIECES);

  test('any text that is quoted as the language asks is one literal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const text = `Owner eq '${value.replaceAll("'", "''")}'`;
        expect(analyseTable(text)).toMatchObject({ signs: [], understanding: { valid: true } });
      }),
      { numRuns: 800 },
    );
  });

  takesStepsInProportion(
    analyseTable,
    ['', '$filter=', '/T()?$filter=', 'T(PartitionKey='],
    [
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
    ],
  );
});
