import { expect, test } from '@jest/globals';
import { markFragment } from '../../web/alert/markFragment';

test.each([
  ['in the middle', "SELECT 1 WHERE a = '…' OR 1 = 1", 'OR 1 = 1', 24, "SELECT 1 WHERE a = '…' "],
  ['the nearest of two', 'OR 1=1 AND x OR 1=1', 'OR 1=1', 12, 'OR 1=1 AND x '],
  ['the nearest of two, from before', 'OR 1=1 AND x OR 1=1', 'OR 1=1', 2, ''],
])('a fragment is found %s', (_, query, fragment, position, before) => {
  const marked = markFragment(query, fragment, position);
  expect(marked).toEqual({
    before,
    fragment,
    after: query.slice(before.length + fragment.length),
  });
});

test.each([
  ['the query lacks', 'SELECT 1', 'OR 1=1'],
  ['is empty', 'SELECT 1', ''],
])('a fragment that %s marks nothing', (_, query, fragment) => {
  expect(markFragment(query, fragment, 0)).toBeNull();
});
