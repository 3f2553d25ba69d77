import { compare, sameExpression, sameTokens } from '../foldComparisons';
import type { Reading } from '../reading';
import * as T from '../tokenKinds';
import * as N from '../tree';
import { SIGNS } from '../weights';
import type { SignList } from './signList';

/** `c.a = 'x' OR NOT (c.a = 'x')`: beside a condition its opposite; `added` follows the OR. */
export function excludedMiddle(
  reading: Reading,
  signs: SignList,
  node: number,
  added: number,
): void {
  const { tree } = reading;
  const before = lastCondition(reading, tree.left(node));
  if (!areOpposites(reading, before, added)) return;
  signs.addTokens(SIGNS.excludedMiddle, tree.first(before), tree.last(added));
}

/** The condition right in front of an OR: `b` of `a AND b` and of `a OR b`. */
function lastCondition({ tree, tokens }: Reading, node: number): number {
  let last = node;
  while (tree.kind(last) === N.BINARY && !tree.isParenthesised(last)) {
    const operator = tokens.kind(tree.token(last));
    if (operator !== T.OR && operator !== T.AND) break;
    last = tree.right(last);
  }
  return last;
}

function areOpposites(reading: Reading, a: number, b: number): boolean {
  const { tree, tokens } = reading;
  const negates = (node: number): boolean => tokens.kind(tree.token(node)) === T.NOT;
  if (tree.kind(a) === N.UNARY || tree.kind(b) === N.UNARY) {
    if (tree.kind(b) === N.UNARY && negates(b)) return areSame(reading, a, tree.left(b));
    return tree.kind(a) === N.UNARY && negates(a) && areSame(reading, tree.left(a), b);
  }
  if (tree.kind(a) !== tree.kind(b)) return false;
  switch (tree.kind(a)) {
    case N.BINARY: {
      const operator = tokens.kind(tree.token(b));
      return OPPOSITES.get(tokens.kind(tree.token(a))) === operator && haveSameSides(reading, a, b);
    }
    case N.LIKE_NODE:
    case N.IN_NODE:
    case N.BETWEEN_NODE:
      return negates(a) !== negates(b) && haveSameSides(reading, a, b);
    default:
      return false;
  }
}

const OPPOSITES: ReadonlyMap<number, number> = new Map([
  [T.EQUAL, T.NOT_EQUAL],
  [T.NOT_EQUAL, T.EQUAL],
  [T.LESS, T.GREATER_EQUAL],
  [T.GREATER_EQUAL, T.LESS],
  [T.GREATER, T.LESS_EQUAL],
  [T.LESS_EQUAL, T.GREATER],
]);

/** The same condition twice. */
function areSame(reading: Reading, a: number, b: number): boolean {
  const { tree, tokens } = reading;
  if (tree.kind(a) !== tree.kind(b)) return false;
  if (tree.kind(a) !== N.BINARY) return sameExpression(reading, a, b) || sameTokens(reading, a, b);
  const sameOperator = tokens.kind(tree.token(a)) === tokens.kind(tree.token(b));
  return sameOperator && haveSameSides(reading, a, b);
}

function haveSameSides(reading: Reading, a: number, b: number): boolean {
  const { tree } = reading;
  if (!sameExpression(reading, tree.left(a), tree.left(b))) return false;
  return sameValues(reading, tree.right(a), tree.right(b));
}

/** Two constants, or two lists of them. */
function sameValues(reading: Reading, a: number, b: number): boolean {
  const { tree } = reading;
  let left = a;
  let right = b;
  while (left !== N.NONE && right !== N.NONE) {
    const areConstant = tree.isConstant(left) && tree.isConstant(right);
    if (!areConstant || compare(reading, T.EQUAL, left, right) !== N.TRUE_VALUE) return false;
    left = tree.next(left);
    right = tree.next(right);
  }
  return left === right;
}
