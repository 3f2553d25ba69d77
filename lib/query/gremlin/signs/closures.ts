/** Signs of Groovy closures, which the server refuses, in traversals. */

import type { Chain, Closure, Expression } from '../tree';
import { someWithin } from '../tree';
import { SIGNS } from '../weights';
import type { SignList } from '../../signList';

/** What leads from an element to the graph. */
const NO_ARGUMENTS: readonly Expression[] = [];
const TO_GRAPH: ReadonlySet<string> = new Set(['graph', 'traversal', 'getGraph']);

/** @param literalAt the first step with a literal, as from `firstLiteralOf` */
export function closureSigns({ steps }: Chain, literalAt: number, signs: SignList): void {
  for (let index = 0; index < steps.length; index++) {
    for (const argument of steps[index]?.args ?? NO_ARGUMENTS) {
      if (argument.kind !== 'closure') continue;
      if (index > literalAt) signs.add(SIGNS.closure, argument);
      if (calls(argument, TO_GRAPH)) signs.add(SIGNS.closureOnGraph, argument);
      if (calls(argument, REMOVALS)) signs.add(SIGNS.closureRemoves, argument);
    }
  }
}

const REMOVALS: ReadonlySet<string> = new Set(['remove']);

function calls(closure: Closure, names: ReadonlySet<string>): boolean {
  return someWithin(closure, (part: Expression) => {
    return part.kind === 'chain' && part.steps.some(({ name }) => names.has(name));
  });
}
