/** Operands at the end of what there is: keys of the order, whole multiples, the whole earth. */

import { documentConstant, memberOf } from './constants';
import type { Node } from './language/tree';

/** `{$minKey: 1}`, `{$oid: '000000000000000000000000'}` */
export function isLeast(node: Node): boolean {
  return memberOf(node, '$minKey') !== undefined || isObjectIdOf(node, /^0{24}$/);
}

/** `{$maxKey: 1}`, `{$oid: 'ffffffffffffffffffffffff'}` */
export function isGreatest(node: Node): boolean {
  return memberOf(node, '$maxKey') !== undefined || isObjectIdOf(node, /^f{24}$/i);
}

/** An operand with which an operator lets through every number, or every place. */
export function asksNothing(operator: string, operand: Node): boolean {
  switch (operator) {
    case '$mod':
      return isWholeMultiple(operand);
    case '$bitsAllClear':
    case '$bitsAllSet':
      return isEmptyList(operand) || documentConstant(operand) === 0;
    case '$geoWithin':
      return isWholeEarth(operand);
    default:
      return false;
  }
}

function isObjectIdOf(node: Node, digits: RegExp): boolean {
  const id = memberOf(node, '$oid');
  return id?.kind === 'string' && digits.test(id.value);
}

/** `[1, 0]`: every whole number is a multiple of 1. */
function isWholeMultiple(operand: Node): boolean {
  if (operand.kind !== 'array') return false;
  const [divisor, remainder] = operand.elements.map(documentConstant);
  return (divisor === 1 || divisor === -1) && remainder === 0;
}

function isEmptyList(node: Node): boolean {
  return node.kind === 'array' && node.elements.length === 0;
}

/** `{$centerSphere: [[0, 0], 3.2]}`: the radius is in radians, and half the earth's round is pi. */
function isWholeEarth(operand: Node): boolean {
  const sphere = memberOf(operand, '$centerSphere');
  const radius = sphere?.kind === 'array' ? sphere.elements[1] : undefined;
  const size = radius === undefined ? null : documentConstant(radius);
  return typeof size === 'number' && size >= Math.PI;
}
