import { describe, expect, test } from '@jest/globals';
import { judgeOf } from './container';

describe('what all conditions of a container ask for', () => {
  const filters = ['Color', 'Brand', 'Price', 'Stock', 'Name'].map(
    (name) => `PartitionKey eq 'a' and ${name} eq 'b'`,
  );
  const judge = judgeOf('table', filters);

  test.each([
    "PartitionKey eq 'a' or Maker eq 'x'",
    "Height gt 3 and (PartitionKey eq 'a' or Maker eq 'x')",
    "PartitionKey eq 'a' and Maker eq 'x' or Height gt 5",
  ])('an alternative frees the query of it: %s', (text) => {
    expect(judge(text)).toMatchObject({ injection: true, technique: 'template-deviation' });
  });

  test.each([
    "PartitionKey eq 'a' and (Maker eq 'x' or Height gt 5)",
    "(PartitionKey eq 'a' or PartitionKey eq 'b') and Maker eq 'x'",
    "Maker eq 'x' or Height gt 5",
  ])('an alternative to something else does not: %s', (text) => {
    expect(judge(text).injection).toBe(false);
  });
});

describe('a query that lost conditions', () => {
  const nosql = judgeOf('nosql', [
    "SELECT c.id, c.title FROM c WHERE c.owner = 'a' AND c.shared = true ORDER BY c.at",
    "SELECT * FROM c WHERE c.owner = 'a' AND c.kind = 'b'",
    "SELECT * FROM c WHERE c.id = 'a' AND c.owner = 'b'",
  ]);

  test.each([
    "SELECT * FROM c WHERE c.owner = 'a'",
    "SELECT c.id, c.title FROM c WHERE c.owner = 'a'",
    "SELECT c.id, c.title FROM c WHERE c.owner = 'a' ORDER BY c.secret",
    "SELECT * FROM c WHERE c.owner = 'a' ORDER BY c.secret",
  ])('%s', (text) => {
    expect(nosql(text).injection).toBe(true);
  });

  test.each([
    "SELECT * FROM c WHERE c.id = 'a'",
    'SELECT * FROM c WHERE c.owner = @owner',
    "SELECT c.id, c.at FROM c WHERE c.owner = 'a'",
    "SELECT c.id, c.title FROM c WHERE c.owner = 'a' AND c.kind = 'b'",
  ])('another query is no rest of one: %s', (text) => {
    expect(nosql(text).injection).toBe(false);
  });

  test('a container that leaves conditions out itself', () => {
    const optional = ['Color', 'Brand', 'Price'].flatMap((name) => [
      `SELECT c.id, c.${name} FROM c WHERE c.owner = 'a'`,
      `SELECT c.id, c.${name} FROM c WHERE c.owner = 'a' AND c.shared = true`,
    ]);
    const longer = "SELECT c.id, c.title FROM c WHERE c.owner = 'a' AND c.shared = true";
    const judge = judgeOf('nosql', [...optional, longer]);
    expect(judge("SELECT c.id, c.title FROM c WHERE c.owner = 'a'").injection).toBe(false);
  });
});

describe('CQL: a clause behind a known beginning that the container never has', () => {
  const judge = judgeOf('cassandra', [
    "INSERT INTO t (k, v) VALUES ('a', 'b')",
    "UPDATE t SET v = 'a', w = 1 WHERE k = 'b'",
    "SELECT * FROM t WHERE k = 'a' AND v = 'b'",
    "SELECT v FROM t WHERE k = 'a' LIMIT 5",
  ]);

  test.each([
    "INSERT INTO t (k, v) VALUES ('a', 'b') USING TTL 1",
    "UPDATE t SET v = 'a', x = true WHERE k = 'b' IF EXISTS",
    "SELECT * FROM t WHERE k = 'a' PER PARTITION LIMIT 5",
  ])('%s', (text) => {
    expect(judge(text)).toMatchObject({ injection: true, technique: 'clause-injection' });
  });

  test.each([
    "INSERT INTO t (k, v, w) VALUES ('a', 'b', 1) USING TTL 1",
    "SELECT v, w FROM t WHERE k = 'a' ALLOW FILTERING",
    "SELECT * FROM t WHERE k = 'a' LIMIT 5",
  ])('in other statements it is new code: %s', (text) => {
    expect(judge(text).injection).toBe(false);
  });
});

describe('a value that stands in a query several times', () => {
  const known =
    "g.V().has('shop','name','a').fold().coalesce(unfold(),addV('shop').property('name','a'))";
  const judge = judgeOf('gremlin', [known, "g.V('1')"]);

  test('brings the same in at each place', () => {
    const added = "a').out('owns').has('name','a";
    const verdict = judge(known.replaceAll("'name','a", `'name','${added}`));
    expect(verdict).toMatchObject({ injection: true, technique: 'traversal-injection' });
  });

  test('other steps at each place are other code', () => {
    const other = known
      .replace("'name','a')", "'name','a').dedup()")
      .replace(/\)$/, ".property('x',1))");
    expect(judge(other).injection).toBe(false);
  });

  test('one vertex became several', () => {
    expect(judge("g.V('1','2','3')").injection).toBe(true);
    expect(judge("g.V('2')").injection).toBe(false);
    expect(judge("g.V('1').drop()").injection).toBe(false);
  });
});

describe('conditions in brackets of their own', () => {
  const judge = judgeOf('table', [
    "(Shop eq 'a') and (Price gt 5)",
    "(Shop eq 'a') and (Color eq 'b')",
    "(Shop eq 'a') and (Kind eq 'b' and Maker eq 'c')",
  ]);

  test.each([
    "(Shop eq 'a') and (Stock ge 2) and (Price gt 5)",
    "(Shop eq 'a') and (Color eq 'b') and (Stock ge 2)",
    "(Shop eq 'a') and (Color eq 'x' or (Checked eq false and Color eq 'b'))",
  ])('are added by programs: %s', (text) => {
    expect(judge(text).injection).toBe(false);
  });

  test('come in within the brackets', () => {
    expect(judge("(Shop eq 'a') and (Color eq 'x' or Secret gt 'b')").injection).toBe(true);
    expect(judge("(Shop eq 'a' and Maker eq 'c') and (Price gt 5)").injection).toBe(true);
  });
});
