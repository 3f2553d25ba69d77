import { isComparison, isListConstant, numberAt, stringAt } from '../constants';
import { sameExpression, sameTokens } from '../foldComparisons';
import type { Reading } from '../reading';
import * as T from '../tokenKinds';
import * as N from '../tree';
import { SIGNS, type SignKind } from '../weights';
import { holdsNearlyAll, isAlwaysAbove, isBelowAll, isUnfiltered } from './bounds';
import { callName, followsLiteral } from './positions';
import { probeKind } from './probes';
import { goesOnBehind } from './resumeFilters';
import type { SignList } from './signList';
import { isEmptyText, isEmptyValue, isSystemProperty } from './systemProperties';

const MATCHES_ANYTHING = /^(?:\(\?[a-z]+\))?\^?(?:\(?(?:\.|\[\\s\\S\]|\[\^\])[*+]?\??\)?)*\$?$/;

/** A condition behind OR or AND that does read the item, but hardly filters or only probes. */
export function nearConstantSign(
  reading: Reading,
  signs: SignList,
  condition: number,
  before: number,
  operator: number,
): void {
  const { tree } = reading;
  const kind =
    operator === T.OR
      ? (wideKind(reading, condition) ?? probeKind(reading, condition, operator))
      : probeKind(reading, condition, operator);
  if (kind === null) return;
  if (operator === T.OR && isOneOfSeveral(reading, kind, condition, before)) return;
  const isAlways = kind === SIGNS.systemPropertyTest && isPasted(reading, condition);
  const strength = isAlways ? SIGNS.systemPropertyInPlace : kind;
  signs.addTokens(strength, tree.first(condition), tree.last(condition));
}

/** A search for nothing in two properties, or the rest of a page; the same test twice is neither. */
function isOneOfSeveral(
  reading: Reading,
  kind: SignKind,
  condition: number,
  before: number,
): boolean {
  if (goesOnBehind(reading, condition, before)) return true;
  return kind === wideKind(reading, before) && !sameTokens(reading, condition, before);
}

/** Behind a literal, with `OR` alone between them. */
const isPasted = (reading: Reading, condition: number): boolean =>
  followsLiteral(reading, reading.tree.first(condition) - 1);

function wideKind(reading: Reading, node: number): SignKind | null {
  const { tree, tokens } = reading;
  switch (tree.kind(node)) {
    case N.BINARY:
      return wideComparison(reading, node);
    case N.LIKE_NODE:
      return tokens.kind(tree.token(node)) !== T.NOT && isAnyPattern(reading, tree.right(node))
        ? SIGNS.nearlyAlwaysTrue
        : null;
    case N.BETWEEN_NODE:
      return holdsNearlyAll(reading, node) ? SIGNS.nearlyAlwaysTrue : null;
    case N.CALL:
      return wideCall(reading, node);
    case N.UDF_CALL:
      return udfKind(reading, node);
    case N.EXISTS_NODE:
      return isUnfiltered(reading, node) ? SIGNS.unfilteredExists : null;
    case N.UNARY:
      return tokens.kind(tree.token(node)) === T.NOT
        ? wideNegation(reading, tree.left(node))
        : null;
    default:
      return null;
  }
}

/** `udf.f(c)`, `udf.f(1)`: told everything, or nothing. */
function udfKind(reading: Reading, node: number): SignKind {
  const { tree } = reading;
  const first = tree.left(node);
  if (tree.kind(first) === N.ROOT_NAME) return SIGNS.udfOnItemOr;
  const isBlind = isListConstant(reading, first) && isPasted(reading, node);
  return isBlind ? SIGNS.udfOfNothingOr : SIGNS.udfOr;
}

/** `LENGTH(c.a) >= 0`, `c._ts > 0`, `0 < c._ts`, `c.id != 'x'`, `c.a ?? true`. */
function wideComparison(reading: Reading, node: number): SignKind | null {
  const { tree, tokens } = reading;
  const operator = tokens.kind(tree.token(node));
  const left = tree.left(node);
  const right = tree.right(node);
  if (operator === T.COALESCE) {
    return tree.value(right) === N.TRUE_VALUE ? SIGNS.nearlyAlwaysTrue : null;
  }
  if (!isComparison(operator)) return null;
  if (tree.isConstant(left))
    return wideTest(reading, MIRRORED.get(operator) ?? operator, right, left);
  if (tree.isConstant(right)) return wideTest(reading, operator, left, right);
  return null;
}

const MIRRORED: ReadonlyMap<number, number> = new Map([
  [T.LESS, T.GREATER],
  [T.LESS_EQUAL, T.GREATER_EQUAL],
  [T.GREATER, T.LESS],
  [T.GREATER_EQUAL, T.LESS_EQUAL],
]);

