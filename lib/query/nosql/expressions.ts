import { readOperand } from './operands';
import { DEEPEST_NESTING, type Reading } from './reading';
import * as T from './tokenKinds';
import * as N from './tree';

/** How strongly an operator binds; 0 is no operator. */
const POWERS = new Uint8Array(128);
const TERNARY_POWER = 1;
const OR_POWER = 3;
const AND_POWER = 4;
const COMPARISON_POWER = 6;
for (const [power, kinds] of [
  [TERNARY_POWER, [T.QUESTION]],
  [2, [T.COALESCE]],
  [OR_POWER, [T.OR]],
  [AND_POWER, [T.AND]],
  [COMPARISON_POWER, [T.EQUAL, T.NOT_EQUAL, T.LESS, T.LESS_EQUAL, T.GREATER, T.GREATER_EQUAL]],
  [COMPARISON_POWER, [T.IN, T.LIKE, T.BETWEEN, T.NOT]],
  [7, [T.BIT_OR]],
  [8, [T.BIT_XOR]],
  [9, [T.BIT_AND]],
  [10, [T.SHIFT]],
  [11, [T.PLUS, T.MINUS, T.CONCATENATE]],
  [12, [T.STAR, T.SLASH, T.PERCENT]],
] as const) {
  for (const kind of kinds) POWERS[kind] = power;
}

/** Reads an expression whose operators bind more strongly than `power`; returns its node. */
export function readExpression(reading: Reading, power = 0): number {
  if (reading.depth >= DEEPEST_NESTING) {
    reading.giveUp();
    return addMissing(reading);
  }
  reading.depth += 1;
  const left = reading.kind() === T.NOT ? readNegation(reading) : readSigned(reading);
  const node = continueExpression(reading, left, power);
  reading.depth -= 1;
  return node;
}

/** Goes on from a left operand with the operators that follow it. */
export function continueExpression(reading: Reading, first: number, power: number): number {
  let left = first;
  for (;;) {
    const operator = reading.kind();
    const binding = POWERS[operator] ?? 0;
    if (binding <= power) return left;
    if (operator === T.QUESTION) left = readTernary(reading, left);
    else if (
      operator === T.NOT ||
      operator === T.BETWEEN ||
      operator === T.IN ||
      operator === T.LIKE
    ) {
      const next = readTest(reading, left);
      if (next === N.NONE) return left;
      left = next;
    } else {
      const token = reading.at;
      reading.advance();
      const right = readExpression(reading, binding);
      left = addOver(reading, N.BINARY, token, left, right, N.NONE);
    }
  }
}

export function addMissing(reading: Reading): number {
  const { tree, at } = reading;
  return tree.add(N.MISSING, reading.query, at, at, at - 1, 0, 0, 0);
}

/** Adds a node that reaches from its left operand to what was read last. */
function addOver(
  reading: Reading,
  kind: number,
  token: number,
  left: number,
  right: number,
  third: number,
): number {
  const { tree } = reading;
  return tree.add(
    kind,
    tree.query(left),
    token,
    tree.first(left),
    reading.at - 1,
    left,
    right,
    third,
  );
}

/** `NOT NOT x`: NOT binds less than a comparison. */
function readNegation(reading: Reading): number {
  const first = reading.at;
  while (reading.kind() === T.NOT) reading.advance();
  const operators = reading.at - first;
  const operand = readExpression(reading, AND_POWER);
  return wrapUnary(reading, first, operators, operand);
}

function readSigned(reading: Reading): number {
  const first = reading.at;
  while (reading.kind() === T.MINUS || reading.kind() === T.PLUS || reading.kind() === T.BIT_NOT) {
    reading.advance();
  }
  const operators = reading.at - first;
  const operand =
    operators > 0 && reading.kind() === T.NOT
      ? readExpression(reading, AND_POWER)
      : readOperand(reading);
  return wrapUnary(reading, first, operators, operand);
}

function wrapUnary(reading: Reading, first: number, operators: number, operand: number): number {
  const { tree } = reading;
  let node = operand;
  for (let token = first + operators - 1; token >= first; token -= 1) {
    node = tree.add(N.UNARY, tree.query(node), token, token, reading.at - 1, node, 0, 0);
  }
  return node;
}

function readTernary(reading: Reading, condition: number): number {
  const token = reading.at;
  reading.advance();
  const whenTrue = readExpression(reading, 0);
  reading.expect(T.COLON);
  const otherwise = readExpression(reading, 0);
  return addOver(reading, N.TERNARY, token, condition, whenTrue, otherwise);
}

/** `[NOT] BETWEEN`, `[NOT] IN`, `[NOT] LIKE`; `NONE` where NOT is followed by none of them. */
function readTest(reading: Reading, left: number): number {
  const token = reading.at;
  const negated = reading.kind() === T.NOT;
  const test = negated ? reading.peek(1) : reading.kind();
  if (test !== T.BETWEEN && test !== T.IN && test !== T.LIKE) return N.NONE;
  reading.advance(negated ? 2 : 1);
  if (test === T.BETWEEN) {
    const low = readExpression(reading, COMPARISON_POWER);
    reading.expect(T.AND);
    const high = readExpression(reading, COMPARISON_POWER);
    return addOver(reading, N.BETWEEN_NODE, token, left, low, high);
  }
  if (test === T.LIKE) {
    const pattern = readExpression(reading, COMPARISON_POWER);
    let escape: number = N.NONE;
    if (reading.kind() === T.ESCAPE) {
      reading.advance();
      escape = readOperand(reading);
    }
    return addOver(reading, N.LIKE_NODE, token, left, pattern, escape);
  }
  const list = reading.expect(T.OPEN_PAREN) ? readList(reading, T.CLOSE_PAREN) : N.NONE;
  if (list === N.NONE) reading.miss();
  return addOver(reading, N.IN_NODE, token, left, list, N.NONE);
}

/**
 * Reads `a, b, c` and the closing bracket; returns the first node of the list. What does not fit
 * between two elements is stepped over; a clause word or the end leaves the list open.
 */
export function readList(reading: Reading, close: number): number {
  const { tree } = reading;
  let first: number = N.NONE;
  let last: number = N.NONE;
  while (reading.kind() !== close && reading.kind() !== T.END) {
    const node = continueAfterStrays(reading, readExpression(reading), close);
    if (first === N.NONE) first = node;
    else tree.link(last, node);
    last = node;
    if (reading.kind() !== T.COMMA) break;
    reading.advance();
    if (reading.kind() === close) reading.miss();
  }
  if (T.isClauseStart(reading.kind()) && reading.clauseInBrackets < 0) {
    reading.clauseInBrackets = reading.at;
  }
  reading.expect(close);
  return first;
}

/** After an element: steps over what fits nowhere, and takes up AND and OR again. */
export function continueAfterStrays(reading: Reading, element: number, close: number): number {
  let node = element;
  for (;;) {
    const kind = reading.kind();
    if (kind === close || kind === T.COMMA || kind === T.END || kind === T.SEMICOLON) return node;
    if (T.isClauseStart(kind) || kind === T.CLOSE_PAREN) return node;
    if (kind === T.AND || kind === T.OR) node = continueExpression(reading, node, 0);
    else reading.skipStray();
  }
}
