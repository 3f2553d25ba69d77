/** Signs of steps with more or fewer arguments than they take. */

import { isGraphChain } from '../predicates';
import type { Chain, Expression, Step } from '../tree';
import { isLiteral } from '../tree';
import { SIGNS } from '../weights';
import type { SignList } from '../../signList';

interface Arity {
  readonly least: number;
  readonly most: number;
  /** `limit(local, 1)`: the scope in front is not counted. */
  readonly scoped: boolean;
}

const ARITIES: ReadonlyMap<string, Arity> = new Map<string, Arity>([
  ...all({ least: 1, most: 3, scoped: false }, 'has'),
  ...all({ least: 0, most: 1, scoped: false }, 'addV'),
  ...all(
    { least: 1, most: 1, scoped: false },
    'addE times coin hasNot eq neq gt gte lt lte containing notContaining startingWith ' +
      'notStartingWith endingWith notEndingWith',
  ),
  ...all({ least: 2, most: 2, scoped: false }, 'between inside outside'),
  ...all({ least: 1, most: 1, scoped: true }, 'limit skip sample'),
  ...all({ least: 0, most: 1, scoped: true }, 'tail'),
  ...all({ least: 2, most: 2, scoped: true }, 'range'),
]);

export function aritySigns(chain: Chain, signs: SignList): void {
  if (!isGraphChain(chain)) return;
  for (const step of chain.steps) if (!hasFittingArity(step)) signs.add(SIGNS.wrongArity, step);
}

/** Source: the signatures of `GraphTraversal`, `P` and `TextP` in TinkerPop's API. */
export function hasFittingArity({ name, args }: Step): boolean {
  if (args === null) return true;
  // A graph computation is an object of the program.
  if (name === 'program') return !isLiteral(args[0]);
  // Names and values in turn, behind a cardinality perhaps.
  if (name === 'property') return !isLiteral(args[0]) || args.length < 2 || args.length % 2 === 0;
  const arity = ARITIES.get(name);
  return arity === undefined || fits(args, arity);
}

function fits(given: readonly Expression[], arity: Arity): boolean {
  // A name or a call in place of several arguments may stand for all of them.
  if (!given.some((argument) => isLiteral(argument))) return true;
  const hasScope = arity.scoped && given.length > 1 && !isLiteral(given[0]);
  const count = given.length - (hasScope ? 1 : 0);
  return count >= arity.least && count <= arity.most;
}

function all(arity: Arity, words: string): (readonly [string, Arity])[] {
  return words.split(' ').map((word) => [word, arity] as const);
}
