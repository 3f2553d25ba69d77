/** What alternatives take, and what they leave to one another. */

import { isOwnKey } from '../fold';
import { meetsRange, nameOf, normalForm, predicateOf, predicateSteps } from '../predicates';
import type { Step } from '../tree';
import { isLiteral, lastArgument, stepsOf } from '../tree';
import { SIGNS } from '../weights';
import type { SignList } from '../../signList';

const ID: ReadonlySet<string> = new Set(['id']);

/** `has('id', neq('x'))`, `not(hasId('x'))`: all elements but one, or but some. */
export function leavesOneOut(step: Step): boolean {
  const { name, args } = step;
  if (name === 'not' && args?.[0] !== undefined) {
    const [inner, ...others] = stepsOf(args[0]);
    return inner !== undefined && others.length === 0 && asksId(inner) && !leavesOneOut(inner);
  }
  return asksId(step) && leavesOut(predicateOf(step));
}

function asksId({ name, args }: Step): boolean {
  return name === 'hasId' || (name === 'has' && args?.length === 2 && isOwnKey(args[0], ID));
}

const LEAVES_TEXTS: ReadonlySet<string> = new Set([
  ...['notContaining', 'notStartingWith', 'notEndingWith', 'notRegex'],
]);

/** As `leavesOut`, and `notContaining('x')` and its like, which leave nearly every text. */
export function leavesMost(predicate: Step | null): boolean {
  return leavesOut(predicate) || LEAVES_TEXTS.has(predicate?.name ?? '');
}

/** `neq('x')`, `without('x', 'y')`, `not(eq('x'))` */
export function leavesOut(predicate: Step | null): boolean {
  if (predicate?.name !== 'not') return predicate?.name === 'neq' || predicate?.name === 'without';
  const inner = predicateSteps(predicate.args?.[0])?.[0];
  return inner?.name === 'eq' || inner?.name === 'within';
}

/**
 * `has('a', 'x')` beside `has('a', neq('x'))`, `has('a')` beside `hasNot('a')`, `has('a', 1)` beside
 * `not(has('a', 1))`. Beside a value `hasNot('a')` is how programs ask for a default.
 */
export function excludedMiddleSigns(steps: readonly Step[], place: Step, signs: SignList): void {
  if (steps.every(takesValue)) return;
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

/** `has('a', 'x')`: leaves nothing out by intent. */
function takesValue(step: Step): boolean {
  return step.name !== 'not' && step.name !== 'hasNot' && isLiteral(lastArgument(step));
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
export function coveringSigns(steps: readonly Step[], place: Step, signs: SignList): void {
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
