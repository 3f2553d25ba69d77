/** Signs of traversals that are built to cost much. */

import { isLiteral } from '../fold';
import type { Chain, Expression } from '../tree';
import { partsOf } from '../tree';
import { SIGNS } from '../weights';
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
  const { steps } = chain;
  if (steps.filter(isUnfilteredStart).length >= PRODUCT) signs.add(SIGNS.product, chain);
  const isBound = steps.some(({ name }) => BOUNDS.has(name));
  for (const step of steps) {
    const [first] = step.args ?? [];
    if (step.name === 'times' && isLiteral(first) && Number(first.value) >= MOST_ROUNDS) {
      signs.add(SIGNS.manyRounds, step);
    }
    if (step.name !== 'repeat' || isBound || first === undefined) continue;
    if (hasStep(first, 'repeat')) signs.add(SIGNS.nestedRepeat, step);
    if (hasStep(first, 'both')) signs.add(SIGNS.unboundRepeat, step);
  }
}

function hasStep(expression: Expression, wanted: string): boolean {
  if (expression.kind === 'chain' && expression.steps.some(({ name }) => name === wanted))
    return true;
  return partsOf(expression).some((part) => hasStep(part, wanted));
}
