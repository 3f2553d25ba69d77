import type { Api } from '../../../lib/telemetry/event';

/** What an injection without a sign of its own does to the query that it comes into. */
export const EFFECTS = ['widens', 'narrows', 'adds a clause', 'changes a value'] as const;
export type Effect = (typeof EFFECTS)[number];

/**
 * What takes a literal's place. `'` is the literal's own quote, `{f}` and `{g}` are properties of
 * the same application, `{a}` is the name that a NoSQL statement gives its items.
 */
export interface Payload {
  readonly effect: Effect;
  /** For a literal in quotes, from the opening quote to the closing one; null where none fits. */
  readonly text: string | null;
  /** For a number. */
  readonly number: string | null;
}

const payload = (effect: Effect, text: string | null, number: string | null): Payload => ({
  effect,
  text,
  number,
});

/** Of each language; those that the analyser knows by themselves are left out when they are used. */
export const PAYLOADS: Readonly<Record<Api, readonly Payload[]>> = {
  nosql: [
    payload('widens', "'x' OR {a}.{f} = 'y'", '5 OR {a}.{f} > 7'),
    payload('widens', "'' OR {a}.{f} > ''", '0 OR {a}.{f} >= 0'),
    payload('widens', "'x' OR {a}.{f} != 'y'", '5 OR {a}.{f} != 7'),
    payload('widens', "'x' OR IS_DEFINED({a}.{f}) OR {a}.{g} = 'y'", '5 OR IS_DEFINED({a}.{f})'),
    payload('widens', "'x' OR CONTAINS({a}.{f}, 'e') OR {a}.{g} = 'y'", '5 OR {a}.{f} IN (1, 2)'),
    payload('widens', "'x' OR NOT IS_NULL({a}.{f}) OR {a}.{g} = 'y'", '5 OR NOT IS_NULL({a}.{f})'),
    payload('widens', "'x' OR {a}.{f} = 'y' AND {a}.{g} < 'z'", '5 OR {a}.{f} BETWEEN 1 AND 99'),
    payload('widens', "'x') OR ({a}.{f} = 'y'", '5) OR ({a}.{f} = 7'),
    payload('narrows', "'x' AND {a}.{f} = 'y'", '5 AND {a}.{f} = 7'),
    payload('narrows', "'x' AND {a}.{f} > 'm'", '5 AND {a}.{f} > 7'),
    payload('narrows', "'x' AND STARTSWITH({a}.{f}, 'a') AND {a}.{g} != ''", '5 AND {a}.{f} != 7'),
    payload('adds a clause', null, '5 ORDER BY 5'),
    payload('adds a clause', null, '5 GROUP BY {a}.{f}'),
    payload('changes a value', null, '5 * {a}.{f}'),
  ],
  mongodb: [
    payload('changes a value', `{"$in": ["x", "y"]}`, '{"$in": [5, 7]}'),
    payload('changes a value', `{"$gte": "m"}`, '{"$gte": 5}'),
    payload('changes a value', `{"$regex": "^a"}`, '{"$lt": 99}'),
    payload('changes a value', `{"$nin": ["x"]}`, '{"$nin": [5]}'),
    payload('changes a value', `{"$exists": true}`, '{"$exists": true}'),
    payload('narrows', `'x', "{f}": 'y'`, '5, "{f}": 7'),
    payload('narrows', `'x', "{f}": {"$gt": "m"}, "{g}": 'y'`, '5, "{f}": {"$gt": 7}'),
    payload('narrows', `'x', "{f}": {"$in": ["a", "b"]}, "{g}": 'y'`, '5, "{f}": {"$in": [1, 2]}'),
    payload('narrows', `'x', "{f}": {"$exists": true}, "{g}": 'y'`, '5, "{f}": {"$exists": true}'),
    payload(
      'narrows',
      `'x', "$or": [{"{f}": "a"}, {"{g}": "b"}], "{f}": 'y'`,
      '5, "$or": [{"{f}": 1}, {"{g}": 2}]',
    ),
    payload('adds a clause', `'x'}, "limit": 1000, "collation": {"locale": 'en'`, null),
  ],
  cassandra: [
    payload('narrows', "'x' AND {f} = 'y'", '5 AND {f} = 7'),
    payload('narrows', "'x' AND {f} > 'm'", '5 AND {f} > 7'),
    payload('narrows', "'x' AND {f} IN ('a', 'b') AND {g} = 'y'", '5 AND {f} IN (1, 2)'),
    payload('narrows', "'x' AND token({f}) > token('m') AND {g} = 'y'", '5 AND token({f}) > 0'),
    payload('adds a clause', null, '5 ALLOW FILTERING'),
    payload('adds a clause', null, '5 AND {f} > 7 ALLOW FILTERING'),
    payload('adds a clause', null, '5 GROUP BY {f}'),
    payload('adds a clause', null, '5 IF EXISTS'),
    payload('changes a value', "'x', {f} = 'y'", '5, {f} = 7'),
  ],
  gremlin: [
    payload('widens', "'x').in().out().has('{f}', 'y'", '5).in().out().has("{f}", 7'),
    payload('widens', "'x').both().dedup().has('{f}', 'y'", '5).both().dedup().has("{f}", 7'),
    payload(
      'widens',
      "'x').union(identity(), out()).has('{f}', 'y'",
      '5).union(identity(), out()).has("{f}", 7',
    ),
    payload(
      'widens',
      "'x').repeat(out()).times(3).has('{f}', 'y'",
      '5).repeat(out()).times(3).has("{f}", 7',
    ),
    payload('narrows', "'x').has('{f}', 'y'", '5).has("{f}", 7'),
    payload('narrows', "'x').has('{f}', gt('m')).has('{g}', 'y'", '5).has("{f}", gt(7)'),
    payload('narrows', "'x').where(out()).has('{f}', 'y'", '5).where(out()).has("{f}", 7'),
    payload('adds a clause', "'x').valueMap().select('{f}'", '5).valueMap().select("{f}"'),
    payload('adds a clause', "'x').property('{f}', 'y'", '5).property("{f}", 7'),
  ],
  table: [
    payload('widens', "'x' or {f} eq 'y'", '5 or {f} eq 7'),
    payload('widens', "'' or PartitionKey ge ''", "5 or PartitionKey ge ''"),
    payload('widens', "'x' or {f} ne 'y'", '5 or {f} ne 7'),
    payload('widens', "'x' or RowKey gt 'm'", '5 or {f} gt 0'),
    payload('widens', "'x' or not ({f} eq 'z') or {g} eq 'y'", '5 or not ({f} eq 7)'),
    payload('widens', "'x') or ({f} eq 'y'", '5) or ({f} eq 7'),
    payload('narrows', "'x' and {f} eq 'y'", '5 and {f} eq 7'),
    payload('narrows', "'x' and {f} gt 'm'", '5 and {f} lt 7'),
    payload('narrows', "'x' and {f} ne ''", '5 and {f} ne 0'),
  ],
};
