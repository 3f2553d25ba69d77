import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { LONGEST_QUERY, queryReader } from '../../lib/telemetry/queryText';

const detail = queryReader(['query', 'request']);

describe('the text inside its wrapper', () => {
  test.each([
    ['{"query":"SELECT 1","parameters":[{"name":"@a"},{"name":"@b"}]}', 'SELECT 1', 2, false],
    ['{"query":"SELECT TOP 1 * FROM ROOT r"}', 'SELECT TOP 1 * FROM ROOT r', 0, false],
    ['{"request":"SELECT \\"a\\""}', 'SELECT "a"', 0, false],
    ['SELECT 1', 'SELECT 1', 0, false],
    ['{"query":"SELECT \\"a', 'SELECT "a', 0, true],
    ['{"query":"SELECT c\\', 'SELECT c', 0, true],
    ['{"query":"SELECT c\\u00', 'SELECT c', 0, true],
    ['{"query":"a\\u0041\\nb","parameters":[{"name":"@a","val', 'aA\nb', 0, true],
    ['{"query":"SELECT c["x"] FROM c","parameters":[]}', 'SELECT c["x"] FROM c', 0, false],
    ['{"other":"x"}', '{"other":"x"}', 0, false],
    ['{not json', '{not json', 0, false],
  ])('%s', (logged, text, parameters, cut) => {
    expect(detail(logged)).toMatchObject({ text, parameters, cut });
  });

  test('nothing logged is no query', () => {
    expect(detail('')).toBeNull();
  });

  test('a text at the bound of Log Analytics, or over ours, is cut', () => {
    expect(detail('x'.repeat(32_766))?.cut).toBe(true);
    const long = detail(JSON.stringify({ query: 'x'.repeat(10_000_000) }));
    expect(long).toMatchObject({ cut: true, text: 'x'.repeat(LONGEST_QUERY) });
  });

  test('whole JSON gives the text back, cut JSON a beginning of it', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(100), (query, removed) => {
        const logged = JSON.stringify({ query, parameters: [] });
        expect(detail(logged)).toMatchObject({ text: query === '""' ? '' : expect.any(String) });
        const cut = logged.slice(0, Math.max(10, logged.length - removed));
        expect(detail(cut)).not.toBeNull();
      }),
    );
  });
});

test.each([
  ['SELECT * FROM r1 WHERE r1["p1__12"] = 1', true],
  ['CONTAINS(c.x, "str1__13")', true],
  ['c.a = @param1__14', true],
  ['SELECT c.__typename FROM c', false],
  ['SELECT c.step1__2 FROM c', false],
  ['SELECT 1', false],
])('obfuscated: %s', (logged, obfuscated) => {
  expect(detail(logged)?.obfuscated).toBe(obfuscated);
});
