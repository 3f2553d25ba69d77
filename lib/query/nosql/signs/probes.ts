import { isComparison, isListConstant, numberAt } from '../constants';
import { memberName } from '../literals';
import type { Reading } from '../reading';
import * as T from '../tokenKinds';
import * as N from '../tree';
import { SIGNS, type SignKind } from '../weights';
import { callName } from './positions';

/** Names of properties that hold what a person or a program signs in with, or pays with. */
const CREDENTIAL =
  /(?:^|[_a-z])(?:pass(?:word|wd|code|phrase)?|pwd|secret|ssn|api_?key|pin(?:_?code)?|otp|cvv|token|card_?(?:number|no)|iban)(?:_?(?:hash|salt))?$/i;
/** `bypass`, `compass` and their like end in the word only by chance. */
const NO_CREDENTIAL =
  /(?:by|com|tres|sur|encom|over|under)pass$|shipping$|(?:push|device|continuation)_?token$/i;

const PIECE_TESTS: ReadonlySet<string> = new Set([
  ...['startswith', 'endswith', 'contains', 'regexmatch', 'index_of', 'stringequals'],
]);
const PIECES: ReadonlySet<string> = new Set(['substring', 'left', 'right']);

/** `SUBSTRING(c.password, 0, 1) = 'a'`: one character after the other is guessed; else null. */
export function probeKind(reading: Reading, node: number, operator: number): SignKind | null {
  const isAlternative = operator === T.OR;
  switch (reading.tree.kind(node)) {
    case N.CALL:
      return probingCall(reading, node, isAlternative);
    case N.LIKE_NODE:
      return isCredential(reading, reading.tree.left(node)) ? guessed(isAlternative) : null;
    case N.BINARY:
      return probingComparison(reading, node, isAlternative);
    default:
      return null;
  }
}

const guessed = (isAlternative: boolean): SignKind =>
  isAlternative ? SIGNS.credentialGuessOr : SIGNS.credentialProbe;

function probingCall(reading: Reading, node: number, isAlternative: boolean): SignKind | null {
  const name = callName(reading, node) ?? '';
  if (!PIECE_TESTS.has(name) || !isCredential(reading, reading.tree.left(node))) return null;
  return name === 'stringequals' && !isAlternative ? null : guessed(isAlternative);
}

function probingComparison(
  reading: Reading,
  node: number,
  isAlternative: boolean,
): SignKind | null {
  const { tree, tokens } = reading;
  const operator = tokens.kind(tree.token(node));
  if (!isComparison(operator) || !tree.isConstant(tree.right(node))) return null;
  const tested = tree.left(node);
  if (isChoiceOfConstants(reading, tested) && isPastedBare(reading, node)) {
    return SIGNS.choiceCompared;
  }
  if (operator >= T.LESS && tree.value(tree.right(node)) === N.STRING_VALUE) {
    if (isCredential(reading, tested)) return guessed(isAlternative);
  }
  const name = callName(reading, tested) ?? '';
  if (name === 'length' || name === 'index_of') {
    return isCredential(reading, tree.left(tested)) ? guessed(isAlternative) : null;
  }
  if (!PIECES.has(name)) return null;
  const isOne = isOneCharacter(reading, tested);
  if (isCredential(reading, tree.left(tested))) {
    return isOne ? SIGNS.credentialCharacter : guessed(isAlternative);
  }
  return isOne ? SIGNS.characterProbe : null;
}

/** `(CONTAINS(c.role, 'adm') ? 1 : 0)`, `IIF(c.age > 5, 'y', 'n')` */
function isChoiceOfConstants(reading: Reading, node: number): boolean {
  const { tree } = reading;
  if (tree.kind(node) === N.TERNARY) {
    return tree.isConstant(tree.right(node)) && tree.isConstant(tree.third(node));
  }
  const condition = tree.left(node);
  return callName(reading, node) === 'iif' && isListConstant(reading, tree.next(condition));
}

/** Right behind a literal and its AND or OR; mappers put each comparison in brackets. */
const isPastedBare = (reading: Reading, node: number): boolean =>
  !reading.tree.isParenthesised(node) &&
  T.isLiteral(reading.tokens.kind(reading.tree.first(node) - 2));

/** The last argument says how many characters are taken. */
function isOneCharacter(reading: Reading, call: number): boolean {
  const { tree } = reading;
  let last = tree.left(call);
  while (tree.next(last) !== N.NONE) last = tree.next(last);
  return tree.value(last) === N.NUMBER_VALUE && numberAt(reading, last) === 1;
}

/** True for a property whose name is that of a secret. */
export function isCredential({ tree, tokens }: Reading, node: number): boolean {
  if (tree.kind(node) !== N.MEMBER) return false;
  const name = memberName(tokens, tree.token(node));
  return CREDENTIAL.test(name) && !NO_CREDENTIAL.test(name);
}
