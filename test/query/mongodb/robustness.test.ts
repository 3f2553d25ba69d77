import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { analyseMongo } from '../../../lib/query/mongodb/index';
import { combinedWeight } from '../../../lib/query/verdict';
import { stepsOf } from './steps';

const PIECES = [
  ...['{', '}', '[', ']', '(', ')', ',', ':', ';', '"', "'", '`', '/', '//', '/*', '\\', '\n', ' '],
  ...[
    '"a"',
    '"$or"',
    '"$where"',
    '$expr',
    '"password"',
    '{"$ne":null}',
    '{}',
    '"find"',
    '"filter"',
  ],
  ...[
    'db.a.find(',
    'function(){',
    'return ',
    'while(',
    'if(',
    'else ',
    'new ',
    '=>',
    '?',
    '||',
    '&&',
  ],
  ...['==', '!', '...', 'this.a', '1', "'x'", 'true', 'sleep(', '\\u0024', '$regex', '(a+)+', 'ü'],
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
        const first = analyseMongo(text, { cut });
        expect(analyseMongo(text, { cut })).toEqual(first);
        for (const { start, end, weight } of first.signs) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(start).toBeLessThanOrEqual(end);
          expect(weight).toBeGreaterThan(0);
        }
        expect(combinedWeight(first.signs)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 800 },
    );
  });

  test.each([
    ...[
      '[',
      '{"a":',
      '{"$or":[',
      '(',
      '"',
      '{',
      '!',
      'new ',
      'function(){',
      'a.',
      'a||',
      '1+',
      '/',
    ],
    ...[
      '/[',
      '/*',
      '\\',
      '{"$where":"',
      '{$expr:{$and:[',
      'else ',
      'if(',
      'x=>',
      'a?b:',
      '} ',
      '] ',
    ],
    ...['"a":{"$regex":"([([("},', ',{"a":1}', "db.x.find({'a':''});", '"a":1,', '"\\u0024'],
  ])('the steps for 64 KiB of %j grow with the length', (unit) => {
    for (const prefix of ['', '{"find":"a","filter":{', '{$where:"', '{"$or":[{"a":1},']) {
      const steps = (length: number): number => {
        const text = prefix + unit.repeat(Math.floor(length / unit.length));
        return stepsOf(() => void analyseMongo(text));
      };
      expect(steps(65_536)).toBeLessThan(3 * steps(32_768) + 10_000);
    }
  });
});
