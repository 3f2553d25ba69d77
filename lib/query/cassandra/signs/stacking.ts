/** Signs of statements behind statements, and of batches that were broken open. */

import type { Script, Statement } from '../tree';
import type { Source } from '../tokens';
import { SIGNS } from '../weights';
import { foreignVerb } from './foreign-words';
import type { SignList } from '../../signList';

const DATA_VERBS: ReadonlySet<string> = new Set(['select', 'insert', 'update', 'delete', 'begin']);
const DANGEROUS_VERBS: ReadonlySet<string> = new Set([
  'drop',
  'truncate',
  'grant',
  'create',
  'alter',
  'revoke',
]);
const ACCOUNTS = /^system_auth\b/;
const BATCHED: ReadonlySet<string> = new Set(['insert', 'update', 'delete']);

export function stackingSigns(source: Source, { statements }: Script, signs: SignList): void {
  for (const statement of statements) batchSigns(source, statement, signs);
  for (let index = 1; index < statements.length; index++) {
    const statement = statements[index];
    const before = statements[index - 1];
    if (before !== undefined && statement !== undefined)
      stackedSigns(source, before, statement, signs);
  }
}

function stackedSigns(
  { text, tokens }: Source,
  before: Statement,
  statement: Statement,
  signs: SignList,
): void {
  if (before.kind === 'batch') signs.add(SIGNS.behindBatch, statement);
  if (!DATA_VERBS.has(before.verb)) return;
  const isOnLine = !text.slice(before.end, statement.start).includes('\n');
  const last = tokens[before.endToken - 1];
  const behindLiteral = last?.kind === 'string' || last?.kind === 'number' || last?.kind === 'uuid';
  if (DANGEROUS_VERBS.has(statement.verb) || deletesAll(statement)) {
    if (behindLiteral || isOnLine) signs.add(SIGNS.stackedData, statement);
  } else if (statement.kind === 'unknown') {
    if (isOnLine) signs.add(foreignVerb(statement.verb) ?? SIGNS.stackedText, statement);
  } else if (isOnLine) {
    const changes = before.verb === 'select' && statement.verb !== 'select';
    const isWhole = before.verb !== 'update' || before.relations.length > 0;
    const isLikeIt =
      isWhole && !changes && before.table === statement.table && statement.relations.length > 0;
    signs.add(behindLiteral && !isLikeIt ? SIGNS.stackedLine : SIGNS.stackedSame, statement);
  }
  if (ACCOUNTS.test(statement.table)) signs.add(SIGNS.stackedSchema, statement);
}

/** The server wants a condition; attacks written for other databases leave it out. */
function deletesAll({ verb, relations }: Statement): boolean {
  return verb === 'delete' && relations.length === 0;
}

function batchSigns({ tokens }: Source, { kind, children }: Statement, signs: SignList): void {
  if (kind !== 'batch') return;
  const intruder = children.find(({ verb }) => !BATCHED.has(verb));
  if (intruder !== undefined) signs.add(SIGNS.batchBreak, intruder);
  // One program writes a batch in one way.
  const separated = children.slice(0, -1).map(({ endToken }) => tokens[endToken]?.word === ';');
  const [first] = children;
  if (first !== undefined && separated.includes(true) && separated.includes(false)) {
    signs.add(SIGNS.batchMixed, first);
  }
}
