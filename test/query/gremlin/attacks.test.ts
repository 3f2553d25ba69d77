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
  [
    "g.addV('b').property('k','x').V().hasLabel('user').valueMap()",
    'traversal-injection',
    'exfiltration',
  ],
  // Filters that always hold.
  ["g.V().has('mail','x').or().has('id',neq('q')).has('mail','y')", 'tautology', 'exfiltration'],
  ["g.V().has('mail','x').or().hasId(without('q')).has('mail','y')", 'tautology', 'exfiltration'],
  ["g.V().has('mail','x').or(__.identity()).has('a','b')", 'tautology', 'exfiltration'],
  ["g.V().has('mail','x').where(__.constant(true)).has('a','b')", 'tautology', 'exfiltration'],
  ["g.V().has('mail','x').or().has('mail',neq('x')).values('pin')", 'tautology', 'exfiltration'],
  ["g.V().has('mail','x').or(has('mail'),hasNot('mail')).has('b','')", 'tautology', 'exfiltration'],
  ["g.V().has('mail', eq('x').or(neq('x'))).values('pin')", 'tautology', 'exfiltration'],
  ["g.V().has('mail','x').or(has('b', gte('')),has('c','d')).out()", 'tautology', 'exfiltration'],
  ["g.V().has('mail','x').or(constant(3).is(gt(1))).has('b','')", 'tautology', 'exfiltration'],
  ["g.V().has('mail','x').or().is(gte(0)).or().has('b','').out()", 'tautology', 'exfiltration'],
  ["g.V().has('mail','x').or(outE().count().is(gte(0))).has('b','')", 'tautology', 'exfiltration'],
  ["g.V().has('mail','x').or().hasNot('none').or().has('b','').id()", 'tautology', 'exfiltration'],
  ["g.V().has('mail','x').or(choose(constant(1),id())).out()", 'tautology', 'exfiltration'],
  ["g.V().hasLabel('p').has('mail','x',neq('y')).id()", 'tautology', 'exfiltration'],
  // An alternative that only leaves something out.
  ["g.V().has('mail','x').or().has('id', P.not(eq('q'))).out()", 'tautology', 'exfiltration'],
  ["g.V().has('mail','x').or().not(has('id','q')).out()", 'tautology', 'exfiltration'],
  ["g.V().or(has('mail','x'), hasId(without('q','r'))).out()", 'tautology', 'exfiltration'],
  ["g.V().has('mail','x').or(has('id',neq('q'))).out()", 'tautology', 'exfiltration'],
  ["g.V().has('mail',TextP.containing('x').or(without('q'))).id()", 'tautology', 'exfiltration'],
  ["g.V().has('mail',between('a','b').or(P.not(within('q')))).id()", 'tautology', 'exfiltration'],
  // Reading elsewhere.
  [
    "g.V().has('a','x').inject(1).V().values('pin').inject('')",
    'traversal-injection',
    'exfiltration',
  ],
  ["g.V('x').union(identity(),V().hasLabel('card')).out()", 'traversal-injection', 'exfiltration'],
  ["g.V('x').as('q').V().valueMap().out()", 'traversal-injection', 'exfiltration'],
  ["g.V('x').sideEffect(drop()).out()", 'traversal-injection', 'exfiltration'],
  [
    "g.V('x').where(V().hasLabel('admin').count().is(gt(0))).out()",
    'boolean-blind',
    'exfiltration',
  ],
  ["g.V().has('a','x').has('pin',between('1','5')).out()", 'boolean-blind', 'exfiltration'],
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
  ["g.V().has('person','city','x','y').id()", 'traversal-injection', 'failed'],
  ["g.V().has('city',neq('x','y')).id()", 'traversal-injection', 'failed'],
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
  ["g.V().has('n',lte(5+{->'id'.execute();0}())).id()", 'script-injection', 'failed'],
  [
    "g.V().has('n','').filter{it.get().value('pin')[0]=='1'}.has('b','').id()",
    'script-injection',
    'failed',
  ],
  ["g.V().has('n',(1..3000000).collect{it}.size()).id()", 'dos', 'failed'],
  ["g.V().has('n','x'.concat('y')).id()", 'script-injection', 'failed'],
  ["g.V().has('n',6*7==42?1:0).id()", 'boolean-blind', 'failed'],
  ["g.V('x' + g.V().count().next()).id()", 'subquery', 'failed'],
  ['@groovy.transform.ASTTest(value={1})\ndef x', 'script-injection', 'failed'],
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
  ["g.V('x').repeat(V()).times(9).count()", 'dos', 'exfiltration'],
  ["g.V('x').repeat(both()).until(constant(1).is(2)).id()", 'dos', 'exfiltration'],
  ["g.V('x').repeat(both()).until(loops().is(99999)).id()", 'dos', 'exfiltration'],
  ["g.V('x').repeat(both()).times(40).has('a','').values('name')", 'dos', 'exfiltration'],
  // Code in a text that Groovy fills in.
  ['g.V().has("k", "${\'id\'.execute().text}").id()', 'script-injection', 'exfiltration'],
  ['g.V("a${Thread.sleep(5000)}b").id()', 'time-blind', 'exfiltration'],
  ['g.V().has("k", "${g.V().drop().iterate()}")', 'subquery', 'exfiltration'],
  ['g.V().has("k", "$System.properties")', 'schema-or-file-access', 'exfiltration'],
  // What is left of the value behind steps that were added.
  ["g.V(['t','x']).label()'']).in('owns')", 'syntax-probe', 'failed'],
  ["g.V(['t','x']).outE() /*']).in('owns')*/", 'comment-truncation', 'exfiltration'],
  ["g.V(['t','x'])\n.outE()\n//']).in('owns')", 'comment-truncation', 'exfiltration'],
  // Operators of another database.
  ["g.V().has('k', ['$ne': '']).id()", 'operator-abuse', 'failed'],
  ["g.V().has('k', {$gt: ''}).id()", 'operator-abuse', 'failed'],
  // A condition or its opposite.
  ["g.V().has('a','b').or(has('c',1), not(has('c',1)))", 'tautology', 'exfiltration'],
  ["g.V().has('a','b').or(hasLabel('c'), not(hasLabel('c')))", 'tautology', 'exfiltration'],
  ["g.V().has('a','b').or(has('c',gt(5)), has('c',lte(5)))", 'tautology', 'exfiltration'],
  ["g.V().has('a',lt('m').or(gte('m')))", 'tautology', 'exfiltration'],
  ["g.V().has('a',eq('b').or(not(eq('b'))))", 'tautology', 'exfiltration'],
  ["g.V().has('a','b').or().has('a').values('c')", 'tautology', 'exfiltration'],
  // Steps that put an end to what a program asked for.
  ["g.V('x').profile().has('a','').values('name')", 'traversal-injection', 'exfiltration'],
  ["g.V('x').match(__.as('a').V()).has('a','').id()", 'traversal-injection', 'exfiltration'],
  ["g.V('x').program(null).has('a','').id()", 'traversal-injection', 'failed'],
  ["g.V('x').call('--list').has('a','').id()", 'traversal-injection', 'exfiltration'],
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
