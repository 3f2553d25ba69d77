/** What the steps of Gremlin do. Source: TinkerPop's reference documentation, "The Traversal". */

import { ARITIES, type Arity } from './step-arities';

/** What a chain looks at in a step. */
export interface StepTraits {
  /** Belongs to Gremlin; code around it has other names. */
  readonly isGraphStep: boolean;
  readonly arity: Arity | null;
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

const NAMES: Readonly<Record<Exclude<keyof StepTraits, 'isGraphStep' | 'arity'>, string>> = {
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
  labels: 'as withSideEffect store aggregate',
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

const STEPS: ReadonlySet<string> = new Set([...Object.values(NAMES), OTHERS].join(' ').split(' '));
const TRAITS = new Map([...STEPS, ...ARITIES.keys()].map((name) => [name, traitsFor(name)]));
const NO_TRAITS = traitsFor('');

export function traitsOf(name: string): StepTraits {
  return TRAITS.get(name) ?? NO_TRAITS;
}

/** More than twice as many places as names, so that few names meet in one. */
const SIZE = 1024;
const TABLE: (string | undefined)[] = new Array<string | undefined>(SIZE).fill(undefined);
for (const name of new Set([...TRAITS.keys(), ...AROUND.split(' ')])) {
  let slot = slotOf(name, 0, name.length);
  while (TABLE[slot] !== undefined) slot = (slot + 1) % SIZE;
  TABLE[slot] = name;
}

/**
 * The name at `start` to `end` of a text. Of a name that occurs often it is the one copy: making
 * none saves time, and comparing it takes no look at its letters.
 */
export function nameAt(text: string, start: number, end: number): string {
  let slot = slotOf(text, start, end);
  for (let name = TABLE[slot]; name !== undefined; name = TABLE[slot]) {
    if (name.length === end - start && text.startsWith(name, start)) return name;
    slot = (slot + 1) % SIZE;
  }
  return text.slice(start, end);
}

/** Made of the length and three letters. */
function slotOf(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start);
  const middle = text.charCodeAt((start + end) >> 1);
  const last = text.charCodeAt(end - 1);
  return (((first * 31 + (middle | 0)) * 31 + last) * 31 + end - start) % SIZE;
}

function traitsFor(name: string): StepTraits {
  const has = (trait: keyof typeof NAMES): boolean => NAMES[trait].split(' ').includes(name);
  return {
    isGraphStep: STEPS.has(name),
    arity: ARITIES.get(name) ?? null,
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
