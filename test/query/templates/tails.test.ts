import { describe, expect, test } from '@jest/globals';
import type { Api } from '../../../lib/telemetry/event';
import { judgeOf } from './container';

describe('a query that lost what nearly all others ask for', () => {
  const nosql = judgeOf('nosql', [
    "SELECT c.id, c.a FROM c WHERE c.state = 'x' AND c.shop = 's'",
    ...['a', 'b', 'c', 'd'].map((name) => `SELECT * FROM c WHERE c.${name} = 'x' AND c.shop = 's'`),
  ]);
  const table = judgeOf('table', [
    "Color eq 'red' and PartitionKey eq 'p'",
    ...['A', 'B', 'C', 'D'].map((name) => `PartitionKey eq 'p' and ${name} eq 'x'`),
  ]);

  test('is cut off', () => {
    expect(nosql("SELECT * FROM c WHERE c.a = 'x'").injection).toBe(true);
    expect(nosql("SELECT * FROM c WHERE c.a = 'x' OR c.e = 'y'").injection).toBe(true);
    expect(table("Color eq 'red' or Maker eq 'x'").injection).toBe(true);
  });

  test('is another one where it begins with another condition or goes on with more', () => {
    expect(nosql("SELECT * FROM c WHERE c.f = 'x'").injection).toBe(false);
    expect(nosql("SELECT * FROM c WHERE c.a = 'x' AND c.g > 5").injection).toBe(false);
    expect(table("Color eq 'red' and Height gt 3").injection).toBe(false);
  });

  test('CQL: a change of more than one row', () => {
    const cassandra = judgeOf('cassandra', [
      "DELETE FROM t WHERE shop = 's' AND id = 1",
      "DELETE FROM t WHERE shop = 's' AND id = 1 AND kind = 'x'",
      "UPDATE t SET v = 'a', w = 1 WHERE shop = 's' AND id = 1",
      "UPDATE t SET x = 'a' WHERE shop = 's' AND id = 1",
      "UPDATE other SET v = 'a' WHERE shop = 's'",
    ]);
    expect(cassandra("DELETE FROM t WHERE shop = 's'").injection).toBe(true);
    expect(cassandra("UPDATE t SET v = 'a' WHERE shop = 's'").injection).toBe(true);
    expect(cassandra("UPDATE other SET w = 1 WHERE shop = 's'").injection).toBe(false);
  });
});

describe('what stands in place of the end of a query', () => {
  const nosql = judgeOf('nosql', [
    "SELECT c.id, c.title FROM c WHERE c.owner = 'a' AND c.total > 5 ORDER BY c.at DESC",
    "SELECT * FROM c WHERE c.owner = 'a' AND c.kind = 'b'",
  ]);
  const cassandra = judgeOf('cassandra', [
    "SELECT id, title FROM t WHERE owner = 'a' AND kind = 'b' LIMIT 20",
    "SELECT * FROM t WHERE owner = 'a' AND total > 5 ALLOW FILTERING",
    "UPDATE t SET v = 'a' WHERE owner = 'a' IF kind = 'b'",
  ]);

  test.each<[string, Api, string]>([
    [
      'nothing, where an order was',
      'nosql',
      "SELECT c.id, c.title FROM c WHERE c.owner = 'a' AND c.total > 5",
    ],
    [
      'nothing, where a condition of a change was',
      'cassandra',
      "UPDATE t SET v = 'a' WHERE owner = 'a'",
    ],
    [
      'an order by what no query names',
      'nosql',
      "SELECT c.id, c.title FROM c WHERE c.owner = 'a' AND c.total > 5 ORDER BY c.pin",
    ],
    [
      'the same for whole items',
      'nosql',
      "SELECT * FROM c WHERE c.owner = 'a' AND c.kind = 'b' ORDER BY c.pin",
    ],
    [
      'a page that is none',
      'nosql',
      "SELECT * FROM c WHERE c.owner = 'a' AND c.kind = 'b' OFFSET 0 LIMIT 5000",
    ],
    [
      'ranges of what was never compared so',
      'cassandra',
      "SELECT id, title FROM t WHERE owner = 'a' AND total > 0 AND kind >= 'a' ALLOW FILTERING",
    ],
    [
      'filtering for what is asked for without it',
      'cassandra',
      "SELECT id, title FROM t WHERE owner = 'a' AND kind = 'b' LIMIT 20 ALLOW FILTERING",
    ],
  ])('%s', (_, api, text) => {
    expect((api === 'nosql' ? nosql : cassandra)(text).injection).toBe(true);
  });

  test.each<[string, Api, string]>([
    [
      'another order',
      'nosql',
      "SELECT c.id, c.title FROM c WHERE c.owner = 'a' AND c.total > 5 ORDER BY c.total",
    ],
    [
      'pages in a new order',
      'nosql',
      "SELECT * FROM c WHERE c.owner = 'a' AND c.kind = 'b' ORDER BY c.rank OFFSET 0 LIMIT 20",
    ],
    ['a page', 'nosql', "SELECT * FROM c WHERE c.owner = 'a' AND c.kind = 'b' OFFSET 0 LIMIT 50"],
    [
      'ranges in an order',
      'cassandra',
      "SELECT id, title FROM t WHERE owner = 'a' AND rank > 4 ORDER BY at",
    ],
    [
      'other columns',
      'cassandra',
      "SELECT id, at FROM t WHERE owner = 'a' AND kind = 'b' ALLOW FILTERING",
    ],
  ])('new code: %s', (_, api, text) => {
    expect((api === 'nosql' ? nosql : cassandra)(text).injection).toBe(false);
  });
});

