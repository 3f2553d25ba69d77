import { expect, test } from '@jest/globals';
import { analyseGremlin } from '../../../lib/query/gremlin';
import { verdictOf } from '../../../lib/query/verdict';

const isInjection = (text: string): boolean => verdictOf(text, analyseGremlin(text)).injection;

test.each([
  "g.V().has('part','maker','a').limit(0x1f).values('name')",
  "g.V(0x2a).out('uses')",
  "g.V().has('maker',startingWith('a').or(TextP.notStartingWith('zz'))).values('name')",
  "g.V().has('maker','a').coalesce(__.V().has('level','root'),__.identity()).values('name')",
])('called: %s', (text) => expect(isInjection(text)).toBe(true));

test.each([
  "g.V('0x1f').values('name')",
  "g.V().has('code','0x2a').limit(31)",
  "g.V().has('maker',without('a').or(TextP.notContaining('b'))).values('name')",
  "g.V().has('maker','a').coalesce(out('parent'),identity()).values('name')",
  "g.V().has('site','a').sack(assign).by('beds').V().has('site','b').sack(minus).by('beds').sack()",
])('quiet: %s', (text) => expect(isInjection(text)).toBe(false));
