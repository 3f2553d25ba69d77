import { describe, expect, test } from '@jest/globals';
import { analyseNoSql } from '../../../lib/query/nosql/analyser';
import { verdictOf, type Verdict } from '../../../lib/query/verdict';
import { ORDINARY, TAUTOLOGIES, TEMPLATES } from './cases';
import { obfuscate } from './obfuscate';

const judge = (text: string, cut = false): Verdict => verdictOf(text, analyseNoSql(text, { cut }));
const C = "SELECT * FROM c WHERE c.name = '§' AND c.live = true";
const inject = (template: string, payload: string): string => template.replace('§', () => payload);

describe('conditions that are always true', () => {
  test.each(TAUTOLOGIES)('OR %s is one thing, in every place', (condition) => {
    for (const template of TEMPLATES) {
      expect(judge(inject(template, `x' OR ${condition} --`))).toMatchObject({ injection: true });
      expect(judge(inject(template, `x' OR ${condition} OR 'a'='b`))).toMatchObject({
        injection: true,
      });
    }
    expect(judge(`SELECT * FROM c WHERE c.age = 1 OR ${condition}`)).toMatchObject({
      injection: true,
      technique: 'tautology',
      outcome: 'exfiltration',
    });
  });

  test.each([
    'c.id = c.id',
    'c.id = c["id"]',
    'IS_DEFINED(c)',
    'IS_OBJECT(c)',
    'LENGTH(c.name) >= 0',
    "c.name LIKE '%'",
    "c.name LIKE '_%'",
    'IS_DEFINED(c.id)',
    'NOT IS_NULL(c._ts)',
    'c._etag != null',
    'LENGTH(c.id) > 0',
    "c.kind = 'admin' AND 'a' = 'a'",
    'c.gone ?? true',
    '(c.gone ?? true)',
    'c.n BETWEEN c.n AND c.n',
    'c._ts BETWEEN 0 AND 9999999999',
    'c._ts >= 1',
    "'' <= c.id",
    '0 <= LENGTH(c.name)',
    'ABS(c.n) >= 0',
    "INDEX_OF(c.name, '') = 0",
    "SUBSTRING(c.name, 0, 0) = ''",
    "RegexMatch(c.name, '.*')",
    'StringEquals(c.name, c.name)',
    'c.n + 0 = c.n',
    "CONCAT(c.name, '') = c.name",
    'c.n - c.n = 0',
    '(c.n ? true : true)',
    'NOT IS_ARRAY(c)',
    'NOT IS_NUMBER(c)',
    "NOT (c.name = 'x' AND c.name = 'y')",
    'NOT (c.n > 5 AND c.n <= 3)',
    "NOT (c.kind = 'x' AND c.n = 5 AND c.n < 5)",
  ])('OR %s reads the item and still holds', (condition) => {
    expect(judge(`SELECT * FROM c WHERE c.name = 'x' OR ${condition}`).technique).toBe('tautology');
  });

  test.each([
    "c.name = 'x' OR NOT (c.name = 'x')",
    "c.kind = 'x' AND (c.n = 5 OR c.n != 5)",
    "c.kind = 'x' AND (c.n < 5 OR c.n >= 5)",
    'c.kind = 7 OR IS_DEFINED(c.n) OR NOT IS_DEFINED(c.n)',
    "c.kind = 7 OR (c.n IN ('a', 'b') OR c.n NOT IN ('a', 'b'))",
  ])('%s: a condition or its opposite', (condition) => {
    const { technique } = judge(`SELECT * FROM c WHERE ${condition}`);
    expect(technique).toBe('tautology');
  });

  test.each([
    'c.gone = false OR NOT IS_DEFINED(c.gone)',
    "c.kind = 'x' AND (c.n < 5 OR c.n >= 10)",
    "(c.kind = 'x' AND c.n = 1) OR (c.kind != 'x' AND c.n = 2)",
    "NOT (c.kind = 'x') OR c.name = 'x'",
    'c.n = 7 OR NOT (c.n > 3 AND c.n < 5)',
    'c.n = 7 OR NOT (c.n >= 3 AND c.n <= 3)',
  ])('%s leaves something out', (condition) => {
    expect(judge(`SELECT * FROM c WHERE ${condition}`).injection).toBe(false);
  });

  test('names the fragment and its place', () => {
    const verdict = judge("SELECT * FROM c WHERE c.name = 'x' OR 2>1");
    expect(verdict.fragment).toEqual({ start: 35, end: 41 });
    expect(verdict.reason).toContain('at position 35: OR 2>1');
  });
});

