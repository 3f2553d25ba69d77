import type { Reading } from './reading';
import * as T from './tokenKinds';
import * as N from './tree';
import { WORDS } from './words';

/** From this many aliases on they are looked up in a set. */
const FEW = 8;
const MOST_KEPT = 200;

/** What the statement speaks of that is not there. Aliases are taken as known in the whole text. */
export interface Names {
  /** Nodes of names that no FROM clause brings in. */
  readonly unresolved: readonly number[];
  /** Tokens of FROM sources that are no alias. */
  readonly unresolvedSources: readonly number[];
  /** Nodes of calls of functions that the language does not have. */
  readonly unknownCalls: readonly number[];
  readonly resolvedCount: number;
}

export function resolveNames(reading: Reading): Names {
  const { tree, tokens, aliases, sourceNames } = reading;
  const known = aliases.length > FEW ? new Set(aliases.map((alias) => tokens.textOf(alias))) : null;
  const isKnown = (token: number): boolean =>
    known === null ? isAlias(reading, token) : known.has(tokens.textOf(token));
  const unresolved: number[] = [];
  const unknownCalls: number[] = [];
  let resolvedCount = 0;
  for (let node = tree.lastRootName; node !== N.NONE; node = tree.third(node)) {
    if (isKnown(tree.token(node))) resolvedCount += 1;
    else if (unresolved.length < MOST_KEPT) unresolved.push(node);
  }
  if (unresolved.length > 1) unresolved.reverse();
  for (let index = 0; reading.calls > 0 && index < tree.operationCount; index += 1) {
    const node = tree.operation(index);
    if (tree.kind(node) !== N.CALL || isBuiltin(reading, tree.token(node))) continue;
    if (unknownCalls.length < MOST_KEPT) unknownCalls.push(node);
  }
  // Without a FROM of its own the statement's subqueries read the container.
  const unresolvedSources =
    tree.queries[0]?.hasFrom === true
      ? sourceNames.filter((token) => !isKnown(token) && !isContainer(tokens.textOf(token)))
      : [];
  return { unresolved, unresolvedSources, unknownCalls, resolvedCount };
}

/** ROOT is the container under any alias. */
const isContainer = (name: string): boolean => name.toLowerCase() === 'root';

/** A system function; ALL, FIRST and LAST may be called with something other than a subquery. */
function isBuiltin({ tokens }: Reading, token: number): boolean {
  const kind = tokens.kind(token);
  if (kind === T.ALL || kind === T.FIRST || kind === T.LAST) return true;
  return WORDS[tokens.word(token)]?.builtin === true;
}

function isAlias(reading: Reading, token: number): boolean {
  for (const alias of reading.aliases) {
    if (sameText(reading, alias, token)) return true;
  }
  return false;
}

function sameText({ tokens }: Reading, a: number, b: number): boolean {
  const length = tokens.end(a) - tokens.start(a);
  if (tokens.end(b) - tokens.start(b) !== length) return false;
  const { text } = tokens;
  for (let step = 0; step < length; step += 1) {
    if (text.charCodeAt(tokens.start(a) + step) !== text.charCodeAt(tokens.start(b) + step)) {
      return false;
    }
  }
  return true;
}
