/** What the steps of Gremlin do. Source: TinkerPop's reference documentation, "The Traversal". */

/** What a chain looks at in a step. */
export interface StepTraits {
  readonly filters: boolean;
  /** Only vertices, edges or properties have it. */
  readonly needsElement: boolean;
  /** Turns what flows through into plain values. */
  readonly givesValues: boolean;
  /** Passes on what it gets. */
  readonly passesOn: boolean;
  /** A later part of the chain can come back to it. */
  readonly labels: boolean;
  readonly terminates: boolean;
  readonly aggregates: boolean;
  /** Traversals in it begin with V() only by intent. */
  readonly holdsTraversals: boolean;
  /** Belongs to the step before it. */
  readonly modulates: boolean;
}

const NAMES: Readonly<Record<keyof StepTraits, string>> = {
  filters: 'has hasLabel hasId hasNot hasKey hasValue where filter and or not is',
  needsElement:
    'out in both outE inE bothE outV inV bothV otherV properties property values valueMap ' +
    'elementMap has hasLabel hasNot drop',
  givesValues:
    'values valueMap elementMap propertyMap id label count sum min max mean fold path tree group ' +
    'groupCount constant math key value project',
  passesOn:
    'where filter and or not is order by limit range tail skip sample coin dedup as option emit ' +
    'times until barrier identity sideEffect store aggregate subgraph with timeLimit from to ' +
    'simplePath cyclicPath hasId hasKey hasValue read write none',
  labels: 'as inject withSideEffect store aggregate',
  terminates:
    'iterate next toList toSet toBulkSet tryNext hasNext none count fold explain profile promise ' +
    'all forEachRemaining fill one size first',
  aggregates: 'count groupCount sum min max mean limit range sample tail',
  holdsTraversals:
    'union coalesce map flatMap local sideEffect or where choose optional filter not and branch ' +
    'match by option inject',
  modulates: 'by as option with',
};
const OTHERS = 'V E addV addE mergeV mergeE repeat unfold select cap index loops';
/** Names around the steps. */
const AROUND =
  'g __ P T TextP Order it gt gte lt lte eq neq within without between inside outside asc desc ' +
  'incr decr local single set list keys containing startingWith endingWith true false null new as';

const TRAITS = new Map<string, StepTraits>();
for (const name of [...Object.values(NAMES), OTHERS].join(' ').split(' ')) {
  TRAITS.set(name, traitsFor(name));
}
const NO_TRAITS = traitsFor('');

export function traitsOf(name: string): StepTraits {
  return TRAITS.get(name) ?? NO_TRAITS;
}

/** Whether a step by that name belongs to Gremlin; code around it has other names. */
export function isGraphStep(name: string): boolean {
  return TRAITS.has(name);
}

const KNOWN: ReadonlyMap<string, string> = new Map(
  [...TRAITS.keys(), ...AROUND.split(' ')].map((name) => [name, name]),
);

/** The one copy of a name that occurs often: comparing it takes no look at its letters. */
export function sharedName(name: string): string {
  return KNOWN.get(name) ?? name;
}

function traitsFor(name: string): StepTraits {
  const has = (trait: keyof StepTraits): boolean => NAMES[trait].split(' ').includes(name);
  return {
    filters: has('filters'),
    needsElement: has('needsElement'),
    givesValues: has('givesValues'),
    passesOn: has('passesOn'),
    labels: has('labels'),
    terminates: has('terminates'),
    aggregates: has('aggregates'),
    holdsTraversals: has('holdsTraversals'),
    modulates: has('modulates'),
  };
}
