/** Values at the ends of what a field can hold, so that comparing with them asks next to nothing. */

import { documentConstant, isExtendedValue, memberOf } from './constants';
import type { Node } from './language/tree';

/** Null, undefined, an empty text and what is less than every value. */
export function isNothing(value: Node): boolean {
  const constant = documentConstant(value);
  if (constant === null || constant === undefined || constant === '') return true;
  return memberOf(value, '$minKey') !== undefined || memberOf(value, '$undefined') !== undefined;
}

/** Zero and less, which every count and number of a record is above. */
export function isLowestNumber(value: Node): boolean {
  const constant = documentConstant(value);
  return typeof constant === 'number' && constant <= 0;
}

/** What every text, or every value, is greater than. */
export function isLowest(value: Node): boolean {
  const constant = documentConstant(value);
  if (constant === null || constant === undefined) return true;
  if (typeof constant === 'string') return constant.length <= 1 && constant <= '!';
  return memberOf(value, '$minKey') !== undefined || memberOf(value, '$undefined') !== undefined;
}

/** `[]` and `{}`: greater are only lists and documents with content. */
export function isEmptyContainer(value: Node): boolean {
  if (value.kind === 'array') return value.elements.length === 0;
  return value.kind === 'object' && value.members.length === 0;
}

/** What every text, or every value, is less than: `~`, the last characters, MaxKey. */
export function isHighest(value: Node): boolean {
  if (memberOf(value, '$maxKey') !== undefined) return true;
  const constant = documentConstant(value);
  return typeof constant === 'string' && (constant >= '{' || /^z{2,}$/i.test(constant));
}

/** An object id, a date or the like, which programs do exclude. */
export function isTyped(node: Node): boolean {
  return isExtendedValue(node) || node.kind === 'call' || node.kind === 'name';
}

/** `[1, 0]` of `$mod`, `0` of `$bitsAllSet`: every whole number passes. */
export function asksNoBit(value: Node): boolean {
  if (value.kind !== 'array') return documentConstant(value) === 0;
  const [divisor, rest] = value.elements.map(documentConstant);
  return divisor === 1 && rest === 0;
}