function wideTest(
  reading: Reading,
  operator: number,
  tested: number,
  constant: number,
): SignKind | null {
  const { tree } = reading;
  if (operator === T.NOT_EQUAL) {
    return isSystemProperty(reading, tested) && isEmptyValue(reading, constant)
      ? SIGNS.systemPropertyTest
      : SIGNS.unequalOr;
  }
  if (operator === T.EQUAL) return wideEquality(reading, tested, constant);
  if (operator < T.GREATER)
    return isBelowAll(reading, tested, constant) ? SIGNS.nearlyAlwaysTrue : null;
  if (tree.value(constant) === N.NUMBER_VALUE) {
    return isAlwaysAbove(reading, operator, tested, numberAt(reading, constant))
      ? SIGNS.nearlyAlwaysTrue
      : null;
  }
  return isEmptyText(reading, constant) && isSystemProperty(reading, tested)
    ? SIGNS.nearlyAlwaysTrue
    : null;
}

/** `LEFT(c.a, 0) = ''`, `INDEX_OF(c.a, '') = 0`, `udf.f(c) = true`, `c.a * 0 = 0`. */
function wideEquality(reading: Reading, tested: number, constant: number): SignKind | null {
  const { tree } = reading;
  if (tree.kind(tested) === N.UDF_CALL) return wideKind(reading, tested);
  const name = callName(reading, tested);
  const first = tree.left(tested);
  if (name === 'left' || name === 'right' || name === 'substring') {
    return isEmptyText(reading, constant) ? SIGNS.nearlyAlwaysTrue : null;
  }
  if (name === 'index_of') {
    return isEmptyText(reading, tree.next(first)) ? SIGNS.nearlyAlwaysTrue : null;
  }
  const isZero = tree.value(constant) === N.NUMBER_VALUE && numberAt(reading, constant) === 0;
  return isZero && isNothing(reading, tested) ? SIGNS.nearlyAlwaysTrue : null;
}

/** `c.a * 0`, `c.a - c.a` */
function isNothing(reading: Reading, node: number): boolean {
  const { tree, tokens } = reading;
  if (tree.kind(node) !== N.BINARY) return false;
  const operator = tokens.kind(tree.token(node));
  const right = tree.right(node);
  if (operator === T.MINUS) return sameExpression(reading, tree.left(node), right);
  const isZero = tree.value(right) === N.NUMBER_VALUE && numberAt(reading, right) === 0;
  return operator === T.STAR && isZero;
}

function wideCall(reading: Reading, node: number): SignKind | null {
  const { tree } = reading;
  const name = callName(reading, node);
  const first = tree.left(node);
  if (name === 'is_defined') {
    return isSystemProperty(reading, first) ? SIGNS.systemPropertyTest : SIGNS.definedOr;
  }
  if (name === 'is_string' || name === 'is_number' || name === 'is_primitive') {
    return isSystemProperty(reading, first) ? SIGNS.systemPropertyTest : null;
  }
  const part = first === N.NONE ? N.NONE : tree.next(first);
  if (part === N.NONE) return null;
  if (name === 'regexmatch') {
    const isAny =
      tree.value(part) === N.STRING_VALUE &&
      MATCHES_ANYTHING.test(stringAt(reading, part).slice(0, 64));
    return isAny ? SIGNS.nearlyAlwaysTrue : null;
  }
  if (name === 'stringequals') {
    return sameExpression(reading, first, part) ? SIGNS.nearlyAlwaysTrue : null;
  }
  if (name !== 'contains' && name !== 'startswith' && name !== 'endswith') return null;
  return isEmptyText(reading, part) ? SIGNS.nearlyAlwaysTrue : null;
}

function wideNegation(reading: Reading, node: number): SignKind | null {
  const { tree, tokens } = reading;
  if (tree.kind(node) === N.BINARY && tokens.kind(tree.token(node)) === T.EQUAL) {
    return isSystemProperty(reading, tree.left(node)) && isEmptyValue(reading, tree.right(node))
      ? SIGNS.systemPropertyTest
      : SIGNS.unequalOr;
  }
  return callName(reading, node) === 'is_null' && isSystemProperty(reading, tree.left(node))
    ? SIGNS.systemPropertyTest
    : null;
}

/** `'%'`, `'_%'`: every text meets it, or every one but the empty text. */
function isAnyPattern(reading: Reading, node: number): boolean {
  if (reading.tree.value(node) !== N.STRING_VALUE) return false;
  const pattern = stringAt(reading, node).slice(0, 64);
  return /^_?%[%_]?$|^%+$/.test(pattern);
}
