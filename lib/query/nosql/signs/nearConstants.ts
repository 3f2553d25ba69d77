import { isComparison, numberAt, stringAt } from '../constants';
import { memberName } from '../literals';
import type { Reading } from '../reading';
import * as T from '../tokenKinds';
import * as N from '../tree';
import { SIGNS, type SignKind } from '../weights';
import { WORDS } from '../words';
import { followsLiteral } from './positions';
import type { SignList } from './signList';

/** Properties that the service gives to every item. */
const SYSTEM_PROPERTIES: ReadonlySet<string> = new Set(['id', '_rid', '_ts', '_self', '_etag']);

/** Names of properties that hold what a person signs in with. */
const CREDENTIAL = /^(user_?)?(pass(word|wd|code|phrase)?|pwd|secret|ssn|api_?key|pin_?code)$/i;

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
      ? (wideKind(reading, condition) ?? probeKind(reading, condition))
      : probeKind(reading, condition);
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
    case N.CALL:
      return wideCall(reading, node);
    case N.UDF_CALL:
      return tree.kind(tree.left(node)) === N.ROOT_NAME ? SIGNS.udfOnItemOr : SIGNS.udfOr;
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
    return isSystemProperty(reading, left) && isEmptyValue(reading, right)
      ? SIGNS.systemPropertyTest
      : SIGNS.unequalOr;
  }
  if (operator !== T.GREATER && operator !== T.GREATER_EQUAL) return null;
  const isCount =
    callName(reading, left) === 'length' || callName(reading, left) === 'array_length';
  if (tree.value(right) === N.NUMBER_VALUE) {
    const bound = numberAt(reading, right);
    const always = operator === T.GREATER ? bound < 0 : bound <= 0;
    if (isCount && always) return SIGNS.nearlyAlwaysTrue;
    const isNonEmpty = operator === T.GREATER ? bound <= 0 : bound <= 1;
    if (isCount && isNonEmpty && isSystemProperty(reading, tree.left(left))) {
      return SIGNS.nearlyAlwaysTrue;
    }
    return isSystemProperty(reading, left) && bound <= 0 ? SIGNS.nearlyAlwaysTrue : null;
  }
  return isEmptyText(reading, right) && isSystemProperty(reading, left)
    ? SIGNS.nearlyAlwaysTrue
    : null;
}

const isEmptyText = (reading: Reading, node: number): boolean =>
  reading.tree.value(node) === N.STRING_VALUE && stringAt(reading, node) === '';

/** What the service's own properties never are. */
const isEmptyValue = (reading: Reading, node: number): boolean =>
  reading.tree.value(node) === N.NULL_VALUE ||
  reading.tree.value(node) === N.UNDEFINED_VALUE ||
  isEmptyText(reading, node);

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
  if (name !== 'contains' && name !== 'startswith' && name !== 'endswith') return null;
  const part = tree.next(first);
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

/** `SUBSTRING(c.password, 0, 1) = 'a'`: one character after the other is guessed. */
function probeKind(reading: Reading, node: number): SignKind | null {
  const { tree, tokens } = reading;
  if (tree.kind(node) === N.CALL) {
    const isPiece = PIECE_TESTS.has(callName(reading, node) ?? '');
    return isPiece && isCredential(reading, tree.left(node)) ? SIGNS.credentialProbe : null;
  }
  if (tree.kind(node) === N.LIKE_NODE) {
    return isCredential(reading, tree.left(node)) ? SIGNS.credentialProbe : null;
  }
  if (tree.kind(node) !== N.BINARY) return null;
  const operator = tokens.kind(tree.token(node));
  if (!isComparison(operator)) return null;
  const tested = tree.left(node);
  if (operator >= T.LESS && tree.value(tree.right(node)) === N.STRING_VALUE) {
    if (isCredential(reading, tested)) return SIGNS.credentialProbe;
  }
  const name = callName(reading, tested);
  if (name !== 'substring' && name !== 'left' && name !== 'right') return null;
  if (isCredential(reading, tree.left(tested))) return SIGNS.credentialProbe;
  let last = tree.left(tested);
  while (tree.next(last) !== N.NONE) last = tree.next(last);
  const isOne = tree.value(last) === N.NUMBER_VALUE && numberAt(reading, last) === 1;
  return isOne ? SIGNS.characterProbe : null;
}

const PIECE_TESTS: ReadonlySet<string> = new Set([
  'startswith',
  'endswith',
  'contains',
  'regexmatch',
]);

const isCredential = ({ tree, tokens }: Reading, node: number): boolean =>
  tree.kind(node) === N.MEMBER && CREDENTIAL.test(memberName(tokens, tree.token(node)));

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
