import { continueAfterStrays, continueExpression, addMissing, readExpression } from './expressions';
import { readFrom, readJoin } from './from';
import type { Reading } from './reading';
import * as T from './tokenKinds';
import * as N from './tree';
import { WORDS } from './words';

/** Reads the whole text as one statement. */
export function readStatement(reading: Reading): void {
  reading.beginsWithSelect = reading.kind() === T.SELECT;
  openQuery(reading, -1);
  readClauses(reading, T.END);
}

/** Reads `(SELECT ...)` from its opening parenthesis on; returns the index of the query. */
export function readQuery(reading: Reading): number {
  const outer = reading.query;
  reading.advance();
  const query = openQuery(reading, outer);
  readClauses(reading, T.CLOSE_PAREN);
  reading.expect(T.CLOSE_PAREN);
  reading.query = outer;
  return query;
}

/** Reads `SELECT ...` where an expression was expected, up to the closing parenthesis. */
export function readBareQuery(reading: Reading): number {
  const outer = reading.query;
  const query = openQuery(reading, outer);
  readClauses(reading, T.CLOSE_PAREN);
  reading.query = outer;
  return query;
}

const NO_SOURCES: readonly N.Source[] = [];
const NO_KEYS: readonly number[] = [];

function openQuery(reading: Reading, parent: number): number {
  const { tree } = reading;
  const query: N.Query = {
    parent,
    hasFrom: false,
    filter: N.NONE,
    value: N.NONE,
    item: N.NONE,
    sources: NO_SOURCES,
    keyLists: NO_KEYS,
    selectsAll: false,
  };
  reading.query = tree.queries.length;
  // A first element by literal leaves no room for more, which most statements do not need.
  if (reading.query === 0) tree.queries = [query];
  else tree.queries.push(query);
  return reading.query;
}

/** Where a clause stands among the others, from 1; 0 is no clause. */
const PLACES = new Uint8Array(128);
[T.SELECT, T.FROM, T.WHERE, T.GROUP, T.ORDER, T.OFFSET].forEach((kind, index) => {
  PLACES[kind] = index + 1;
});

/** Reads clause after clause up to `close`; what stands between or behind them is a stray. */
function readClauses(reading: Reading, close: number): void {
  let reached = 0;
  for (;;) {
    const kind = reading.kind();
    if (kind === T.END || kind === close) return;
    const place = PLACES[kind] ?? 0;
    if (place > 0) {
      if (place <= reached) reading.repeatedClauses.push(reading.at);
      else reached = place;
      readClause(reading, kind, close);
    } else if (kind === T.JOIN && reached === PLACES[T.FROM]) readJoin(reading);
    else if (kind === T.AND || kind === T.OR) {
      reading.gaps += 1;
      continueExpression(reading, addMissing(reading), 0);
    } else if (kind === T.SEMICOLON && reading.semicolon < 0) {
      reading.semicolon = reading.at;
      reading.advance();
    } else reading.skipStray();
  }
}

function readClause(reading: Reading, kind: number, close: number): void {
  const query = reading.tree.queries[reading.query];
  reading.advance();
  if (query === undefined) return;
  if (kind === T.SELECT) readSelection(reading, query);
  else if (kind === T.FROM) readFrom(reading);
  else if (kind === T.WHERE) {
    const filter = continueAfterStrays(reading, readExpression(reading), close);
    if (query.filter === N.NONE) query.filter = filter;
  } else if (kind === T.GROUP || kind === T.ORDER) readKeys(reading, query);
  else readOffset(reading);
}

function readSelection(reading: Reading, query: N.Query): void {
  for (;;) {
    if (reading.kind() === T.DISTINCT) reading.advance();
    else if (reading.kind() === T.TOP && isCount(reading.peek(1))) reading.advance(2);
    else break;
  }
  if (reading.kind() === T.STAR) {
    query.selectsAll = true;
    reading.advance();
  } else if (reading.kind() === T.VALUE && !endsItem(reading.peek(1))) {
    reading.advance();
    query.value = readExpression(reading);
    readAlias(reading);
  } else {
    for (;;) {
      query.item = readExpression(reading);
      readAlias(reading);
      if (reading.kind() !== T.COMMA) return;
      reading.advance();
    }
  }
}

const isCount = (kind: number): boolean => kind === T.NUMBER || kind === T.PARAMETER;
const endsItem = (kind: number): boolean =>
  kind === T.FROM || kind === T.COMMA || kind === T.END || kind === T.DOT;

/** Steps over `[AS] alias`; returns the token of the alias, or -1. */
export function readAlias(reading: Reading): number {
  if (reading.kind() === T.AS) {
    reading.advance();
    if (reading.kind() === T.NAME || reading.kind() === T.STRING || T.isKeyword(reading.kind())) {
      reading.advance();
      return reading.at - 1;
    }
    reading.miss();
    return -1;
  }
  if (reading.kind() !== T.NAME || isStatementWord(reading)) return -1;
  reading.advance();
  return reading.at - 1;
}

/** UNION, DROP and the like are read as what they would be elsewhere, not as a name. */
function isStatementWord(reading: Reading): boolean {
  const foreign = WORDS[reading.tokens.word(reading.at)]?.foreign;
  if (foreign === null || foreign === undefined) return false;
  return (
    foreign.technique === 'union' ||
    foreign.technique === 'stacked' ||
    foreign.technique === 'time-blind' ||
    foreign.technique === 'clause-injection'
  );
}

const MOST_KEY_LISTS = 4;

/** The keys of ORDER BY [RANK] and GROUP BY. */
function readKeys(reading: Reading, query: N.Query): void {
  reading.expect(T.BY);
  if (reading.kind() === T.RANK) reading.advance();
  let last: number = N.NONE;
  for (;;) {
    const key = readExpression(reading);
    if (last === N.NONE) query.keyLists = [...query.keyLists.slice(0, MOST_KEY_LISTS), key];
    else reading.tree.link(last, key);
    last = key;
    if (reading.kind() === T.ASC || reading.kind() === T.DESC) reading.advance();
    if (reading.kind() !== T.COMMA) return;
    reading.advance();
  }
}

function readOffset(reading: Reading): void {
  if (isCount(reading.kind())) reading.advance();
  else reading.miss();
  if (!reading.expect(T.LIMIT)) return;
  if (isCount(reading.kind())) reading.advance();
  else reading.miss();
}
