/** Signs of reading what nobody shows: passwords, keys, card numbers. */

import { predicateSteps } from '../predicates';
import { isSecret } from '../secret-names';
import type { Chain, Step } from '../tree';
import { isLiteral } from '../tree';
import { SIGNS } from '../weights';
import type { SignList } from '../../signList';

const READS: ReadonlySet<string> = new Set(['values', 'valueMap', 'properties', 'elementMap']);
/** Tests that find a value out bit by bit. */
const SEARCHES: ReadonlySet<string> = new Set(
  'startingWith containing endingWith between inside gt gte lt lte regex'.split(' '),
);

/** @param literalAt the first step with a literal, as from `firstLiteralOf` */
export function secretSigns({ steps }: Chain, literalAt: number, signs: SignList): void {
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index];
    if (step === undefined) break;
    if (step.name === 'has') {
      const key = step.args?.[step.args.length - 2];
      if (isLiteral(key) && searches(step) && isSecret(key.value)) {
        signs.add(SIGNS.secretTested, step);
      }
    } else if (READS.has(step.name) && readsSecret(step)) {
      if (index > literalAt) signs.add(SIGNS.secret, step);
      const next = steps[index + 1];
      if (next?.name === 'is' && searches(next)) signs.add(SIGNS.secretTested, next);
    }
  }
}

function readsSecret({ args }: Step): boolean {
  return args?.some((name) => isLiteral(name) && isSecret(name.value)) === true;
}

function searches({ args }: Step): boolean {
  const predicate = predicateSteps(args?.[args.length - 1])?.[0];
  return predicate !== undefined && SEARCHES.has(predicate.name);
}
