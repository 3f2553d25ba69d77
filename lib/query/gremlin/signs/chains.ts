/** Signs of chains that go on as no program writes them. */

import { isAnonymous, isLiteral } from '../fold';
import type { Chain, Expression, Step } from '../tree';
import { SIGNS } from '../weights';
import type { SignList } from './sign-list';
import {
  AGGREGATES,
  CHANGES_NOTHING,
  ELEMENT_ONLY,
  FILTERS,
  HOLDS_TRAVERSALS,
  LABELS,
  TERMINALS,
  TO_VALUES,
} from './step-names';

type Yield = 'element' | 'value' | 'unknown';

export function chainSigns(chain: Chain, signs: SignList): void {
  if (chain.root !== 'g' && !isAnonymous(chain)) return;
  let yields: Yield = 'element';
  let isLabelled = false;
  let isNarrowed = false;
  let previous = '';
  for (const [index, step] of chain.steps.entries()) {
    const next = chain.steps[index + 1];
    if (index > 0 && isUnfilteredStart(step))
      restartSigns(step, next, isNarrowed, isLabelled, signs);
    if (previous === 'drop' && !TERMINALS.has(step.name)) signs.add(SIGNS.behindDrop, step);
    if (previous === 'property') writtenSigns(step, signs);
    if (yields === 'value' && isElementStep(step)) signs.add(SIGNS.elementStepOnValue, step);
    if (HOLDS_TRAVERSALS.has(step.name)) nestedSigns(step, isNarrowed, signs);
    yields = yieldOf(step, yields);
    isLabelled ||= LABELS.has(step.name);
    isNarrowed ||= holdsLiteral(step);
    if (!isModulator(step.name)) previous = step.name;
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
  else if (next !== undefined && FILTERS.has(next.name)) signs.add(SIGNS.restartFiltered, step);
  else signs.add(SIGNS.restart, step);
}

function writtenSigns(step: Step, signs: SignList): void {
  if (step.name === 'drop') signs.add(SIGNS.dropWritten, step);
  else if (FILTERS.has(step.name)) signs.add(SIGNS.filterWritten, step);
}

function nestedSigns(step: Step, isNarrowed: boolean, signs: SignList): void {
  for (const argument of step.args ?? []) {
    const inner = unfilteredSteps(argument);
    if (inner === null) continue;
    if (inner.some(({ name }) => name === 'drop')) signs.add(SIGNS.nestedDrop, argument);
    else if (inner.some(({ name }) => AGGREGATES.has(name))) return;
    else signs.add(isNarrowed ? SIGNS.nestedAll : SIGNS.nestedAllOnly, argument);
  }
}

/** The steps of `__.V().values()` and the like, or null where the traversal is narrowed. */
function unfilteredSteps(expression: Expression): readonly Step[] | null {
  if (expression.kind !== 'chain') return null;
  if (expression.root !== 'g' && !isAnonymous(expression)) return null;
  const [first, ...others] = expression.steps;
  if (first === undefined || !isUnfilteredStart(first)) return null;
  return others.some(({ name }) => FILTERS.has(name)) ? null : expression.steps;
}

export function isUnfilteredStart({ name, args }: Step): boolean {
  return (name === 'V' || name === 'E') && args?.length === 0;
}

function yieldOf({ name, args }: Step, before: Yield): Yield {
  if (CHANGES_NOTHING.has(name)) return before;
  // With a key these keep aside what they gather and pass the elements on.
  const isAside = name === 'group' || name === 'groupCount' || name === 'tree';
  if (isAside && isLiteral(args?.[0])) return before;
  if (TO_VALUES.has(name)) return 'value';
  return ELEMENT_ONLY.has(name) ? 'element' : 'unknown';
}

/** `has('x')` on a map is no step for elements in some dialects; with a value it is. */
function isElementStep({ name, args }: Step): boolean {
  return ELEMENT_ONLY.has(name) && args !== null;
}

/** A step with a literal where programs put values: what an attacker may have broken out of. */
export function holdsLiteral({ name, args }: Step): boolean {
  if (args === null || args.length === 0) return false;
  if (name === 'V' || name === 'E' || name === 'hasId' || name === 'is')
    return args.some(isLiteral);
  if (name === 'has' || name === 'property') return args.length > 1 && isLiteral(args.at(-1));
  return name === 'hasLabel' && isLiteral(args[0]);
}

function isModulator(name: string): boolean {
  return name === 'by' || name === 'as' || name === 'option' || name === 'with';
}
