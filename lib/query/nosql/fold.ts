import { callValue } from './foldCalls';
import {
  andOf,
  arithmetic,
  copyValue,
  foldChoice,
  isComparison,
  isListConstant,
  notOf,
  numberAt,
  setString,
  stringAt,
  truth,
} from './constants';
import { isContradiction } from './contradictions';
import { compare, likeValue, sameExpression } from './foldComparisons';
import type { Reading } from './reading';
import * as T from './tokenKinds';
import * as N from './tree';

/**
 * Works out what can be known without reading an item, children before parents: `1 = 1`,
 * `LENGTH('a') = 1`, `c.id = c.id`, `IS_DEFINED(c)`, `true ?? false`.
 */
export function foldConstants(reading: Reading): void {
  const { tree } = reading;
  for (let index = 0; index < tree.operationCount; index += 1) {
    foldNode(reading, tree.operation(index));
  }
}

function foldNode(reading: Reading, node: number): void {
  const { tree } = reading;
  switch (tree.kind(node)) {
    case N.BINARY:
      foldBinary(reading, node);
      return;
    case N.UNARY:
      foldUnary(reading, node);
      return;
    case N.BETWEEN_NODE:
      if (areConstant(reading, node)) {
        tree.setValue(node, isBetween(reading, node));
        negate(reading, node);
      } else if (isBetweenItself(reading, node)) {
        tree.setValue(node, N.TRUE_VALUE);
        negate(reading, node);
      }
      return;
    case N.LIKE_NODE:
      if (tree.isConstant(tree.left(node)) && tree.isConstant(tree.right(node))) {
        tree.setValue(node, likeValue(reading, node));
        negate(reading, node);
      }
      return;
    case N.IN_NODE:
      foldIn(reading, node);
      return;
    case N.TERNARY:
      foldChoice(reading, node, tree.left(node), tree.right(node), tree.third(node));
      return;
    case N.ARRAY_NODE:
    case N.OBJECT_NODE:
      if (isListConstant(reading, tree.left(node))) tree.setValue(node, N.OPAQUE_VALUE);
      return;
    case N.MEMBER:
      if (tree.isConstant(tree.left(node))) tree.setValue(node, N.OPAQUE_VALUE);
      return;
    case N.INDEX:
      if (tree.isConstant(tree.left(node)) && tree.isConstant(tree.right(node))) {
        tree.setValue(node, N.OPAQUE_VALUE);
      }
      return;
    case N.CALL:
      callValue(reading, node);
      return;
    case N.SUBQUERY:
    case N.EXISTS_NODE:
      foldSubquery(reading, node);
      return;
    case N.ARRAY_QUERY:
      if (readsNothing(reading, node)) tree.setValue(node, N.OPAQUE_VALUE);
      return;
    default:
  }
}

function areConstant(reading: Reading, node: number): boolean {
  const { tree } = reading;
  return (
    tree.isConstant(tree.left(node)) &&
    tree.isConstant(tree.right(node)) &&
    tree.isConstant(tree.third(node))
  );
}

/** `x NOT LIKE y` and its kin: the token of the node is NOT. */
function negate(reading: Reading, node: number): void {
  const { tree } = reading;
  if (reading.tokens.kind(tree.token(node)) !== T.NOT) return;
  tree.setValue(node, notOf(tree.value(node)));
}

function isBetween(reading: Reading, node: number): number {
  const { tree } = reading;
  const low = compare(reading, T.GREATER_EQUAL, tree.left(node), tree.right(node));
  const high = compare(reading, T.LESS_EQUAL, tree.left(node), tree.third(node));
  return andOf(low, high);
}

/** `c.a BETWEEN c.a AND c.a` */
function isBetweenItself(reading: Reading, node: number): boolean {
  const { tree } = reading;
  const tested = tree.left(node);
  return (
    sameExpression(reading, tested, tree.right(node)) &&
    sameExpression(reading, tested, tree.third(node))
  );
}

function foldIn(reading: Reading, node: number): void {
  const { tree } = reading;
  const left = tree.left(node);
  // A builder's empty list.
  if (tree.right(node) === N.NONE) return;
  let result: number = N.FALSE_VALUE;
  for (let item = tree.right(node); item !== N.NONE; item = tree.next(item)) {
    if (tree.isConstant(left) && tree.isConstant(item)) {
      const same = compare(reading, T.EQUAL, left, item);
      if (same !== N.FALSE_VALUE && result !== N.TRUE_VALUE) result = same;
    } else if (sameExpression(reading, left, item)) result = N.TRUE_VALUE;
    else return;
  }
  tree.setValue(node, result);
  negate(reading, node);
}

