import { isListConstant } from '../constants';
import type { Names } from '../names';
import type { Reading } from '../reading';
import * as T from '../tokenKinds';
import { SIGNS, type SignKind } from '../weights';
import { WORDS } from '../words';
import { hasLiteral, isInFilter } from './positions';
import type { SignList } from './signList';

const MOST_WORDS = 6;

/**
 * Words of other databases where a name, a function or an operator would stand; never the words of
 * a property path, an alias or a literal.
 */
export function foreignWords(reading: Reading, names: Names, signs: SignList): void {
  const { tree, tokens, strays } = reading;
  const seen = new Set<number>();
  const look = (token: number): boolean => {
    const word = tokens.word(token);
    const foreign = WORDS[word]?.foreign;
    if (foreign === null || foreign === undefined) return false;
    if (!seen.has(word) && seen.size < MOST_WORDS) {
      seen.add(word);
      const { start, end } = rangeOf(reading, token);
      signs.add(foreign.technique, foreign.weight, SIGNS.foreignWord.meaning, start, end);
    }
    return true;
  };
  for (const token of strays) {
    if (tokens.kind(token) === T.FOREIGN_VARIABLE) {
      if (!seen.has(-1)) signs.addTokens(SIGNS.foreignVariable, token, token);
      seen.add(-1);
    } else look(token);
  }
  for (const node of names.unknownCalls) {
    if (!look(tree.token(node)) && !seen.has(-2)) {
      seen.add(-2);
      signs.addTokens(unknownFunctionKind(reading, node), tree.first(node), tree.last(node));
    }
  }
  for (const token of names.unresolvedSources) {
    if (!look(token)) signs.addTokens(SIGNS.unknownSource, token, token);
  }
  for (const node of names.unresolved) {
    if (!look(tree.token(node)) && !seen.has(-3)) {
      if (unknownName(reading, names, signs, node)) seen.add(-3);
    }
  }
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

/** The word and what it takes hold of: the next token, where it is one. */
function rangeOf({ tokens }: Reading, token: number): { start: number; end: number } {
  const next = token + 1 < tokens.count - 1 ? token + 1 : token;
  return { start: tokens.start(token), end: tokens.end(next) };
}

/** `OR username LIKE '%'`: an attacker guesses names; the statement's own code uses its alias. */
function unknownName(reading: Reading, names: Names, signs: SignList, node: number): boolean {
  const { tree, tokens } = reading;
  const first = tree.first(node);
  let before = first - 1;
  while (before > 0 && (tokens.kind(before) === T.OPEN_PAREN || tokens.kind(before) === T.NOT)) {
    before -= 1;
  }
  const operator = tokens.kind(before);
  if (operator >= T.PLUS && operator <= T.SHIFT && T.isLiteral(tokens.kind(before - 1))) {
    signs.addTokens(SIGNS.unknownNameJoined, before - 1, first);
    return true;
  }
  const isAdded = operator === T.OR || operator === T.AND;
  if (!isAdded || names.resolvedCount === 0 || !isInFilter(reading, node)) {
    signs.addTokens(SIGNS.unknownName, first, first);
    return true;
  }
  const share = hasLiteral(reading, 0, before) ? 1 : 0.5;
  const kind = operator === T.OR ? SIGNS.unknownNameOr : SIGNS.unknownNameAnd;
  signs.addTokens(kind, before, first, share);
  return true;
}
