/** Walks the expressions of server-side JavaScript for signs. */

import type { Sign } from '../../verdict';
import type { FunctionNode, Node } from '../language/tree';
import { accessSigns, callSigns, joinsBlindCall } from './scriptAccess';
import { comparisonSigns, logicSigns, textSigns } from './scriptConditions';
import { REVEALING_NAMES } from './scriptNames';
import { signAt } from './sign';

const BLIND_CALL = 0.55;

/** What a walk over a script gathers. */
export interface ScriptWalk {
  /** The script decides what is found, so that its truth matters. */
  readonly predicate: boolean;
  readonly signs: Sign[];
  /** Functions inside expressions, whose statements are still to be looked at. */
  readonly functions: FunctionNode[];
}

/** Adds the signs in an expression and the functions in it. */
export function expressionSigns(node: Node, walk: ScriptWalk): void {
  if (node.kind === 'function') {
    walk.functions.push(node);
    return;
  }
  judge(node, walk);
  for (const child of childrenOf(node)) expressionSigns(child, walk);
}

function judge(node: Node, { predicate, signs }: ScriptWalk): void {
  if (node.kind === 'call') callSigns(node, predicate, signs);
  else if (node.kind === 'access') accessSigns(node, signs);
  else if (node.kind === 'name') {
    const found = REVEALING_NAMES.get(node.name);
    if (found !== undefined) signs.push(signAt(node, ...found));
  } else if (node.kind === 'series' && node.operator !== ',') {
    logicSigns(node, predicate, signs);
  } else if (node.kind === 'binary') {
    if (!predicate) {
      textSigns(node, signs);
      return;
    }
    comparisonSigns(node, signs);
    if (joinsBlindCall(node)) {
      const meaning = 'a text is joined to a function that is told nothing';
      signs.push(signAt(node, 'script-injection', BLIND_CALL, meaning));
    }
  }
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'series':
      return node.operands;
    case 'binary':
      return [node.left, node.right];
    case 'unary':
      return [node.operand];
    case 'conditional':
      return [node.test, node.whenTrue, node.whenFalse];
    case 'call':
      return [node.callee, ...node.args];
    case 'access':
      return typeof node.property === 'string' ? [node.object] : [node.object, node.property];
    case 'array':
      return node.elements;
    case 'object':
      return node.members.map(({ value }) => value);
    case 'string':
    case 'number':
    case 'constant':
    case 'regex':
    case 'name':
    case 'function':
    case 'opaque':
      return [];
  }
}
