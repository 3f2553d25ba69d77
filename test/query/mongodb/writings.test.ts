import { describe, expect, test } from '@jest/globals';
import { analyseMongo } from '../../../lib/query/mongodb/index';
import { verdictOf } from '../../../lib/query/verdict';

/** Verdict and technique, without places, which differ between writings. */
const gist = (text: string): unknown => {
  const { injection, confidence, outcome, technique } = verdictOf(text, analyseMongo(text));
  return { injection, confidence, outcome, technique };
};

describe('equivalent writings have the same verdict', () => {
  test.each([
    [
      '{"username":{"$ne":null},"password":{"$gt":""}}',
      "{ username: { $ne: null }, 'password': { $gt: '' } }",
      '{"\\u0075sername":{"\\u0024ne":null},"password":{"$\\u0067t":""}}',
      '\n\t{"password":{"$gt":""} , /* c */ "username":{"$ne":null}}',
    ],
    [
      '{"a":1,"$or":[{},{"b":1}]}',
      '{"$or":[ {}, {"b":{"$numberInt":"1"}} ],"a":{"$numberLong":"1"}}',
      'db.c.find({ a: NumberInt(1), $or: [ { }, { b: 1 } ] })',
    ],
    [
      `{"$where":"this.a == 'b' || 1==1"}`,
      '{"$where":"this.a == \\"b\\" || 1 == 1"}',
      '{ $where: \'this.a == "b" || 1==1\' }',
      '{"$where":{"$code":"this.a == \'b\' || (1)==(1)"}}',
    ],
    [
      '{"find":"c","filter":{"a":{"$lt":5},"b":"x"},"limit":3}',
      '{"limit":3,"filter":{"b":"y","a":{"$lt":6}},"find":"c"}',
    ],
  ])('%s', (first, ...others) => {
    for (const other of others) expect(gist(other)).toEqual(gist(first));
  });
});

describe('shapes', () => {
  const shape = (text: string): string => analyseMongo(text).understanding.shape;

  test('literals, their number in lists, quoting and driver members do not matter', () => {
    const plain = shape('{"find":"c","filter":{"a":1,"b":{"$in":[1,2]}},"$db":"x"}');
    const other = shape(
      "{find: 'c', filter: {a: ObjectId('65f0'), b: {$in: [7, 8, 9]}}, lsid: {id: 4}, $db: 'y'}",
    );
    expect(other).toBe(plain);
    expect(plain).toBe('{find:c,filter:{a:?,b:{$in:[?+]}}}');
  });

  test('other fields, operators and collections do', () => {
    const texts = ['{"find":"c","filter":{"a":1}}', '{"find":"d","filter":{"a":1}}'];
    texts.push('{"find":"c","filter":{"b":1}}', '{"find":"c","filter":{"a":{"$ne":1}}}');
    expect(new Set(texts.map(shape)).size).toBe(4);
  });

  test('the summary names command, collection and size, and no literal', () => {
    const { summary } = analyseMongo('{"find":"c","filter":{"a":"top secret"}}').understanding;
    expect(summary).toBe('find on c, 1 condition');
  });
});
