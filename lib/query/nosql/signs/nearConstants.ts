import { isComparison, numberAt, stringAt } from '../constants';
import { sameExpression } from '../foldComparisons';
import type { Reading } from '../reading';
import * as T from '../tokenKinds';
import * as N from '../tree';
import { SIGNS, type SignKind } from '../weights';
import { callName, followsLiteral } from './positions';
import { probeKind } from './probes';
import type { SignList } from './signList';
import {
  BEFORE_ALL_ITEMS,
  isEmptyText,
  isEmptyValue,
  isSystemProperty,
  isTimestamp,
} from './systemProperties';

/** What the results of functions are never less than, whatever the item holds. */
const LEAST_OF: ReadonlyMap<string, number> = new Map([
  ...['length', 'array_length', 'abs', 'square', 'sqrt', 'exp', 'rand', 'count', 'documentid'].map(
    (name) => [name, 0] as const,
  ),
  ...([
    ['index_of', -1],
    ['last_index_of', -1],
    ['sign', -1],
    ['sin', -1],
    ['cos', -1],
    ['year', 1],
    ['month', 1],
    ['day', 1],
  ] as const),
]);
/** A list or a text is never longer. */
const LONGEST = 1000;
const MATCHES_ANYTHING = /^(?:\(\?[a-z]+\))?\^?(?:\(?(?:\.|\[\\s\\S\]|\[\^\])[*+]?\??\)?)*\$?$/;

/** A condition behind OR or AND that does read the item, but hardly filters or only probes.
 * Not where what stands before is of the same kind: a search for nothing in two properties. */
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
  if (kind === null || (operator === T.OR && kind === wideKind(reading, before))) return;
  const isAlways = kind === SIGNS.systemPropertyTest && isPasted(reading, condition);
  const strength = isAlways ? SIGNS.systemPropertyInPlace : kind;
  signs.addTokens(strength, tree.first(condition), tree.last(condition));
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
      return tokens.kind(tree.token(node)) !== T.NOT && isOnlyPercent(reading, tree.right(node))
        ? SIGNS.nearlyAlwaysTrue
        : null;
    case N.BETWEEN_NODE:
      return wideRange(reading, node);
    case N.CALL:
      return wideCall(reading, node);
    case N.UDF_CALL:
      return tree.kind(tree.left(node)) === N.ROOT_NAME ? SIGNS.udfOnItemOr : SIGNS.udfOr;
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
  if (operator !== T.GREATER && operator !== T.GREATER_EQUAL) return null;
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

/** True where what is tested is never below the bound. */
function isAlwaysAbove(reading: Reading, operator: number, tested: number, bound: number): boolean {
  const { tree } = reading;
  if (tree.kind(tested) === N.SUBQUERY) {
    return bound <= 0 && isUnfiltered(reading, tested);
  }
  if (isSystemProperty(reading, tested)) {
    return bound <= 0 || (isTimestamp(reading, tested) && bound < BEFORE_ALL_ITEMS);
  }
  const name = callName(reading, tested) ?? '';
  const least = LEAST_OF.get(name);
  if (least === undefined) return false;
  if (operator === T.GREATER ? bound < least : bound <= least) return true;
  const isNonEmpty = operator === T.GREATER ? bound <= 0 : bound <= 1;
  return name === 'length' && isNonEmpty && isSystemProperty(reading, tree.left(tested));
}

/** `c._ts BETWEEN 0 AND 9999999999`, `LENGTH(c.a) BETWEEN 0 AND 5000` */
function wideRange(reading: Reading, node: number): SignKind | null {
  const { tree, tokens } = reading;
  const low = tree.right(node);
  const high = tree.third(node);
  if (tokens.kind(tree.token(node)) === T.NOT) return null;
  if (tree.value(low) !== N.NUMBER_VALUE || tree.value(high) !== N.NUMBER_VALUE) return null;
  const tested = tree.left(node);
  if (!isAlwaysAbove(reading, T.GREATER_EQUAL, tested, numberAt(reading, low))) return null;
  const most = isSystemProperty(reading, tested) ? BEFORE_ALL_ITEMS * 2 : LONGEST;
  return numberAt(reading, high) >= most ? SIGNS.nearlyAlwaysTrue : null;
}

const isUnfiltered = ({ tree }: Reading, node: number): boolean =>
  tree.queries[tree.left(node)]?.filter === N.NONE;

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

function isOnlyPercent(reading: Reading, node: number): boolean {
  return (
    reading.tree.value(node) === N.STRING_VALUE && /^%+$/.test(stringAt(reading, node).slice(0, 64))
  );
}
