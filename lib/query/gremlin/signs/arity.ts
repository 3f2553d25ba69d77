/** Signs of steps with more or fewer arguments than they take. */

import { isGraphChain } from '../predicates';
import type { Arity } from '../step-arities';
import type { Chain, Expression, Step } from '../tree';
import { isLiteral } from '../tree';
import { SIGNS } from '../weights';
import type { SignList } from '../../signList';

export function aritySigns(chain: Chain, signs: SignList): void {
  if (!isGraphChain(chain)) return;
  for (const step of chain.steps) if (!hasFittingArity(step)) signs.add(SIGNS.wrongArity, step);
}

export function hasFittingArity({ name, traits, args }: Step): boolean {
  if (args === null) return true;
  // A graph computation is an object of the program.
  if (name === 'program') return !isLiteral(args[0]);
  // Names and values in turn, behind a cardinality perhaps.
  if (name === 'property') return !isLiteral(args[0]) || args.length < 2 || args.length % 2 === 0;
  const { arity } = traits;
  return arity === null || fits(args, arity);
}

function fits(given: readonly Expression[], arity: Arity): boolean {
  // A name or a call in place of several arguments may stand for all of them.
  if (!given.some((argument) => isLiteral(argument))) return true;
  const hasScope = arity.scoped && given.length > 1 && !isLiteral(given[0]);
  const count = given.length - (hasScope ? 1 : 0);
  return count >= arity.least && count <= arity.most;
}
