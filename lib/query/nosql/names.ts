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

const NOTHING: readonly number[] = [];

export function resolveNames(reading: Reading): Names {
  const { tree, aliases } = reading;
  const known = aliases.length > FEW ? namesOf(reading, aliases) : null;
  let unresolved: number[] | null = null;
  let resolvedCount = 0;
  for (let node = tree.lastRootName; node !== N.NONE; node = tree.third(node)) {
    if (isKnown(reading, known, tree.token(node))) resolvedCount += 1;
    else if (unresolved === null) unresolved = [node];
    else if (unresolved.length < MOST_KEPT) unresolved.push(node);
  }
  return {
    unresolved: unresolved?.reverse() ?? NOTHING,
    unresolvedSources: unresolvedSources(reading, known),
    unknownCalls: reading.calls === 0 ? NOTHING : unknownCalls(reading),
    resolvedCount,
  };
}

const namesOf = ({ tokens }: Reading, aliases: readonly number[]): ReadonlySet<string> =>
  new Set(aliases.map((alias) => tokens.textOf(alias)));

function isKnown(reading: Reading, known: ReadonlySet<string> | null, token: number): boolean {
  return known === null ? isAlias(reading, token) : known.has(reading.tokens.textOf(token));
}

/** Without a FROM of its own, the statement's subqueries read the container. */
function unresolvedSources(reading: Reading, known: ReadonlySet<string> | null): readonly number[] {
  const { tree, tokens, sourceNames } = reading;
  if (sourceNames.length === 0 || tree.queries[0]?.hasFrom !== true) return NOTHING;
  return sourceNames.filter(
    (token) => !isKnown(reading, known, token) && !isContainer(tokens.textOf(token)),
  );
}

function unknownCalls(reading: Reading): readonly number[] {
  const { tree } = reading;
  let calls = NOTHING;
  for (let index = 0; index < tree.operationCount && calls.length < MOST_KEPT; index += 1) {
    const node = tree.operation(index);
    if (tree.kind(node) !== N.CALL || isBuiltin(reading, tree.token(node))) continue;
    calls = [...calls, node];
  }
  return calls;
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
