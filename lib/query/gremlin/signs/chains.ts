/** Signs of chains that go on as no program writes them. */

import { beginsWithPredicate, isAnonymous, isLiteral } from '../fold';
import type { Chain, Expression, Step } from '../tree';
import { SIGNS } from '../weights';
import type { SignList } from './sign-list';
import type { StepTraits } from '../step-names';
import { isGraphStep, traitsOf } from '../step-names';

type Yield = 'element' | 'value' | 'unknown';

export function chainSigns(chain: Chain, signs: SignList): void {
  if (beginsWithPredicate(chain)) {
    predicateSigns(chain, signs);
    return;
  }
  if (chain.root !== 'g' && !isAnonymous(chain)) return;
  let yields: Yield = 'element';
  let isLabelled = false;
  let isNarrowed = false;
  let previous = '';
  const { steps } = chain;
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index];
    if (step === undefined) break;
    const traits = traitsOf(step.name);
    if (index > 0 && isUnfilteredStart(step)) {
      restartSigns(step, steps[index + 1], isNarrowed, isLabelled, signs);
    }
    if (previous === 'drop' && !traits.terminates) signs.add(SIGNS.behindDrop, step);
    if (previous === 'property') writtenSigns(step, traits, signs);
    if (yields === 'value' && traits.needsElement && step.args !== null) {
      signs.add(SIGNS.elementStepOnValue, step);
    }
    if (traits.holdsTraversals) nestedSigns(step, isNarrowed, signs);
    yields = yieldOf(step, traits, yields);
    isLabelled ||= traits.labels;
    isNarrowed ||= holdsLiteral(step);
    if (!traits.modulates) previous = step.name;
  }
}

/** `gt(1).V()`: behind a predicate stand only other predicates. */
function predicateSigns({ steps }: Chain, signs: SignList): void {
  for (const [index, step] of steps.entries()) {
    const joins = step.name === 'and' || step.name === 'or' || step.name === 'not';
    if (index === 0 || joins || !isGraphStep(step.name)) continue;
    signs.add(SIGNS.stepOnPredicate, step);
    return;
  }
}

/** `.V()` in the middle: bulk loads do it behind a label, injections to get at everything. */
function restartSigns(
  step: Step,
  next: Step | undefined,
  isNarrowed: boolean,
  isLabelled: boolean,
  signs: SignList,
): void {
  if (next?.name === 'drop') signs.add(SIGNS.restartDrop, { start: step.start, end: next.end });
  else if (!isNarrowed || isLabelled) return;
  else if (next !== undefined && traitsOf(next.name).filters)
    signs.add(SIGNS.restartFiltered, step);
  else signs.add(SIGNS.restart, step);
}

function writtenSigns(step: Step, traits: StepTraits, signs: SignList): void {
  if (step.name === 'drop') signs.add(SIGNS.dropWritten, step);
  else if (traits.filters) signs.add(SIGNS.filterWritten, step);
}

function nestedSigns(step: Step, isNarrowed: boolean, signs: SignList): void {
  for (const argument of step.args ?? []) {
    const inner = restartedSteps(argument);
    if (inner === null) continue;
    const isFiltered = inner.some(({ name }) => traitsOf(name).filters);
    if (inner.some(({ name }) => name === 'drop')) {
      if (!isFiltered) signs.add(SIGNS.nestedDrop, argument);
      else if (isNarrowed) signs.add(SIGNS.nestedPartDrop, argument);
    } else if (!isFiltered && !inner.some(({ name }) => traitsOf(name).aggregates)) {
      signs.add(isNarrowed ? SIGNS.nestedAll : SIGNS.nestedAllOnly, argument);
    }
  }
}

/** The steps of a nested `__.V()...`, or null for one that goes on from where it stands. */
function restartedSteps(expression: Expression): readonly Step[] | null {
  if (expression.kind !== 'chain') return null;
  if (expression.root !== 'g' && !isAnonymous(expression)) return null;
  const [first] = expression.steps;
  return first !== undefined && isUnfilteredStart(first) ? expression.steps : null;
}

export function isUnfilteredStart({ name, args }: Step): boolean {
  return (name === 'V' || name === 'E') && args?.length === 0;
}

function yieldOf({ name, args }: Step, traits: StepTraits, before: Yield): Yield {
  if (traits.passesOn) return before;
  // With a key these keep aside what they gather and pass the elements on.
  const isAside = name === 'group' || name === 'groupCount' || name === 'tree';
  if (isAside && isLiteral(args?.[0])) return before;
  if (traits.givesValues) return 'value';
  return traits.needsElement ? 'element' : 'unknown';
}

/** A step with a literal where programs put values: what an attacker may have broken out of. */
export function holdsLiteral({ name, args }: Step): boolean {
  if (args === null || args.length === 0) return false;
  switch (name) {
    case 'has':
    case 'property':
      return args.length > 1 && isLiteral(args[args.length - 1]);
    case 'V':
    case 'E':
    case 'hasId':
    case 'is':
      return args.some(isLiteral);
    default:
      return name === 'hasLabel' && isLiteral(args[0]);
  }
}
