import { describe, expect, test } from '@jest/globals';
import { ANALYSERS } from '../../../lib/query';
import { judgeWithTemplates } from '../../../lib/query/templates/judgeWithTemplates';
import { MOST_SHAPES, ShapeBook } from '../../../lib/query/templates/shapeBook';
import type { Api } from '../../../lib/telemetry/event';
import { container, judgeOf } from './container';

const NOSQL = [
  "SELECT * FROM c WHERE c.name = 'lamp' AND c.onSale = true",
  "SELECT c.id FROM c WHERE c.owner = 'ann'",
  'SELECT * FROM c WHERE c.price < 20 ORDER BY c.price',
  "SELECT * FROM c WHERE c.tag IN ('a', 'b') AND c.shop = 'x'",
  'SELECT * FROM c WHERE c.id = @id',
];

function judge(text: string, known = container('nosql', NOSQL)) {
  return judgeWithTemplates(ANALYSERS.nosql, known, text).verdict;
}

describe('a known query broken open at a literal', () => {
  test.each([
    "SELECT * FROM c WHERE c.name = 'lamp' OR IS_DEFINED(c.id) AND c.onSale = true",
    "SELECT * FROM c WHERE c.name = 'lamp' OR c.id != '' AND c.onSale = true",
    "SELECT * FROM c WHERE c.name = 'lamp' OR IS_DEFINED(c.id) --' AND c.onSale = true",
    "SELECT * FROM c WHERE c.name = 'lamp' --' AND c.onSale = true",
    "SELECT c.id FROM c WHERE c.owner = 'ann' OR c.owner > ''",
    "SELECT c.id FROM c WHERE c.owner = 'ann' ORDER BY 5",
    'SELECT * FROM c WHERE c.price < 20 ORDER BY 7 -- ORDER BY c.price',
    'SELECT * FROM c WHERE c.price < 20 OR c.price > 0 ORDER BY c.price',
    "SELECT * FROM c WHERE c.tag IN ('a') OR c.tag IN ('b', 'b') AND c.shop = 'x'",
  ])('%s', (text) => {
    const verdict = judge(text);
    expect(verdict).toMatchObject({ injection: true });
    expect(verdict.fragment).not.toBeNull();
  });

  test('the fragment begins behind the literal', () => {
    const text = "SELECT c.id FROM c WHERE c.owner = 'ann' OR c.owner > ''";
    const { fragment } = judge(text);
    expect(text.slice(fragment?.start, fragment?.end).trim()).toBe("OR c.owner > ''");
  });

  test('two sightings are enough, more raise the confidence', () => {
    const text = "SELECT c.id FROM c WHERE c.owner = 'ann' OR c.owner > ''";
    const confidence = (times: number) => judge(text, container('nosql', NOSQL, times)).confidence;
    expect(confidence(1)).toBeLessThan(0.5);
    expect(confidence(2)).toBeGreaterThanOrEqual(0.5);
    expect(confidence(50)).toBeGreaterThan(confidence(2));
  });
});

describe('what newly deployed code writes is no injection', () => {
  test.each([
    "SELECT * FROM c WHERE c.name = 'lamp' AND c.onSale = true AND c.stock > 0",
    "SELECT c.id FROM c WHERE c.owner = 'ann' AND c.state = 'open'",
    "SELECT c.id FROM c WHERE c.owner = 'ann' ORDER BY c._ts DESC",
    "SELECT c.id FROM c WHERE c.owner = 'ann' OFFSET 0 LIMIT 20",
    "SELECT c.id, c.state FROM c WHERE c.owner = 'ann' OR c.helper = 'ann'",
    'SELECT * FROM c WHERE c.id = @id OR c.alias = @id',
    "SELECT * FROM c WHERE c.name = 'lamp' AND c.kind = 'floor'",
    "SELECT VALUE COUNT(1) FROM c WHERE c.owner = 'ann'",
  ])('%s', (text) => {
    expect(judge(text).injection).toBe(false);
  });

  test('the known queries themselves, with other values', () => {
    for (const text of NOSQL) expect(judge(text.replaceAll("'", '"')).injection).toBe(false);
    expect(judge('SELECT c.id FROM c WHERE c.owner = "x\' OR 1=1"').injection).toBe(false);
  });
});

