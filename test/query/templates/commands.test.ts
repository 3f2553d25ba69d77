import { describe, expect, test } from '@jest/globals';
import { judgeOf } from './container';

const judge = judgeOf('mongodb', [
  '{"find":"orders","filter":{"shop":"s1","state":"open"},"sort":{"at":-1},"limit":20}',
  '{"find":"orders","filter":{"shop":"s1","total":{"$gt":5}},"limit":20}',
  '{"find":"orders","filter":{"shop":"s1","buyer":"ann"},"limit":20}',
  '{"find":"orders","filter":{"shop":"s1","at":{"$gte":1,"$lt":2}},"limit":20}',
  '{"update":"orders","updates":[{"q":{"_id":1,"shop":"s1"},"u":{"$set":{"state":"paid"}}}]}',
  '{"aggregate":"orders","pipeline":[{"$match":{"shop":"s1"}},{"$group":{"_id":"$state"}}],"cursor":{}}',
]);

describe('commands that differ from what their collection knows', () => {
  test.each([
    [
      'an operator in a known filter, in any order, with another sort and limit',
      '{"find":"orders","filter":{"state":{"$gt":""},"shop":"s1"},"sort":{"card":1},"limit":1}',
      'operator-abuse',
      '"state":{"$gt":""',
    ],
    [
      'an operator in a part of a known filter, at a property that never has one',
      '{"find":"orders","filter":{"shop":{"$gte":"a"}}}',
      'operator-abuse',
      '"shop":{"$gte":"a"',
    ],
    [
      'an operator in the query of an update',
      '{"update":"orders","updates":[{"q":{"_id":1,"shop":{"$ne":"x"}},"u":{"$set":{"state":"paid"}}}]}',
      'operator-abuse',
      '{"$ne":"x"',
    ],
    [
      'an alternative to a condition of a known filter',
      '{"find":"orders","filter":{"$or":[{"state":"open"},{"total":{"$gte":0}}],"shop":"s1"},"limit":20}',
      'template-deviation',
      '"$or":[{"state":"open"},{"total":{"$gte":0',
    ],
    [
      'alternatives beside a range that is wider than known',
      '{"find":"orders","filter":{"shop":"s1","total":{"$gt":0,"$lt":9},"$nor":[{"state":"x"}]}}',
      'template-deviation',
      '"$nor":[{"state":"x"',
    ],
    [
      'an order by what no command names',
      '{"find":"orders","filter":{"shop":"s1","state":"open"},"sort":{"card":1},"limit":20}',
      'clause-injection',
      'card":1',
    ],
    [
      'properties that no command names, in a projection',
      '{"find":"orders","filter":{"shop":"s1","state":"open"},"projection":{"at":1,"card.pin":1},"limit":20}',
      'clause-injection',
      'card.pin":1',
    ],
    [
      'an option that shows what is behind the filter',
      '{"find":"orders","filter":{"shop":"s1","state":"open"},"max":{"total":9},"limit":20}',
      'clause-injection',
      'max":{"total":9',
    ],
    [
      'a known filter without the limit that all have',
      '{"find":"orders","filter":{"shop":"s1","state":"open"}}',
      'template-deviation',
      '"shop":"s1","state":"open"',
    ],
    [
      'a group that gathers values',
      '{"aggregate":"orders","pipeline":[{"$match":{"shop":"s1"}},{"$group":{"_id":"$state","v":{"$push":"$card"}}}],"cursor":{}}',
      'clause-injection',
      '$push',
    ],
    [
      'the beginning of a known filter, without what all ask for',
      '{"update":"orders","updates":[{"q":{"_id":1},"u":{"$set":{"state":"paid"}}}]}',
      'template-deviation',
      '"_id":1',
    ],
    [
      'such a beginning with an operator',
      '{"find":"orders","filter":{"_id":{"$gt":""}},"limit":20}',
      'template-deviation',
      '"_id":{"$gt":""',
    ],
    [
      'a plain alternative to the only condition',
      '{"find":"orders","filter":{"$or":[{"shop":"s1"},{"total":5}],"state":"open"},"limit":20}',
      'template-deviation',
      '"$or"',
    ],
    [
      'a stage in a known pipeline that gets at other data',
      '{"aggregate":"orders","pipeline":[{"$match":{"shop":"s1"}},{"$lookup":{"from":"cards","localField":"shop","foreignField":"shop","as":"x"}},{"$group":{"_id":"$state"}}],"cursor":{}}',
      'clause-injection',
      '"$lookup"',
    ],
  ])('%s', (_, text, technique, fragment) => {
    const verdict = judge(text);
    expect(verdict).toMatchObject({ injection: true, technique });
    expect(text.slice(verdict.fragment?.start, verdict.fragment?.end)).toContain(fragment);
  });

  test.each([
    '{"find":"orders","filter":{"shop":"s1","state":"open"},"projection":{"total":1},"sort":{"at":-1},"limit":20}',
    '{"find":"orders","filter":{"shop":"s1","state":"open"},"sort":{"at":-1,"total":1},"limit":20}',
    '{"find":"orders","filter":{"state":"open","shop":"s1"},"limit":5}',
    '{"find":"orders","filter":{"shop":"s1","state":"open","total":{"$gt":5}},"limit":20}',
    '{"find":"orders","filter":{"shop":"s1","state":"open","at":{"$gte":1,"$lt":2}},"sort":{"at":-1},"limit":20}',
    '{"find":"orders","filter":{"shop":"s1","state":{"$in":["open","paid"]},"city":"x"},"limit":20}',
    '{"find":"orders","filter":{"shop":"s1","$or":[{"street":"x"},{"town":"x"}]},"projection":{"street":1}}',
    '{"find":"orders","filter":{"$or":true}}',
    '{"find":"orders","filter":{"shop":"s1","state":"open"},"projection":{"total":1},"sort":{"total":1},"limit":5}',
    '{"find":"orders","filter":{"shop":"s1","$or":[{"street":"x"},{"town":"x"}]},"limit":20}',
    '{"find":"orders","filter":{"shop":"s1","state":"open"},"projection":{"at":1,"_id":0},"limit":20}',
    '{"aggregate":"orders","pipeline":[{"$match":{"shop":"s1"}},{"$group":{"_id":"$state"}},{"$sort":{"_id":1}}],"cursor":{}}',
    '{"aggregate":"orders","pipeline":[{"$match":{"at":{"$gte":1}}},{"$bucket":{"groupBy":"$total"}}],"cursor":{}}',
    '{"find":"buyers","filter":{"shop":{"$gte":"a"}}}',
    '{"find":"orders","filter":{"total":5},"limit":20}',
  ])('new code is no break: %s', (text) => {
    expect(judge(text).injection).toBe(false);
  });
});

