import { describe, expect, test } from '@jest/globals';
import { analyseMongo } from '../../../lib/query/mongodb/index';
import { verdictOf } from '../../../lib/query/verdict';

const isInjection = (text: string): boolean => verdictOf(text, analyseMongo(text)).injection;
const find = (filter: string): string => `{"find":"parts","filter":${filter},"$db":"x"}`;
const branch = (added: string): string => find(`{"maker":"a","$or":[{"b":1},${added}]}`);
const update = (entry: string): string => `{"update":"parts","updates":[${entry}],"$db":"x"}`;

describe('operands that let everything through', () => {
  test.each([
    '{"_id":{"$lte":{"$maxKey":1}}}',
    '{"_id":{"$gt":{"$oid":"000000000000000000000000"}}}',
    '{"_id":{"$lt":{"$oid":"ffffffffffffffffffffffff"}}}',
    '{"_id":{"$not":{"$size":0}}}',
    '{"n":{"$mod":[1,0]}}',
    '{"n":{"$bitsAllClear":0}}',
    '{"n":{"$bitsAllSet":[]}}',
    '{"at":{"$geoWithin":{"$centerSphere":[[0,0],3.2]}}}',
    '{"$jsonSchema":{"required":["_id"]}}',
    '{"$sampleRate":1}',
    '{"7":{"$ne":8}}',
  ])('%s', (added) => expect(isInjection(branch(added))).toBe(true));

  test.each([
    '{"_id":{"$lt":{"$oid":"64f0c0ffee00000000000001"}}}',
    '{"n":{"$mod":[4,0]}}',
    '{"n":{"$bitsAllSet":[1,5]}}',
    '{"at":{"$geoWithin":{"$centerSphere":[[8,47],0.01]}}}',
    '{"$jsonSchema":{"required":["_id","maker"]}}',
    '{"$sampleRate":0.1}',
  ])('not %s', (added) => expect(isInjection(branch(added))).toBe(false));
});

describe('what a writer of documents cannot send', () => {
  test.each([
    find('{"maker":"a","$or":{"0":{"b":1}}}'),
    update('{"q":{"_id":1},"u":{"$set":{"note":"a","level":"root","note":""}}}'),
    update('{"q":{"_id":1},"u":{"$set":{"note":"a"},"$inc":{"credit":9},"$set":{"note":""}}}'),
    update('{"q":{"_id":1},"u":{"$set":{"note":"a"}},"q":{}}'),
  ])('%s', (text) => expect(isInjection(text)).toBe(true));

  test.each([
    update('{"q":{"_id":1},"u":{"$set":{"note":"a"},"$inc":{"credit":9}}},{"q":{"_id":2},"u":{}}'),
    find('{"maker":"a","$or":[{"0":1,"b":2},{"b":1}]}'),
  ])('not %s', (text) => expect(isInjection(text)).toBe(false));
});

describe('what an application has no need of', () => {
  test.each([
    '{"find":"system.users","filter":{},"$db":"admin"}',
    '{"find":"parts","filter":{},"projection":{"a":{"$function":{"body":"function(d){return d}","args":["$$ROOT"],"lang":"js"}}},"$db":"x"}',
    '{"count":"safe","query":{"owner":{"$regex":"^ro"},"passcode":{"$exists":true}},"$db":"x"}',
    '{"delete":"logins","deletes":[{"q":{"user":"root","resetToken":{"$ne":1}},"limit":1}],"$db":"x"}',
  ])('%s', (text) => expect(isInjection(text)).toBe(true));

  test.each([
    '{"find":"system.profile","filter":{"op":"query"},"$db":"x"}',
    '{"delete":"logins","deletes":[{"q":{"userId":"u7","sessionToken":{"$ne":"c0ffee17aa"}},"limit":0}],"$db":"x"}',
  ])('not %s', (text) => expect(isInjection(text)).toBe(false));
});
