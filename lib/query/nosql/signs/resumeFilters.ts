import { isComparison } from '../constants';
import { sameExpression } from '../foldComparisons';
import type { Reading } from '../reading';
import * as T from '../tokenKinds';
import * as N from '../tree';
import { callName } from './positions';

const TYPE_TESTS: ReadonlySet<string> = new Set([
  ...['is_null', 'is_boolean', 'is_bool', 'is_number', 'is_string', 'is_array', 'is_object'],
]);

/**
 * `c.a > "x" OR IS_ARRAY(c.a) OR IS_OBJECT(c.a)`: with this the SDKs go on behind the last item of
 * a page. Behind a value come those of the types that are later in the order.
 */
export function goesOnBehind(reading: Reading, condition: number, before: number): boolean {
  const tested = typeTested(reading, condition);
  if (tested === N.NONE) return false;
  const other = ordered(reading, lastOf(reading, before));
  return other !== N.NONE && sameExpression(reading, tested, other);
}

/** The last of `a OR b OR c`. */
function lastOf({ tree, tokens }: Reading, node: number): number {
  let last = node;
  while (tree.kind(last) === N.BINARY && tokens.kind(tree.token(last)) === T.OR) {
    last = tree.right(last);
  }
  return last;
}

/** What is put in order or tested for its type. */
function ordered(reading: Reading, node: number): number {
  const { tree, tokens } = reading;
  if (tree.kind(node) === N.BINARY) {
    const operator = tokens.kind(tree.token(node));
    return isComparison(operator) && operator >= T.LESS ? tree.left(node) : N.NONE;
  }
  const tested = tree.kind(node) === N.UNARY ? tree.left(node) : node;
  return callName(reading, tested) === 'is_defined' ? tree.left(tested) : typeTested(reading, node);
}

const typeTested = (reading: Reading, node: number): number =>
  TYPE_TESTS.has(callName(reading, node) ?? '') ? reading.tree.left(node) : N.NONE;
