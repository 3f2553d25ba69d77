import { describe, expect, test } from '@jest/globals';
import { analyseCassandra } from '../../../lib/query/cassandra';
import type { Technique } from '../../../lib/query/verdict';
import { verdictOf } from '../../../lib/query/verdict';

const verdict = (text: string) => verdictOf(text, analyseCassandra(text));

type Case = readonly [text: string, technique: Technique, outcome: 'exfiltration' | 'failed'];

const CASES: readonly Case[] = [
  // A literal that was closed early, with a condition that holds for every row.
  ["SELECT * FROM accounts WHERE mail = '' OR 1=1", 'tautology', 'failed'],
  ["SELECT * FROM accounts WHERE mail = 'x' OR 'b' >= 'a' AND pin = '7'", 'tautology', 'failed'],
  ['DELETE FROM carts WHERE id = 9 OR true', 'tautology', 'failed'],
  ["SELECT * FROM accounts WHERE mail = 'x' OR note LIKE '%%'", 'tautology', 'failed'],
  ["SELECT * FROM accounts WHERE mail = 'x' OR id IS NOT NULL", 'tautology', 'failed'],
  ["SELECT * FROM accounts WHERE mail = 'x' AND id = id", 'tautology', 'exfiltration'],
  ["SELECT * FROM t WHERE k = '' AND pin >= '' ALLOW FILTERING", 'tautology', 'exfiltration'],
  ["SELECT * FROM t WHERE k = 'x' AND mail >= ''", 'tautology', 'exfiltration'],
  ['SELECT * FROM t WHERE k = 1 OR token(k) > 0', 'tautology', 'failed'],
  [
    "BEGIN BATCH INSERT INTO a (k) VALUES ('x'); INSERT INTO b (k) VALUES (1) UPDATE c SET n = 1 WHERE k = 2 APPLY BATCH",
    'stacked',
    'exfiltration',
  ],
  ['DELETE FROM t WHERE k = 44)', 'syntax-probe', 'failed'],
  // Constants compared behind a condition.
  ['SELECT * FROM carts WHERE id = 9 AND 5 > 4', 'boolean-blind', 'failed'],
  ["SELECT * FROM carts WHERE id = 9 AND 'a' IN ('a')", 'boolean-blind', 'failed'],
  ['SELECT * FROM carts WHERE id = 9 AND (2) = (2)', 'boolean-blind', 'failed'],
  ['SELECT * FROM carts WHERE id = 9 AND toTimestamp(now()) > 0', 'boolean-blind', 'failed'],
  // The rest of the statement hidden.
  [
    "SELECT * FROM t WHERE k = 'x' ALLOW FILTERING --' AND pin = '7'",
    'comment-truncation',
    'exfiltration',
  ],
  [
    "SELECT * FROM t WHERE k = 'x' LIMIT 9 // ' AND pin = '7'",
    'comment-truncation',
    'exfiltration',
  ],
  [
    "SELECT * FROM t WHERE k = 'x'\nALLOW FILTERING\n--' AND pin = '7'",
    'comment-truncation',
    'exfiltration',
  ],
  [
    "INSERT INTO u (k, name) VALUES (1, 'x')\nUSING TTL 1\n// ', 'guest')",
    'comment-truncation',
    'exfiltration',
  ],
  ["SELECT * FROM t WHERE k = 'x'/*' AND pin = '*/", 'comment-truncation', 'exfiltration'],
  [
    "INSERT INTO u (k, name, role) VALUES (1, 'x', 'root') --', 'guest')",
    'comment-truncation',
    'exfiltration',
  ],
  [
    "UPDATE u SET name = 'x', role = 'root' WHERE k = 1 --' WHERE k = 1",
    'comment-truncation',
    'exfiltration',
  ],
  ['SELECT * FROM t WHERE k IN (4) ALLOW FILTERING --)', 'comment-truncation', 'exfiltration'],
  // More statements.
  ['SELECT * FROM t WHERE k = 4; TRUNCATE t', 'stacked', 'failed'],
  ["SELECT * FROM t WHERE k = 'x'; ALTER ROLE admin WITH PASSWORD = 'p'", 'stacked', 'failed'],
  ["BEGIN BATCH INSERT INTO t (k) VALUES ('x'); DROP TABLE u; APPLY BATCH", 'stacked', 'failed'],
  [
    "BEGIN BATCH INSERT INTO t (k) VALUES ('x'); APPLY BATCH; DELETE FROM u WHERE k = 1",
    'stacked',
    'failed',
  ],
  // Parts where they cannot be.
  ['SELECT * FROM t WHERE k = 4 LIMIT 1 AND owner = 5', 'clause-injection', 'failed'],
  ["UPDATE u SET name = 'x' WHERE k = 'root' WHERE k = 1", 'clause-injection', 'failed'],
  ["INSERT INTO t (k, v) VALUES ('a', 'b'), ('c', 'd')", 'clause-injection', 'failed'],
  ['SELECT * FROM t WHERE k = 4 ORDER BY 3', 'clause-injection', 'failed'],
  ["INSERT INTO t (k, l) VALUES (1, ['a', '', pin = '7'])", 'clause-injection', 'failed'],
  [
    "INSERT INTO t (k, v) VALUES (1, 'a', 'b'); INSERT INTO t (k, v) VALUES (2, 'c')",
    'clause-injection',
    'failed',
  ],
  // A text joined to another, however deep it stands.
  ["INSERT INTO t (k, v) VALUES (1, {'a': ''-''})", 'operator-abuse', 'failed'],
  ["DELETE props[''+''] FROM t WHERE k = 1", 'operator-abuse', 'failed'],
  // A change that lost its condition or its batch.
  ["UPDATE t SET v = '';UPDATE t SET role = 'root' WHERE k = 1", 'stacked', 'failed'],
  ['SELECT * FROM t WHERE k = 1;DELETE FROM t WHERE k = 2', 'stacked', 'failed'],
  ['UPDATE t SET v = 1-- x WHERE k = 4', 'comment-truncation', 'exfiltration'],
  [
    'BEGIN BATCH DELETE FROM t WHERE k = 1 // ; DELETE FROM u WHERE k = 2; APPLY BATCH',
    'comment-truncation',
    'failed',
  ],
  ['SELECT f(1) OR 3 > 2 #) FROM t', 'comment-truncation', 'failed'],
  ['DELETE FROM t WHERE k = 1) -- x', 'comment-truncation', 'failed'],
  ["SELECT * FROM t WHERE k = 'x' OR owner CONTAINS 'y'", 'tautology', 'failed'],
  ["SELECT * FROM t WHERE k = 'x' AND cast(pin AS int) = 1", 'error-based', 'failed'],
  // What other databases have.
  ["SELECT * FROM t WHERE k = '' UNION SELECT pin FROM u", 'union', 'failed'],
  ["SELECT * FROM t WHERE k = ''; WAITFOR DELAY '0:0:9' --'", 'time-blind', 'failed'],
  ['SELECT * FROM t WHERE k = 4 AND pg_sleep(9) IS NOT NULL', 'time-blind', 'failed'],
  ['SELECT * FROM t WHERE k = (SELECT pin FROM u)', 'subquery', 'failed'],
  ["SELECT * FROM t WHERE k = 'a' || 'b'", 'syntax-probe', 'failed'],
  ["SELECT * FROM t WHERE k = 'O'Hara'", 'syntax-probe', 'failed'],
  // Code in functions.
  [
    "CREATE FUNCTION f (a text) CALLED ON NULL INPUT RETURNS text LANGUAGE java AS 'return System.getenv(a);'",
    'udf-abuse',
    'exfiltration',
  ],
  [
    'CREATE FUNCTION f (a int) CALLED ON NULL INPUT RETURNS int LANGUAGE java AS $$ for(;;); $$',
    'dos',
    'exfiltration',
  ],
];

