import { describe, expect, test } from '@jest/globals';
import { isConflict } from '../../../lib/query/templates/conflict';
import { shapeTokens } from '../../../lib/query/templates/shapeTokens';

/** What comes in stands between `[[` and `]]`. */
function clashes(marked: string): boolean {
  const [before = [], added = [], after = []] = marked
    .split(/\[\[|\]\]/)
    .map((part) => shapeTokens(part));
  const tokens = [...before, ...added, ...after];
  return isConflict(tokens, before.length, before.length + added.length);
}

describe('a condition of what others hold already', () => {
  test.each([
    'a eq ? [[and a ne ?]]',
    'a gt ? [[and a eq ?]]',
    'a eq ? [[and a gt ?]] and b eq ?',
    'b eq ? [[and a gt ?]] and a eq ?',
    'a ge ? [[and a gt ?]] and a lt ?',
    '(a eq ?) and (b eq ? [[and a eq ?]] or c eq ?)',
    'SELECT v FROM t WHERE k = ? [[AND k > ?]] AND w = ?',
  ])('is a conflict: %s', (text) => {
    expect(clashes(text)).toBe(true);
  });

  test.each([
    'a gt ? [[and a lt ?]] and b eq ?',
    'a ge ? and a lt ? [[and a gt ?]]',
    'a eq ? and b eq ? [[or a eq ?]]',
    '(a eq ? or b eq ?) [[and a eq ?]]',
    'not (a eq ?) [[and a eq ?]]',
    'a eq ? and a eq ? [[and b eq ?]]',
    'a ne ? [[and a ne ?]] and b eq ?',
    'UPDATE t SET v = ? WHERE k = ? [[AND v = ?]]',
    'SELECT v FROM t WHERE k = ? [[AND w = ?]] IF k = ?',
  ])('is none: %s', (text) => {
    expect(clashes(text)).toBe(false);
  });
});
