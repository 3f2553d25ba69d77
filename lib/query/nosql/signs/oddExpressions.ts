import { isComparison, isLogical, stringAt } from '../constants';
import type { Reading } from '../reading';
import * as T from '../tokenKinds';
import * as N from '../tree';
import { SIGNS } from '../weights';
import { WORDS } from '../words';
import { isInFilter } from './positions';
import type { SignList } from './signList';

/** `1 * (SELECT 1)`: a subquery without FROM that selects a constant. */
export function constantQuery(reading: Reading, signs: SignList, node: number): void {
  const { tree } = reading;
  if (!tree.isConstant(node) || !isInFilter(reading, node)) return;
  signs.addTokens(SIGNS.constantQuery, tree.first(node), tree.last(node));
}

/** `c.a = '' OR c.b ?? true`: `??` binds less than all that stands before it. */
export function defaultTruth(reading: Reading, signs: SignList, node: number): void {
  const { tree, tokens } = reading;
  const left = tree.left(node);
  if (tree.kind(left) !== N.BINARY || tree.isParenthesised(left)) {
    operatorOnText(reading, signs, node);
    return;
  }
  const operator = tokens.kind(tree.token(left));
  const isCondition = isLogical(operator) || isComparison(operator);
  if (!isCondition || tree.value(tree.right(node)) !== N.TRUE_VALUE) return;
  signs.addTokens(SIGNS.defaultTruth, tree.token(node), tree.last(node));
}

/** `c.kind IN (1, 1 OR 1=1)`, `f(c.a, '' = '')`: a list of values with a condition in it. */
export function conditionInList(
  reading: Reading,
  signs: SignList,
  node: number,
  first: number,
): void {
  const { tree, tokens } = reading;
  const isList = tree.kind(node) === N.IN_NODE;
  // Results may well be made of constants, and choices take conditions.
  if (tree.kind(node) === N.OBJECT_NODE && !isInFilter(reading, node)) return;
  for (let item = first; item !== N.NONE; item = tree.next(item)) {
    const kind = tree.kind(item);
    if (kind !== N.BINARY && kind !== N.LIKE_NODE && kind !== N.IN_NODE) continue;
    const isJoined = kind === N.BINARY && isLogical(tokens.kind(tree.token(item)));
    const isConstant = tree.isConstant(item) && tree.value(item) < N.NUMBER_VALUE;
    const isText = tree.kind(node) === N.INDEX && tree.value(item) === N.STRING_VALUE;
    if (!isConstant && !isText && !(isJoined && isList)) continue;
    if (CHOICES.has(WORDS[tokens.word(tree.token(node))]?.text ?? '')) return;
    signs.addTokens(SIGNS.conditionInList, tree.first(item), tree.last(item));
    return;
  }
}

/** Functions that take conditions. */
const CHOICES: ReadonlySet<string> = new Set(['iif', 'countif']);

/** `c.name = '' = 0`, `c.age = 1 LIKE '%'`: a comparison went on behind its literal. */
export function comparedAgain(reading: Reading, signs: SignList, node: number): void {
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
export function operatorOnText(reading: Reading, signs: SignList, node: number): void {
  const { tree } = reading;
  const left = tree.left(node);
  const right = tree.right(node);
  if (isComparisonOfConstants(reading, left) && isInFilter(reading, node)) {
    signs.addTokens(SIGNS.comparisonAsNumber, tree.first(node), tree.last(node));
    return;
  }
  if (!tree.isConstant(left) || !isInFilter(reading, node)) return;
  if (changesNothing(reading, node)) {
    signs.addTokens(SIGNS.idleArithmetic, tree.first(node), tree.last(node));
    return;
  }
  const isText = tree.value(left) === N.STRING_VALUE;
  const isNumberJoined = reading.tokens.kind(tree.token(node)) === T.CONCATENATE;
  if (
    !isText &&
    tree.value(right) !== N.STRING_VALUE &&
    !(isNumberJoined && tree.isConstant(right))
  ) {
    return;
  }
  // `'a' || c.b` is honest; `'' + c.b` is not.
  if (!tree.isConstant(right) && stringAt(reading, left) !== '') return;
  signs.addTokens(SIGNS.operatorOnText, tree.first(node), tree.last(node));
}

/** `5-0`, `5*1`, behind a comparison: the answer is the same where a number can be calculated. */
function changesNothing({ tree, tokens }: Reading, node: number): boolean {
  const left = tree.left(node);
  const right = tree.right(node);
  if (tree.kind(left) !== N.LITERAL || tree.value(left) !== N.NUMBER_VALUE) return false;
  if (tree.kind(right) !== N.LITERAL || !isComparison(tokens.kind(tree.first(node) - 1)))
    return false;
  const neutral = NEUTRAL.get(tokens.kind(tree.token(node)));
  return neutral !== undefined && tokens.textOf(tree.token(right)) === neutral;
}

const NEUTRAL: ReadonlyMap<number, string> = new Map([
  [T.PLUS, '0'],
  [T.MINUS, '0'],
  [T.STAR, '1'],
  [T.SLASH, '1'],
]);

/** `IIF(1 = 1, c.a, c.b)`, `(2 > 1 ? 1 : 0)`; mappers leave a bare `true` where they know the choice. */
export function constantChoice(reading: Reading, signs: SignList, node: number): void {
  const { tree, tokens } = reading;
  if (!isComparisonOfConstants(reading, tree.left(node)) || !isInFilter(reading, node)) return;
  const isCall = tree.kind(node) === N.CALL;
  if (isCall && WORDS[tokens.word(tree.token(node))]?.text !== 'iif') return;
  signs.addTokens(SIGNS.constantChoice, tree.first(node), tree.last(node));
}

const isComparisonOfConstants = ({ tree, tokens }: Reading, node: number): boolean =>
  tree.kind(node) === N.BINARY &&
  tree.isConstant(node) &&
  isComparison(tokens.kind(tree.token(node)));
