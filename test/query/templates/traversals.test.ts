import { describe, expect, test } from '@jest/globals';
import { judgeOf } from './container';

const TRAVERSALS = [
  "g.V().hasLabel('book').has('shelf','a').order().by('title',incr).limit(5).valueMap('title','year')",
  "g.V().hasLabel('book').has('title','b').has('shelf','a').limit(5).values('year')",
];
const judge = judgeOf('gremlin', TRAVERSALS);

describe('a traversal that reads what no known one names', () => {
  test.each([
    "g.V().hasLabel('book').has('shelf','a').order().by('title',incr).limit(5).valueMap('title','price')",
    "g.V().hasLabel('book').has('shelf','a').order().by('title',incr).by('price').limit(5).valueMap('year')",
    "g.V().hasLabel('book').has('title','b').has('shelf','a').limit(5).values('price')",
  ])('%s', (text) => {
    const { technique, fragment } = judge(text);
    expect(technique).toBe('clause-injection');
    expect(text.slice(fragment?.start, fragment?.end)).toBe("'price'");
  });

  test.each([
    "g.V().hasLabel('book').has('shelf','a').order().by('year',decr).limit(5).valueMap('title')",
    "g.V().hasLabel('book').has('shelf','a').limit(5).valueMap('title','price')",
    "g.V().hasLabel('book').has('shelf','a').out('wrote').values('price')",
  ])('another traversal or known names: %s', (text) => {
    expect(judge(text).injection).toBe(false);
  });
});

describe('a traversal that ends where known ones go on', () => {
  const cut = "g.V().hasLabel('book').has('title','b')";

  test('lacks filters and what picks from the result', () => {
    expect(judge(cut)).toMatchObject({ injection: true, technique: 'template-deviation' });
  });

  test.each(["has('name','c')", "out('wrote')"])('is normal where others end so: %s', (end) => {
    const open = judgeOf('gremlin', [...TRAVERSALS, `g.V().hasLabel('author').${end}`]);
    expect(open(cut).injection).toBe(false);
    expect(judge("g.V('a')").injection).toBe(false);
  });
});

describe('a predicate where a value was', () => {
  test.each([
    "g.V().hasLabel('book').has('shelf',gte('')).order().by('title',incr).limit(5).valueMap('title','year')",
    "g.V().hasLabel('book').has('title','b').has('shelf',P.neq('x')).limit(5).values('year')",
  ])('%s', (text) => {
    expect(judge(text)).toMatchObject({ injection: true, technique: 'operator-abuse' });
  });

  test.each([
    "g.V().hasLabel('book').has('shelf',gte('')).count()",
    "g.V().hasLabel('book').has('shelf',eq('a')).order().by('title',incr).limit(5).valueMap('title','year')",
  ])('another traversal, or the same value: %s', (text) => {
    expect(judge(text).injection).toBe(false);
  });

  test('is new code where nothing else is asked for', () => {
    const short = judgeOf('gremlin', ["g.V().has('title','b').values('year')"]);
    expect(short("g.V().has('title',within('b','c')).values('year')").injection).toBe(false);
  });
});