test.each([
  // Into a list of arguments or values.
  ['SELECT * FROM c WHERE ARRAY_CONTAINS(c.ids, 1 OR 2=2)', 'boolean-blind'],
  ['SELECT * FROM c WHERE ARRAY_CONTAINS(c.ids, 3 AND 2=2)', 'boolean-blind'],
  ["SELECT * FROM c WHERE STARTSWITH(c.name, ''='')", 'boolean-blind'],
  ["SELECT * FROM c WHERE c.kind IN ('a', ''<>'')", 'boolean-blind'],
  ["SELECT c[''=''] FROM c", 'boolean-blind'],
  // Into the name of a property.
  ["SELECT * FROM c WHERE c.id = c.id OR c.x = 'a' AND c.live = true", 'tautology'],
  // In place of a number.
  ['SELECT * FROM c WHERE c.age = (5=5)*2 AND c.live = true', 'operator-abuse'],
  ['SELECT * FROM c WHERE c.age IN (IIF(5=5, 5, 1/0))', 'boolean-blind'],
  ['SELECT * FROM c WHERE c.age > 5-0', 'boolean-blind'],
  ['SELECT * FROM c WHERE c.age = 7 LIMIT 1 OFFSET 5', 'clause-injection'],
  ['SELECT * FROM c WHERE c.age = 7 ORDER BY', 'clause-injection'],
  ["SELECT * FROM c ORDER BY IIF(SUBSTRING(c.city, 2, 1) = 'x', c.a, c.b)", 'clause-injection'],
  ["SELECT * FROM c ORDER BY (c.live AND LEFT(c.a, 1) > 'm' ? c.b : c.id)", 'clause-injection'],
  ["SELECT * FROM c ORDER BY c.n, IIF(NOT STARTSWITH(c.apiKey, 'k'), 1, 2)", 'clause-injection'],
  ["SELECT * FROM c ORDER BY IIF(c.open, 0, IIF(c.pwd = 'a', 1, 2)) DESC", 'clause-injection'],
  ['SELECT * FROM c ORDER BY IIF(2 > 1, c.a, c.b)', 'boolean-blind'],
  ['SELECT TOP 9 * FROM c -- c.id, c.n FROM c WHERE c.a = 1', 'comment-truncation'],
  ['SELECT * FROM c --, COUNT(1) AS n FROM c', 'comment-truncation'],
  ['SELECT TOP 1 * -- * FROM c WHERE c.a = 1', 'comment-truncation'],
  ["SELECT * FROM c WHERE c.name = '' BETWEEN '' AND 'zz'", 'boolean-blind'],
  ['SELECT * FROM c WHERE c.age = 7 OR ARRAY(SELECT VALUE 1) = [1]', 'tautology'],
  // A guess at a credential.
  ["SELECT * FROM c WHERE c.age = 7 OR c.passwordHash LIKE '$2%'", 'boolean-blind'],
  ["SELECT * FROM c WHERE c.age = 7 AND SUBSTRING(c.token, 0, 1) = 'a'", 'boolean-blind'],
  ['SELECT * FROM c WHERE c.age = 7 OR LENGTH(c.secret) = 8', 'boolean-blind'],
  // Behind a number.
  ['SELECT * FROM c WHERE c.age = 7 AND true', 'boolean-blind'],
  ['SELECT * FROM c WHERE c.age = 7 AND false AND c.live = true', 'boolean-blind'],
  ['SELECT * FROM c WHERE (c.age = 7) OR (5=5 AND c.live = true)', 'tautology'],
  ['SELECT * FROM c WHERE c.age = 7*(SELECT 1)', 'subquery'],
  ['SELECT c.id FROM c WHERE c.age = 7 ORDER BY 3 AND c.live = true', 'clause-injection'],
  ['SELECT * FROM c WHERE c.age = 7 LIMIT 5,5', 'clause-injection'],
  // The comment serves what stands before it.
  ["SELECT * FROM c WHERE c.name = '' OR udf.all() -- ' AND c.live = true", 'udf-abuse'],
  ["SELECT * FROM c WHERE c.name = '' AND 2=2 -- ' AND c.live = true", 'boolean-blind'],
] as const)('%s is %s', (text, technique) => {
  expect(judge(text)).toMatchObject({ injection: true, technique });
});

test.each(ORDINARY)('is no injection, and valid: %s', (text) => {
  const analysis = analyseNoSql(text);
  expect(verdictOf(text, analysis)).toMatchObject({ injection: false });
  expect(analysis.understanding.valid).toBe(true);
});

