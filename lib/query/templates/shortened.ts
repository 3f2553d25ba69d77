import { isCommon } from './newCode';
import type { Insertion } from './placeBreak';
import type { LiteralPlace, TemplateIndex } from './templateIndex';

/** Clauses that say how a statement is run, which injections need and few applications use. */
const RARE_CLAUSE = /^(?:using|if|allow|per|group)$/i;
const CLAUSE = /^(?:order|group|limit|offset|allow|per)$/i;
const CONJUNCTION = /^(?:and|&&)$/i;
/** Tokens that may stand in place of what was cut off. */
const LONGEST_TAIL = 200;
/** Queries of more templates with the same columns are put together as needed. */
const MOST_SHARING = 3;

/**
 * The template's rest is gone, and nothing stands there or a clause: its conditions were cut off.
 * Null where the container's own queries hold such conditions or leave them out.
 */
export function shortenedAt(
  index: TemplateIndex,
  { tokens: known, at }: LiteralPlace,
  tokens: readonly string[],
): Insertion | null {
  const [from, to] = [at + 1, tokens.length];
  if (to - from > LONGEST_TAIL) return null;
  const added = withoutClosing(tokens.slice(from));
  const rare = added.findLastIndex((token) => RARE_CLAUSE.test(token));
  const isRare = rare !== -1 && !index.isFamiliar(added.slice(rare, rare + 2));
  if (isRare) return { name: 'clause', from, to };

  const rest = withoutClosing(known.slice(from));
  if (!CONJUNCTION.test(rest[0] ?? '')) return null;
  if (added.length > 0 && !CLAUSE.test(added[0] ?? '')) return null;
  // What every application asks for is asked for in another order before long.
  if (known.slice(0, at).every(isCommon)) return null;
  if (!index.isFamiliar(added)) return { name: 'clause', from, to };
  if (index.growsBy('condition', rest)) return null;
  const isOneOfMany = !isDistinctive(known) || index.habits.sharingHead(known) > MOST_SHARING;
  return isOneOfMany ? null : { name: 'shortened', from, to };
}

/** Whether a query lists columns of its own, or changes data: no other one begins like it. */
function isDistinctive(known: readonly string[]): boolean {
  if (/^(?:update|delete)$/i.test(known[0] ?? '')) return true;
  const from = known.findIndex((token) => /^from$/i.test(token));
  const columns = known.slice(1, Math.max(1, from));
  return columns.includes(',') && !columns.every(isCommon);
}

/** Without the brackets that end what the literal stands in. */
function withoutClosing(tokens: readonly string[]): readonly string[] {
  const first = tokens.findIndex((token) => token !== ')');
  return first === -1 ? [] : tokens.slice(first);
}
