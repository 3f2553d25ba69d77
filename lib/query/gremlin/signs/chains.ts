/** Signs of chains that go on as no program writes them. */

import { beginsWithPredicate, predicateSteps } from '../predicates';
import type { Chain, Expression, Step } from '../tree';
import { isAnonymous, isEmptyText, isLiteral } from '../tree';
import type { SignKind, SignList } from '../../signList';
import { SIGNS } from '../weights';
import { Labels } from './labels';
import type { StepTraits } from '../step-names';

type Yield = 'element' | 'value' | 'unknown';

/** @param literalAt the first step with a literal, as from `firstLiteralOf` */
export function chainSigns(chain: Chain, literalAt: number, signs: SignList): void {
  if (beginsWithPredicate(chain)) {
    predicateSigns(chain, signs);
    return;
  }
  if (chain.root !== 'g' && !isAnonymous(chain)) return;
  let yields: Yield = 'element';
  let previous = '';
  let labels: Labels | null = null;
  const { steps } = chain;
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index];
    if (step === undefined) break;
    const { traits } = step;
    const isNarrowed = index > literalAt;
    if (index > 0 && isStart(step)) {
      const isFree =
        isNarrowed &&
        !(labels ??= new Labels(steps)).areUsedBehind(index) &&
        !isSumOpen(steps, index);
      const next = steps[index + 1];
      if (next === undefined || !findsAdded(steps[0], next))
        restartSigns(step, next, isFree, signs);
    }
    if (isNarrowed) lateSigns(step, steps[0]?.name ?? '', signs);
    if (previous === 'drop' && !traits.terminates) signs.add(SIGNS.behindDrop, step);
    if (isProfile(steps[index - 1]) && goesOn(step)) signs.add(SIGNS.behindProfile, step);
    if (previous === 'property') writtenSigns(step, traits, signs);
    if (yields === 'value' && traits.needsElement && step.args !== null) {
      signs.add(SIGNS.elementStepOnValue, step);
    }
    if (step.name === 'is' && yields === 'element' && chain.root === 'g' && asksNumber(step)) {
      signs.add(SIGNS.testOnElement, step);
    }
    if (traits.holdsTraversals) nestedSigns(step, isNarrowed, signs);
    yields = yieldOf(step, traits, yields);
    if (!traits.modulates) previous = step.name;
  }
}

/** Only `cap()` and what fetches the result may follow it; with a key it is a side effect. */
function isProfile(step: Step | undefined): boolean {
  return step?.name === 'profile' && step.args?.length === 0;
}

function goesOn({ name, traits }: Step): boolean {
  return name !== 'cap' && traits.isGraphStep && !traits.terminates;
}

/** `gt(1).V()`: behind a predicate stand only other predicates. */
function predicateSigns({ steps }: Chain, signs: SignList): void {
  for (const [index, step] of steps.entries()) {
    const joins = step.name === 'and' || step.name === 'or' || step.name === 'not';
    if (index === 0 || joins || !step.traits.isGraphStep) continue;
    signs.add(SIGNS.stepOnPredicate, step);
    return;
  }
}

/** `sack(assign)...V()...sack()`: what was gathered before is asked for behind. */
function isSumOpen(steps: readonly Step[], index: number): boolean {
  const isSack = ({ name }: Step): boolean => name === 'sack';
  return steps.slice(0, index).some(isSack) && steps.slice(index).some(isSack);
}

/** `addV('a')...V().hasLabel('a')`: what was just added is looked for. */
function findsAdded(first: Step | undefined, next: Step): boolean {
  if (first?.name !== 'addV' || next.name !== 'hasLabel') return false;
  const [added, found] = [first.args?.[0], next.args?.[0]];
  return isLiteral(added) && isLiteral(found) && added.value === found.value;
}

/** `.V()` in the middle: bulk loads do it behind a label, injections to get at everything. */
function restartSigns(step: Step, next: Step | undefined, isFree: boolean, signs: SignList): void {
  if (!isUnfilteredStart(step)) {
    if (isFree) signs.add(SIGNS.restartAt, step);
  } else if (next?.name === 'drop') {
    signs.add(SIGNS.restartDrop, { start: step.start, end: next.end });
  } else if (isFree) {
    const isFiltered = next?.traits.filters === true;
    signs.add(isFiltered ? SIGNS.restartFiltered : SIGNS.restart, step);
  }
}

/** Steps that glue what an attack closed early to what it added. */
function lateSigns(step: Step, start: string, signs: SignList): void {
  const { name, args } = step;
  if (name === 'call') signs.add(SIGNS.lateCall, step);
  else if (name === 'inject') signs.add(SIGNS.lateInject, step);
  else if (name === 'addV' && start !== 'addV') signs.add(SIGNS.lateAdd, step);
  if (name === 'has' || name === 'inject' || name === 'V' || name === 'hasId') {
    if (isEmptyText(args?.[args.length - 1])) signs.add(SIGNS.emptyText, step);
  }
}

/** `is(gte(0))`, `is(5)` */
function asksNumber({ args }: Step): boolean {
  const [test] = args ?? [];
  const bound = isLiteral(test) ? test : predicateSteps(test)?.[0]?.args?.[0];
  return isLiteral(bound) && bound.type === 'number';
}

