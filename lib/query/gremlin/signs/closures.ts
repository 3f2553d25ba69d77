/** Signs of Groovy closures, which the server refuses, in traversals. */

import type { Chain, Closure, Expression } from '../tree';
import { someWithin } from '../tree';
import { SIGNS } from '../weights';
import { holdsLiteral } from './chains';
import type { SignList } from '../../signList';

/** What leads from an element to the graph. */
const TO_GRAPH: ReadonlySet<string> = new Set(['graph', 'traversal', 'getGraph']);

export function closureSigns({ steps }: Chain, signs: SignList): void {
  let isNarrowed = false;
  for (const step of steps) {
    for (const argument of step.args ?? []) {
      if (argument.kind !== 'closure') continue;
      if (isNarrowed) signs.add(SIGNS.closure, argument);
      if (calls(argument, TO_GRAPH)) signs.add(SIGNS.closureOnGraph, argument);
      if (calls(argument, REMOVALS)) signs.add(SIGNS.closureRemoves, argument);
    }
    isNarrowed ||= holdsLiteral(step);
  }
}

const REMOVALS: ReadonlySet<string> = new Set(['remove']);

function calls(closure: Closure, names: ReadonlySet<string>): boolean {
  return someWithin(closure, (part: Expression) => {
    return part.kind === 'chain' && part.steps.some(({ name }) => names.has(name));
  });
}
