import { describe, test } from '@jest/globals';
import * as fc from 'fast-check';
import { analyseGremlin } from '../../../lib/query/gremlin';
import { parseScript } from '../../../lib/query/gremlin/parser';
import { sourceOf } from '../../../lib/query/gremlin/tokens';
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

describe('any text can be analysed', () => {
  answersAnyText(analyseGremlin, WORDS);

  looksAtTokensFewTimes(
    { analyse: analyseGremlin, sourceOf, parseScript },
    ['', "g.V().has('a', ", "g.V('"],
    PIECES,
  );

  reportsDeepNesting(analyseGremlin, 'g.V()', ['(', '[', '{', '.or(__']);

  test('a value that is written as a literal is data, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (value) => {
        const escaped = value.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
        return analyseGremlin(`g.V().has('name','${escaped}').out()`).signs.length === 0;
      }),
    );
  });

  isInnocentWhereverCut(
    analyseGremlin,
    "g.V().has('user','id','it\\'s').fold().coalesce(unfold(),addV('user').property('n', 5)).out('a').limit(3)",
  );
});
