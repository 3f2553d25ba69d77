import { describe, expect, test } from '@jest/globals';
import { analyseMongo } from '../../../lib/query/mongodb/index';
import { verdictOf } from '../../../lib/query/verdict';

const judge = (text: string) => verdictOf(text, analyseMongo(text));
const find = (filter: string): string => `{"find":"parts","filter":${filter},"$db":"x"}`;

describe('what a filter never holds', () => {
  test.each([
    ['{"maker":{"$violet":""}}', 'failed'],
    ['{"$":"amber"}', 'failed'],
    ['{"maker":{"$":""}}', 'failed'],
    ['{"maker":"a","$alwaysTrue":1}', 'exfiltration'],
    ['{"maker":{"$eq":{"$gt":""}}}', 'exfiltration'],
    ['{"maker":{"$in":{"$gt":""}}}', 'exfiltration'],
    ['{"maker":{"$regex":"("}}', 'exfiltration'],
    ['{"":{"$ne":""}}', 'exfiltration'],
    ['{"maker":"a","$jsonSchema":{"bsonType":"object"}}', 'exfiltration'],
    ['{"serial":{"$mod":[1,0]}}', 'exfiltration'],
    ['{"maker":"a","$or":[{"_id":{"$ne":0}},{"b":1}]}', 'exfiltration'],
    ['{"maker":"a","$expr":{"$toInt":"$password"}}', 'exfiltration'],
    ['{"maker":{"$in":["a","b"]},"stock":{"$gt":5},"x":{"$in":[""]}}', 'exfiltration'],
    ['{"card":"4000","pin":{"$ne":null}}', 'exfiltration'],
    [`{"$where":"this.maker === 'a'+(unknown())+''"}`, 'failed'],
    ['{},"sort":{"$where":"this.a"}', 'failed'],
    ['{"$or":[{"maker":"a"},{"_id":{"$not":{"$eq":null}}}]}', 'exfiltration'],
    ['{"maker":"a","$or":[{"b":{"$gt":5}},{"b":{"$not":{"$gt":5}}}]}', 'exfiltration'],
    ['{"maker":"a","$or":[{"b":{"$in":["x"]}},{"b":{"$nin":["x"]}}]}', 'exfiltration'],
    ['{"$or":[{"maker":"a"},{"$nor":[{"maker":"a"}]}]}', 'exfiltration'],
    ['{"login":"root","password":{"a":"b"}}', 'exfiltration'],
    ['{"login":"root","password":["$ne",null]}', 'exfiltration'],
    ['{"login":"root","$nor":[{"password":""}]}', 'exfiltration'],
  ])('%s', (filter, outcome) => {
    expect(judge(find(filter))).toMatchObject({ injection: true, outcome });
  });

  test.each([
    '{"maker":{"$regex":"*"}}',
    '{"maker":{"$regex":"fan ("}}',
    '{"maker":{"$newOperator":5}}',
    '{"at":{"$geoWithin":{"$centerSphere":[[1,2],0.1]}},"flags":{"$bitsAllSet":[1,5]}}',
    '{"$jsonSchema":{"required":["a"],"properties":{"a":{"bsonType":"int"}}}}',
    '{"made":{"$gte":{"$date":"2024-01-01T00:00:00Z"}},"by":{"$in":[{"$oid":"65f0c0ffee"}]}}',
    '{"author":{"$ref":"users","$id":{"$oid":"65f0c0ffee"}}}',
  ])('a program may write %s', (filter) => {
    expect(judge(find(filter)).injection).toBe(false);
  });
});

describe('what is joined, moved and left behind', () => {
  const aggregate = (stages: string): string =>
    `{"aggregate":"news","pipeline":[{"$match":{"tag":"a"}},${stages}],"cursor":{},"$db":"x"}`;

  test.each([
    aggregate('{"$lookup":{"from":"admins","localField":"zz","foreignField":"zz","as":"x"}}'),
    aggregate('{"$lookup":{"from":"tokens","pipeline":[{"$match":{"user":"admin"}}],"as":"t"}}'),
    aggregate('{"$facet":{"a":[{"$limit":1}],"b":[{"$unionWith":{"coll":"api_keys"}}]}}'),
    '{"update":"p","updates":[{"q":{"userId":"6d"},"u":{"$rename":{"bio":"isAdmin"}}}],"$db":"x"}',
    '{"update":"p","updates":[{"q":{"n":""}},{"$match":{"r":""},"u":{"$set":{"s":1}}}],"$db":"x"}',
    '{"delete":"cart","deletes":[{"q":{"user":"a","$or":[{}]},"limit":0}],"$db":"x"}',
    '{"find":"cars","filter":{"plate":"a"}}; db.cars.drop(); {"a":"b"}',
    `{"find":"cars","filter":{"plate":"a"}, "x":"' }"}}`,
    `{"find":"cars","filter":{"plate":"a'"}} //`,
  ])('%s', (text) => {
    expect(judge(text).injection).toBe(true);
  });

  test.each([
    aggregate('{"$lookup":{"from":"users","localField":"by","foreignField":"_id","as":"x"}}'),
    aggregate('{"$lookup":{"from":"users","localField":"email","foreignField":"email","as":"x"}}'),
    aggregate('{"$merge":{"into":"daily_users"}}'),
    '{"update":"p","updates":[{"q":{},"u":{"$rename":{"nick":"alias"}},"multi":true}],"$db":"x"}',
    '{"find":"a","filter":{"b":1},"skip":{"$numberLong":"2"},"batchSize":{"$numberLong":"3"}}',
    '{"find":"changes","filter":{"hash":{"$exists":true}},"limit":1,"singleBatch":true}',
  ])('a program may write %s', (text) => {
    expect(judge(text).injection).toBe(false);
  });
});

describe('scripts', () => {
  const where = (script: string): string => find(JSON.stringify({ $where: script }));

  test.each([
    'this.reading > 96 || this._id != null',
    "this.reading > 96 || this.hasOwnProperty('_id')",
    "this.reading > 96 || typeof this._id !== 'undefined'",
    "this.reading > 96 || '_id' in this",
    'return this.level == 98 || this.email.charCodeAt(0) > 66',
    "this.level == 98 || this.email.startsWith('a')",
    "this.level == 98 || this.email[0] == 'a'",
    'this.level == 98 || Math.random() < 2',
    "hex_md5(this.password) == 'x'",
    'return this.password != null',
    '!!this.apiKey',
    "typeof this.password == 'string'",
    "this.level == 98 || this.kind == 'a' || this.kind != 'a'",
    'this.level == 98 || this.kind || !this.kind',
  ])('%s', (script) => {
    expect(judge(where(script)).injection).toBe(true);
  });

  test.each([
    'function () { for (var a in this) { for (var b in this) { if (a != b && this[a] == this[b]) { return true; } } } return false; }',
    "this.password == 'x' && this.login == 'y'",
    'this.kind || !this.level',
    "this.code.charAt(0) == 'A' || this.code.charAt(0) == 'B'",
    "this.name.indexOf('foo') >= 0 || this.text.indexOf('foo') >= 0",
  ])('a program may write %s', (script) => {
    expect(judge(where(script)).injection).toBe(false);
  });
});
