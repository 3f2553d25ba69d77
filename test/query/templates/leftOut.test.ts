import { describe, expect, test } from '@jest/globals';
import { judgeOf } from './container';

describe('conditions that a container never leaves out', () => {
  /** Kind and city come and go; what is deleted is always left out. */
  const search = judgeOf('nosql', [
    "SELECT * FROM c WHERE c.owner = 'a' AND c.deleted = false",
    "SELECT * FROM c WHERE c.owner = 'a' AND c.kind = 'b' AND c.deleted = false",
    "SELECT * FROM c WHERE c.owner = 'a' AND c.kind = 'b' AND c.city = 'd' AND c.deleted = false",
    "SELECT VALUE c FROM c WHERE c.maker = 'a' AND c.city = 'd'",
  ]);

  test('are missed where a query ends behind a literal', () => {
    const cut = search("SELECT * FROM c WHERE c.owner = 'a' AND c.kind = 'b'");
    expect(cut).toMatchObject({ injection: true, technique: 'template-deviation' });
  });

  test('are missed before a page that nobody reads', () => {
    const open = judgeOf('nosql', [
      "SELECT * FROM c WHERE c.maker = 'a' AND c.deleted = false OFFSET 0 LIMIT 10",
    ]);
    const page = (size: number) => `SELECT * FROM c WHERE c.maker = 'a' OFFSET 0 LIMIT ${size}`;
    expect(open(page(5000)).injection).toBe(true);
    expect(open(page(20)).injection).toBe(false);
  });

  test('those that come and go are not, whichever columns are asked for', () => {
    expect(search("SELECT VALUE c FROM c WHERE c.maker = 'a'").injection).toBe(false);
  });

  test('no container is asked in so many ways that it has such', () => {
    const ways = Array.from({ length: 30 }, (_, n) => `SELECT * FROM c WHERE c.p${n} = 'a'`);
    const longer = "SELECT * FROM c WHERE c.owner = 'a' AND c.deleted = false";
    expect(
      judgeOf('nosql', [...ways, longer])("SELECT * FROM c WHERE c.owner = 'a'"),
    ).toMatchObject({ injection: false });
  });

  test('a filter of Table has two conditions left', () => {
    const table = judgeOf('table', ["PartitionKey eq 'a' and Shelf eq 'b' and Sold eq false"]);
    expect(table("PartitionKey eq 'a' and Shelf eq 'c'").injection).toBe(true);
    expect(table("PartitionKey eq 'a'").injection).toBe(false);
  });

  test('a change is asked for by all of its key', () => {
    const cassandra = judgeOf('cassandra', [
      "DELETE FROM t WHERE shelf = 'a' AND id = 5",
      "SELECT * FROM t WHERE shelf = 'a' AND id = 5",
    ]);
    expect(cassandra("DELETE FROM t WHERE shelf = 'b'").injection).toBe(true);
    expect(cassandra("SELECT * FROM t WHERE shelf = 'b'").injection).toBe(false);
  });
});

describe('a range without its other end', () => {
  const closed = "PartitionKey eq 'a' and RowKey ge 'b' and RowKey lt 'c'";
  const half = "PartitionKey eq 'a' and RowKey ge 'b'";

  test('is cut off where all of them have both', () => {
    expect(judgeOf('table', [closed])(half).injection).toBe(true);
    const cql = judgeOf('cassandra', ["SELECT * FROM t WHERE k = 'a' AND at > 5 AND at <= 9"]);
    expect(cql("SELECT * FROM t WHERE k = 'a' AND at > 5").injection).toBe(true);
  });

  test('is normal where some have one', () => {
    const open = judgeOf('table', [closed, "Kind eq 'a' and RowKey ge 'b'"]);
    expect(open(half).injection).toBe(false);
  });
});

describe('CQL: what a change or an insert does more', () => {
  const judge = judgeOf('cassandra', [
    "UPDATE t SET v = 'a' WHERE id = 5",
    "UPDATE t SET tags = {'by': 'a'} WHERE id = 5",
    "INSERT INTO t (id, v) VALUES (5, 'a') USING TTL 60;",
  ]);

  test.each([
    "UPDATE t SET v = 'a', paid = true WHERE id = 5",
    "UPDATE t SET v = 'a', roles = roles + {'x'} WHERE id = 5",
    "UPDATE t SET tags = {'by': 'a', 'level': 'x'} WHERE id = 5",
    "INSERT INTO t (id, v) VALUES (5, 'a') USING TTL 60 AND TIMESTAMP 9000;",
  ])('%s', (text) => {
    expect(judge(text).injection).toBe(true);
  });

  test('maps of any size are data', () => {
    const dynamic = judgeOf('cassandra', [
      "UPDATE t SET tags = {'by': 'a'} WHERE id = 5",
      "UPDATE t SET names = {'de': 'a', 'fr': 'b'} WHERE id = 5",
    ]);
    const text = "UPDATE t SET tags = {'by': 'a', 'level': 'x'} WHERE id = 5";
    expect(dynamic(text).injection).toBe(false);
  });

  test('a date is no option of an insert', () => {
    const table = judgeOf('table', ["PartitionKey eq 'a'"]);
    const text = "PartitionKey eq 'a' and Timestamp ge datetime'2024-02-03T00:00:00Z'";
    expect(table(text).injection).toBe(false);
  });
});
