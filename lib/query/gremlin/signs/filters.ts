/** Signs of filters that hold whatever is stored. */

import { alwaysPasses, isOwnKey, neverPasses, truthOfSteps } from '../fold';
import {
  acceptsAny,
  beginsWithPredicate,
  isExcludedMiddle,
  meetsRange,
  nameOf,
  normalForm,
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

const ID: ReadonlySet<string> = new Set(['id']);
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

/** `has('id', neq('x'))`, `hasId(neq('x'))`: all elements but one, or but some. */
function leavesOneOut(step: Step): boolean {
  const { name, args } = step;
  const asksId =
    name === 'hasId' || (name === 'has' && args?.length === 2 && isOwnKey(args[0], ID));
  const predicate = asksId ? predicateOf(step) : null;
  return predicate?.name === 'neq' || predicate?.name === 'without';
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
 * `has('a', 'x')` beside `has('a', neq('x'))`, `has('a')` beside `hasNot('a')`, `has('a', 1)` beside
 * `not(has('a', 1))`. Beside a value `hasNot('a')` is how programs ask for a default.
 */
function excludedMiddleSigns(steps: readonly Step[], place: Step, signs: SignList): void {
  const seen = new Set<string>();
  for (const step of steps) {
    const key = keyOf(step);
    const asksDefault = (other: Step): boolean => other !== step && keyOf(other) === key;
    if (step.name === 'hasNot' && key !== null && steps.some(asksDefault)) {
      signs.add(SIGNS.valueOrNone, place);
    }
    const claim = claimOf(step);
    if (claim === null) continue;
    if (seen.has(`${!claim.negated} ${claim.text}`)) signs.add(SIGNS.excludedMiddle, place);
    seen.add(`${claim.negated} ${claim.text}`);
  }
}

/** What a step asks of an element: a text of what it takes, or leaves. */
function claimOf(step: Step): { readonly text: string; readonly negated: boolean } | null {
  const { name, args } = step;
  if (name === 'not') {
    const [inner, ...others] = args?.[0] === undefined ? [] : stepsOf(args[0]);
    const claim = inner === undefined || others.length > 0 ? null : claimOf(inner);
    return claim === null ? null : { ...claim, negated: !claim.negated };
  }
  if (name === 'hasLabel')
    return { text: `label ${args?.map(nameOf).join() ?? ''}`, negated: false };
  const key = keyOf(step);
  if (key === null) return null;
  if (args?.length === 1) return { text: key, negated: name === 'hasNot' };
  const predicate = predicateOf(step);
  const form = predicate === null ? null : normalForm(predicate);
  if (form !== null) return { text: `${key} ${form.text}`, negated: form.negated };
  const value = nameOf(lastArgument(step));
  return value === null ? null : { text: `${key} eq ${value}`, negated: false };
}

/**
 * `has('age', 5)` beside `has('age', gte(0))` or `has('age')`: the second makes the first pointless.
 */
function coveringSigns(steps: readonly Step[], place: Step, signs: SignList): void {
  const present = new Set(steps.map(presentKey));
  for (const step of steps) {
    const value = lastArgument(step);
    const key = keyOf(step);
    if (key === null || !isLiteral(value) || step.args?.length === 1) continue;
    if (present.has(key)) signs.add(SIGNS.coveringOr, place);
    if (value.type !== 'number') continue;
    const covers = steps.some((other) => {
      const predicate = predicateOf(other);
      return predicate !== null && keyOf(other) === key && meetsRange(value, predicate);
    });
    if (covers) signs.add(SIGNS.coveringOr, place);
  }
}

/** The key of `has('age')`. */
function presentKey(step: Step): string | null {
  return step.name === 'has' && step.args?.length === 1 ? keyOf(step) : null;
}

function keyOf({ name, args }: Step): string | null {
  if (name !== 'has' && name !== 'hasNot') return null;
  return nameOf(args?.[args.length > 2 ? 1 : 0]);
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
