import { isComparison, isLogical, stringAt } from '../constants';
import type { Reading } from '../reading';
import * as T from '../tokenKinds';
import * as N from '../tree';
import { SIGNS, type SignKind } from '../weights';
import { excludedMiddle } from './excludedMiddle';
import { nearConstantSign } from './nearConstants';
import {
  comparedAgain,
  conditionInList,
  constantChoice,
  constantQuery,
  defaultTruth,
  operatorOnText,
} from './oddExpressions';
import { callName, followsLiteral, isInFilter } from './positions';
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
      else if (operator === T.COALESCE) defaultTruth(reading, signs, node);
      else operatorOnText(reading, signs, node);
    } else if (kind === N.SUBQUERY) constantQuery(reading, signs, node);
    else if (kind === N.LIKE_NODE || kind === N.BETWEEN_NODE) comparedAgain(reading, signs, node);
    else if (kind === N.IN_NODE || kind === N.INDEX) {
      conditionInList(reading, signs, node, tree.right(node));
    } else if (kind === N.CALL || kind === N.UDF_CALL || kind === N.OBJECT_NODE) {
      conditionInList(reading, signs, node, tree.left(node));
      if (kind === N.CALL) constantChoice(reading, signs, node);
    } else if (kind === N.TERNARY) constantChoice(reading, signs, node);
  }
}

function addedCondition(reading: Reading, signs: SignList, node: number, operator: number): void {
  const { tree } = reading;
  if (tree.isConstant(tree.left(node))) {
    if (operator === T.OR && isSelfComparison(reading, tree.left(node))) {
      signs.addTokens(SIGNS.alwaysTrueFirst, tree.first(node), tree.last(node));
    } else valueAsCondition(reading, signs, node);
    return;
  }
  const added =
    operator === T.OR ? firstOfAdded(reading, tree.right(node), tree.left(node)) : tree.right(node);
  if (!tree.isConstant(added)) {
    if (operator === T.OR) {
      closedOr(reading, signs, node);
      excludedMiddle(reading, signs, node, added);
    }
    nearConstantSign(reading, signs, added, tree.left(node), operator);
    return;
  }
  const isBare = isPlainTruth(reading, added);
  const kind =
    operator === T.OR
      ? constantOrKind(tree.value(added), isBare)
      : constantAndKind(reading, node, added, isBare);
  if (kind === null || isOptionalFilter(reading, node, added)) return;
  if (operator === T.AND && isOfMapper(reading, node, added)) return;
  const inPlace = followsLiteral(reading, tree.token(node));
  // Programs write `AND 1=1`, never `AND 'a'='a'`.
  const isSure = inPlace || (kind === SIGNS.constantAnd && comparesTexts(reading, added));
  const share = isSure ? 1 : operator === T.OR ? ELSEWHERE_SHARE : AND_ELSEWHERE_SHARE;
  signs.addTokens(kind, tree.token(node), tree.last(added), share);
}

/**
 * `((c["a"] = 1) AND (c["b"] = c["b"]))`, `((...) AND IS_DEFINED(root))`: what mappers and the SDKs
 * write without a look at what it means, each condition in brackets.
 */
function isOfMapper(reading: Reading, node: number, added: number): boolean {
  const { tree, tokens } = reading;
  const closesBefore = tokens.kind(tree.token(node) - 1) === T.CLOSE_PAREN;
  const closesBehind = tokens.kind(tree.last(added) + 1) === T.CLOSE_PAREN;
  if (callName(reading, added) === 'is_defined') return closesBefore || closesBehind;
  if (!closesBefore || !closesBehind || !tree.isParenthesised(added)) return false;
  return isSelfComparison(reading, added) || isCallOfNothing(reading, tree.left(added));
}

/** `GetCurrentDateTime()` */
const isCallOfNothing = ({ tree }: Reading, node: number): boolean =>
  tree.kind(node) === N.CALL && tree.left(node) === N.NONE;

/** `CONTAINS(c.name, '' OR 1=1)`, `f(c.a, 1 AND 2=2)`: a value is now part of a condition. */
function valueAsCondition(reading: Reading, signs: SignList, node: number): void {
  const { tree } = reading;
  const value = tree.value(tree.left(node));
  if (value === N.NUMBER_VALUE) {
    // `WHERE 1 AND ...` is how programs for other databases begin.
    if (beginsFilter(reading, node) || !isInFilter(reading, node)) return;
  } else if (value !== N.STRING_VALUE) return;
  if (tree.queries[tree.query(node)]?.hasFrom !== true) return;
  signs.addTokens(SIGNS.textAsCondition, tree.first(node), tree.last(node));
}

