import type { Reading } from '../reading';
import * as T from '../tokenKinds';
import * as N from '../tree';
import { SIGNS, type SignKind } from '../weights';
import { keyGuess } from './keyGuesses';
import { hasLiteral } from './positions';
import type { SignList } from './signList';

/** So many tokens without a place are no slip of the pen. */
const MANY_STRAYS = 3;
const MOST_STRAYS_SEARCHED = 20;

/** Places where the text leaves the grammar, and statements behind the statement. */
export function breakSigns(reading: Reading, signs: SignList, cut: boolean): void {
  semicolonSign(reading, signs);
  for (const token of reading.repeatedClauses.slice(0, 2)) {
    signs.addTokens(SIGNS.repeatedClause, token, token + 1);
  }
  const { clauseInBrackets } = reading;
  if (clauseInBrackets >= 0) {
    signs.addTokens(SIGNS.clauseInBrackets, clauseInBrackets, clauseInBrackets + 1);
  }
  strayText(reading, signs);
  foreignTail(reading, signs);
  const { foreignOperator } = reading.tokens;
  if (foreignOperator >= 0) {
    signs.addTokens(SIGNS.foreignOperator, foreignOperator, foreignOperator);
  }
  emptyClause(reading, signs, cut);
  if (reading.gaps > 0) signs.addTokens(SIGNS.missingOperand, 0, 0);
  if (reading.endsInOpenString() && !cut) {
    const last = reading.tokens.count - 2;
    signs.addTokens(SIGNS.openLiteral, last, last);
  }
  if (reading.tooDeep) signs.addTokens(SIGNS.tooDeep, 0, 0);
}

function semicolonSign(reading: Reading, signs: SignList): void {
  const { semicolon, tokens } = reading;
  if (semicolon < 0) return;
  const last = tokens.count - 2;
  if (semicolon < last) signs.addTokens(SIGNS.stacked, semicolon, last);
  else signs.addTokens(SIGNS.trailingSemicolon, semicolon, semicolon);
}

/** Judges the first text that fits nowhere; later strays mostly follow from it. */
function strayText(reading: Reading, signs: SignList): void {
  const { tokens, strays } = reading;
  const [first] = strays;
  if (first === undefined) return;
  const isAfterLiteral = first > 0 && T.isLiteral(tokens.kind(first - 1));
  const kind = isAfterLiteral ? afterLiteralKind(reading, first) : misplacedKind(reading, first);
  signs.addTokens(kind, first, first);
  if (isAfterLiteral && strays.length >= MANY_STRAYS) {
    signs.addTokens(SIGNS.misplacedText, first, strays[strays.length - 1] ?? first);
  }
}

/** `LIMIT 1,1`, `LIMIT 1 OFFSET 5`, and a `#` behind other text that does not fit: how other databases end a statement. */
function foreignTail({ tokens, strays }: Reading, signs: SignList): void {
  for (const stray of strays.slice(0, MOST_STRAYS_SEARCHED)) {
    const limit = tokens.kind(stray) === T.LIMIT ? stray : stray - 2;
    const behind = tokens.kind(limit + 2);
    const isPair =
      tokens.kind(limit) === T.LIMIT &&
      tokens.kind(limit + 1) === T.NUMBER &&
      (behind === T.COMMA || behind === T.OFFSET);
    if (isPair) {
      signs.addTokens(SIGNS.foreignLimit, limit, limit + 2);
      return;
    }
    const isHash = tokens.kind(stray) === T.UNKNOWN && tokens.textOf(stray) === '#';
    if (isHash && stray !== strays[0]) {
      signs.addTokens(SIGNS.foreignComment, stray, stray);
      return;
    }
  }
}

/** `c.a = 'x' ORDER BY`, `c.a = 1 LIMIT`: tried behind a literal to see what the server says. */
function emptyClause({ tokens }: Reading, signs: SignList, cut: boolean): void {
  const end = tokens.count - 1;
  const last = end - 1;
  const isBy = tokens.kind(last) === T.BY;
  const clause = isBy ? last - 1 : last;
  const kind = tokens.kind(clause);
  const opens = isBy ? kind === T.ORDER || kind === T.GROUP : kind === T.LIMIT || kind === T.OFFSET;
  if (cut || !opens || !T.isLiteral(tokens.kind(clause - 1))) return;
  signs.addTokens(SIGNS.emptyClause, clause, last);
}

function misplacedKind({ tokens }: Reading, stray: number): SignKind {
  const kind = tokens.kind(stray);
  if (kind === T.UNKNOWN) return SIGNS.foreignCharacter;
  // N'text' is how SQL Server writes Unicode text.
  const isPrefixed =
    tokens.kind(stray - 1) === T.NAME && tokens.end(stray - 1) === tokens.start(stray);
  if (kind === T.STRING && isPrefixed) return SIGNS.prefixedText;
  const closes = kind === T.CLOSE_PAREN || kind === T.CLOSE_BRACKET || kind === T.CLOSE_BRACE;
  return closes ? SIGNS.unbalanced : SIGNS.misplacedText;
}

function afterLiteralKind({ tokens }: Reading, stray: number): SignKind {
  const kind = tokens.kind(stray);
  if (kind === T.UNKNOWN && tokens.text[tokens.start(stray)] === '#') return SIGNS.foreignComment;
  if (kind === T.OR || kind === T.AND) return SIGNS.conditionOutside;
  const isText = kind === T.STRING || kind === T.OPEN_STRING;
  if (!isText) return SIGNS.brokenLiteral;
  // `'O''Neil'` is how other databases escape a quote, so it may be an honest mistake.
  const isDoubled =
    tokens.kind(stray - 1) === T.STRING && tokens.end(stray - 1) === tokens.start(stray);
  return isDoubled ? SIGNS.adjacentLiterals : SIGNS.apartLiterals;
}

/**
 * `ORDER BY 5`, `GROUP BY 1,2,3`: counts columns, which this language does not do. `ORDER BY c.a AND
 * c.b = 1`: what was to follow a literal follows a key.
 */
export function keySigns(reading: Reading, signs: SignList): void {
  for (const query of reading.tree.queries) {
    for (const first of query.keyLists) keyListSigns(reading, signs, first);
  }
}

function keyListSigns(reading: Reading, signs: SignList, first: number): void {
  const { tree, tokens } = reading;
  // Behind `ORDER BY` or `ORDER BY RANK`; groups may be made by any expression.
  const before = tree.first(first);
  const isOrder = tokens.kind(before - 2) === T.ORDER || tokens.kind(before - 3) === T.ORDER;
  for (let key = first; key !== N.NONE; key = tree.next(key)) {
    if (isCondition(reading, key)) {
      signs.addTokens(SIGNS.conditionAsKey, tree.first(key), tree.last(key));
      return;
    }
    const guess = isOrder ? keyGuess(reading, key) : null;
    if (guess !== null) {
      signs.addTokens(guess, tree.first(key), tree.last(key));
      return;
    }
    if (!tree.isConstant(key)) continue;
    const behindLiteral = hasLiteral(reading, 0, tree.first(first));
    const kind = behindLiteral ? SIGNS.constantKey : SIGNS.constantKeyOnly;
    signs.addTokens(kind, tree.first(key), tree.last(key));
    return;
  }
}

const isCondition = ({ tree, tokens }: Reading, key: number): boolean =>
  tree.kind(key) === N.BINARY &&
  (tokens.kind(tree.token(key)) === T.AND || tokens.kind(tree.token(key)) === T.OR);