function foldUnary(reading: Reading, node: number): void {
  const { tree } = reading;
  const operand = tree.left(node);
  const operator = reading.tokens.kind(tree.token(node));
  if (operator === T.NOT && isContradiction(reading, operand)) {
    tree.setValue(node, N.TRUE_VALUE);
    return;
  }
  if (!tree.isConstant(operand)) return;
  if (operator === T.NOT) tree.setValue(node, notOf(tree.value(operand)));
  else if (tree.value(operand) === N.NUMBER_VALUE) {
    const value = numberAt(reading, operand);
    tree.setNumber(node, operator === T.MINUS ? -value : operator === T.PLUS ? value : ~value);
  } else tree.setValue(node, N.UNDEFINED_VALUE);
}

function foldBinary(reading: Reading, node: number): void {
  const { tree, tokens } = reading;
  const left = tree.left(node);
  const right = tree.right(node);
  const operator = tokens.kind(tree.token(node));
  if (operator === T.COALESCE) {
    const value = tree.value(left);
    if (value === N.UNDEFINED_VALUE) copyValue(reading, node, right);
    else if (value !== N.UNKNOWN_VALUE) copyValue(reading, node, left);
    return;
  }
  if (!tree.isConstant(left) || !tree.isConstant(right)) {
    if (isComparison(operator) && sameExpression(reading, left, right)) {
      const holds =
        operator === T.EQUAL || operator === T.LESS_EQUAL || operator === T.GREATER_EQUAL;
      tree.setValue(node, truth(holds));
    }
    return;
  }
  if (operator === T.AND) tree.setValue(node, andOf(tree.value(left), tree.value(right)));
  else if (operator === T.OR) {
    tree.setValue(node, notOf(andOf(notOf(tree.value(left)), notOf(tree.value(right)))));
    if (tree.value(left) === N.TRUE_VALUE || tree.value(right) === N.TRUE_VALUE) {
      tree.setValue(node, N.TRUE_VALUE);
    }
  } else if (isComparison(operator)) tree.setValue(node, compare(reading, operator, left, right));
  else foldArithmetic(reading, node, operator, left, right);
}

function foldArithmetic(
  reading: Reading,
  node: number,
  operator: number,
  left: number,
  right: number,
): void {
  const { tree } = reading;
  const values = [tree.value(left), tree.value(right)];
  if (values.includes(N.OPAQUE_VALUE)) tree.setValue(node, N.OPAQUE_VALUE);
  else if (values.every((value) => value === N.STRING_VALUE) && operator === T.CONCATENATE) {
    setString(reading, node, stringAt(reading, left) + stringAt(reading, right));
  } else if (values.every((value) => value === N.NUMBER_VALUE)) {
    tree.setNumber(node, arithmetic(operator, numberAt(reading, left), numberAt(reading, right)));
  } else tree.setValue(node, N.UNDEFINED_VALUE);
}

/** `ARRAY(SELECT VALUE 1)` */
function readsNothing({ tree }: Reading, node: number): boolean {
  const query = tree.queries[tree.left(node)];
  if (query === undefined || query.hasFrom || query.filter !== N.NONE) return false;
  return query.value !== N.NONE && tree.isConstant(query.value);
}

/** A subquery without FROM is the value that it selects. */
function foldSubquery(reading: Reading, node: number): void {
  const { tree } = reading;
  const query = tree.queries[tree.left(node)];
  if (query === undefined || query.hasFrom) return;
  const filter = query.filter === N.NONE ? N.TRUE_VALUE : tree.value(query.filter);
  if (filter === N.UNKNOWN_VALUE || filter === N.OPAQUE_VALUE) return;
  if (tree.kind(node) === N.EXISTS_NODE) tree.setValue(node, truth(filter === N.TRUE_VALUE));
  else if (filter !== N.TRUE_VALUE) tree.setValue(node, N.UNDEFINED_VALUE);
  else if (query.value !== N.NONE && tree.isConstant(query.value)) {
    copyValue(reading, node, query.value);
  } else if (tree.isConstant(query.item)) tree.setValue(node, N.OPAQUE_VALUE);
}