function writtenSigns(step: Step, traits: StepTraits, signs: SignList): void {
  if (step.name === 'drop') signs.add(SIGNS.dropWritten, step);
  else if (traits.filters) signs.add(SIGNS.filterWritten, step);
}

function nestedSigns(step: Step, isNarrowed: boolean, signs: SignList): void {
  for (const argument of step.args ?? []) {
    if (isDropAlone(step, argument)) signs.add(SIGNS.dropSelf, argument);
    if (isNarrowed && step.name === 'sideEffect' && addsVertex(argument)) {
      signs.add(SIGNS.nestedAdd, argument);
    }
    const inner = restartedSteps(argument);
    if (inner === null) continue;
    const isFiltered = inner.some(({ traits }) => traits.filters);
    if (inner.some(({ name }) => name === 'drop')) {
      if (!isFiltered) signs.add(SIGNS.nestedDrop, argument);
      else if (isNarrowed) signs.add(SIGNS.nestedPartDrop, argument);
    } else if (!isFiltered && !inner.some(({ traits }) => traits.aggregates)) {
      signs.add(isNarrowed ? SIGNS.nestedAll : SIGNS.nestedAllOnly, argument);
    } else if (isNarrowed) {
      signs.add(nestedKind(step, inner), argument);
    }
  }
}

/**
 * Programs project what they look up elsewhere, and look an element up by a value; by a label or a
 * count they ask in a query of its own.
 */
function nestedKind(step: Step, inner: readonly Step[]): SignKind {
  if (step.traits.filters || step.name === 'choose') return SIGNS.nestedOtherTest;
  if (step.name === 'by') return SIGNS.nestedLookup;
  if (step.args?.some(isIdentity) === true) return SIGNS.nestedOther;
  return inner.some((filter) => filter.name === 'has' && holdsLiteral(filter))
    ? SIGNS.nestedLookup
    : SIGNS.nestedOther;
}

/** `identity()`: an upsert adds what was not found, and does not go on with what it had. */
function isIdentity(argument: Expression): boolean {
  return (
    isAnonymous(argument) && argument.steps.length === 1 && argument.steps[0]?.name === 'identity'
  );
}

/** `sideEffect(drop())`, which other traversals reach from the element: `sideEffect(outE().drop())`. */
function isDropAlone({ name }: Step, argument: Expression): boolean {
  if (name !== 'sideEffect' && name !== 'local' && name !== 'map') return false;
  return isAnonymous(argument) && argument.steps[0]?.name === 'drop';
}

function addsVertex(argument: Expression): boolean {
  return isAnonymous(argument) && argument.steps[0]?.name === 'addV';
}

/** The steps of a nested `__.V()...`, or null for one that goes on from where it stands. */
function restartedSteps(expression: Expression): readonly Step[] | null {
  if (expression.kind !== 'chain') return null;
  if (expression.root !== 'g' && !isAnonymous(expression)) return null;
  const [first, second] = expression.steps;
  // `match(__.as('a').V())`
  const start = first?.name === 'as' ? second : first;
  return start !== undefined && isUnfilteredStart(start) ? expression.steps : null;
}

function isStart({ name, args }: Step): boolean {
  return (name === 'V' || name === 'E') && args !== null;
}

export function isUnfilteredStart({ name, args }: Step): boolean {
  return (name === 'V' || name === 'E') && args?.length === 0;
}

function yieldOf({ name, args }: Step, traits: StepTraits, before: Yield): Yield {
  // Behind `.or()` and `.and()` comes another traversal, from where the first began.
  if ((name === 'or' || name === 'and') && args?.length === 0) return 'element';
  if (traits.passesOn) return before;
  // With a key these keep aside what they gather and pass the elements on.
  const isAside = name === 'group' || name === 'groupCount' || name === 'tree';
  if (isAside && isLiteral(args?.[0])) return before;
  if (traits.givesValues) return 'value';
  return traits.needsElement ? 'element' : 'unknown';
}

/** Index of the first step with a literal; what comes behind it may have been added. */
export function firstLiteralOf({ steps }: Chain): number {
  const index = steps.findIndex(holdsLiteral);
  return index < 0 ? steps.length : index;
}

/** A step with a literal where programs put values: what an attacker may have broken out of. */
function holdsLiteral({ name, args }: Step): boolean {
  if (args === null || args.length === 0) return false;
  const last = args[args.length - 1];
  switch (name) {
    case 'has':
      return args.length > 1 && (isLiteral(last) || testsLiteral(last));
    case 'property':
      return args.length > 1 && isLiteral(last);
    case 'V':
    case 'E':
    case 'hasId':
    case 'is':
      return args.some(isLiteral) || testsLiteral(last);
    case 'times':
    case 'range':
      return isLiteral(last);
    default:
      return name === 'hasLabel' && isLiteral(args[0]);
  }
}

/** `gt(5)`, `within('a', 'b')` */
function testsLiteral(expression: Expression | undefined): boolean {
  return predicateSteps(expression)?.[0]?.args?.some(isLiteral) === true;
}
