import { isComparison, numberAt, stringAt } from '../constants';
import { memberName } from '../literals';
import type { Reading } from '../reading';
import * as T from '../tokenKinds';
import * as N from '../tree';
import { SIGNS, type SignKind } from '../weights';
import { WORDS } from '../words';
import type { SignList } from './signList';

/** Properties that the service gives to every item. */
const SYSTEM_PROPERTIES: ReadonlySet<string> = new Set(['id', '_rid', '_ts', '_self', '_etag']);

/** A condition behind OR or AND that does read the item, but hardly filters or only probes. */
export function nearConstantSign(
  reading: Reading,
  signs: SignList,
  condition: number,
  operator: number,
): void {
  const { tree } = reading;
  const kind =
    operator === T.OR
      ? (wideKind(reading, condition) ?? probeKind(reading, condition))
      : probeKind(reading, condition);
  if (kind !== null) signs.addTokens(kind, tree.first(condition), tree.last(condition));
}

function wideKind(reading: Reading, node: number): SignKind | null {
  const { tree, tokens } = reading;
  switch (tree.kind(node)) {
    case N.BINARY:
      return wideComparison(reading, node);
    case N.LIKE_NODE:
      return tokens.kind(tree.token(node)) !== T.NOT && isOnlyPercent(reading, tree.right(node))
        ? SIGNS.nearlyAlwaysTrue
        : null;
    case N.CALL:
      return wideCall(reading, node);
    case N.UDF_CALL:
      return tree.kind(tree.left(node)) === N.ROOT_NAME ? SIGNS.udfOnItemOr : null;
    case N.EXISTS_NODE:
      return tree.queries[tree.left(node)]?.filter === N.NONE ? SIGNS.unfilteredExists : null;
    case N.UNARY:
      return tokens.kind(tree.token(node)) === T.NOT
        ? wideNegation(reading, tree.left(node))
        : null;
    default:
      return null;
  }
}

/** `LENGTH(c.a) >= 0`, `c._ts > 0`, `c.id != 'x'`. */
function wideComparison(reading: Reading, node: number): SignKind | null {
  const { tree, tokens } = reading;
  const operator = tokens.kind(tree.token(node));
  const left = tree.left(node);
  const right = tree.right(node);
  if (!isComparison(operator) || !tree.isConstant(right)) return null;
  if (operator === T.NOT_EQUAL) {
    return isSystemProperty(reading, left) ? SIGNS.systemPropertyTest : SIGNS.unequalOr;
  }
  if (operator !== T.GREATER && operator !== T.GREATER_EQUAL) return null;
  const isCount =
    callName(reading, left) === 'length' || callName(reading, left) === 'array_length';
  if (tree.value(right) === N.NUMBER_VALUE) {
    const bound = numberAt(reading, right);
    const always = operator === T.GREATER ? bound < 0 : bound <= 0;
    if (isCount && always) return SIGNS.nearlyAlwaysTrue;
    return isSystemProperty(reading, left) && bound <= 0 ? SIGNS.nearlyAlwaysTrue : null;
  }
  const isEmptyText = tree.value(right) === N.STRING_VALUE && stringAt(reading, right) === '';
  return isEmptyText && isSystemProperty(reading, left) ? SIGNS.nearlyAlwaysTrue : null;
}

function wideCall(reading: Reading, node: number): SignKind | null {
  const { tree } = reading;
  const name = callName(reading, node);
  const first = tree.left(node);
  if (name === 'is_defined') {
    return isSystemProperty(reading, first) ? SIGNS.systemPropertyTest : SIGNS.definedOr;
  }
  if (name !== 'contains' && name !== 'startswith' && name !== 'endswith') return null;
  const part = tree.next(first);
  const isEmpty = tree.value(part) === N.STRING_VALUE && stringAt(reading, part) === '';
  return isEmpty ? SIGNS.nearlyAlwaysTrue : null;
}

function wideNegation(reading: Reading, node: number): SignKind | null {
  const { tree, tokens } = reading;
  if (tree.kind(node) === N.BINARY && tokens.kind(tree.token(node)) === T.EQUAL) {
    return isSystemProperty(reading, tree.left(node)) ? SIGNS.systemPropertyTest : SIGNS.unequalOr;
  }
  return callName(reading, node) === 'is_null' && isSystemProperty(reading, tree.left(node))
    ? SIGNS.systemPropertyTest
    : null;
}

/** `SUBSTRING(c.password, 0, 1) = 'a'`: one character after the other is guessed. */
function probeKind(reading: Reading, node: number): SignKind | null {
  const { tree, tokens } = reading;
  if (tree.kind(node) !== N.BINARY || !isComparison(tokens.kind(tree.token(node)))) return null;
  const call = tree.left(node);
  const name = callName(reading, call);
  if (name !== 'substring' && name !== 'left' && name !== 'right') return null;
  let last = tree.left(call);
  while (tree.next(last) !== N.NONE) last = tree.next(last);
  const isOne = tree.value(last) === N.NUMBER_VALUE && numberAt(reading, last) === 1;
  return isOne ? SIGNS.characterProbe : null;
}

function isOnlyPercent(reading: Reading, node: number): boolean {
  return (
    reading.tree.value(node) === N.STRING_VALUE && /^%+$/.test(stringAt(reading, node).slice(0, 64))
  );
}

/** `c.id` and its like, directly on an alias. */
function isSystemProperty({ tree, tokens }: Reading, node: number): boolean {
  return (
    tree.kind(node) === N.MEMBER &&
    tree.kind(tree.left(node)) === N.ROOT_NAME &&
    SYSTEM_PROPERTIES.has(memberName(tokens, tree.token(node)))
  );
}

function callName({ tree, tokens }: Reading, node: number): string | null {
  return tree.kind(node) === N.CALL ? (WORDS[tokens.word(tree.token(node))]?.text ?? null) : null;
}
