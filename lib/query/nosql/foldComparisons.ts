import { numberAt, stringAt, truth } from './constants';
import { memberName } from './literals';
import type { Reading } from './reading';
import * as T from './tokenKinds';
import * as N from './tree';
import { WORDS } from './words';

const LONGEST_PATTERN = 256;

/** Compares two constants as the server does: values of two types are not comparable. */
export function compare(reading: Reading, operator: number, left: number, right: number): number {
  const { tree } = reading;
  const a = tree.value(left);
  const b = tree.value(right);
  if (a === N.OPAQUE_VALUE || b === N.OPAQUE_VALUE) return N.OPAQUE_VALUE;
  if (a === N.NUMBER_VALUE && b === N.NUMBER_VALUE) {
    return truth(holds(operator, Math.sign(numberAt(reading, left) - numberAt(reading, right))));
  }
  if (a === N.STRING_VALUE && b === N.STRING_VALUE) {
    const x = stringAt(reading, left);
    const y = stringAt(reading, right);
    return truth(holds(operator, x < y ? -1 : x > y ? 1 : 0));
  }
  if (a === N.NULL_VALUE && b === N.NULL_VALUE) return truth(holds(operator, 0));
  if (isBoolean(a) && isBoolean(b)) return truth(holds(operator, Math.sign(a - b)));
  return N.UNDEFINED_VALUE;
}

const isBoolean = (value: number): boolean => value === N.TRUE_VALUE || value === N.FALSE_VALUE;

function holds(operator: number, order: number): boolean {
  switch (operator) {
    case T.EQUAL:
      return order === 0;
    case T.NOT_EQUAL:
      return order !== 0;
    case T.LESS:
      return order < 0;
    case T.LESS_EQUAL:
      return order <= 0;
    case T.GREATER:
      return order > 0;
    default:
      return order >= 0;
  }
}

/** `'abc' LIKE 'a%'` of constants; patterns with sets or escapes are not worked out. */
export function likeValue(reading: Reading, node: number): number {
  const { tree } = reading;
  const left = tree.left(node);
  const right = tree.right(node);
  if (tree.value(left) !== N.STRING_VALUE || tree.value(right) !== N.STRING_VALUE) {
    return N.UNDEFINED_VALUE;
  }
  const text = stringAt(reading, left);
  const pattern = stringAt(reading, right);
  const isPlain = tree.third(node) === N.NONE && !pattern.includes('[');
  if (!isPlain || text.length > LONGEST_PATTERN || pattern.length > LONGEST_PATTERN) {
    return N.OPAQUE_VALUE;
  }
  return truth(matches(text, pattern));
}

/** Matches `%` and `_`, going back only to the last `%`. */
function matches(text: string, pattern: string): boolean {
  let at = 0;
  let wanted = 0;
  let lastAny = -1;
  let resumeAt = 0;
  while (at < text.length) {
    const sign = pattern[wanted];
    if (sign === '%') {
      lastAny = wanted;
      wanted += 1;
      resumeAt = at;
    } else if (sign === '_' || sign === text[at]) {
      wanted += 1;
      at += 1;
    } else if (lastAny >= 0) {
      wanted = lastAny + 1;
      resumeAt += 1;
      at = resumeAt;
    } else return false;
  }
  while (pattern[wanted] === '%') wanted += 1;
  return wanted === pattern.length;
}

/** True where both sides read the same thing of the item: `c.id` and `c["id"]`, `f(c.a)` twice. */
export function sameExpression(reading: Reading, left: number, right: number): boolean {
  const { tree } = reading;
  const kind = tree.kind(left);
  const other = tree.kind(right);
  if (kind === other) {
    if (kind === N.MEMBER) return samePath(reading, left, right);
    if (kind === N.ROOT_NAME) return sameToken(reading, tree.token(left), tree.token(right));
    return kind === N.CALL && sameTokens(reading, left, right);
  }
  if (tree.isConstant(left) || tree.isConstant(right)) return false;
  const a = essence(reading, left);
  const b = essence(reading, right);
  return (a !== left || b !== right) && sameExpression(reading, a, b);
}

/** What an operation leaves as it is: `c.a + 0`, `c.a * 1`, `CONCAT(c.a, '')`, `(SELECT VALUE c.a)`. */
function essence(reading: Reading, node: number): number {
  const { tree, tokens } = reading;
  switch (tree.kind(node)) {
    case N.BINARY: {
      const right = tree.right(node);
      if (tree.value(right) !== N.NUMBER_VALUE) return node;
      const operator = tokens.kind(tree.token(node));
      const neutral =
        operator === T.PLUS || operator === T.MINUS
          ? 0
          : operator === T.STAR || operator === T.SLASH
            ? 1
            : Number.NaN;
      return numberAt(reading, right) === neutral ? tree.left(node) : node;
    }
    case N.CALL: {
      const first = tree.left(node);
      const second = first === N.NONE ? N.NONE : tree.next(first);
      if (second === N.NONE || tree.next(second) !== N.NONE) return node;
      const isConcat = WORDS[tokens.word(tree.token(node))]?.text === 'concat';
      const isEmpty = tree.value(second) === N.STRING_VALUE && stringAt(reading, second) === '';
      return isConcat && isEmpty ? first : node;
    }
    case N.SUBQUERY: {
      const query = tree.queries[tree.left(node)];
      return query === undefined || query.hasFrom || query.value === N.NONE ? node : query.value;
    }
    default:
      return node;
  }
}

function samePath(reading: Reading, left: number, right: number): boolean {
  const { tree, tokens } = reading;
  let a = left;
  let b = right;
  while (tree.kind(a) === N.MEMBER && tree.kind(b) === N.MEMBER) {
    if (memberName(tokens, tree.token(a)) !== memberName(tokens, tree.token(b))) return false;
    a = tree.left(a);
    b = tree.left(b);
  }
  const isRoot = tree.kind(a) === N.ROOT_NAME && tree.kind(b) === N.ROOT_NAME;
  return isRoot && sameToken(reading, tree.token(a), tree.token(b));
}

/** True where both are written with the same tokens. */
export function sameTokens(reading: Reading, left: number, right: number): boolean {
  const { tree } = reading;
  const length = tree.last(left) - tree.first(left);
  if (tree.last(right) - tree.first(right) !== length) return false;
  for (let step = 0; step <= length; step += 1) {
    if (!sameToken(reading, tree.first(left) + step, tree.first(right) + step)) return false;
  }
  return true;
}

export function sameToken(reading: Reading, left: number, right: number): boolean {
  const { tokens } = reading;
  return (
    tokens.kind(left) === tokens.kind(right) &&
    tokens.end(left) - tokens.start(left) === tokens.end(right) - tokens.start(right) &&
    tokens.textOf(left) === tokens.textOf(right)
  );
}