/** Nothing but brackets stands in front of it. */
function beginsFilter({ tree, tokens }: Reading, node: number): boolean {
  const filter = tree.queries[tree.query(node)]?.filter ?? N.NONE;
  if (filter === N.NONE) return false;
  const first = tree.first(filter);
  for (let token = tree.first(node) - 1; token >= first; token -= 1) {
    if (tokens.kind(token) !== T.OPEN_PAREN) return false;
  }
  return true;
}

/** `c.id = c.id OR ...`: always true, and yet not written with constants as a builder would. */
function isSelfComparison({ tree, tokens }: Reading, node: number): boolean {
  return (
    tree.value(node) === N.TRUE_VALUE &&
    tree.kind(node) === N.BINARY &&
    isComparison(tokens.kind(tree.token(node))) &&
    !tree.isConstant(tree.left(node))
  );
}

/** In `x OR a AND b` and `x OR (a OR b)`, `a`: what the OR was followed by. */
function firstOfAdded(reading: Reading, right: number, left: number): number {
  const { tree, tokens } = reading;
  let node = right;
  while (tree.kind(node) === N.BINARY) {
    const operator = tokens.kind(tree.token(node));
    // `(1=1 AND ...) OR (1=1 AND ...)` are a builder's groups.
    const isStep =
      operator === T.OR ||
      (operator === T.AND &&
        (!tree.isParenthesised(node) || !tree.isConstant(headOf(reading, left))));
    if (!isStep) break;
    node = tree.left(node);
  }
  return node;
}

/** The first condition of `a AND b AND c`. */
function headOf({ tree, tokens }: Reading, node: number): number {
  let head = node;
  while (tree.kind(head) === N.BINARY && isLogical(tokens.kind(tree.token(head)))) {
    head = tree.left(head);
  }
  return head;
}

/** `OR c.role = 'admin' AND 'a' = 'a'`: the constants take up the quote that was left over. */
function closedOr(reading: Reading, signs: SignList, node: number): void {
  const { tree, tokens } = reading;
  const right = tree.right(node);
  if (tree.kind(right) !== N.BINARY || tokens.kind(tree.token(right)) !== T.AND) return;
  const last = tree.right(right);
  if (tree.isParenthesised(right) || !tree.isConstant(last) || isPlainTruth(reading, last)) return;
  signs.addTokens(SIGNS.closedOr, tree.token(node), tree.last(right));
}

const comparesTexts = ({ tree }: Reading, node: number): boolean =>
  tree.kind(node) === N.BINARY &&
  tree.value(tree.left(node)) === N.STRING_VALUE &&
  tree.value(tree.right(node)) === N.STRING_VALUE;

/** `true`, and what mappers make of a choice that they know: `(true ? false : true)`. */
function isPlainTruth({ tree }: Reading, node: number): boolean {
  if (tree.kind(node) === N.LITERAL) return true;
  return (
    tree.kind(node) === N.TERNARY &&
    tree.isParenthesised(node) &&
    tree.kind(tree.left(node)) === N.LITERAL &&
    tree.value(tree.left(node)) >= N.FALSE_VALUE &&
    tree.value(tree.left(node)) <= N.TRUE_VALUE
  );
}

function constantOrKind(value: number, isBare: boolean): SignKind {
  if (value === N.TRUE_VALUE) return isBare ? SIGNS.bareTrueOr : SIGNS.alwaysTrueOr;
  if (isBare) return value === N.FALSE_VALUE ? SIGNS.bareFalseOr : SIGNS.bareValueOr;
  return SIGNS.constantOr;
}

function constantAndKind(
  { tree, tokens }: Reading,
  node: number,
  added: number,
  isBare: boolean,
): SignKind | null {
  if (!isBare) return SIGNS.constantAnd;
  const value = tree.value(added);
  if (value !== N.TRUE_VALUE && value !== N.FALSE_VALUE) return SIGNS.bareValueAnd;
  // Mappers and the service put a side or both in parentheses: `((c.a = 1) AND true)`,
  // `c.a = 1 AND (true)`, `(c.a = 1 AND true)`.
  const isPasted =
    tree.kind(added) === N.LITERAL &&
    !tree.isParenthesised(added) &&
    !tree.isParenthesised(node) &&
    T.isLiteral(tokens.kind(tree.token(node) - 1));
  if (value === N.TRUE_VALUE) return isPasted ? SIGNS.bareTrueAnd : null;
  return isPasted ? SIGNS.bareFalseInPlace : SIGNS.bareFalseAnd;
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
