/** Signs of traversals that are built to cost much. */

import { neverPasses } from '../fold';
import { predicateSteps } from '../predicates';
import type { Chain, Expression, Step } from '../tree';
import { isAnonymous, isLiteral, lastArgument, someWithin } from '../tree';
import { SIGNS } from '../weights';
import { isUnfilteredStart } from './chains';
import type { SignList } from '../../signList';

const BOUNDS: ReadonlySet<string> = new Set([
  'times',
  'until',
  'limit',
  'range',
  'timeLimit',
  'simplePath',
  'dedup',
]);
/** No walk that a program asks for is so long. */
const MOST_ROUNDS = 1000;
const MANY_ROUNDS = 100;
/** Both ways from everything, a walk of so many steps has passed all that hangs together. */
const MANY_ROUNDS_BOTH_WAYS = 20;
const PRODUCT = 3;

export function costSigns(chain: Chain, signs: SignList): void {
  let starts = 0;
  for (let index = 0; index < chain.steps.length; index++) {
    const step = chain.steps[index];
    if (step === undefined) break;
    if (isUnfilteredStart(step)) {
      if (chain.steps[index + 1]?.traits.filters !== true) starts++;
    } else if (step.name === 'times') {
      if (endsEarly(chain.steps, index)) continue;
      const repeated = lastArgument(chain.steps[index - 1]);
      const wanders = repeated !== undefined && goesBothWays(repeated);
      const many = wanders ? MANY_ROUNDS_BOTH_WAYS : MANY_ROUNDS;
      roundSigns(step.args?.[0], step, signs, many);
    } else if (step.name === 'until') untilSigns(step, signs);
    else if (step.name === 'repeat') repeatSigns(chain, step, signs);
  }
  if (starts >= PRODUCT) signs.add(SIGNS.product, chain);
}

/** `times(9999).emit().limit(5)`: what is passed on at once ends the walk early. */
function endsEarly(steps: readonly Step[], times: number): boolean {
  const [next, behind] = steps.slice(times + 1);
  return next?.name === 'emit' && (behind?.name === 'limit' || behind?.name === 'range');
}

function roundSigns(
  rounds: Expression | undefined,
  step: Step,
  signs: SignList,
  many = MANY_ROUNDS,
): void {
  if (!isLiteral(rounds) || rounds.type !== 'number') return;
  const count = Number.parseFloat(rounds.value);
  if (count >= MOST_ROUNDS) signs.add(SIGNS.manyRounds, step);
  else if (count >= many) signs.add(SIGNS.severalRounds, step);
}

/** `until(constant(1).is(2))`, `until(loops().is(99999))` */
function untilSigns(step: Step, signs: SignList): void {
  const [condition] = step.args ?? [];
  if (condition === undefined) return;
  if (neverPasses(condition)) signs.add(SIGNS.endlessRepeat, step);
  if (!isAnonymous(condition) || condition.steps[0]?.name !== 'loops') return;
  const test = condition.steps[1]?.args?.[0];
  roundSigns(isLiteral(test) ? test : predicateSteps(test)?.[0]?.args?.[0], step, signs);
}

function repeatSigns({ steps }: Chain, step: Step, signs: SignList): void {
  const repeated = lastArgument(step);
  if (repeated === undefined) return;
  if (isAnonymous(repeated) && repeated.steps[0] !== undefined) {
    const [first] = repeated.steps;
    if (isUnfilteredStart(first) || first.name === 'addV') signs.add(SIGNS.repeatAll, step);
  }
  if (isBounded(steps)) return;
  if (repeatsWithoutBound(repeated)) signs.add(SIGNS.nestedRepeat, step);
  if (goesBothWays(repeated)) signs.add(SIGNS.unboundRepeat, step);
}

/** `repeat(both())`, and nothing that keeps the walk from where it was. */
function goesBothWays(repeated: Expression): boolean {
  return hasStep(repeated, 'both') && !hasStep(repeated, 'simplePath');
}

function repeatsWithoutBound(expression: Expression): boolean {
  return someWithin(expression, (part) => {
    return part.kind === 'chain' && namesStep(part.steps, 'repeat') && !isBounded(part.steps);
  });
}

function hasStep(expression: Expression, wanted: string): boolean {
  return someWithin(expression, (part) => part.kind === 'chain' && namesStep(part.steps, wanted));
}

function isBounded(steps: readonly Step[]): boolean {
  return steps.some(({ name }) => BOUNDS.has(name));
}

function namesStep(steps: readonly Step[], wanted: string): boolean {
  return steps.some(({ name }) => name === wanted);
}