test('more columns are new code', () => {
  const columns = (more: string) =>
    `{"find":"users","filter":{"_id":1},"projection":{"name":1${more}}}`;
  expect(judgeOf('mongodb', [columns('')])(columns(',"mail":1')).injection).toBe(false);
});

test.each(['"projection":{"name":1}', '"sort":{"name":1}', '"projection":{"name":1},"limit":5'])(
  'a member more is new code, also of the shortest command: %s',
  (member) => {
    const judgeShort = judgeOf('mongodb', ['{"find":"users","filter":{"_id":1}}']);
    const text = `{"find":"users","filter":{"_id":1},${member}}`;
    expect(judgeShort(text).injection).toBe(false);
  },
);

describe('what programs do beside what they do already', () => {
  const judgeShop = judgeOf('mongodb', [
    '{"find":"users","filter":{"_id":1},"projection":{"name":1},"limit":1}',
    '{"find":"users","filter":{"shop":"a","mail":"b"},"projection":{"name":1,"city":1},"limit":5}',
    '{"find":"users","filter":{"shop":"a","mail":"b"},"projection":{"name":1},"limit":5}',
    '{"aggregate":"users","pipeline":[{"$match":{"shop":"a","mail":"b"}},{"$group":{"_id":"$city"}}]}',
    '{"insert":"users","documents":[{"_id":1,"name":"a"}]}',
  ]);

  test.each([
    [
      'other properties of one document',
      '{"find":"users","filter":{"_id":1},"projection":{"pin":1},"limit":1}',
    ],
    [
      'one of its properties as a condition',
      '{"find":"users","filter":{"_id":1,"active":true},"projection":{"name":1},"limit":1}',
    ],
    [
      'several documents',
      '{"find":"users","filter":{"_id":{"$in":[1,2]}},"projection":{"name":1}}',
    ],
    [
      'other properties, as the collection has it',
      '{"find":"users","filter":{"shop":"a","mail":"b"},"projection":{"phone":1},"limit":5}',
    ],
    [
      'several values in another command',
      '{"aggregate":"users","pipeline":[{"$match":{"shop":"a","mail":{"$in":["b","c"]}}},{"$facet":{"n":[{"$count":"n"}]}}]}',
    ],
    [
      'documents with more properties',
      '{"insert":"users","documents":[{"_id":1,"name":"a","city":"b"}]}',
    ],
  ])('%s', (_, text) => {
    expect(judgeShop(text).injection).toBe(false);
  });

  test('several values in the same command are a break', () => {
    const text =
      '{"aggregate":"users","pipeline":[{"$match":{"shop":"a","mail":{"$in":["b","c"]}}},{"$group":{"_id":"$city"}}]}';
    expect(judgeShop(text)).toMatchObject({ injection: true, technique: 'operator-abuse' });
  });
});
