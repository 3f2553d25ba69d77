import { expect, test } from '@jest/globals';
import { shapeOf } from '../../../lib/query/nosql/shape';

test('equal statements with other values have one shape', () => {
  const shape = shapeOf("SELECT * FROM c WHERE c.a = 'x' AND c.n > -5 AND c.k IN ('a', 'b')");
  for (const other of [
    'select  *\nfrom c where c.a = "it\\"s" and c.n > 12 and c.k in (1)',
    "SELECT * FROM c WHERE c['a'] = @a AND c.n > null AND c.k IN ('a', -1, @z, true)",
    "SELECT * FROM c /* tool */ WHERE c.a = '' AND c.n > 0x1F AND c.k IN ('a')",
  ]) {
    expect(shapeOf(other)).toBe(shape);
  }
});

test('other statements have other shapes', () => {
  const shapes = [
    "SELECT * FROM c WHERE c.a = 'x'",
    "SELECT * FROM c WHERE c.b = 'x'",
    "SELECT * FROM c WHERE c.a != 'x'",
    "SELECT * FROM c WHERE c.a = 'x' OR c.b = 'y'",
    "SELECT * FROM c WHERE c.a = 'x' ORDER BY c.a",
    "SELECT * FROM c WHERE c.A = 'x'",
  ].map(shapeOf);
  expect(new Set(shapes).size).toBe(shapes.length);
});

test('literals in arrays collapse', () => {
  expect(shapeOf('SELECT [1, 2, 3] FROM c')).toBe(shapeOf('SELECT [9] FROM c'));
  expect(shapeOf('SELECT [1, c.a] FROM c')).not.toBe(shapeOf('SELECT [1] FROM c'));
});
