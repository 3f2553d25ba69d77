import { readExpression } from './expressions';
import type { Reading } from './reading';
import { readAlias, readQuery } from './statement';
import * as T from './tokenKinds';

/** So many sources of one query are remembered. */
const MOST_SOURCES = 64;

/** Reads what follows FROM, its joins too. */
export function readFrom(reading: Reading): void {
  const { tree } = reading;
  const query = tree.queries[reading.query];
  if (query === undefined) return;
  query.hasFrom = true;
  const isInFrom = tree.queries[query.parent]?.hasFrom === true && reading.aliases.length === 0;
  readSource(reading, reading.query === 0 || isInFrom);
  while (reading.kind() === T.JOIN) readJoin(reading);
}

export function readJoin(reading: Reading): void {
  reading.advance();
  readSource(reading, false);
}

/** `path [[AS] alias]`, `alias IN path`, `(SELECT ...) [[AS] alias]`. */
function readSource(reading: Reading, isMain: boolean): void {
  const { tree, tokens } = reading;
  const query = tree.queries[reading.query];
  if (query === undefined) return;
  let given = -1;
  if (isName(reading.kind()) && reading.peek(1) === T.IN) {
    given = reading.at;
    reading.advance(2);
  }
  let implied = -1;
  const first = reading.at;
  if (reading.kind() === T.OPEN_PAREN && reading.peek(1) === T.SELECT) readQuery(reading);
  else if (isComputed(reading)) readExpression(reading);
  else if (isName(reading.kind())) implied = readPath(reading);
  else {
    reading.miss();
    return;
  }
  if (given < 0) given = readAlias(reading);
  else if (query.sources.length < MOST_SOURCES) {
    const source = { start: tokens.start(first), end: tokens.end(reading.at - 1) };
    query.sources = [...query.sources, source];
  }
  if (implied >= 0 && !isMain) reading.sourceNames.push(first);
  if (given >= 0) addAlias(reading, given);
  // `FROM c` in a subquery means the alias outside; `FROM c.items` names what it ends in.
  else if (implied >= 0 && (isMain || implied !== first)) addAlias(reading, implied);
}

function addAlias(reading: Reading, token: number): void {
  if (reading.aliases.length === 0) reading.aliases = [token];
  else reading.aliases.push(token);
}

const isName = (kind: number): boolean =>
  kind === T.NAME || kind === T.VALUE || kind === T.ALL || kind === T.FIRST || kind === T.LAST;

/** `k IN f(c.a)`, `p IN [1, 2]`, `p IN @list`: a list that is made on the spot. */
const isComputed = (reading: Reading): boolean => {
  const kind = reading.kind();
  if (kind === T.OPEN_BRACKET || kind === T.PARAMETER) return true;
  return (kind === T.NAME || kind === T.UDF) && isCallAhead(reading, kind);
};

const isCallAhead = (reading: Reading, kind: number): boolean =>
  kind === T.UDF ? reading.peek(1) === T.DOT : reading.peek(1) === T.OPEN_PAREN;

/** Steps over `a.b["c"][0]`; returns the token that names what it ends in. */
function readPath(reading: Reading): number {
  let name = reading.at;
  reading.advance();
  for (;;) {
    if (reading.kind() === T.DOT) {
      reading.advance();
      if (reading.kind() === T.NAME || T.isKeyword(reading.kind())) {
        name = reading.at;
        reading.advance();
      } else reading.miss();
    } else if (reading.kind() === T.OPEN_BRACKET) {
      reading.advance();
      if (
        reading.kind() === T.STRING ||
        reading.kind() === T.NUMBER ||
        reading.kind() === T.PARAMETER
      ) {
        reading.advance();
      } else reading.miss();
      reading.expect(T.CLOSE_BRACKET);
    } else return name;
  }
}
