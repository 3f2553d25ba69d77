/** Parses the relations of WHERE and IF. */

import type { Cursor } from './cursor';
import { parseTerm, parseTerms } from './terms';
import type { Relation, RelationOperator, Term } from './tree';

const COMPARISONS: ReadonlyMap<string, RelationOperator> = new Map([
  ['=', '='],
  ['==', '='],
  ['!=', '!='],
  ['<>', '!='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
  ['in', 'in'],
  ['contains', 'contains'],
  ['like', 'like'],
  ['match', 'match'],
  ['is', 'is not null'],
  ['between', 'between'],
]);
const FOREIGN_COMPARISONS: ReadonlySet<string> = new Set(['==', '<>']);
const FOREIGN_LOGIC: ReadonlySet<string> = new Set(['or', 'xor', '||', '&&', 'having']);
const NEGATION: ReadonlySet<string> = new Set(['not', '!']);

type Joiner = Relation['joiner'];

/** Relations with `and` between them; what joins them otherwise is a problem, and read on. */
export function parseRelations(cursor: Cursor, joiner: Joiner, found: Relation[]): void {
  let next: Joiner | null = joiner;
  while (next !== null) {
    parseRelation(cursor, next, found);
    next = takeJoiner(cursor);
  }
}

function takeJoiner(cursor: Cursor): Joiner | null {
  if (cursor.accept('and')) return 'and';
  if (!cursor.isAny(FOREIGN_LOGIC)) return null;
  cursor.problem('foreign-logic');
  const isAnd = cursor.is('&&') || cursor.is('having');
  cursor.at++;
  return isAnd ? 'and' : 'or';
}

function parseRelation(cursor: Cursor, joiner: Joiner, found: Relation[]): void {
  while (cursor.isAny(NEGATION)) {
    cursor.problem('foreign-logic');
    cursor.at++;
  }
  const { start } = cursor.token;
  if (!cursor.is('(') || cursor.ahead(1).word === 'select') {
    found.push(compared(cursor, joiner, parseTerm(cursor), start));
    return;
  }
  const open = cursor.token;
  cursor.at++;
  if (!cursor.enter()) return;
  const first = cursor.is('(') ? null : parseTerm(cursor);
  if (first === null || isCompared(cursor)) {
    if (first === null) parseRelations(cursor, joiner, found);
    else continueGroup(cursor, joiner, first, found);
    closeGroup(cursor, open);
    return;
  }
  const items = cursor.accept(',') ? [first, ...parseTerms(cursor)] : [first];
  closeGroup(cursor, open);
  const tuple: Term = { kind: 'collection', items, start, end: cursor.lastEnd };
  found.push(compared(cursor, joiner, tuple, start));
}

function continueGroup(cursor: Cursor, joiner: Joiner, first: Term, found: Relation[]): void {
  found.push(compared(cursor, joiner, first, first.start));
  const next = takeJoiner(cursor);
  if (next !== null) parseRelations(cursor, next, found);
}

function closeGroup(cursor: Cursor, open: Cursor['token']): void {
  if (!cursor.is(')') && !cursor.isAtEnd) cursor.problem('trailing');
  cursor.leave(')', open);
}

function isCompared(cursor: Cursor): boolean {
  const { kind, word } = cursor.token;
  if (kind !== 'name' && kind !== 'symbol') return false;
  return COMPARISONS.has(word) || FOREIGN_LOGIC.has(word) || word === 'and' || word === 'not';
}

function compared(cursor: Cursor, joiner: Joiner, left: Term, start: number): Relation {
  if (cursor.is('not') && cursor.ahead(1).kind === 'name') cursor.at++;
  const { kind, word } = cursor.token;
  const operator = kind === 'name' || kind === 'symbol' ? COMPARISONS.get(word) : undefined;
  if (operator === undefined) {
    if (left.kind !== 'missing') cursor.problem('missing-term');
    return { joiner, left, operator: 'none', right: null, start, end: left.end };
  }
  if (FOREIGN_COMPARISONS.has(word)) cursor.problem('foreign-logic');
  cursor.at++;
  const right = rightSide(cursor, operator);
  return { joiner, left, operator, right, start, end: cursor.lastEnd };
}

function rightSide(cursor: Cursor, operator: RelationOperator): Term | null {
  if (operator === 'is not null') {
    cursor.accept('not');
    cursor.accept('null');
    return null;
  }
  if (operator === 'contains') cursor.accept('key');
  const right = parseTerm(cursor);
  if (operator !== 'between' || !cursor.accept('and')) return right;
  const items = [right, parseTerm(cursor)];
  return { kind: 'collection', items, start: right.start, end: cursor.lastEnd };
}