describe('what the container itself does is no break of it', () => {
  /** Queries of a search form of which a user fills in any part, with alternatives. */
  const builder = ['a', 'b', 'c', 'd', 'e'].flatMap((first) => [
    `SELECT * FROM c WHERE c.${first} = 'x'`,
    `SELECT * FROM c WHERE c.${first} = 'x' OR c.f > 'y'`,
    `SELECT * FROM c WHERE c.${first} = 'x' OR c.g > 'y'`,
  ]);

  test('queries that grow by OR', () => {
    const added = "SELECT * FROM c WHERE c.k = 'x' OR c.g > 'y'";
    const one = ["SELECT * FROM c WHERE c.k = 'x'"];
    expect(judge(added, container('nosql', [...one, ...builder])).injection).toBe(false);
    expect(judge(added, container('nosql', one)).injection).toBe(true);
  });

  test('a condition that none of them has is one, however they grow', () => {
    const known = container('nosql', ["SELECT * FROM c WHERE c.k = 'x'", ...builder]);
    const other = "SELECT * FROM c WHERE c.k = 'x' OR c.owner > 'y'";
    expect(judge(other, known).injection).toBe(true);
    const compared = "SELECT * FROM c WHERE c.k = 'x' OR c.g < 'y'";
    expect(judge(compared, known).injection).toBe(true);
  });

  test('what else comes in is one all the same', () => {
    const known = container('nosql', ["SELECT * FROM c WHERE c.k = 'x'", ...builder]);
    expect(judge("SELECT * FROM c WHERE c.k = 'x' ORDER BY 5", known).injection).toBe(true);
  });

  test('Table filters put together with or', () => {
    const filters = ['A', 'B', 'C', 'D', 'E'].flatMap((name) => [
      `${name} eq 1`,
      `${name} eq 1 or Level gt 2`,
    ]);
    const known = container('table', [...filters, 'Id eq 1']);
    const calls = (text: string) =>
      judgeWithTemplates(ANALYSERS.table, known, text).verdict.injection;
    expect(calls('Id eq 1 or Level gt 3')).toBe(false);
    expect(calls('Id eq 1 or Other gt 3')).toBe(true);
  });

  test.each<[Api, string, string]>([
    ['nosql', "SELECT * FROM c WHERE c.k = 'x'", " AND c.k = 'y'"],
    ['cassandra', "SELECT * FROM t WHERE k = 'x'", " AND k = 'y'"],
    ['table', "PartitionKey eq 'x'", " and PartitionKey ne ''"],
  ])('%s: another value for a property that has one is a break', (api, query, added) => {
    const judged = judgeWithTemplates(ANALYSERS[api], container(api, [query]), query + added);
    expect(judged.verdict).toMatchObject({ injection: true, technique: 'template-deviation' });
  });
});

test('what has a parameter in it was written by the program', () => {
  const text = "SELECT c.id FROM c WHERE c.owner = 'ann' OR c.owner > @from";
  expect(judge(text).injection).toBe(false);
});

test('a remark behind a known query is none', () => {
  expect(judge("SELECT c.id FROM c WHERE c.owner = 'ann' -- of the start page").injection).toBe(
    false,
  );
});

test('MongoDB: an operator in place of a value', () => {
  const known = container('mongodb', ['{"find":"users","filter":{"nick":"a","shard":"b"}}']);
  const judged = (text: string) =>
    judgeWithTemplates(ANALYSERS.mongodb, known, text).verdict.injection;
  expect(judged('{"find":"users","filter":{"nick":{"$gt":""},"shard":"b"}}')).toBe(true);
  expect(judged('{"find":"users","filter":{"nick":"zoe","shard":"b"}}')).toBe(false);
});

test('Gremlin: a traversal that goes on with what an application would not write', () => {
  const known = container('gremlin', ["g.V().has('name','ann')"]);
  const judged = (text: string) =>
    judgeWithTemplates(ANALYSERS.gremlin, known, text).verdict.injection;
  expect(judged("g.V().has('name','ann').drop()")).toBe(true);
  expect(judged("g.V().has('name','ann').elementMap()")).toBe(false);
  expect(judged("g.V().has('name','ann').out('knows').values('name')")).toBe(false);
});

test('Table: a filter that is widened', () => {
  const known = container('table', ["PartitionKey eq 'a' and RowKey eq 'b'"]);
  const judged = (text: string) =>
    judgeWithTemplates(ANALYSERS.table, known, text).verdict.injection;
  expect(judged("PartitionKey eq 'a' and RowKey eq 'b' or Level gt 1")).toBe(true);
  expect(judged("PartitionKey eq 'a' and RowKey eq 'b' and Level gt 1")).toBe(false);
});

test('a book is bounded: the least recently seen go, and are counted', () => {
  const book = new ShapeBook();
  for (let n = 0; n < MOST_SHAPES + 5; n += 1) book.learn(`shape ${n}`, n, 'r');
  expect(book.size).toBe(MOST_SHAPES);
  expect(book.forgotten).toBe(5);
  expect(book.get('shape 4')).toBeUndefined();
  expect(book.get('shape 5')).toBeDefined();
});

test('the same record again is no second sighting, in one book or merged', () => {
  const one = new ShapeBook();
  one.learn('s', 1, 'record');
  one.learn('s', 1, 'record');
  expect(one.isTemplate('s')).toBe(false);
  const two = new ShapeBook();
  two.learn('s', 1, 'record');
  one.merge(two.values());
  expect(one.isTemplate('s')).toBe(false);
  two.learn('s', 2, 'another');
  one.merge(two.values());
  expect(one.isTemplate('s')).toBe(true);
});

test('what every application asks for may be asked for in another order', () => {
  const judge = judgeOf('nosql', [
    "SELECT * FROM c WHERE c.type = 'a' AND c.total > 5",
    "SELECT c.id FROM c WHERE c.type = 'a'",
  ]);
  expect(judge("SELECT * FROM c WHERE c.type = 'a' ORDER BY c.updatedAt DESC").injection).toBe(
    false,
  );
});

test('a Table filter with fewer conditions is another look-up', () => {
  const ask = judgeOf('table', [
    "PartitionKey eq 'a' and RowKey eq 'b'",
    "Status eq 'a' and Age gt 5",
  ]);
  expect(ask("PartitionKey eq 'c'").injection).toBe(false);
  expect(ask("Status eq 'c'").injection).toBe(false);
});
