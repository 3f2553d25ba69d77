import { describe, expect, test } from '@jest/globals';
import { analyseCassandra } from '../../../lib/query/cassandra';
import { verdictOf } from '../../../lib/query/verdict';

const verdict = (text: string) => verdictOf(text, analyseCassandra(text));

/** Statements that the server accepts and that programs write. */
const STATEMENTS = [
  // Drivers and tools.
  'SELECT key FROM system.local',
  "SELECT now() FROM system.local WHERE key = 'local'",
  'SELECT peer, data_center, rack FROM system.peers',
  "SELECT * FROM system_schema.columns WHERE keyspace_name = 'shop' AND table_name IN ('a', 'b')",
  "SELECT role, is_superuser FROM system_auth.roles WHERE role = 'app'",
  'SELECT * FROM t WHERE token(k) > -9223372036854775808 AND token(k) <= -3 LIMIT 5000',
  'SELECT * FROM t WHERE token("k") >= ? AND token("k") < ? ALLOW FILTERING',
  'SELECT * FROM t WHERE k = :key AND c IN :names',
  // Relations.
  "SELECT * FROM t WHERE k = 1 AND c > '' LIMIT 100",
  "SELECT * FROM t WHERE (a, b) > (1, 'x') AND k = 2",
  "SELECT * FROM t WHERE (a, b) IN ((1, 'x'), (2, 'y'))",
  "SELECT * FROM t WHERE tags CONTAINS 'x' AND props CONTAINS KEY 'y' ALLOW FILTERING",
  "SELECT * FROM t WHERE props['k'] = 'v' ALLOW FILTERING",
  'SELECT * FROM t WHERE u = 123e4567-e89b-12d3-a456-426614174000 AND b = 0xCAFE AND d = 1h30m',
  'SELECT * FROM t WHERE day > toDate(now()) - 2d AND k = -1 AND v = (int) 4',
  'SELECT * FROM t WHERE k = 1 AND c BETWEEN 3 AND 9',
  "SELECT * FROM t WHERE status = 'status'",
  "SELECT * FROM t WHERE name LIKE '%%'",
  "SELECT values, group FROM t WHERE values CONTAINS 'x' AND per = 1",
  "UPDATE t SET values = {6}, m['k'] = 'v' WHERE k = 1",
  "SELECT * FROM t WHERE day = '2024-05-07' - 2d",
  // Clauses.
  'SELECT DISTINCT k FROM t PER PARTITION LIMIT 1 LIMIT 9',
  "SELECT CAST(a AS text), b AS c, count(*), m['x'] FROM ks.t GROUP BY a ORDER BY b DESC LIMIT 10",
  'SELECT v FROM t ORDER BY e ANN OF [0.5, -0.25] LIMIT 3',
  "INSERT INTO t (a, b, c) VALUES ({'x': 1, 'y': -2}, ['a'], {street: 'Main', zip: 12}) USING TTL 60 AND TIMESTAMP 5",
  `INSERT INTO t JSON '{"a": "it''s"}' DEFAULT UNSET IF NOT EXISTS`,
  "UPDATE t USING TTL 9 SET n = n + 1, l = ['x'] + l, m['a'] = 1, m['b'] = 2 WHERE k = 1 IF v = 2 AND w != null",
  'INSERT INTO t (a) VALUES (?) USING TIMESTAMP ? AND USING TTL ?;',
  "DELETE a, m['x'], l[0] FROM t USING TIMESTAMP 5 WHERE k = 1 IF EXISTS",
  'BEGIN UNLOGGED BATCH INSERT INTO a (k) VALUES (1) UPDATE b SET v = 1 WHERE k = 2 APPLY BATCH;',
  "BEGIN BATCH INSERT INTO a (k) VALUES ('x; DROP TABLE y; --'); DELETE FROM b WHERE k = 2; APPLY BATCH",
  // Definitions and rights.
  "CREATE TABLE t (k text, c int, PRIMARY KEY ((k), c)) WITH comment = 'it''s' AND gc_grace_seconds = 0",
  'CREATE FUNCTION f (a int) CALLED ON NULL INPUT RETURNS int LANGUAGE java AS $$ return a + 1; $$',
  "CREATE ROLE x WITH PASSWORD = 'p' AND LOGIN = true",
  'GRANT SELECT ON KEYSPACE a TO b',
  'TRUNCATE t',
  'DROP TABLE IF EXISTS t',
  // Comments.
  "/* app:billing */ SELECT * FROM t WHERE k = 'x' -- by key",
  "SELECT * FROM t -- don't cache\nWHERE k = 1",
  "SELECT /* it's quick */ * FROM t",
  "SELECT * FROM t WHERE k = 'x'\n-- don't page here\nLIMIT 5",
  "SELECT * FROM t WHERE k = 'x'\n-- 'y' was tried, it's gone\nLIMIT 5",
  "CREATE TABLE t (\n  kind text, -- 'DEVICE', 'ASSET'\n  id int PRIMARY KEY)",
  "SELECT * FROM t WHERE k = 'x'\n-- AND name = 'y'\nALLOW FILTERING",
] as const;

/** What developers get wrong, and what is no statement at all. */
const HARMLESS = [
  'SELECT * FROM t WHERE a = 1 OR b = 2',
  'SELECT * FROM t ALLOW FILTERING LIMIT 10',
  'SELECT * FROM t WHERE 1 = 1 AND k = 2',
  'INSERT INTO a (k) VALUES (1); INSERT INTO b (k) VALUES (2);',
  'CREATE TABLE a (k int PRIMARY KEY);\n\nDROP TABLE b;\nSELECT * FROM a;',
  'SELECT %s FROM {keyspace}.{table} WHERE k = %(key)s',
  'SELECT * FROM t WHERE k = @key AND made >= @from ALLOW FILTERING',
  "SELECT k FROM t WHERE body MATCH 'timeout' AND body IN ('a', 'b') ALLOW FILTERING",
  'CREATE INDEX by_',
  'INSERT INTO t',
  'the statement that the driver prepared',
  '',
] as const;

describe('normal CQL', () => {
  test.each(STATEMENTS)('%s', (text) => {
    expect(analyseCassandra(text).signs.filter(({ weight }) => weight >= 0.5)).toEqual([]);
    expect(verdict(text).injection).toBe(false);
    expect(analyseCassandra(text).understanding.valid).toBe(true);
  });

  test.each(HARMLESS)('%j', (text) => {
    expect(verdict(text).injection).toBe(false);
  });

  test.each(["' OR 1=1 --", "x'; DROP TABLE t; --", "') UNION SELECT 1 /*", "\\' AND 1=1", '$$'])(
    'an attack inside one literal is data: %s',
    (attack) => {
      const text = `SELECT * FROM t WHERE k = '${attack.replaceAll("'", "''")}' AND v = 1`;
      expect(analyseCassandra(text).signs).toEqual([]);
      expect(analyseCassandra(text).understanding.valid).toBe(true);
    },
  );

  test('text in dollar quotes is a literal too', () => {
    expect(verdict("SELECT * FROM t WHERE k = $$x' OR 1=1 --$$").injection).toBe(false);
  });
});
