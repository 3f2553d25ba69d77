/** Signs of traversals that are built to cost much. */

import { isLiteral } from '../fold';
import type { Chain, Expression, Step } from '../tree';
import { someWithin } from '../tree';
import { SIGNS } from '../weights';
import { traitsOf } from '../step-names';
import { isUnfilteredStart } from './chains';
import type { SignList } from './sign-list';

const BOUNDS: ReadonlySet<string> = new Set([
  'times',
  'until',
  'limit',
  'range',
  'timeLimit',
  'simplePath',
  'dedup',
]);
const MOST_ROUNDS = 100_000;
const PRODUCT = 3;

export function costSigns(chain: Chain, signs: SignList): void {
  let starts = 0;
  for (let index = 0; index < chain.steps.length; index++) {
    const step = chain.steps[index];
    if (step === undefined) break;
    if (isUnfilteredStart(step)) {
      if (!traitsOf(chain.steps[index + 1]?.name ?? '').filters) starts++;
    } else if (step.name === 'times') timesSigns(step, signs);
    else if (step.name === 'repeat') repeatSigns(chain, step, signs);
  }
  if (starts >= PRODUCT) signs.add(SIGNS.product, chain);
}

function timesSigns(step: Step, signs: SignList): void {
  const [rounds] = step.args ?? [];
  if (isLiteral(rounds) && Number(rounds.value) >= MOST_ROUNDS) signs.add(SIGNS.manyRounds, step);
}

function repeatSigns({ steps }: Chain, step: Step, signs: SignList): void {
  const [repeated] = step.args ?? [];
  if (repeated === undefined || steps.some(({ name }) => BOUNDS.has(name))) return;
  if (hasStep(repeated, 'repeat')) signs.add(SIGNS.nestedRepeat, step);
  if (hasStep(repeated, 'both')) signs.add(SIGNS.unboundRepeat, step);
}

function hasStep(expression: Expression, wanted: string): boolean {
  return someWithin(expression, (part) => {
    return part.kind === 'chain' && part.steps.some(({ name }) => name === wanted);
  });
}
