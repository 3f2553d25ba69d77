/** Constant folding in server-side JavaScript. */

import type { Constant } from './constants';
import { UNKNOWN } from './constants';
import type { Node } from './language/tree';
import { documentTruth } from './scriptDocument';
import { binaryValue, unaryValue } from './scriptOperators';

/** The value of an expression that depends on no document, or `UNKNOWN`. */
export function scriptConstant(node: Node): Constant {
  switch (node.kind) {
    case 'string':
    case 'number':
    case 'constant':
      return node.value;
    case 'unary':
      return unaryValue(node.operator, scriptConstant(node.operand));
    case 'binary':
      return binaryValue(node.operator, scriptConstant(node.left), scriptConstant(node.right));
    case 'access':
      return node.property === 'length' && node.object.kind === 'string'
        ? node.object.value.length
        : UNKNOWN;
    case 'series':
      // The value of a series is one of its operands, not its truth.
      return node.operands.every((operand) => scriptConstant(operand) !== UNKNOWN)
        ? (truthOf(node) ?? UNKNOWN)
        : UNKNOWN;
    case 'conditional':
    case 'call': {
      const truth = truthOf(node);
      return truth ?? UNKNOWN;
    }
    case 'regex':
    case 'object':
    case 'array':
    case 'name':
    case 'function':
    case 'opaque':
      return UNKNOWN;
  }
}

/** Whether a condition holds for every document, for none, or depends on it (undefined). */
export function truthOf(node: Node): boolean | undefined {
  const certain = documentTruth(node);
  if (certain !== undefined) return certain;
  switch (node.kind) {
    case 'series':
      return seriesTruth(node.operator, node.operands);
    case 'conditional': {
      const test = truthOf(node.test);
      if (test !== undefined) return truthOf(test ? node.whenTrue : node.whenFalse);
      const whenTrue = truthOf(node.whenTrue);
      return whenTrue === truthOf(node.whenFalse) ? whenTrue : undefined;
    }
    case 'unary':
      if (node.operator === '!') {
        const operand = truthOf(node.operand);
        return operand === undefined ? undefined : !operand;
      }
      return constantTruth(node);
    case 'binary':
      return samePath(node.left, node.right) ? ofEquals(node.operator) : constantTruth(node);
    case 'call':
      return callTruth(node.callee, node.args);
    case 'array':
    case 'object':
    case 'regex':
      return true;
    case 'string':
    case 'number':
    case 'constant':
    case 'access':
    case 'function':
    case 'opaque':
      return constantTruth(node);
    case 'name':
      return node.name === 'this' ? true : undefined;
  }
}

/** Names of the language: a script of them alone has the same result for every document. */
const LANGUAGE_NAMES = new Set([
  ...['Date', 'Math', 'Number', 'String', 'Boolean', 'Object', 'Array', 'JSON', 'RegExp'],
  ...['isNaN', 'isFinite', 'parseInt', 'parseFloat', 'NaN', 'Infinity'],
]);

/** True where an expression may depend on the document, or is not looked into. */
export function asksDocument(node: Node): boolean {
  switch (node.kind) {
    case 'string':
    case 'number':
    case 'constant':
    case 'regex':
      return false;
    case 'name':
      return !LANGUAGE_NAMES.has(node.name);
    case 'access':
      if (node.property === 'random') return true;
      return (
        asksDocument(node.object) ||
        (typeof node.property !== 'string' && asksDocument(node.property))
      );
    case 'call':
      return asksDocument(node.callee) || node.args.some(asksDocument);
    case 'unary':
      return asksDocument(node.operand);
    case 'binary':
      return asksDocument(node.left) || asksDocument(node.right);
    case 'series':
      return node.operands.some(asksDocument);
    case 'conditional':
      return [node.test, node.whenTrue, node.whenFalse].some(asksDocument);
    case 'array':
      return node.elements.some(asksDocument);
    case 'object':
    case 'function':
    case 'opaque':
      return true;
  }
}

/** True where both are the same chain of names: `this.a` and `this.a`. */
export function samePath(left: Node, right: Node): boolean {
  let a = left;
  let b = right;
  while (a.kind === 'access' && b.kind === 'access') {
    if (typeof a.property !== 'string' || a.property !== b.property) return false;
    a = a.object;
    b = b.object;
  }
  return a.kind === 'name' && b.kind === 'name' && a.name === b.name;
}

/** `Boolean(1)` and `(function () { return true; })()`. */
function callTruth(callee: Node, [first]: readonly Node[]): boolean | undefined {
  if (callee.kind === 'name') {
    return callee.name === 'Boolean' && first !== undefined ? truthOf(first) : undefined;
  }
  const result = callee.kind === 'function' ? callee.body[0] : undefined;
  return result?.kind === 'return' && result.value !== null ? truthOf(result.value) : undefined;
}

function constantTruth(node: Node): boolean | undefined {
  const value = scriptConstant(node);
  return value === UNKNOWN ? undefined : Boolean(value);
}

function seriesTruth(operator: string, operands: readonly Node[]): boolean | undefined {
  const last = operands[operands.length - 1];
  if (operator === ',') return last === undefined ? undefined : truthOf(last);
  if (operator === '??') return operands[0] === undefined ? undefined : truthOf(operands[0]);
  const decisive = operator === '||';
  let known = true;
  for (const operand of operands) {
    const truth = truthOf(operand);
    if (truth === decisive) return decisive;
    known &&= truth !== undefined;
  }
  return known ? !decisive : undefined;
}

function ofEquals(operator: string): boolean | undefined {
  if (operator === '==' || operator === '===' || operator === '>=' || operator === '<=')
    return true;
  return operator === '!=' || operator === '!==' || operator === '<' || operator === '>'
    ? false
    : undefined;
}
