/** Parses the clauses behind a statement's table, in the order in which they may stand. */

import type { Cursor } from './cursor';
import type { Draft } from './draft';
import { parseRelations } from './relations';
import { parseTerm, parseTerms } from './terms';

/** Where each clause may stand; a clause of a lower or the same rank cannot follow. */
const RANKS = {
  // `USING CONSISTENCY` is of CQL 2; old programs still send it.
  select: ['where', 'group', 'order', 'per', 'limit', 'allow', 'with', 'using'],
  insert: ['if', 'using'],
  update: ['using', 'set', 'where', 'if'],
  delete: ['using', 'where', 'if'],
} as const;

/** Clauses that people write in the wrong order. */
const LIMITS: ReadonlySet<string> = new Set(['limit', 'allow', 'per', 'using', 'if']);
const USING: ReadonlySet<string> = new Set(['ttl', 'timestamp', 'timeout']);
const BATCH_WORDS: ReadonlySet<string> = new Set(['insert', 'update', 'delete', 'apply']);

/** Reads clauses up to a semicolon or the end; what is none is passed and named a problem. */
export function parseClauses(cursor: Cursor, draft: Draft): void {
  let rank = -1;
  const seen = new Set<number>();
  while (!cursor.isAtEnd && !cursor.is(';') && !(draft.inBatch && cursor.isAny(BATCH_WORDS))) {
    const next = rankOf(cursor, draft);
    if (next >= 0) {
      if (seen.has(next)) cursor.problem('repeated-clause');
      else if (next < rank)
        cursor.problem(LIMITS.has(cursor.token.word) ? 'swapped-clause' : 'late-clause');
      seen.add(next);
      rank = Math.max(rank, next);
      parseClause(cursor, draft);
    } else if (draft.kind !== 'insert' && isJoiner(cursor)) {
      parseLateCondition(cursor, draft);
    } else {
      passStray(cursor);
    }
  }
}

function rankOf(cursor: Cursor, { kind }: Draft): number {
  if (cursor.token.kind !== 'name') return -1;
  if (kind !== 'select' && kind !== 'insert' && kind !== 'update' && kind !== 'delete') return -1;
  return RANKS[kind].findIndex((word) => word === cursor.token.word);
}

function parseClause(cursor: Cursor, draft: Draft): void {
  const { word } = cursor.token;
  cursor.at++;
  switch (word) {
    case 'where':
      parseRelations(cursor, 'first', draft.relations);
      break;
    case 'if':
      parseIf(cursor, draft);
      break;
    case 'set':
      parseAssignments(cursor, draft);
      break;
    case 'limit':
      draft.limited = true;
      draft.values.push(parseTerm(cursor));
      break;
    case 'per':
      cursor.accept('partition');
      cursor.accept('limit');
      draft.values.push(parseTerm(cursor));
      break;
    case 'allow':
      draft.filtering = cursor.accept('filtering');
      break;
    case 'order':
    case 'group':
      parseKeys(cursor, draft);
      break;
    case 'using':
      parseUsing(cursor, draft);
      break;
    default:
      draft.values.push(parseTerm(cursor));
  }
}

function parseIf(cursor: Cursor, draft: Draft): void {
  if (cursor.accept('not')) cursor.accept('exists');
  else if (!cursor.accept('exists')) parseRelations(cursor, 'first', draft.relations);
}

function parseAssignments(cursor: Cursor, draft: Draft): void {
  do {
    const target = parseTerm(cursor);
    const isElement = cursor.ahead(-1).word === ']';
    if (target.kind === 'column' && !isElement) draft.assigned.push(target.name);
    else draft.values.push(target);
    if (cursor.accept('=')) draft.values.push(parseTerm(cursor));
    else if (cursor.is('+') || cursor.is('-')) {
      cursor.at++;
      cursor.accept('=');
      draft.values.push(parseTerm(cursor));
    }
  } while (cursor.accept(','));
}

function parseKeys(cursor: Cursor, draft: Draft): void {
  cursor.accept('by');
  do {
    draft.orderedBy.push(parseTerm(cursor));
    if (cursor.is('asc') || cursor.is('desc')) cursor.at++;
    else if (isNearest(cursor)) {
      cursor.at += 2;
      draft.values.push(parseTerm(cursor));
    }
  } while (cursor.accept(','));
}

/** `ANN OF [0.1, 0.2]`, also where the two words are rewritten. */
function isNearest(cursor: Cursor): boolean {
  const [next, list] = [cursor.ahead(1), cursor.ahead(2)];
  if (cursor.token.kind !== 'name' || next.kind !== 'name') return false;
  if (cursor.is('ann') && next.word === 'of') return true;
  return list.kind === 'symbol' && list.word === '[';
}

function parseUsing(cursor: Cursor, draft: Draft): void {
  cursor.at++;
  draft.values.push(parseTerm(cursor));
  while (cursor.is('and')) {
    // Builders repeat the word: `USING TTL 1 AND USING TIMESTAMP 2`.
    const option = cursor.ahead(1).word === 'using' ? 2 : 1;
    if (!USING.has(cursor.ahead(option).word)) return;
    cursor.at += option + 1;
    draft.values.push(parseTerm(cursor));
  }
}

function isJoiner(cursor: Cursor): boolean {
  return cursor.is('and') || cursor.is('or');
}

/** `LIMIT 1 AND pwd = 'x'`: what a program meant to be part of WHERE. */
function parseLateCondition(cursor: Cursor, draft: Draft): void {
  cursor.problem('late-condition');
  const joiner = cursor.is('or') ? 'or' : 'and';
  cursor.at++;
  parseRelations(cursor, joiner, draft.relations);
}

function passStray(cursor: Cursor): void {
  if (cursor.is(')') || cursor.is(']') || cursor.is('}')) cursor.problem('stray-close');
  else if (!cursor.token.closed) cursor.problem('unclosed-string');
  else cursor.problem('trailing');
  if (cursor.is('(')) parseTerms(cursor);
  else cursor.at++;
}
