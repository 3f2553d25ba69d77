import { describe, expect, test } from '@jest/globals';
import { analyseGremlin } from '../../../lib/query/gremlin';
import type { Technique } from '../../../lib/query/verdict';
import { verdictOf } from '../../../lib/query/verdict';

const verdict = (text: string) => verdictOf(text, analyseGremlin(text));

type Case = readonly [text: string, technique: Technique, outcome: 'exfiltration' | 'failed'];

const CASES: readonly Case[] = [
  // Chains that go on behind a literal that was closed early.
  [
    "g.V().has('mail','x').drop().has('a','b').values('name')",
    'traversal-injection',
    'exfiltration',
  ],
  ["g.V('x').V().valueMap().has('a','b').out()", 'traversal-injection', 'exfiltration'],
  ["g.V('x').V().drop().has('a','b')", 'traversal-injection', 'exfiltration'],
  ["g.V('1').property('bio','x').drop().has('a','b')", 'traversal-injection', 'exfiltration'],
  [
    "g.V('1').property('bio','x').property('role','root').has('a','b')",
    'traversal-injection',
    'exfiltration',
  ],
  ["g.V('x').values('pin').has('a','b').out()", 'traversal-injection', 'exfiltration'],
  ["g.V().has('age', 1).union(__.V()).has('b', 2)", 'traversal-injection', 'exfiltration'],
  ["g.V().has('age', 1).sideEffect(V().drop()).has('b', 2)", 'traversal-injection', 'exfiltration'],
  ["g.V('x').fold().coalesce(V(),unfold()).has('a','b')", 'traversal-injection', 'exfiltration'],
  // Filters that always hold.
  ["g.V().has('mail','x').or(__.identity()).has('a','b')", 'tautology', 'exfiltration'],
  ["g.V().has('mail','x').where(__.constant(true)).has('a','b')", 'tautology', 'exfiltration'],
  ["g.V().has('mail','x').or().has('mail',neq('x')).values('pin')", 'tautology', 'exfiltration'],
  ["g.V().has('mail','x').or(has('mail'),hasNot('mail')).has('b','')", 'tautology', 'exfiltration'],
  ["g.V().has('mail', eq('x').or(neq('x'))).values('pin')", 'tautology', 'exfiltration'],
  ["g.V().has('mail','x').or(has('b', gte('')),has('c','d')).out()", 'tautology', 'exfiltration'],
  // The rest of the text hidden.
  ["g.V('x').valueMap(true)//').outE()", 'comment-truncation', 'exfiltration'],
  ["g.V().has('age', 1).path()// )", 'comment-truncation', 'exfiltration'],
  ["g.V().has('a','b'/*').has('pin','*/)", 'comment-truncation', 'exfiltration'],
  ["g.V('x')\ng.E().count()\n//').out()", 'comment-truncation', 'failed'],
  // More than one traversal.
  ["g.V('x').next();g.V().drop().iterate();'').out()", 'stacked', 'failed'],
  ["g.V().has('age', 1);g.V().valueMap();(1)", 'stacked', 'failed'],
  ["g.V().has('a','').toList();g.V('').valueMap()", 'stacked', 'failed'],
  ["g.V().has('a',within('b');g.V().has('c','d').id())", 'stacked', 'failed'],
  ["g.V().has('a',eq(1);g.E('x').drop();eq(2))", 'stacked', 'failed'],
  ["g.V().has('a','x'), __.V().has('b','y').id()", 'traversal-injection', 'failed'],
  // Steps and predicates that do not take what they are given.
  ["g.V().has('age',gt(1).V().limit(9)).id()", 'traversal-injection', 'exfiltration'],
  [
    "g.V().has('city',within('a','x'), __.V().has('b','y')).id()",
    'traversal-injection',
    'exfiltration',
  ],
  ["g.V().has('person','city','x','y').id()", 'traversal-injection', 'exfiltration'],
  ["g.V().has('city',neq('x','y')).id()", 'traversal-injection', 'exfiltration'],
  // An alternative that makes the first one pointless.
  ["g.V().has('age',1).or().has('age',gte(0)).id()", 'tautology', 'exfiltration'],
  // Code.
  ["g.V('x').map{'id'.execute().text}.has('a','b')", 'script-injection', 'failed'],
  ["g.V('x' + java.lang.Runtime.getRuntime().exec('id') + '')", 'script-injection', 'failed'],
  ["g.V('x');new GroovyShell().evaluate('1');g.V('')", 'script-injection', 'failed'],
  ["g.V('x');Class.forName('a.B').newInstance();g.V('')", 'script-injection', 'failed'],
  ["g.V('x').map{Thread.sleep(9000)}.has('a','b')", 'time-blind', 'failed'],
  ["g.V('x');System.getenv();g.V('')", 'schema-or-file-access', 'failed'],
  ["g.V('x');new File('/etc/hosts').text;g.V('')", 'schema-or-file-access', 'failed'],
  ["g.V('x');while(true){};g.V('')", 'dos', 'failed'],
  // Syntax that breaks.
  ["g.V().has('mail','' or 1=1)", 'syntax-probe', 'failed'],
  ["g.V().has('mail','O'Hara')", 'syntax-probe', 'failed'],
  ["g.V().has('mail','x' || true)", 'operator-abuse', 'failed'],
  ["g.V().has('mail',''*'')", 'operator-abuse', 'failed'],
  ["g.V().has('age', 1 waitfor delay '0:0:9')", 'time-blind', 'failed'],
  ["g.V().has('mail','x').or(__.has('a','b')", 'syntax-probe', 'failed'],
  // Cost.
  ["g.V('x').V().V().V().count()", 'dos', 'exfiltration'],
  ["g.V('x').repeat(both()).times(99999999).count()", 'dos', 'exfiltration'],
];

describe('injected Gremlin', () => {
  test.each(CASES)('%s', (text, technique, outcome) => {
    const found = verdict(text);
    expect(found.injection).toBe(true);
    expect(found.technique).toBe(technique);
    expect(found.outcome).toBe(outcome);
  });

  test('the reason quotes the fragment and its place', () => {
    const { fragment, reason } = verdict("g.V().has('mail','x').V().drop()//')");
    expect(fragment).toEqual({ start: 22, end: 32 });
    expect(reason).toContain('position 22: V().drop()');
  });

  test('what is open at a cut is no sign, what came before it is', () => {
    const open = "g.V().has('mail','x').or(__.has('a','b')";
    expect(verdictOf(open, analyseGremlin(open, { cut: true })).injection).toBe(false);
    const broken = "g.V().has('mail','x').or(__.identity(),__.has('a','b";
    expect(verdictOf(broken, analyseGremlin(broken, { cut: true })).injection).toBe(true);
  });
});
