import { isListConstant } from '../constants';
import type { Names } from '../names';
import type { Reading } from '../reading';
import * as T from '../tokenKinds';
import { SIGNS, type SignKind } from '../weights';
import { NO_WORD, WORDS } from '../words';
import { hasLiteral, isInFilter } from './positions';
import type { SignList } from './signList';

const MOST_WORDS = 6;
/** Words up to this weight may be a slip of somebody who knows other databases. */
const SLIP_WEIGHT = 0.3;
const AGGREGATES: ReadonlySet<string> = new Set(['count', 'sum', 'avg', 'min', 'max']);
const FOREIGN_WORD = SIGNS.foreignWord.meaning;

/**
 * Words of other databases where a name, a function or an operator would stand; never the words of
 * a property path, an alias or a literal.
 */
export function foreignWords(reading: Reading, names: Names, signs: SignList): void {
  const { tree, tokens } = reading;
  const seen: number[] = [];
  let sawVariable = false;
  for (const token of reading.strays) {
    if (tokens.kind(token) !== T.FOREIGN_VARIABLE) foreignWord(reading, signs, seen, token);
    else if (!sawVariable) {
      sawVariable = true;
      signs.addTokens(SIGNS.foreignVariable, token, token);
    }
  }
  let sawFunction = false;
  for (const node of names.unknownCalls) {
    const kind = unknownFunctionKind(reading, node);
    const isForeign = !isSlip(reading, node) && foreignWord(reading, signs, seen, tree.token(node));
    if (sawFunction || (isForeign && kind === SIGNS.unknownFunction)) continue;
    sawFunction = true;
    signs.addTokens(kind, tree.first(node), tree.last(node));
  }
  for (const token of names.unresolvedSources) {
    if (foreignWord(reading, signs, seen, token)) continue;
    signs.addTokens(SIGNS.unknownSource, token, token);
  }
  let sawName = false;
  for (const node of names.unresolved) {
    if (foreignWord(reading, signs, seen, tree.token(node)) || sawName) continue;
    sawName = true;
    unknownName(reading, names, signs, node);
  }
}

/** True where the token is a word of another database; each word is a sign once. */
function foreignWord(reading: Reading, signs: SignList, seen: number[], token: number): boolean {
  const { tokens } = reading;
  const index = tokens.word(token);
  if (index === NO_WORD) return false;
  const foreign = WORDS[index]?.foreign;
  if (foreign === null || foreign === undefined || isGroupFilter(reading, token)) return false;
  if (seen.length < MOST_WORDS && !seen.includes(index)) {
    seen.push(index);
    // The word and what it takes hold of: the next token, where there is one.
    const last = Math.min(token + 1, Math.max(token, tokens.count - 2));
    const end = tokens.end(last);
    signs.add(foreign.technique, foreign.weight, FOREIGN_WORD, tokens.start(token), end);
  }
  return true;
}

/** A function of another language that is given something of the item: `COALESCE(c.a, 0)`. */
function isSlip(reading: Reading, call: number): boolean {
  const { tree, tokens } = reading;
  const weight = WORDS[tokens.word(tree.token(call))]?.foreign?.weight ?? 1;
  return weight <= SLIP_WEIGHT && !isListConstant(reading, tree.left(call));
}

/** `GROUP BY c.a HAVING COUNT(1) > 2`: what programs try that know other databases. */
function isGroupFilter({ tokens }: Reading, token: number): boolean {
  return (
    WORDS[tokens.word(token)]?.text === 'having' &&
    AGGREGATES.has(WORDS[tokens.word(token + 1)]?.text ?? '') &&
    !T.isLiteral(tokens.kind(token - 1))
  );
}

/** `AND user_name() = 'dbo'`: an unknown function that reads nothing of the item is no new builtin. */
function unknownFunctionKind(reading: Reading, call: number): SignKind {
  const { tree, tokens } = reading;
  const before = tokens.kind(tree.first(call) - 1);
  const isAdded = before === T.AND || before === T.OR;
  return isAdded && isListConstant(reading, tree.left(call))
    ? SIGNS.unknownFunctionAdded
    : SIGNS.unknownFunction;
}

/** `OR username LIKE '%'`: an attacker guesses names; the statement's own code uses its alias. */
function unknownName(reading: Reading, names: Names, signs: SignList, node: number): void {
  const { tree, tokens } = reading;
  const first = tree.first(node);
  let before = first - 1;
  while (before > 0 && (tokens.kind(before) === T.OPEN_PAREN || tokens.kind(before) === T.NOT)) {
    before -= 1;
  }
  const operator = tokens.kind(before);
  if (operator >= T.PLUS && operator <= T.SHIFT && T.isLiteral(tokens.kind(before - 1))) {
    signs.addTokens(SIGNS.unknownNameJoined, before - 1, first);
    return;
  }
  const isAdded = operator === T.OR || operator === T.AND;
  if (!isAdded || names.resolvedCount === 0 || !isInFilter(reading, node)) {
    signs.addTokens(SIGNS.unknownName, first, first);
    return;
  }
  const share = hasLiteral(reading, 0, before) ? 1 : 0.5;
  const kind = operator === T.OR ? SIGNS.unknownNameOr : SIGNS.unknownNameAnd;
  signs.addTokens(kind, before, first, share);
}
