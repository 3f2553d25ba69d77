import type { InsertionName } from './insertion';
import { isCommon } from './newCode';
import { isDistinctive, isOwn } from './ownQuery';
import type { Insertion } from './placeBreak';
import { isPlaceholder } from './shapeTokens';
import {
  areStrangeRanges,
  hasRareClause,
  isClause,
  isConjunction,
  isCutTraversal,
  isIdleFiltering,
  isStrangeOrder,
  type Tail,
} from './tail';
import type { LiteralPlace, TemplateIndex } from './templateIndex';

/** Tokens that may stand in place of what was cut off. */
const LONGEST_TAIL = 200;

/**
 * The template's rest is gone, and what stands there, if anything, is no rest of a query that the
 * application would write. Null where the container's own queries go on like that.
 */
export function shortenedAt(
  index: TemplateIndex,
  { tokens: known, at }: LiteralPlace,
  tokens: readonly string[],
): Insertion | null {
  const [from, to] = [at + 1, tokens.length];
  if (to - from > LONGEST_TAIL) return null;
  const rest = withoutClosing(known.slice(from));
  const added = withoutClosing(tokens.slice(from));
  const name = nameOf(index, { known, at, rest, added }, tokens);
  return name === null ? null : { name, from, to };
}

function nameOf(index: TemplateIndex, tail: Tail, tokens: readonly string[]): InsertionName | null {
  const { known, at, rest, added } = tail;
  const [from, to] = [at + 1, tokens.length];
  if (hasRareClause(index, tail)) return 'clause';
  if (mayBeCutHere(tail) && index.habits.hasLost(known, tokens)) return 'shortened';
  if (isStrangeOrder(index, tail)) return 'strangeName';
  if (isIdleFiltering(tail) && !index.growsBy({ name: 'clause', from, to }, tokens)) {
    return 'clause';
  }
  const ownsColumns = isOwn(index, known);
  if (ownsColumns && rest.length > 0 && areStrangeRanges(index, tail)) return 'oddCondition';
  if (ownsColumns && added.length === 0 && /^(?:order|if)$/i.test(rest[0] ?? '')) {
    return 'shortened';
  }

  if (isCutTraversal(index, tail) && !known.slice(0, at).every(isCommon)) return 'shortened';
  if (!isConjunction(rest[0]) || (added.length > 0 && !isClause(added[0]))) return null;
  if (added.length === 0 && index.habits.ranges.isCut({ tokens: known, at })) return 'shortened';
  // What every application asks for is asked for in another order before long.
  if (known.slice(0, at).every(isCommon)) return null;
  if (!index.isFamiliar(added)) return 'clause';
  const lacks = index.habits.lacks(known, tokens);
  if (lacks && added.length === 0 && !isLookUp(tail)) return 'shortened';
  if (!lacks && index.growsBy({ name: 'condition', from, to: known.length }, known)) return null;
  if (ownsColumns) return 'shortened';
  return /^(?:offset|limit)$/i.test(added[0] ?? '') ? 'page' : null;
}

/** Whether so much of the known query is there that a text with other conditions comes from it. */
function mayBeCutHere({ known, at, added }: Tail): boolean {
  const where = known.findIndex((token) => /^where$/i.test(token));
  if (/^select$/i.test(known[0] ?? '') && at < where) return false;
  const hasCondition = known.slice(where + 1, at).some(isPlaceholder);
  return !isConjunction(added[0]) || isDistinctive(known) || hasCondition;
}

/** A filter of Table with one condition: that is another query as often. */
function isLookUp({ known, at }: Tail): boolean {
  return !known.some((token) => /^where$/i.test(token)) && !known.slice(0, at).some(isConjunction);
}

/** Without the brackets that end what the literal stands in. */
function withoutClosing(tokens: readonly string[]): readonly string[] {
  const first = tokens.findIndex((token) => token !== ')');
  return first === -1 ? [] : tokens.slice(first);
}
