import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { analyseNoSql } from '../../../lib/query/nosql/analyser';
import { verdictOf, type Verdict } from '../../../lib/query/verdict';
import { ORDINARY, TAUTOLOGIES } from './cases';

const judge = (text: string): Verdict => verdictOf(text, analyseNoSql(text));
const ATTACKS = TAUTOLOGIES.map(
  (condition) => `SELECT * FROM c WHERE c.name = 'x' OR ${condition}`,
);

const PIECES = [
  'SELECT',
  'FROM',
  'WHERE',
  'c',
  'c.a',
  "'x'",
  "'",
  '"',
  '1',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  '--',
  '/*',
  '*/',
  'OR',
  'AND',
  'NOT',
  'IN',
  'LIKE',
  'BETWEEN',
  '=',
  '??',
  '?',
  ':',
  ';',
  '@p',
  '@@v',
  '\\',
  '\n',
  '#',
  'UNION',
  'EXISTS(SELECT',
  'ORDER BY',
  'OFFSET',
  'JOIN',
  'udf.',
  'VALUE',
  '.',
  '&&',
  '\u0000',
  '\ud800',
  'é',
];
const soup = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 60 })
  .map((parts) => parts.join(' '));
const anyText = fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 300 }));

test('never throws, and says the same of the same text', () => {
  fc.assert(
    fc.property(anyText, anyText, (text, other) => {
      const first = judge(text);
      judge(other);
      expect(judge(text)).toEqual(first);
      for (const sign of analyseNoSql(text).signs) {
        expect(sign.start).toBeLessThanOrEqual(sign.end);
        expect(sign.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 1500 },
  );
});

describe('long and hostile texts', () => {
  const units = [
    '(',
    '[',
    '{"a":',
    'NOT ',
    '- ',
    '(SELECT ',
    "'",
    '"',
    '/*',
    '-- x\n',
    "--'\n",
    'a.',
    'f(',
    ', ',
    'a ? ',
    "'a' ",
    '1=1 OR ',
    'c.id = c.id OR ',
    'JOIN a IN b ',
    'UNION ',
    '@@v ',
    ') ',
    'a = b = ',
    'REPLICATE("a",9999)',
    'a IN (',
  ];
  test.each(units)('64 KiB of %j', (unit) => {
    for (const start of ['', 'SELECT * FROM c WHERE ', "SELECT * FROM c WHERE c.a = 'x' OR "]) {
      const text = start + unit.repeat(Math.ceil(65_536 / unit.length));
      const analysis = analyseNoSql(text);
      expect(analysis.signs.length).toBeLessThanOrEqual(32);
      expect(analysis.understanding.shape.length).toBeLessThan(text.length * 3);
    }
  });

  test('100,000 brackets neither overflow nor hide what they hold', () => {
    const deep = `${'('.repeat(100_000)}1${')'.repeat(100_000)}`;
    expect(judge(`SELECT * FROM c WHERE c.a = 1 OR ${deep} = 1`).technique).toBe('tautology');
    expect(analyseNoSql(`SELECT ${'['.repeat(100_000)}`).understanding.valid).toBe(false);
  });
});

/** Other ways to write the same statement, literals left alone. */
const REWRITES: Record<string, (text: string) => string> = {
  'lower case': outside((code) => code.replace(/\b[A-Z_]+\b/g, (word) => word.toLowerCase())),
  'wide spaces': outside((code) => code.replace(/ /g, ' \n\t ')),
  comments: outside((code) => code.replace(/ /g, ' /* a */ ')),
  'no-break spaces': outside((code) => code.replace(/ /g, '\u00a0')),
  'double quotes': (text) => text.replace(/'([^'"\\]*)'/g, '"$1"'),
  'unicode escapes': (text) =>
    text.replace(
      /'([a-z])([^']*)'/g,
      (_all, first: string, rest: string) =>
        `'\\u${first.charCodeAt(0).toString(16).padStart(4, '0')}${rest}'`,
    ),
  parentheses: (text) => text.replace(/ OR (?!.* OR )(.*)$/, ' OR (($1))'),
};

function outside(change: (code: string) => string): (text: string) => string {
  return (text) =>
    text
      .split(/('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|--[^\n]*|\/\*.*?\*\/)/)
      .map((part, index) => (index % 2 === 0 ? change(part) : part))
      .join('');
}

describe.each(Object.entries(REWRITES))('written with %s', (name, rewrite) => {
  test.each(ATTACKS)('%s stays an injection', (text) => {
    const { injection, technique, outcome } = judge(rewrite(text));
    const plain = judge(text);
    expect({ injection, technique, outcome }).toEqual({
      injection: true,
      technique: plain.technique,
      outcome: plain.outcome,
    });
  });
  test('ordinary statements stay ordinary', () => {
    // Parentheses at the end of a statement with ORDER BY would be another statement.
    const texts = name === 'parentheses' ? [] : ORDINARY;
    for (const text of texts) expect([text, judge(rewrite(text)).injection]).toEqual([text, false]);
  });
});
