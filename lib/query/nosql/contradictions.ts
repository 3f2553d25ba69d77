import { isComparison } from './constants';
import { compare, sameExpression } from './foldComparisons';
import type { Reading } from './reading';
import * as T from './tokenKinds';
import * as N from './tree';

/** Whether a condition can hold of no item: `c.id = 'x' AND c.id = 'y'`, `c.n > 5 AND c.n < 3`. */
export function isContradiction(reading: Reading, node: number): boolean {
  const { tree } = reading;
  if (!joins(reading, node)) return false;
  const left = tree.left(node);
  const before = joins(reading, left) ? tree.right(left) : left;
  return excludeEachOther(reading, before, tree.right(node));
}

function joins({ tree, tokens }: Reading, node: number): boolean {
  return tree.kind(node) === N.BINARY && tokens.kind(tree.token(node)) === T.AND;
}

function excludeEachOther(reading: Reading, a: number, b: number): boolean {
  const { tree, tokens } = reading;
  if (!comparesWithConstant(reading, a) || !comparesWithConstant(reading, b)) return false;
  if (!sameExpression(reading, tree.left(a), tree.left(b))) return false;
  const [first, second] = [tokens.kind(tree.token(a)), tokens.kind(tree.token(b))];
  const [one, other] = [tree.right(a), tree.right(b)];
  const fails = (left: number, operator: number, right: number): boolean =>
    compare(reading, operator, left, right) === N.FALSE_VALUE;
  if (first === T.EQUAL) return fails(one, second, other);
  if (second === T.EQUAL) return fails(other, first, one);
  if (isFloor(first) && isCeiling(second)) return fails(one, second, other);
  return isCeiling(first) && isFloor(second) && fails(other, first, one);
}

function comparesWithConstant({ tree, tokens }: Reading, node: number): boolean {
  return (
    tree.kind(node) === N.BINARY &&
    isComparison(tokens.kind(tree.token(node))) &&
    tree.isConstant(tree.right(node))
  );
}

const isFloor = (operator: number): boolean =>
  operator === T.GREATER || operator === T.GREATER_EQUAL;
const isCeiling = (operator: number): boolean => operator === T.LESS || operator === T.LESS_EQUAL;
