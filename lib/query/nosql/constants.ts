import { numberOf, stringOf } from './literals';
import type { Reading } from './reading';
import * as T from './tokenKinds';
import * as N from './tree';

/** Longer computed strings are not worked out. */
const LONGEST_STRING = 1024;

/** The number that a node is known to be. */
export function numberAt(reading: Reading, node: number): number {
  const { tree } = reading;
  return tree.kind(node) === N.LITERAL
    ? numberOf(reading.tokens, tree.token(node))
    : (tree.numbers.get(node) ?? 0);
}

/** The string that a node is known to be. */
export function stringAt(reading: Reading, node: number): string {
  const { tree } = reading;
  return tree.kind(node) === N.LITERAL
    ? stringOf(reading.tokens, tree.token(node))
    : (tree.strings.get(node) ?? '');
}

export function setString(reading: Reading, node: number, value: string): void {
  const { tree } = reading;
  if (value.length > LONGEST_STRING) tree.setValue(node, N.OPAQUE_VALUE);
  else {
    tree.setValue(node, N.STRING_VALUE);
    tree.strings.set(node, value);
  }
}

/** Gives a node the value of another that it stands for. */
export function copyValue(reading: Reading, node: number, from: number): void {
  const { tree } = reading;
  const value = tree.value(from);
  if (value === N.NUMBER_VALUE) tree.setNumber(node, numberAt(reading, from));
  else if (value === N.STRING_VALUE) setString(reading, node, stringAt(reading, from));
  else tree.setValue(node, value);
}

export function isListConstant(reading: Reading, first: number): boolean {
  const { tree } = reading;
  for (let node = first; node !== N.NONE; node = tree.next(node)) {
    if (!tree.isConstant(node)) return false;
  }
  return true;
}

export const truth = (value: boolean): number => (value ? N.TRUE_VALUE : N.FALSE_VALUE);

/** NOT of a constant. */
export function notOf(value: number): number {
  if (value === N.TRUE_VALUE) return N.FALSE_VALUE;
  if (value === N.FALSE_VALUE) return N.TRUE_VALUE;
  return value === N.OPAQUE_VALUE ? N.OPAQUE_VALUE : N.UNDEFINED_VALUE;
}

/** AND of two constants. */
export function andOf(left: number, right: number): number {
  if (left === N.FALSE_VALUE || right === N.FALSE_VALUE) return N.FALSE_VALUE;
  if (left === N.TRUE_VALUE && right === N.TRUE_VALUE) return N.TRUE_VALUE;
  return left === N.OPAQUE_VALUE || right === N.OPAQUE_VALUE ? N.OPAQUE_VALUE : N.UNDEFINED_VALUE;
}

export const isComparison = (operator: number): boolean =>
  operator >= T.EQUAL && operator <= T.GREATER_EQUAL;

export const isLogical = (operator: number): boolean => operator === T.AND || operator === T.OR;

/** What an operator makes of two numbers. */
export function arithmetic(operator: number, left: number, right: number): number {
  switch (operator) {
    case T.PLUS:
      return left + right;
    case T.MINUS:
      return left - right;
    case T.STAR:
      return left * right;
    case T.SLASH:
      return left / right;
    case T.PERCENT:
      return left % right;
    case T.BIT_AND:
      return left & right;
    case T.BIT_OR:
      return left | right;
    case T.BIT_XOR:
      return left ^ right;
    default:
      return Number.NaN;
  }
}

/** `condition ? whenTrue : otherwise`, and IIF. */
export function foldChoice(
  reading: Reading,
  node: number,
  condition: number,
  whenTrue: number,
  otherwise: number,
): void {
  const { tree } = reading;
  const value = tree.value(condition);
  if (value === N.UNKNOWN_VALUE || value === N.OPAQUE_VALUE) {
    // `c.a ? true : true`
    const chosen = tree.value(whenTrue);
    const isTruth = chosen === N.TRUE_VALUE || chosen === N.FALSE_VALUE;
    if (isTruth && tree.value(otherwise) === chosen) tree.setValue(node, chosen);
    return;
  }
  copyValue(reading, node, value === N.TRUE_VALUE ? whenTrue : otherwise);
}