describe('injected CQL', () => {
  test.each(CASES)('%s', (text, technique, outcome) => {
    const found = verdict(text);
    expect(found.injection).toBe(true);
    if (technique !== 'syntax-probe') expect(found.technique).toBe(technique);
    expect(found.outcome).toBe(outcome);
  });

  test('the reason quotes the fragment and its place', () => {
    const text = "SELECT * FROM accounts WHERE mail = '' OR 1=1";
    const { fragment, reason } = verdict(text);
    expect(fragment).toEqual({ start: 42, end: 45 });
    expect(reason).toContain('position 42: 1=1');
  });

  test('an empty condition on no column is a test, not a filter', () => {
    expect(verdict("SELECT * FROM t WHERE k = 4 AND user_name() = 'dbo'").injection).toBe(true);
  });

  test('what is open at a cut is no sign, what came before it is', () => {
    const open = "INSERT INTO notes (k, body) VALUES (1, 'a long text that was";
    expect(verdict(open).injection).toBe(true);
    expect(verdictOf(open, analyseCassandra(open, { cut: true })).injection).toBe(false);
    const broken = "SELECT * FROM t WHERE k = '' OR 1=1 AND name = 'a long";
    expect(verdictOf(broken, analyseCassandra(broken, { cut: true })).injection).toBe(true);
  });
});
