/** What is true of every document, whatever it holds: it has an `_id`, which is not empty. */

import type { BinaryNode, Node } from './language/tree';

/** The truth of a condition on `_id` that no document decides, else undefined. */
export function documentTruth(node: Node): boolean | undefined {
  if (isId(node)) return true;
  if (node.kind === 'call') return asksForId(node.callee, node.args) ? true : undefined;
  return node.kind === 'binary' ? comparisonTruth(node) : undefined;
}

/** `this._id` */
function isId(node: Node): boolean {
  if (node.kind !== 'access' || !isDocument(node.object)) return false;
  const { property } = node;
  return property === '_id' || (typeof property !== 'string' && isText(property, '_id'));
}

function isDocument(node: Node): boolean {
  return node.kind === 'name' && (node.name === 'this' || node.name === 'obj');
}

function isText(node: Node | undefined, text: string): boolean {
  return node?.kind === 'string' && node.value === text;
}

/** `this.hasOwnProperty('_id')` */
function asksForId(callee: Node, [name]: readonly Node[]): boolean {
  return (
    callee.kind === 'access' &&
    callee.property === 'hasOwnProperty' &&
    isDocument(callee.object) &&
    isText(name, '_id')
  );
}

/** `this._id != null`, `typeof this._id !== 'undefined'`, `'_id' in this` */
function comparisonTruth({ operator, left, right }: BinaryNode): boolean | undefined {
  if (operator === 'in') return isText(left, '_id') && isDocument(right) ? true : undefined;
  if (isRandom(left) && right.kind === 'number') return randomTruth(operator, right.value);
  const compares = isMissing(left, right) || isMissing(right, left);
  if (!compares || !/^[!=]==?$/.test(operator)) return undefined;
  return operator.startsWith('!');
}

/** True where an `_id` is compared with what it never is. */
function isMissing(tested: Node, value: Node): boolean {
  if (tested.kind === 'unary' && tested.operator === 'typeof') {
    return isId(tested.operand) && isText(value, 'undefined');
  }
  if (!isId(tested)) return false;
  if (value.kind === 'name') return value.name === 'undefined';
  return value.kind === 'constant' || isText(value, '') || value.kind === 'number';
}

/** `Math.random()` */
function isRandom(node: Node): boolean {
  if (node.kind !== 'call' || node.callee.kind !== 'access') return false;
  const { object, property } = node.callee;
  return property === 'random' && object.kind === 'name' && object.name === 'Math';
}

/** It is at least 0 and less than 1. */
function randomTruth(operator: string, limit: number): boolean | undefined {
  if (operator.startsWith('<') && limit >= 1) return true;
  return operator === '>=' && limit <= 0 ? true : undefined;
}
