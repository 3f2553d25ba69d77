import type { Technique } from '../verdict';
import { commandParts, type CommandParts } from './commands/commandParts';
import { isConflict } from './conflict';
import { INSERTIONS, type InsertionName } from './insertion';
import { isSettled } from './ownQuery';
import { insertionAt, type Insertion } from './placeBreak';
import { mayBeNewCode } from './newCode';
import { shortenedAt } from './shortened';
import { isPlaceholder, isSameToken, isWord } from './shapeTokens';
import type { LiteralPlace, TemplateIndex } from './templateIndex';

/** A text that is a template of its container, broken open at a literal. */
export interface TemplateBreak {
  readonly name: InsertionName;
  readonly technique: Technique;
  readonly meaning: string;
  /** How sure the kind of break is by itself, 0 to 1. */
  readonly weight: number;
  /** Sightings of the template. */
  readonly sightings: number;
  /** Tokens that came in, `from` to `to`, without the latter. */
  readonly from: number;
  readonly to: number;
}

/** What a shape alone does not show of its text. */
export interface TextFacts {
  /** Tokens of the comment that the text ends in, values as placeholders; null for none. */
  readonly comment: readonly string[] | null;
  /** The server would accept the text, or it is cut so that nobody can tell. */
  readonly valid: boolean;
}

/**
 * Looks for templates that the text was before something came in through one of its literals: the
 * start is equal up to a literal, then comes more, then the template's own rest or a comment that
 * cuts it off. Surest first.
 */
export function findBreaks(
  index: TemplateIndex,
  tokens: readonly string[],
  facts: TextFacts,
): readonly TemplateBreak[] {
  const breaks: TemplateBreak[] = [];
  const command = commandParts(tokens);
  for (const place of index.candidates(tokens)) {
    const insertion =
      cutAt(place, tokens, facts) ?? insertedAt(index, place, tokens, command, facts);
    if (insertion === null) continue;
    const { sightings } = place.template;
    breaks.push({ ...INSERTIONS[insertion.name], ...insertion, sightings });
  }
  for (const found of index.commands.breaks(command, tokens)) {
    breaks.push({ ...INSERTIONS[found.name], ...found });
  }
  const strange = index.returns.strange(tokens, (word) => index.names(word));
  if (strange !== null) {
    const { at, sightings } = strange;
    // With its quotes.
    const place = { from: at - 1, to: at + 2 };
    breaks.push({ ...INSERTIONS.strangeName, name: 'strangeName', ...place, sightings });
  }
  const freed = index.habits.freed(tokens);
  if (freed !== null) {
    const { at: from, pinning: sightings } = freed;
    breaks.push({ ...INSERTIONS.freed, name: 'freed', from, to: tokens.length, sightings });
  }
  return breaks.sort((a, b) => b.weight - a.weight || b.from - a.from);
}

function insertedAt(
  index: TemplateIndex,
  place: LiteralPlace,
  tokens: readonly string[],
  command: CommandParts | null,
  { valid }: TextFacts,
): Insertion | null {
  const insertion = insertionAt(place, tokens);
  if (insertion === null) {
    return shortenedAt(index, place, tokens) ?? (valid ? null : failureAt(place, tokens));
  }
  if (insertion.name === 'condition' && isConflict(tokens, insertion.from, insertion.to)) {
    return { ...insertion, name: 'oddCondition' };
  }
  const isNormal =
    (/^(?:condition|alternative)$/.test(insertion.name) &&
      index.commands.isRecombined(command, insertion.from)) ||
    (insertion.name === 'closing' && index.commands.isPaged(command)) ||
    ((insertion.name === 'entry' || !isSettled(index, place.tokens)) &&
      index.growsBy(insertion, tokens)) ||
    mayBeNewCode(insertion, place, tokens);
  if (!isNormal) return insertion;
  // Deployed code runs: what cannot run was not written by a programmer.
  return valid ? null : { ...insertion, name: 'failure' };
}

/** The template's own rest is there, and what stands before it makes the text invalid. */
function failureAt(
  { tokens: known, at }: LiteralPlace,
  tokens: readonly string[],
): Insertion | null {
  const rest = known.slice(at + 1);
  const to = tokens.length - rest.length;
  if (!isPlaceholder(tokens[at]) || to <= at + 1) return null;
  return rest.every((token, offset) => isSameToken(tokens[to + offset], token))
    ? { name: 'failure', from: at + 1, to }
    : null;
}

/** The template's rest, or the quote that closed its literal, stands in a comment. */
function cutAt(
  { tokens: known, at }: LiteralPlace,
  tokens: readonly string[],
  { comment }: TextFacts,
): Insertion | null {
  if (comment === null || !isPlaceholder(tokens[at])) return null;
  const rest = known.slice(at + 1);
  if (!holds(comment, rest)) return null;
  const to = tokens.length;
  return { name: to > at + 1 ? 'comment' : 'cut', from: at + 1, to };
}

/** Whether the comment is the rest of a query, and no more than a quote and brackets before it. */
function holds(comment: readonly string[], rest: readonly string[]): boolean {
  const words = comment.filter(isWord);
  const wanted = rest.filter(isWord);
  return words.length === wanted.length && wanted.every((word, at) => isSameWord(word, words[at]));
}

const isSameWord = (a: string, b = ''): boolean => a.toLowerCase() === b.toLowerCase();
