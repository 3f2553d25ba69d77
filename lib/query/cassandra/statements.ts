/** A tolerant parser of CQL: it goes on behind errors and says where they are. */

import { parseClauses } from './clauses';
import { Cursor } from './cursor';
import { Draft } from './draft';
import { parseTerm, parseTerms } from './terms';
import type { Source } from './tokens';
import type { Script, Statement } from './tree';
import { partsOf } from './tree';

/** Statements whose inside is not looked at. */
const OTHER_VERBS: ReadonlySet<string> = new Set([
  'create',
  'alter',
  'drop',
  'truncate',
  'use',
  'grant',
  'revoke',
  'list',
  'describe',
  'desc',
]);
const MOST_STATEMENTS = 2000;

/** Parses all statements of a text. Never throws; time linear in the length. */
export function parseScript({ tokens }: Source): Script {
  const cursor = new Cursor(tokens);
  const statements: Statement[] = [];
  while (!cursor.isAtEnd && statements.length < MOST_STATEMENTS) {
    if (cursor.accept(';')) continue;
    statements.push(parseStatement(cursor));
  }
  return { statements, problems: cursor.problems };
}

/** Parses one statement, up to the semicolon behind it. */
function parseStatement(cursor: Cursor, inBatch = false): Statement {
  const draft = new Draft(cursor, inBatch);
  switch (cursor.token.kind === 'name' ? cursor.token.word : '') {
    case 'select':
      draft.kind = 'select';
      parseSelect(cursor, draft);
      break;
    case 'insert':
      draft.kind = 'insert';
      parseInsert(cursor, draft);
      break;
    case 'update':
      draft.kind = 'update';
      cursor.at++;
      draft.readTable();
      break;
    case 'delete':
      draft.kind = 'delete';
      parseDelete(cursor, draft);
      break;
    case 'begin':
      draft.kind = 'batch';
      parseBatch(cursor, draft);
      return draft.finish();
    default:
      draft.kind = OTHER_VERBS.has(draft.verb) ? 'other' : 'unknown';
      skipStatement(cursor);
      return draft.finish();
  }
  parseClauses(cursor, draft);
  return draft.finish();
}

function parseSelect(cursor: Cursor, draft: Draft): void {
  cursor.at++;
  if (cursor.is('json') || cursor.is('distinct')) cursor.at++;
  if (!cursor.is('from'))
    draft.values.push(...parseTerms(cursor, 'as').filter(({ kind }) => kind !== 'column'));
  if (!cursor.isAtEnd && !cursor.is('from') && !cursor.is(';')) cursor.problem('trailing');
  while (!cursor.isAtEnd && !cursor.is('from') && !cursor.is(';')) cursor.at++;
  if (cursor.accept('from')) draft.readTable();
}

function parseInsert(cursor: Cursor, draft: Draft): void {
  cursor.at++;
  cursor.accept('into');
  draft.readTable();
  if (cursor.accept('json')) {
    draft.values.push(parseTerm(cursor));
    if (cursor.accept('default')) cursor.at++;
    return;
  }
  const columns = cursor.is('(') ? parseTerm(cursor) : null;
  if (!cursor.accept('values')) return;
  const open = cursor.token;
  const row = parseTerm(cursor);
  draft.values.push(row);
  if (columns !== null && partsOf(row).length > partsOf(columns).length) {
    cursor.problem('more-values', open);
  }
  while (cursor.is(',') && cursor.ahead(1).word === '(') {
    cursor.problem('more-rows');
    cursor.at++;
    draft.values.push(parseTerm(cursor));
  }
}

function parseDelete(cursor: Cursor, draft: Draft): void {
  cursor.at++;
  if (!cursor.is('from')) draft.values.push(...parseTerms(cursor));
  if (cursor.accept('from')) draft.readTable();
}

function parseBatch(cursor: Cursor, draft: Draft): void {
  while (!cursor.isAtEnd && !cursor.is('batch') && !cursor.is(';')) cursor.at++;
  cursor.accept('batch');
  if (cursor.accept('using')) {
    cursor.at++;
    parseTerm(cursor);
  }
  while (!cursor.isAtEnd && !cursor.is('apply') && draft.children.length < MOST_STATEMENTS) {
    if (cursor.accept(';')) continue;
    // A batch in a batch is no CQL, and would nest without end.
    if (cursor.is('begin')) break;
    draft.children.push(parseStatement(cursor, true));
  }
  if (cursor.accept('apply')) cursor.accept('batch');
  else if (cursor.isAtEnd) cursor.problem('unclosed-group');
}

function skipStatement(cursor: Cursor): void {
  while (!cursor.isAtEnd && !cursor.is(';')) cursor.at++;
}
