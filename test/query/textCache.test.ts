import { expect, test } from '@jest/globals';
import { analyse, createVerdictCache } from '../../lib/query';
import type { VerdictOf } from '../../lib/query/verdict';
import { cacheByText } from '../../lib/query/textCache';

function counted(): { judge: VerdictOf; count: () => number } {
  let calls = 0;
  return {
    judge: (api, text, options) => {
      calls += 1;
      return analyse(api, text, options);
    },
    count: () => calls,
  };
}

test('judges a text once, apart by language and by cut', () => {
  const { judge, count } = counted();
  const cached = cacheByText(judge, { maxCharacters: 100_000 });
  const text = "SELECT * FROM c WHERE c.a = 'x";
  const first = cached('nosql', text, {});
  expect(cached('nosql', text, {})).toBe(first);
  expect(count()).toBe(1);
  expect(first.injection).toBe(true);
  expect(cached('nosql', text, { cut: true }).injection).toBe(false);
  cached('table', text, {});
  expect(count()).toBe(3);
});

test('lets the least recently used go', () => {
  const { judge, count } = counted();
  const text = (id: number): string =>
    `SELECT * FROM c WHERE c.id = ${id.toString().padStart(4, '0')}`;
  const cached = cacheByText(judge, { maxCharacters: 5000 });
  for (let id = 0; id < 20; id += 1) cached('nosql', text(id), {});
  cached('nosql', text(0), {});
  for (let id = 20; id < 60; id += 1) {
    cached('nosql', text(id), {});
    cached('nosql', text(19), {});
  }
  const before = count();
  cached('nosql', text(19), {});
  expect(count()).toBe(before);
  cached('nosql', text(0), {});
  expect(count()).toBe(before + 1);
});

test('a text that would fill the cache is judged without it', () => {
  const { judge, count } = counted();
  const cached = cacheByText(judge, { maxCharacters: 5000 });
  const long = `SELECT * FROM c WHERE c.a = '${'a'.repeat(2000)}'`;
  cached('nosql', long, {});
  cached('nosql', long, {});
  expect(count()).toBe(2);
});

test('the shared cache says what the analyser says', () => {
  const cached = createVerdictCache({ maxCharacters: 10_000 });
  const text = 'SELECT * FROM c WHERE c.a = 1 OR 1=1';
  expect(cached('nosql', text, {})).toEqual(analyse('nosql', text));
});
