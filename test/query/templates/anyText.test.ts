import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ANALYSERS } from '../../../lib/query';
import { judgeWithTemplates, KnownQueries } from '../../../lib/query/templates/judgeWithTemplates';
import { ShapeBook } from '../../../lib/query/templates/shapeBook';
import { APIS, type Api } from '../../../lib/telemetry/event';

const KNOWN: Readonly<Record<Api, readonly string[]>> = {
  nosql: ["SELECT * FROM c WHERE c.a = 'x'", "SELECT c.id FROM c WHERE (c.a = 'x' AND c.b < 5)"],
  mongodb: ['{"find":"t","filter":{"a":"x"}}', '{"find":"t","filter":{"a":"x","b":5},"limit":1}'],
  cassandra: ["SELECT * FROM t WHERE a = 'x'", "SELECT * FROM t WHERE a = 'x' AND b < 5 LIMIT 1"],
  gremlin: ["g.V().has('a','x')", "g.V().has('a','x').has('b',5).values('c')"],
  table: ["A eq 'x'", "A eq 'x' and (B lt 5)"],
};
/** What stands behind a literal in any of the languages, whole or broken. */
const PIECES = [
  ...[' OR ', ' or ', ' AND ', ' and ', "c.f = 'y'", "F gt 'y'", ')', '}', ']', '(', ',', '"f":'],
  ...["'", '"', '--', '/*', '//', ';', ' ORDER BY 5', ".has('f',1)", '{"$gt":', '@p', ' ?? ', '\n'],
];

function known(api: Api): KnownQueries {
  const book = new ShapeBook();
  for (const text of KNOWN[api]) {
    const { shape } = ANALYSERS[api](text).understanding;
    for (const record of ['one', 'two']) book.learn(shape, 1, record);
  }
  return new KnownQueries(book);
}

describe.each(APIS)('a container of %s', (api) => {
  test('any text behind a literal gets an answer, the same twice, with its fragment inside', () => {
    const container = known(api);
    const added = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom(...KNOWN[api]), added, fc.boolean(), (host, list, keeps) => {
        const literal = /x["']/.exec(host);
        const at = (literal?.index ?? 0) + (literal?.[0].length ?? 0);
        const text = host.slice(0, at) + list.join('') + (keeps ? host.slice(at) : '');
        const judge = () => judgeWithTemplates(ANALYSERS[api], container, text).verdict;
        const { fragment } = judge();
        expect(judge().confidence).toBe(judge().confidence);
        if (fragment === null) return;
        expect(fragment.start).toBeGreaterThanOrEqual(0);
        expect(fragment.end).toBeGreaterThanOrEqual(fragment.start);
        expect(fragment.end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });

  test('a known query is none, with any other value', () => {
    for (const text of KNOWN[api]) {
      const other = text.replace(/x(?=["'])/, 'OR 1=1').replace('5', '777');
      const { verdict } = judgeWithTemplates(ANALYSERS[api], known(api), other);
      expect(verdict.injection).toBe(false);
    }
  });
});
