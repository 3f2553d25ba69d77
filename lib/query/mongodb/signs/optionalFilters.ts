/** Optional parameters of mappers: `{$or: [{$expr: {$eq: ['x', null]}}, {name: 'x'}]}`. */

import { documentConstant, isExtendedValue, memberOf, UNKNOWN } from '../constants';
import type { Member, Node } from '../language/tree';
import { secrecyOf } from '../names';

/**
 * The `$expr` beside a comparison that asks whether the very value of that comparison was given.
 * Null where an `$or` is of another form.
 */
export function optionalTest({ value }: Member): Member | null {
  if (value.kind !== 'array' || value.elements.length !== 2) return null;
  const branches = value.elements.map(onlyMember);
  const test = branches.find((branch) => branch?.key === '$expr');
  const comparison = branches.find((branch) => branch !== test);
  if (test === undefined || test === null || comparison === undefined || comparison === null) {
    return null;
  }
  if (comparison.key.startsWith('$') || secrecyOf(comparison.key) !== 'none') return null;
  const given = valueTested(test.value);
  return given !== null && comparedWith(comparison.value).some((each) => isSame(each, given))
    ? test
    : null;
}

/** The value in `{$eq: [value, null]}`, which may be null itself or compared with an empty text. */
function valueTested(test: Node): Node | null {
  const sides = memberOf(test, '$eq');
  if (sides?.kind !== 'array' || sides.elements.length !== 2) return null;
  const [first, second] = sides.elements;
  if (first === undefined || second === undefined) return null;
  if (isNothing(second)) return first;
  return isNothing(first) ? second : null;
}

function isNothing(node: Node): boolean {
  const constant = documentConstant(node);
  return constant === null || constant === '';
}

/** The value itself, or those of its operators: `{$regex: 'x', $options: 'i'}`. */
function comparedWith(value: Node): readonly Node[] {
  if (value.kind !== 'object' || isExtendedValue(value)) return [value];
  return value.members.map((operator) => operator.value);
}

function isSame(node: Node, given: Node): boolean {
  const constant = documentConstant(given);
  if (constant !== UNKNOWN) return documentConstant(node) === constant;
  return isExtendedValue(given) && isExtendedValue(node);
}

function onlyMember(node: Node): Member | null {
  return node.kind === 'object' && node.members.length === 1 ? (node.members[0] ?? null) : null;
}
