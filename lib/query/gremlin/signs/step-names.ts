/** What the steps of Gremlin do. Source: TinkerPop's reference documentation, "The Traversal". */

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

export const FILTERS = set('has hasLabel hasId hasNot hasKey hasValue where filter and or not is');

/** Steps that only vertices, edges or properties have. */
export const ELEMENT_ONLY = set(
  'out in both outE inE bothE outV inV bothV otherV properties property values valueMap ' +
    'elementMap has hasLabel hasNot drop',
);

/** Steps that turn what flows through into plain values. */
export const TO_VALUES = set(
  'values valueMap elementMap propertyMap id label count sum min max mean fold path tree group ' +
    'groupCount constant math key value project',
);

/** Steps that pass on what they get. */
export const CHANGES_NOTHING = set(
  'where filter and or not is order by limit range tail skip sample coin dedup as option emit ' +
    'times until barrier identity sideEffect store aggregate subgraph with timeLimit from to ' +
    'simplePath cyclicPath hasId hasKey hasValue read write none',
);

/** Steps by which a later part of the chain comes back to an earlier one. */
export const LABELS = set('as inject withSideEffect store aggregate');

export const TERMINALS = set(
  'iterate next toList toSet toBulkSet tryNext hasNext none count fold explain profile promise ' +
    'all forEachRemaining fill one size first',
);

export const AGGREGATES = set('count groupCount sum min max mean limit range sample tail');

/** Steps whose arguments are traversals that begin anew with V() only by intent. */
export const HOLDS_TRAVERSALS = set(
  'union coalesce map flatMap local sideEffect or where choose optional filter not and branch ' +
    'match by option inject',
);
