import { insertionName, type InsertionName } from './insertion';
import { isPlaceholder, isRepeated, isSameToken } from './shapeTokens';

/** A place of a template where something may come in. */
export interface OpenPlace {
  readonly tokens: readonly string[];
  /** Index of the literal's placeholder. */
  readonly at: number;
}

/** What came in at a place of a template: tokens `from` to `to` of the text, without the latter. */
export interface Insertion {
  readonly name: InsertionName;
  readonly from: number;
  readonly to: number;
  /** The same came in at a later literal, too: one value stands there several times. */
  readonly isRepeated?: true;
}

/** A value that a program puts into a query more often is not looked for. */
const MOST_PLACES = 4;
/** Tokens of what may come in several times. */
const LONGEST_REPEATED = 200;
/** Predicates of Gremlin that more values than one satisfy. */
const PREDICATE =
  /^(?:neq|[gl]te?|inside|outside|between|within|without|(?:not)?(?:startingWith|endingWith|containing|regex))$/i;

/**
 * What stands between a literal of a template and the template's own rest, in tokens that are equal
 * to the template's up to the literal. Null where the rest is missing or nothing came in.
 */
export function insertionAt(
  { tokens: known, at }: OpenPlace,
  tokens: readonly string[],
): Insertion | null {
  const rest = known.length - at - 1;
  if (!endsAlike(known, tokens, rest)) return repeatedAt({ tokens: known, at }, tokens);
  const to = tokens.length - rest;
  if (!isPlaceholder(tokens[at])) {
    const opening = isOperators(tokens, at) ? at : predicateOpening(tokens, at);
    return opening !== -1 && closingOf(tokens, opening) === to - 1
      ? { name: 'operator', from: at, to }
      : null;
  }
  if (to <= at + 1) {
    const isLonger = to === at + 1 && isRepeated(known, tokens, at);
    return isLonger ? { name: 'alternative', from: at, to } : null;
  }
  const name = insertionName(tokens.slice(at + 1, to), rest > 0);
  return name === null ? null : { name, from: at + 1, to };
}

/** The same tokens behind this literal and later ones, as where a value stands several times. */
function repeatedAt({ tokens: known, at }: OpenPlace, tokens: readonly string[]): Insertion | null {
  const more = tokens.length - known.length;
  for (let places = 2; places <= MOST_PLACES; places += 1) {
    const length = more / places;
    if (length < 1 || length > LONGEST_REPEATED || !Number.isInteger(length)) continue;
    const to = at + 1 + length;
    if (!comesInAgain(known, tokens, at + 1, to)) continue;
    const name = insertionName(tokens.slice(at + 1, to), true);
    if (name !== null) return { name, from: at + 1, to, isRepeated: true };
  }
  return null;
}

/** Whether the rest of the template is there once tokens `from` to `to` are taken out of it. */
function comesInAgain(
  known: readonly string[],
  tokens: readonly string[],
  from: number,
  to: number,
): boolean {
  const added = tokens.slice(from, to);
  let at = to;
  for (let rest = from; rest < known.length; rest += 1) {
    if (!isSameToken(known[rest], tokens[at])) return false;
    at += 1;
    const isAgain = added.every((token, offset) => isSameToken(tokens[at + offset], token));
    if (isPlaceholder(known[rest]) && isAgain) at += added.length;
  }
  return at === tokens.length;
}

/** `{ $gt ...`: MongoDB operators, where a template may have a plain value. */
export function isOperators(tokens: readonly string[], at: number): boolean {
  return tokens[at] === '{' && /^\$[a-z]+$/i.test(tokens[at + 1] ?? '');
}

/** The bracket of a Gremlin predicate in place of a value, as in `gte(0)` and `P.gte(0)`; -1 for none. */
function predicateOpening(tokens: readonly string[], at: number): number {
  const name = /^(?:P|TextP)$/.test(tokens[at] ?? '') ? at + 2 : at;
  return PREDICATE.test(tokens[name] ?? '') && tokens[name + 1] === '(' ? name + 1 : -1;
}

/** Index of the bracket that closes the one at `at`. */
function closingOf(tokens: readonly string[], at: number): number {
  let depth = 0;
  for (let index = at; index < tokens.length; index += 1) {
    if (/^[{(]$/.test(tokens[index] ?? '')) depth += 1;
    else if (/^[})]$/.test(tokens[index] ?? '')) depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}

/** Whether the last tokens of both are the same. */
function endsAlike(a: readonly string[], b: readonly string[], length: number): boolean {
  for (let back = 1; back <= length; back += 1) {
    if (!isSameToken(a[a.length - back], b[b.length - back])) return false;
  }
  return true;
}
