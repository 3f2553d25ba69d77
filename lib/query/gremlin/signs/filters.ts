/** Signs of filters that hold whatever is stored. */

import { alwaysPasses, neverPasses, truthOfSteps } from '../fold';
import {
  acceptsAny,
  beginsWithPredicate,
  isExcludedMiddle,
  meetsRange,
  predicateSteps,
} from '../predicates';
import type { Chain, Expression, Step } from '../tree';
import { isAnonymous, isEmptyText, isLiteral } from '../tree';
import { SIGNS } from '../weights';
import { holdsLiteral } from './chains';
import type { SignList } from '../../signList';
import { traitsOf } from '../step-names';

/** Steps whose last argument may be a predicate. */
const TESTS: ReadonlySet<string> = new Set(['has', 'is', 'hasLabel', 'hasId']);

const LONGEST_ALTERNATIVE = 8;
/** Predicates of searches, which programs may call with an empty text. */
const SEARCHES: ReadonlySet<string> = new Set(['startingWith', 'containing', 'endingWith', 'neq']);

export function filterSigns(chain: Chain, signs: SignList): void {
  let isNarrowed = false;
  let label: string | null = null;
  const { steps } = chain;
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index];
    if (step === undefined) break;
    if (!traitsOf(step.name).filters) {
      label = null;
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
        label = labelSigns(step, label, signs);
        break;
      default:
    }
    isNarrowed ||= holdsLiteral(step);
  }
}

/** `hasLabel('a').has('b', 'key', 'x')`: nothing has two labels; gives the label known from here. */
function labelSigns(step: Step, known: string | null, signs: SignList): string | null {
  const { name, args } = step;
  const [first, second] = args ?? [];
  if (name === 'hasLabel') {
    return isLiteral(first) && args?.length === 1 && known === null ? first.value : known;
  }
  if (name !== 'has' || args?.length !== 3 || !isLiteral(first)) return known;
  if (isEmptyText(second)) signs.add(SIGNS.emptyKey, step);
  else if (known !== null && known !== first.value) signs.add(SIGNS.otherLabel, step);
  return known ?? first.value;
}

/** Mappers leave such alternatives behind, but put no literals in front of them. */
function orSigns(or: Step, isNarrowed: boolean, signs: SignList): void {
  const alternatives = or.args ?? [];
  if (alternatives.length === 1 && isNarrowed) signs.add(SIGNS.onlyAlternative, or);
  for (const alternative of alternatives) {
    if (alwaysPasses(alternative)) {
      signs.add(isNarrowed ? SIGNS.alwaysTrueOr : SIGNS.alwaysTrueOrOnly, alternative);
    } else if (isNearlyTrue(alternative)) signs.add(SIGNS.nearlyTrueOr, alternative);
  }
  const steps = alternatives.flatMap(stepsOf);
  excludedMiddleSigns(steps, or, signs);
  coveringSigns(steps, or, signs);
}

/** `.has(...).or().has(...)`, where steps up to the next `or()` are one alternative. */
function infixOrSigns({ steps }: Chain, index: number, signs: SignList): void {
  const next = steps[index + 1];
  const before = steps[index - 1];
  if (next === undefined || before === undefined) return;
  if (truthOfSteps(alternativeBehind(steps, index)) === 'always') {
    signs.add(SIGNS.alwaysTrueOr, next);
  } else if (predicateOf(next) !== null && acceptsAnyOf(next)) signs.add(SIGNS.nearlyTrueOr, next);
  if (hasEmptyText(next) || hasEmptyText(before)) signs.add(SIGNS.emptyAlternative, next);
  excludedMiddleSigns([before, next], next, signs);
  coveringSigns([before, next], next, signs);
}

/** Behind the last `or()` the chain goes on: only a step and its test surely belong to it. */
function alternativeBehind(steps: readonly Step[], or: number): readonly Step[] {
  let end = or + 1;
  while (end < steps.length && end - or < LONGEST_ALTERNATIVE) {
    const step = steps[end];
    if ((step?.name === 'or' || step?.name === 'and') && step.args?.length === 0) {
      return steps.slice(or + 1, end);
    }
    end++;
  }
  return steps.slice(or + 1, steps[or + 2]?.name === 'is' ? or + 3 : or + 2);
}

function hasEmptyText(step: Step): boolean {
  return step.name === 'has' && isEmptyText(lastArgument(step));
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

/**
 * `has('a', 'x')` beside `has('a', neq('x'))`, `has('a')` beside `hasNot('a')`. Beside a value
 * `hasNot('a')` is how programs ask for a default.
 */
function excludedMiddleSigns(steps: readonly Step[], place: Step, signs: SignList): void {
  if (!steps.some(excludes)) return;
  const present = new Set<string>();
  const absent = new Set<string>();
  for (const step of steps) {
    const key = keyOf(step);
    if (key === null) continue;
    if (step.name === 'hasNot') {
      absent.add(key);
      if (steps.some((other) => other !== step && keyOf(other) === key)) {
        signs.add(SIGNS.valueOrNone, place);
      }
    } else if (step.args?.length === 1) present.add(key);
    else {
      const value = lastArgument(step);
      const predicate = predicateOf(step);
      const isOther = predicate?.name === 'neq';
      const text = nameOf(isOther ? predicate.args?.[0] : value);
      if (text !== null) (isOther ? absent : present).add(`${key} = ${text}`);
    }
  }
  for (const key of absent) if (present.has(key)) signs.add(SIGNS.excludedMiddle, place);
}

function excludes(step: Step): boolean {
  return step.name === 'hasNot' || predicateOf(step)?.name === 'neq';
}

/** `has('age', 5)` beside `has('age', gte(0))`: the second makes the first pointless. */
function coveringSigns(steps: readonly Step[], place: Step, signs: SignList): void {
  for (const step of steps) {
    const value = lastArgument(step);
    const key = keyOf(step);
    if (key === null || !isLiteral(value) || value.type !== 'number') continue;
    const covers = steps.some((other) => {
      const predicate = predicateOf(other);
      return predicate !== null && keyOf(other) === key && meetsRange(value, predicate);
    });
    if (covers) signs.add(SIGNS.coveringOr, place);
  }
}

function keyOf({ name, args }: Step): string | null {
  if (name !== 'has' && name !== 'hasNot') return null;
  return nameOf(args?.[args.length > 2 ? 1 : 0]);
}

/** A literal, or the name of a parameter. */
function nameOf(expression: Expression | undefined): string | null {
  if (isLiteral(expression)) return expression.value;
  return expression?.kind === 'chain' && expression.root !== '' ? expression.root : null;
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
