import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { analyseGremlin, analyseWhole } from '../../../lib/query/gremlin';
import { plainSteps } from '../../../lib/query/gremlin/plain';
import { seen } from '../seen';

const isPlain = (text: string): boolean => plainSteps(text).areAll;

const ARGUMENTS = [
  '',
  "'a'",
  "''",
  '"b"',
  '5',
  '-5',
  "'a','b'",
  "'a', 5",
  "'pin'",
  "'it\\'s'",
  "'id'",
  "'a' , 'b'",
  '5,',
  "'a','b','c'",
  'gt(5)',
  "'a'",
] as const;
const STEPS =
  'V has hasLabel out inE both values limit count id fold path drop or not is hasNot property E'.split(
    ' ',
  );
const ENDS = [
  '',
  '',
  '',
  ';',
  ' ',
  ')',
  "'",
  '//',
  '.V()',
  '..5',
  '.',
  '. V()',
  '{ it }',
  ' { it }',
  "('a')",
  '\n{ it }',
  '["a"]',
  " or 'a'='a'",
  '; g.V().drop()',
  "'/* ')",
  '.or(identity())',
  '.out(',
  '.has(\'a\', "${g.V()}")',
  "#'",
  '.map{ System.exit(1) }',
] as const;

const traversals = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...STEPS), fc.constantFrom(...ARGUMENTS)), { maxLength: 6 }),
    fc.constantFrom('', "'x'", '5'),
    fc.constantFrom(...ENDS),
  )
  .map(([steps, start, end]) => {
    return `g.V(${start})${steps.map(([name, args]) => `.${name}(${args})`).join('')}${end}`;
  });

describe('the short way for plain traversals', () => {
  test('is taken for the commonest', () => {
    expect(isPlain("g.V('a').hasLabel('p').has('n', 'x').out('k').values('n').limit(5)")).toBe(
      true,
    );
    expect(isPlain("g.V().has('n','x').drop()")).toBe(false);
    expect(isPlain("g.V().has('n','x').values('password')")).toBe(false);
  });

  test('says what the long way says', () => {
    fc.assert(
      fc.property(traversals, fc.boolean(), (text, cut) => {
        expect(seen(analyseGremlin, text, cut)).toEqual(seen(analyseWhole, text, cut));
      }),
      { numRuns: 3000 },
    );
  });
});
