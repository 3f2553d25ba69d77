import { expect, test } from '@jest/globals';
import { inlinedIn } from '../../lib/query/inlinedValues';
import type { Api, QueryDetail } from '../../lib/telemetry/event';

function detail(text: string, parts: Partial<QueryDetail> = {}): QueryDetail {
  return {
    text,
    obfuscated: false,
    cut: false,
    status: 'Finished',
    rows: 1,
    shapeSignature: '',
    parameters: 0,
    ...parts,
  };
}

test.each<[Api, string, string]>([
  [
    'nosql',
    "SELECT * FROM c WHERE c.mail = 'ann@example.com'",
    "SELECT * FROM c WHERE c.mail = '…'",
  ],
  ['nosql', 'SELECT *\n FROM c WHERE c.id = "o-1"', 'SELECT * FROM c WHERE c.id = "…"'],
  ['nosql', 'SELECT * FROM c WHERE c.customer = 48151623', 'SELECT * FROM c WHERE c.customer = #'],
  [
    'nosql',
    'SELECT * FROM c WHERE c["p1__4"] = "str1__9"',
    'SELECT * FROM c WHERE c["p1__4"] = "…"',
  ],
  ['cassandra', "SELECT * FROM s.t WHERE k = 'x'", "SELECT * FROM s.t WHERE k = '…'"],
  ['gremlin', "g.V().has('mail', 'ann@example.com')", "g.V().has('…', '…')"],
])('%s: %s holds values', (api, text, example) => {
  expect(inlinedIn(api, detail(text))).toBe(example);
});

test.each<[string, Api | null, QueryDetail]>([
  ['without a literal', 'nosql', detail('SELECT * FROM c')],
  ['with a parameter', 'nosql', detail("SELECT * FROM c WHERE c.type = 'a' AND c.id = @id")],
  ['with parameters beside the text', 'nosql', detail("SELECT 'x'", { parameters: 1 })],
  ['with names in quotes only', 'nosql', detail('SELECT c["id"] FROM c')],
  ['with short numbers only', 'nosql', detail('SELECT TOP 10 * FROM c')],
  ['bound', 'cassandra', detail("SELECT * FROM t WHERE k = ? AND s = 'x'")],
  ['bound by name', 'cassandra', detail("SELECT * FROM t WHERE k = :key AND s = 'x'")],
  ['cut', 'nosql', detail("SELECT * FROM c WHERE c.id = 'abc", { cut: true })],
  ['of a language without parameters', 'mongodb', detail('{"find":"orders","filter":{"id":"x"}}')],
  ['of a language without parameters', 'table', detail("PartitionKey eq 'x'")],
  ['of no API', null, detail("SELECT 'abc'")],
])('a text %s holds none', (_, api, query) => {
  expect(inlinedIn(api, query)).toBeNull();
});

test('no example is long, whatever the text', () => {
  const text = `SELECT * FROM c WHERE ${Array.from({ length: 200 }, (_, n) => `c.f${n} = 'v'`).join(' OR ')}`;
  expect(inlinedIn('nosql', detail(text))?.length).toBe(161);
});
