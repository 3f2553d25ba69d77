import { stringAt, isComparison } from '../constants';
import type { Reading } from '../reading';
import * as T from '../tokenKinds';
import * as N from '../tree';
import { SIGNS, type SignKind } from '../weights';
import { nearConstantSign } from './nearConstants';
import { followsLiteral, isInFilter } from './positions';
import type { SignList } from './signList';

/** Conditions pasted behind a literal count in full; behind a parameter or a call a little less. */
const ELSEWHERE_SHARE = 0.85;
const AND_ELSEWHERE_SHARE = 0.6;

/**
 * Conditions that were added behind a real one and read nothing of the item. What a query builder
 * writes comes first (`1=1 AND ...`, `('' = '' OR ...)`) or is a bare `true` (`AND (true)`).
 */
export function addedConditions(reading: Reading, signs: SignList): void {
  const { tree, tokens } = reading;
  for (let index = 0; index < tree.operationCount; index += 1) {
    const node = tree.operation(index);
    const kind = tree.kind(node);
    if (kind === N.BINARY) {
      const operator = tokens.kind(tree.token(node));
      if (operator === T.OR || operator === T.AND) addedCondition(reading, signs, node, operator);
      else if (isComparison(operator)) comparedAgain(reading, signs, node);
      else operatorOnText(reading, signs, node);
    } else if (kind === N.LIKE_NODE) comparedAgain(reading, signs, node);
    else if (kind === N.IN_NODE) conditionInList(reading, signs, node);
  }
}

function addedCondition(reading: Reading, signs: SignList, node: number, operator: number): void {
  const { tree } = reading;
  if (tree.isConstant(tree.left(node))) {
    textAsCondition(reading, signs, node);
    return;
  }
  const added = operator === T.OR ? firstOfAdded(reading, tree.right(node)) : tree.right(node);
  if (!tree.isConstant(added)) {
    nearConstantSign(reading, signs, added, operator);
    return;
  }
  const isBare = tree.kind(added) === N.LITERAL;
  const kind =
    operator === T.OR
      ? constantOrKind(tree.value(added), isBare)
      : constantAndKind(tree.value(added), isBare);
  if (kind === null || isOptionalFilter(reading, node, added)) return;
  const inPlace = followsLiteral(reading, tree.token(node));
  const share = inPlace ? 1 : operator === T.OR ? ELSEWHERE_SHARE : AND_ELSEWHERE_SHARE;
  signs.addTokens(kind, tree.token(node), tree.last(added), share);
}

/** `CONTAINS(c.name, '' OR 1=1)`: the literal that was closed is now part of a condition. */
function textAsCondition(reading: Reading, signs: SignList, node: number): void {
  const { tree } = reading;
  const left = tree.left(node);
  const isText = tree.kind(left) === N.LITERAL && tree.value(left) === N.STRING_VALUE;
  if (!isText || tree.queries[tree.query(node)]?.hasFrom !== true) return;
  signs.addTokens(SIGNS.textAsCondition, tree.first(node), tree.last(node));
}

/** In `x OR a AND b` and `x OR (a OR b)`, `a`: what the OR was followed by. */
function firstOfAdded({ tree, tokens }: Reading, right: number): number {
  let node = right;
  while (tree.kind(node) === N.BINARY) {
    const operator = tokens.kind(tree.token(node));
    // `OR (1=1 AND ...)` is a builder's group.
    const isStep = operator === T.OR || (operator === T.AND && !tree.isParenthesised(node));
    if (!isStep) break;
    node = tree.left(node);
  }
  return node;
}

function constantOrKind(value: number, isBare: boolean): SignKind {
  if (value === N.TRUE_VALUE) return isBare ? SIGNS.bareTrueOr : SIGNS.alwaysTrueOr;
  if (isBare) return value === N.FALSE_VALUE ? SIGNS.bareFalseOr : SIGNS.bareValueOr;
  return SIGNS.constantOr;
}

function constantAndKind(value: number, isBare: boolean): SignKind | null {
  if (!isBare) return SIGNS.constantAnd;
  if (value === N.TRUE_VALUE) return null;
  return value === N.FALSE_VALUE ? SIGNS.bareFalseAnd : SIGNS.bareValueAnd;
}

/** `(c.state = 'open' OR 'open' = 'all')`: an optional filter with its value pasted in twice. */
function isOptionalFilter(reading: Reading, node: number, added: number): boolean {
  const { tree, tokens } = reading;
  const tested = tree.left(node);
  if (!tree.isParenthesised(node) || tree.value(added) !== N.FALSE_VALUE) return false;
  if (tree.kind(tested) !== N.BINARY || tree.kind(added) !== N.BINARY) return false;
  if (tokens.kind(tree.token(added)) !== T.EQUAL) return false;
  const value = tree.right(tested);
  if (tree.value(value) !== N.STRING_VALUE || tree.value(tree.left(added)) !== N.STRING_VALUE) {
    return false;
  }
  return stringAt(reading, value) === stringAt(reading, tree.left(added));
}

/** `c.kind IN (1, 1 OR 1=1)`: a list of values with a condition in it. */
function conditionInList(reading: Reading, signs: SignList, node: number): void {
  const { tree, tokens } = reading;
  for (let item = tree.right(node); item !== N.NONE; item = tree.next(item)) {
    const operator = tree.kind(item) === N.BINARY ? tokens.kind(tree.token(item)) : T.END;
    if (operator !== T.OR && operator !== T.AND) continue;
    signs.addTokens(SIGNS.conditionInList, tree.first(item), tree.last(item));
    return;
  }
}

/** `c.name = '' = 0`, `c.age = 1 LIKE '%'`: a comparison went on behind its literal. */
function comparedAgain(reading: Reading, signs: SignList, node: number): void {
  const { tree, tokens } = reading;
  const left = tree.left(node);
  if (tree.isParenthesised(left) || tree.isConstant(left)) return;
  const isTest =
    tree.kind(left) === N.LIKE_NODE ||
    (tree.kind(left) === N.BINARY && isComparison(tokens.kind(tree.token(left))));
  if (!isTest || !tree.isConstant(tree.right(left))) return;
  signs.addTokens(SIGNS.comparedAgain, tree.token(node), tree.last(node));
}

/** `'' || 'x'`, `'' ^ ''`: a literal was closed and another opened. */
function operatorOnText(reading: Reading, signs: SignList, node: number): void {
  const { tree } = reading;
  const left = tree.left(node);
  const right = tree.right(node);
  if (!tree.isConstant(left) || !isInFilter(reading, node)) return;
  const isText = tree.value(left) === N.STRING_VALUE;
  if (!isText && (tree.value(right) !== N.STRING_VALUE || !tree.isConstant(right))) return;
  // `'a' || c.b` is honest; `'' + c.b` is not.
  if (!tree.isConstant(right) && stringAt(reading, left) !== '') return;
  signs.addTokens(SIGNS.operatorOnText, tree.first(node), tree.last(node));
}
