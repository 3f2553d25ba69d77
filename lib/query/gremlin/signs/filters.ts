/** Signs of filters that hold whatever is stored. */

import {
  acceptsAny,
  alwaysPasses,
  beginsWithPredicate,
  isAnonymous,
  isExcludedMiddle,
  isLiteral,
  meets,
  neverPasses,
  predicateSteps,
} from '../fold';
import type { Chain, Expression, Step } from '../tree';
import { SIGNS } from '../weights';
import { holdsLiteral } from './chains';
import type { SignList } from './sign-list';
import { traitsOf } from '../step-names';

/** Steps whose last argument may be a predicate. */
const TESTS: ReadonlySet<string> = new Set(['has', 'is', 'hasLabel', 'hasId']);

/** Predicates of searches, which programs may call with an empty text. */
const SEARCHES: ReadonlySet<string> = new Set(['startingWith', 'containing', 'endingWith', 'neq']);

export function filterSigns(chain: Chain, signs: SignList): void {
  let isNarrowed = false;
  const { steps } = chain;
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index];
    if (step === undefined) break;
    if (!traitsOf(step.name).filters) {
      isNarrowed ||= holdsLiteral(step);
      continue;
    }
    switch (step.name) {
      case 'or':
        if (step.args?.length === 0) infixOrSigns(chain, index, signs);
        else orSigns(step, isNarrowed, signs);
        break;
      case 'where':
      case 'filter':
      case 'and':
        for (const argument of step.args ?? []) {
          if (!alwaysPasses(argument)) continue;
          signs.add(isNarrowed ? SIGNS.alwaysTrue : SIGNS.alwaysTrueOnly, argument);
        }
        break;
      case 'not':
        if (step.args?.[0] !== undefined && neverPasses(step.args[0])) {
          signs.add(SIGNS.alwaysTrueNot, step);
        }
        break;
      case 'has':
      case 'is':
      case 'hasLabel':
      case 'hasId':
        predicateSigns(step, signs);
        break;
      default:
    }
    isNarrowed ||= holdsLiteral(step);
  }
}

/** Mappers leave such alternatives behind, but put no literals in front of them. */
function orSigns(or: Step, isNarrowed: boolean, signs: SignList): void {
  const alternatives = or.args ?? [];
  for (const alternative of alternatives) {
    if (alwaysPasses(alternative)) {
      signs.add(isNarrowed ? SIGNS.alwaysTrueOr : SIGNS.alwaysTrueOrOnly, alternative);
    } else if (isNearlyTrue(alternative)) signs.add(SIGNS.nearlyTrueOr, alternative);
  }
  const steps = alternatives.flatMap(stepsOf);
  excludedMiddleSigns(steps, or, signs);
  coveringSigns(steps, or, signs);
}

/** `.has(...).or().has(...)` */
function infixOrSigns({ steps }: Chain, index: number, signs: SignList): void {
  const next = steps[index + 1];
  const before = steps[index - 1];
  if (next === undefined || before === undefined) return;
  const passes = alwaysPasses(asTraversal(next));
  if (passes) signs.add(SIGNS.alwaysTrueOr, next);
  else if (predicateOf(next) !== null && acceptsAnyOf(next)) signs.add(SIGNS.nearlyTrueOr, next);
  excludedMiddleSigns([before, next], next, signs);
  coveringSigns([before, next], next, signs);
}

function asTraversal(step: Step): Chain {
  const { start, end } = step;
  return { kind: 'chain', root: '__', base: null, steps: [step], isNew: false, start, end };
}

function stepsOf(expression: Expression): readonly Step[] {
  return isAnonymous(expression) ? expression.steps : [];
}

function isNearlyTrue(expression: Expression): boolean {
  if (!isAnonymous(expression) || expression.steps.length !== 1) return false;
  const [only] = expression.steps;
  if (only?.name === 'not') {
    const inner = only.args?.[0];
    return inner !== undefined && neverPasses(inner);
  }
  return only !== undefined && acceptsAnyOf(only);
}

/** `has('a', 'x')` beside `has('a', neq('x'))`, `has('a')` beside `hasNot('a')`. */
function excludedMiddleSigns(steps: readonly Step[], place: Step, signs: SignList): void {
  const present = new Set<string>();
  const absent = new Set<string>();
  for (const step of steps) {
    const key = keyOf(step);
    if (key === null) continue;
    const isNegative = step.name === 'hasNot' || predicateOf(step)?.name === 'neq';
    (isNegative ? absent : present).add(key);
  }
  for (const key of absent) if (present.has(key)) signs.add(SIGNS.excludedMiddle, place);
}

/** `has('age', 5)` beside `has('age', gte(0))`: the second makes the first pointless. */
function coveringSigns(steps: readonly Step[], place: Step, signs: SignList): void {
  for (const step of steps) {
    const value = lastArgument(step);
    const key = keyOf(step);
    if (key === null || !isLiteral(value) || value.type !== 'number') continue;
    const covers = steps.some((other) => {
      const predicate = predicateOf(other);
      return predicate !== null && keyOf(other) === key && meets(Number(value.value), predicate);
    });
    if (covers) signs.add(SIGNS.coveringOr, place);
  }
}

function keyOf({ name, args }: Step): string | null {
  if (name !== 'has' && name !== 'hasNot') return null;
  const key = args?.[args.length > 2 ? 1 : 0];
  if (isLiteral(key)) return key.value;
  return key?.kind === 'chain' ? key.root : null;
}

function predicateSigns(step: Step, signs: SignList): void {
  if (step.name === 'has' && step.args?.slice(0, -1).some(beginsWithPredicate) === true) {
    signs.add(SIGNS.argumentBehindPredicate, step);
  }
  const steps = predicateSteps(lastArgument(step));
  const predicate = steps?.[0];
  if (steps === null || predicate === undefined) return;
  if (isExcludedMiddle(steps)) signs.add(SIGNS.excludedMiddle, step);
  else if (!acceptsAnyOf(step)) return;
  else if (steps.length > 1) signs.add(SIGNS.nearlyTrueOr, step);
  else signs.add(SEARCHES.has(predicate.name) ? SIGNS.anyText : SIGNS.anyValue, step);
}

function acceptsAnyOf(step: Step): boolean {
  const last = lastArgument(step);
  if (last === undefined || (step.name === 'has' && step.args?.length === 1)) return false;
  return TESTS.has(step.name) && acceptsAny(last);
}

function predicateOf(step: Step): Step | null {
  return predicateSteps(lastArgument(step))?.[0] ?? null;
}

function lastArgument({ args }: Step): Expression | undefined {
  return args === null ? undefined : args[args.length - 1];
}
