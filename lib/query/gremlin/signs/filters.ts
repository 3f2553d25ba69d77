/** Signs of filters that hold whatever is stored. */

import { alwaysPasses, neverPasses, truthOfSteps } from '../fold';
import {
  acceptsAny,
  beginsWithPredicate,
  isExcludedMiddle,
  predicateOf,
  predicateSteps,
} from '../predicates';
import type { Chain, Expression, Step } from '../tree';
import { isAnonymous, isEmptyText, isLiteral, lastArgument, stepsOf } from '../tree';
import { SIGNS } from '../weights';
import type { SignList } from '../../signList';
import { coveringSigns, excludedMiddleSigns, leavesMost, leavesOneOut } from './alternatives';

/** Steps whose last argument may be a predicate. */
const TESTS: ReadonlySet<string> = new Set(['has', 'is', 'hasLabel', 'hasId']);

const LONGEST_ALTERNATIVE = 8;
/** Predicates of searches, which programs may call with an empty text. */
const SEARCHES: ReadonlySet<string> = new Set(['startingWith', 'containing', 'endingWith', 'neq']);

/** @param literalAt the first step with a literal, as from `firstLiteralOf` */
export function filterSigns(chain: Chain, literalAt: number, signs: SignList): void {
  let label: string | null = null;
  const { steps } = chain;
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index];
    if (step === undefined) break;
    if (!step.traits.filters) {
      label = null;
      continue;
    }
    const isNarrowed = index > literalAt;
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
  const steps: Step[] = [];
  for (const alternative of alternatives) for (const step of stepsOf(alternative)) steps.push(step);
  const leaving = steps.filter(leavesOneOut).length;
  if (leaving > 0 && (isNarrowed || leaving < steps.length)) signs.add(SIGNS.leavesOneOut, or);
  if (steps.length < 2) return;
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
  if (leavesOneOut(next) && !leavesOneOut(before)) signs.add(SIGNS.leavesOneOut, next);
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

function isNearlyTrue(expression: Expression): boolean {
  if (!isAnonymous(expression) || expression.steps.length !== 1) return false;
  const [only] = expression.steps;
  if (only?.name === 'not') {
    const inner = only.args?.[0];
    return inner !== undefined && neverPasses(inner);
  }
  return only !== undefined && acceptsAnyOf(only);
}

function predicateSigns(step: Step, signs: SignList): void {
  if (step.name === 'has' && step.args?.some(isPredicateBefore) === true) {
    signs.add(SIGNS.argumentBehindPredicate, step);
  }
  const steps = predicateSteps(lastArgument(step));
  const predicate = steps?.[0];
  if (steps === null || predicate === undefined) return;
  if (!leavesMost(predicate) && steps.slice(1).some(addsTheRest)) {
    signs.add(SIGNS.leavesOneOut, step);
  }
  if (isExcludedMiddle(steps)) signs.add(SIGNS.excludedMiddle, step);
  else if (!acceptsAnyOf(step)) return;
  else if (steps.length > 1) signs.add(SIGNS.nearlyTrueOr, step);
  else signs.add(SEARCHES.has(predicate.name) ? SIGNS.anyText : SIGNS.anyValue, step);
}

/** `.or(without('a'))`, `.or(notContaining('a'))`: nearly all that the predicate before it leaves. */
function addsTheRest({ name, args }: Step): boolean {
  return name === 'or' && leavesMost(predicateSteps(args?.[0])?.[0] ?? null);
}

/** A predicate that is not the last argument. */
function isPredicateBefore(
  argument: Expression,
  index: number,
  { length }: readonly Expression[],
): boolean {
  return index < length - 1 && beginsWithPredicate(argument);
}

function acceptsAnyOf(step: Step): boolean {
  const last = lastArgument(step);
  if (last === undefined || (step.name === 'has' && step.args?.length === 1)) return false;
  return TESTS.has(step.name) && acceptsAny(last);
}
