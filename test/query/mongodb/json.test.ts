import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { analyseMongo } from '../../../lib/query/mongodb/index';
import { parseJson } from '../../../lib/query/mongodb/language/json';

describe('the reader of strict JSON', () => {
  test('says the same as the tolerant parser, which reads a text with a comment behind it', () => {
    const operators = fc.constantFrom('$ne', '$gt', '$or', '$where', 'password', 'user', 'a');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.oneof(fc.string(), fc.double(), fc.integer(), fc.boolean(), fc.constant(null)),
        fc.dictionary(operators, tie('tree')),
        fc.array(tie('tree'), { maxLength: 3 }),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.constantFrom(undefined, 1), (filter, space) => {
        const text = JSON.stringify({ find: 'a', filter }, null, space);
        const quick = analyseMongo(text);
        const tolerant = analyseMongo(`${text}/**/ `);
        expect(parseJson(text)).not.toBeNull();
        expect(parseJson(`${text}/**/ `)).toBeNull();
        expect(quick.signs).toEqual(tolerant.signs);
        expect(quick.understanding.valid).toBe(tolerant.understanding.valid);
        expect(quick.understanding.shape).toBe(tolerant.understanding.shape);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    '{"a":1,}',
    '{"a":01}',
    "{'a':1}",
    '{"a":"b}',
    '[1 2]',
    '{"a":tru}',
    '{} x',
    '"a"',
    '',
  ])('leaves %s to the tolerant parser', (text) => {
    expect(parseJson(text)).toBeNull();
  });
});
