import { describe, expect, test } from '@jest/globals';
import { analyseGremlin } from '../../../lib/query/gremlin';
import { verdictOf } from '../../../lib/query/verdict';

const verdict = (text: string) => verdictOf(text, analyseGremlin(text));

/** Traversals that the server accepts and that programs write. */
const TRAVERSALS = [
  'g.V().drop()',
  "g.V('x').drop()",
  "g.V('1').outE('knows').where(inV().hasId('2')).drop()",
  "g.V('1').sideEffect(outE().drop()).property('name', 'x')",
  // Loads and upserts.
  "g.addV('person').property('id','1').as('a').addV('person').property('id','2').as('b').addE('knows').from('a').to('b')",
  "g.V('1').addE('knows').to(g.V('2')).property('since', 2020)",
  "g.V().has('person','id','1').fold().coalesce(unfold(),addV('person').property('id','1')).property('age',31)",
  "g.V('1').as('a').V('2').coalesce(inE('knows').where(outV().as('a')),addE('knows').from('a'))",
  "g.V().has('name',within('a','b')).as('p').V().has('name','c').addE('uses').from('p')",
  "g.V().has('User','name','a').as('p').V().has('Talk','id','x').addE('at').from('p').V().has('Talk','id','y').addE('at').from('p').V().has('Talk','id','z').addE('at').from('p')",
  "g.addV('b').property('k',1).V().hasLabel('b').has('k',1).count()",
  // Filters.
  "g.V().has('id',neq('a')).or().has('id',neq('b'))",
  "g.V().has('id',neq('a')).has('kind','x').limit(5)",
  "g.V().or(has('age',5),has('age',gt(60))).limit(local, 1).range(local, 0, 2).tail()",
  "g.V().has('age',lt(10).or(between(11,20)).and(lt(29).or(eq(35)))).values('name')",
  "g.V().or(has('age',gt(27)),outE('created')).values('name')",
  "g.V().where(__.not(__.out('created'))).values('name')",
  "g.V().has('deleted',neq(true)).has('mail',neq('')).count()",
  "g.V().has('name', containing('')).limit(10)",
  "g.V().hasLabel('x').has('tag',without('a','b')).id()",
  'g.V().hasLabel(_a).filter(__.identity()).values(_b)',
  'g.V().hasLabel(_a).or(__.identity(),__.out(_b))',
  "g.V('a').in('tag').hasLabel('post').or(has('draft',false),hasNot('draft')).limit(25)",
  "g.V().hasLabel('p').or(hasNot('gone'),has('gone',neq(true))).valueMap()",
  "g.V().hasLabel('p').has('id','a').store('x').V().hasLabel('p').where(without('x'))",
  "g.V().has('user','name','a').values('passwordHash','salt')",
  "g.V().has('person','email','').drop()",
  // Walks and results.
  "g.V('1').repeat(out('boss')).until(hasLabel('ceo').or().loops().is(12)).path()",
  "g.V().repeat(__.repeat(out('made')).until(has('name', 'x'))).emit().values('lang')",
  "g.V('a').repeat(out().simplePath()).until(hasId('b')).path().limit(1)",
  "g.V('a').repeat(out()).times(50).count()",
  'g.V().repeat(both()).times(1000000).emit().limit(9)',
  "g.V().match(__.as('a').out('made').as('b'),__.as('b').has('name','x')).select('a').by('name')",
  "g.V().group().by('age').unfold().where(select(values).count(local).is(gt(1)))",
  "g.V().hasLabel('p').project('n','f').by('name').by(out().count()).order().by(select('f'),desc)",
  "g.V().hasLabel('p').valueMap(true).by(unfold()).with('~tinkerpop.valueMap.tokens')",
  'g.inject(0).union(V().count(),E().count())',
  "g.V('1').choose(has('age',gt(20)),constant('old'),constant('young'))",
  "g.V(x1).out(x2).has(x3, x4).has('p1__10','str1__13').limit(x5)",
  "g.V().hasLabel('person') // people only",
  "g.V().has('name','x') // it's fine",
  "g.V('1').values('name').or().has('name','x').out('knows').values('name')",
  "g.V().has('name','x').out('knows').profile()",
  "g.V('1').repeat(both().simplePath()).times(30).path().limit(5)",
  'g.V("${id}").has("name", "$name").has("price", "US$5.00").property("tpl", "Hi ${user.name}")',
  'g.addV("doc").property("body", "\\${System.exit(0)}")',
  "g.addV('doc').property('body', '${System.exit(0)}')",
  "g.V('x')\n  // ) closes\n  .out('knows')",
  "g.V().hasLabel('p').has('id','u').project('a').by(g.V().hasLabel('q').out('r').count())",
  "g.V().or(has('age',lt(18)), has('age',gte(65)))",
  "g.V().has('age', lt(18).or(gte(65)))",
  "g.V().or(has('a','x'), not(has('b','x')))",
] as const;

/** Console habits, scripts and texts that are no traversal: no attack, and none that Cosmos runs. */
const HARMLESS = [
  "g.V().has('k').filter{['a','b'].contains(it.get().value('k')[0])}.limit(5)",
  "g.V().hasLabel('p').filter{it.get().value('age') > 30}.map{it.get().value('name') + ' x'}",
  "g.V().has('created', gt(new Date(2020, 1, 1))).has('seen', gte(System.currentTimeMillis() - 9))",
  "g.addV('a').property('id','1');\ng.addV('b').property('id','2');\ng.V('1').addE('x').to(g.V('2'));",
  "g.V().hasLabel('a').count(); g.V().hasLabel('b').count()",
  'g.V().has("name", "x").count().next() + "\\n"',
  "g.withStrategies(new SubgraphStrategy(vertices: hasLabel('person'))).V()",
  ':remote connect tinkerpop.server conf/remote.yaml',
  'g.V() returned {}',
  'g.V(42).42()42.limit(42)',
  "g.V().has('name', %s)",
  'graph = TinkerGraph.open()',
  "if (g.V('a').hasNext() == false) { g.addV('x').property(id, 'a') }",
  '',
] as const;

describe('normal Gremlin', () => {
  test.each(TRAVERSALS)('%s', (text) => {
    expect(verdict(text).injection).toBe(false);
    expect(analyseGremlin(text).understanding.valid).toBe(true);
  });

  test.each(HARMLESS)('%j', (text) => {
    expect(verdict(text).injection).toBe(false);
  });

  test.each(["').drop()//", "x');g.V().drop();", "' or 1=1 --", "'}System.exit(0){'", "\\').V()"])(
    'an attack inside one literal is data: %s',
    (attack) => {
      const escaped = attack.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
      for (const literal of [`'${escaped}'`, `"${attack.replaceAll('\\', '\\\\')}"`]) {
        const { signs, understanding } = analyseGremlin(`g.V().has('mail',${literal}).out()`);
        expect(signs).toEqual([]);
        expect(understanding.valid).toBe(true);
      }
    },
  );
});