describe('columns that come in', () => {
  const judge = judgeOf('nosql', [
    "SELECT TOP 5 c.id, c.title FROM c WHERE c.owner = 'a'",
    "SELECT c.id, 'web' AS source FROM c WHERE c.owner = 'a'",
  ]);

  test('right behind a literal', () => {
    const added = "SELECT TOP 5 c.pin, c.id, c.title FROM c WHERE c.owner = 'a'";
    expect(judge(added)).toMatchObject({ injection: true, technique: 'clause-injection' });
    const constant = "SELECT c.id, 'x' AS k, c.pin, 'web' AS source FROM c WHERE c.owner = 'a'";
    expect(judge(constant).injection).toBe(true);
  });

  test('elsewhere they are new code', () => {
    const added = "SELECT TOP 5 c.id, c.title, c.pin FROM c WHERE c.owner = 'a'";
    expect(judge(added).injection).toBe(false);
  });
});

describe('a query with columns of its own does not grow as others do', () => {
  const builder = ['a', 'b', 'c', 'd'].flatMap((name) => [
    `SELECT * FROM t WHERE ${name} = 'x' AND v = 'z'`,
    `SELECT * FROM t WHERE ${name} = 'x' AND w = 'y' AND v = 'z'`,
  ]);
  const judge = judgeOf('cassandra', [
    ...builder,
    "SELECT id, name FROM t WHERE k = 'a' AND v = 'b'",
    "SELECT * FROM t WHERE k = 'a' AND v = 'b'",
    "UPDATE t SET v = 'a' WHERE k = 'b' IF w = 'c'",
  ]);

  test.each([
    ['the query', "SELECT id, name FROM t WHERE k = 'a' AND w = 'x' AND v = 'b'"],
    ['a change that sets more', "UPDATE t SET v = 'a', pin = 'x' WHERE k = 'b' IF w = 'c'"],
    ['a change that asks for more', "UPDATE t SET v = 'a' WHERE k = 'b' IF w = 'c' AND pin = 'x'"],
  ])('%s', (_, text) => {
    expect(judge(text).injection).toBe(true);
  });

  test('others do', () => {
    expect(judge("SELECT * FROM t WHERE k = 'a' AND w = 'x' AND v = 'b'").injection).toBe(false);
  });
});

test('Gremlin: that filters come and go is no habit of reading more', () => {
  const judge = judgeOf('gremlin', [
    ...['a', 'b', 'c'].flatMap((name) => [
      `g.V().hasLabel('${name}').has('pk','1').limit(5)`,
      `g.V().hasLabel('${name}').has('pk','1').has('x','2').limit(5)`,
    ]),
    "g.V().hasLabel('d').values('pin')",
  ]);
  const known = "g.V().hasLabel('a').has('pk','1').limit(5)";
  expect(judge(`${known}.values('pin')`).injection).toBe(true);
  expect(judge("g.V().hasLabel('d').has('pk','1').has('x','2').limit(5)").injection).toBe(false);
});