test.each([
  ["x' UNION SELECT c.key FROM c --", 'union', 'failed'],
  ["x'; DROP TABLE users; --", 'stacked', 'failed'],
  ["x' --", 'comment-truncation', 'exfiltration'],
  ["x' /*", 'comment-truncation', 'failed'],
  ["x' AND 1=2 AND 'a'='a", 'boolean-blind', 'exfiltration'],
  ["x' AND SLEEP(5) --", 'time-blind', 'failed'],
  ["x'; WAITFOR DELAY '0:0:5' --", 'time-blind', 'failed'],
  ["x' AND 1=CAST((SELECT @@version) AS int) --", 'schema-or-file-access', 'failed'],
  ["x' AND EXTRACTVALUE(1, 'a') --", 'error-based', 'failed'],
  ["x' OR EXISTS(SELECT VALUE r FROM r IN c.roles) OR 'a'='b", 'tautology', 'exfiltration'],
  ["x' OR REPLICATE('z', 99999) = 'z", 'dos', 'exfiltration'],
  ["x' ORDER BY 7 --", 'clause-injection', 'exfiltration'],
  ["x' || 'y", 'operator-abuse', 'exfiltration'],
  ["x'; exec xp_cmdshell('dir') --", 'stacked', 'failed'],
] as const)('%s is %s and %s', (payload, technique, outcome) => {
  expect(judge(inject(C, payload))).toMatchObject({ injection: true, technique, outcome });
});

test.each([
  "' OR 1=1 --",
  "'; DROP TABLE users; --",
  "' UNION SELECT password FROM users --",
  '" OR ""="',
  '1 OR 1=1 /* ',
  "') OR ('1'='1",
])('inside one well-formed literal %s is data', (attack) => {
  for (const literal of [JSON.stringify(attack), `'${attack.replaceAll("'", "\\'")}'`]) {
    expect(judge(`SELECT * FROM c WHERE c.note = ${literal} ORDER BY c.id`)).toEqual(
      expect.objectContaining({ injection: false, confidence: 0 }),
    );
  }
});

test('what is open at the end of a cut text is no sign', () => {
  const text = "SELECT * FROM c WHERE c.a = 1 AND (c.name = 'some long te";
  expect(judge(text).injection).toBe(true);
  expect(judge(text, true)).toMatchObject({ injection: false, confidence: 0 });
  expect(analyseNoSql(text, { cut: true }).understanding.valid).toBe(true);
  expect(judge("SELECT * FROM c WHERE c.a = 'x' OR 1=1 AND c.b = 'y", true).injection).toBe(true);
});

test.each([
  'SELECT * FROM c WHERE c.kind IN (1, 1 OR 1=1)',
  "SELECT * FROM c WHERE CONTAINS(c.name, '' OR 1=1) AND c.n > 1",
  "SELECT * FROM c WHERE (c.name = '') OR ('x'='x' OR c.shared = true)",
  "SELECT * FROM c WHERE c.name = '' = 0",
  'SELECT * FROM c WHERE c.age = 1 && 1=1',
  'SELECT * FROM c JOIN a IN c.x JOIN b IN c.x JOIN d IN c.x WHERE c.n = 1',
  'SELECT * FROM c WHERE c.age = 1 ORDER BY 3',
])('a literal that was broken open shows in the tree: %s', (text) => {
  expect(judge(text).injection).toBe(true);
});

describe('valid means what the server accepts', () => {
  test.each([
    'SELECT * FROM c WHERE name = 1',
    'SELECT * FROM c WHERE SLEEP(1) = 1',
    'SELECT p.* FROM p',
    'SELECT * FROM c LIMIT 5',
    'SELECT * FROM c ORDER BY c.a WHERE c.b = 1',
    'SELECT * FROM c;',
    "SELECT * FROM c WHERE c.a = 'O''Neil'",
    'SELECT * FROM c WHERE c.a = 1 && c.b = 2',
    'SELECT * FROM c WHERE EXISTS(SELECT 1 FROM users)',
    'DELETE FROM c',
    '',
  ])('refuses %s', (text) => {
    expect(analyseNoSql(text).understanding.valid).toBe(false);
  });

  test.each([
    'SELECT VALUE ARRAY(SELECT VALUE t FROM t IN c.tags) FROM c IN Families.children[0]',
    'SELECT c.id, n FROM c JOIN (SELECT VALUE COUNT(1) FROM t IN c.tags) AS n',
    'SELECT 1 <> 2, ~5, 1 ^ 2, c.a >>> 1 FROM c',
    "select value {'a': [1, undefined], b: c['x y'][@i]} from c",
  ])('takes %s', (text) => {
    expect(analyseNoSql(text).understanding.valid).toBe(true);
  });
});

test('without full text the structure still shows', () => {
  for (const condition of TAUTOLOGIES) {
    // LENGTH and UPPER of a text cannot be followed through its pseudonym, but stay constant.
    const text = obfuscate(`SELECT * FROM c WHERE c.name = 'x' OR ${condition} ORDER BY c.age`);
    expect([text, judge(text).injection]).toEqual([text, true]);
  }
  for (const text of ORDINARY) {
    const hidden = obfuscate(text);
    expect([hidden, judge(hidden).injection]).toEqual([hidden, false]);
  }
});
