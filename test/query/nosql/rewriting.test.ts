import { describe, expect, test } from '@jest/globals';
import { analyseNoSql } from '../../../lib/query/nosql/analyser';
import { verdictOf } from '../../../lib/query/verdict';
import { obfuscate } from './obfuscate';

/** The types of values in the order that the service sorts them in. */
const TYPES = ['NULL', 'BOOLEAN', 'NUMBER', 'STRING', 'ARRAY', 'OBJECT'];
const VALUES: readonly (readonly [literal: string, type: string])[] = [
  ['null', 'NULL'],
  ['false', 'BOOLEAN'],
  ['-3', 'NUMBER'],
  ['C_Float64(1.5)', 'NUMBER'],
  ['"O\\"Neil OR 1=1"', 'STRING'],
  ['C_Guid("5f0c0ffe-0000-4000-8000-00000000beef")', 'STRING'],
  ['[1, 2]', 'ARRAY'],
  ['{"a": 1}', 'OBJECT'],
];
const PATHS = ['c.price', 'c._ts', 'c.id', 'root["address"]["city"]'];
const PLACEHOLDER = '{documentdb-formattableorderbyquery-filter}';
const CONDITIONS = ['c.kind = "a"', "c.name LIKE '%it-em%' OR c.n > 5", '1=1 AND c.n IN (1, 2)'];

/** The condition with which a client goes on behind the last item that it has seen. */
function resumeFilters(path: string): string[] {
  return VALUES.flatMap(([literal, type]) => {
    const at = TYPES.indexOf(type);
    const tests = (types: readonly string[]): string =>
      types.map((each) => ` OR IS_${each}(${path})`).join('');
    const earlier = ` OR NOT IS_DEFINED(${path})${tests(TYPES.slice(0, at))}`;
    return [
      `( ${path} > ${literal}${tests(TYPES.slice(at + 1))} )`,
      `( ${path} <= ${literal}${earlier} )`,
    ];
  });
}

/** The statement that the service makes of one with ORDER BY. */
function rewritten(path: string, condition: string, filter: string): string {
  const alias = path.startsWith('root') ? 'root' : 'c';
  const own = condition.replaceAll('c.', `${alias}.`);
  return `SELECT TOP 10 ${alias}._rid, [{"item": ${path}}] AS orderByItems, ${alias} AS payload
FROM ${alias}
WHERE ((${own}) AND ${filter.replaceAll('$', alias)})
ORDER BY ${path} ASC`;
}

const judge = (text: string) => ({ text, verdict: verdictOf(text, analyseNoSql(text)) });

describe('what the service and its clients make of ORDER BY is no injection', () => {
  test.each(PATHS)('%s', (path) => {
    const filters = [
      ...['(true)', 'true', `(${PLACEHOLDER})`, 'IS_DEFINED($)', `IS_DEFINED(${path})`],
      ...resumeFilters(path),
      `((${path} > 1 ) OR ((${path} = 1 ) AND (${path} >= "b"  OR IS_ARRAY(${path}) )))`,
      `(false OR IS_NULL(${path}) OR IS_BOOLEAN(${path}))`,
    ];
    const texts = filters.flatMap((filter) =>
      CONDITIONS.map((condition) => rewritten(path, condition, filter)),
    );
    const called = texts
      .flatMap((text) => [text, obfuscate(text)])
      .map(judge)
      .filter(({ verdict }) => verdict.injection);
    expect(called).toEqual([]);
  });

  test('full text and hybrid search', () => {
    const numbers = ['totaldocumentcount', 'totalwordcount-0', 'hitcountsarray-0'].map(
      (name) => `{documentdb-formattablehybridsearchquery-${name}}`,
    );
    for (const given of [numbers.join(', '), '1500, 23000, [12, 5]']) {
      const score = `_FullTextScore(c.title, ["it's", "b"], ${given})`;
      const text = `SELECT TOP 120 c._rid, [{"item": ${score}}] AS orderByItems, {"payload": c, "componentScores": [${score}]} AS payload FROM c WHERE ((c.a = 'x') AND (${PLACEHOLDER})) ORDER BY ${score} DESC`;
      expect(judge(text).verdict).toMatchObject({ injection: false, confidence: 0 });
      expect(analyseNoSql(text).understanding.valid).toBe(true);
    }
  });
});

describe('what an attacker makes of the same functions is one', () => {
  test.each([
    "SELECT * FROM c WHERE c.kind = 'a' OR IS_DEFINED(c)",
    'SELECT * FROM c WHERE c.n = 5 AND IS_DEFINED(c)',
    'SELECT * FROM c WHERE c.n = 5 OR IS_STRING(c.id)',
    'SELECT * FROM c WHERE c.n = 5 OR RAND() < 1',
    'SELECT * FROM c WHERE c.n = 5 OR RAND() >= 0',
    "SELECT * FROM c WHERE c.name LIKE '%%' OR c.name LIKE '%%'",
    'SELECT * FROM c WHERE c.n = 5 OR udf.run(1) = 1',
    "SELECT * FROM c WHERE c.kind = 'a' AND (CONTAINS(c.role, 'x') ? 'q' : 'r') = 'q'",
    "SELECT * FROM c WHERE c.kind = 'a' AND IIF(c.age > 5, 1, 0) = 1 AND c.n = 2",
    "SELECT * FROM c WHERE c.kind = 'a' GROUP BY c.id HAVING 1=1",
  ])('%s', (text) => {
    expect(judge(text).verdict.injection).toBe(true);
  });
});
