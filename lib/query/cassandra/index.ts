/** Analysis of CQL texts, the language of the API for Cassandra. */

import { SignList } from '../signList';
import { ParsedUnderstanding, PlainUnderstanding, type Language } from '../understanding';
import type { Analyser, Sign } from '../verdict';
import { operationOnText } from './fold';
import { shapeOf } from './shape';
import { breakSigns } from './signs/breaks';
import { commentSigns } from './signs/comments';
import { conditionSigns } from './signs/conditions';
import { foreignCallSigns, foreignWordSigns } from './signs/foreign-words';
import { functionSigns } from './signs/function-code';
import { stackingSigns } from './signs/stacking';
import { isPlain } from './plain';
import { parseScript } from './statements';
import type { Source } from './tokens';
import { sourceOf } from './tokens';
import type { Problem, Script, Statement, StatementKind } from './tree';
import { isConstant } from './tree';

const NO_SIGNS: readonly Sign[] = [];
/** What may be open at the end of a text that was cut. */
const OPEN_AT_CUT: ReadonlySet<Problem['kind']> = new Set([
  'unclosed-string',
  'unclosed-group',
  'missing-term',
]);

const BATCHED: ReadonlySet<StatementKind> = new Set(['insert', 'update', 'delete']);

/** Analyses one CQL text. Sources: Apache Cassandra's CQL reference and grammar, version 4. */
export const analyseCassandra: Analyser = (text, options = {}) => {
  if (isPlain(text)) return { signs: NO_SIGNS, understanding: new PlainUnderstanding(CQL, text) };
  return analyseWhole(text, options);
};

/** The same without the short way for plain statements. */
export const analyseWhole: Analyser = (text, options = {}) => {
  const cut = options.cut ?? false;
  const source = sourceOf(text);
  const script = parseScript(source);
  const signs = new SignList();
  stackingSigns(source, script, signs);
  for (const statement of script.statements) statementSigns(source, statement, signs);
  commentSigns(source, cut, signs);
  breakSigns(source, script.problems, cut, signs);
  foreignWordSigns(source, script.problems, signs);
  return { signs: signs.signs, understanding: new ParsedUnderstanding(CQL, source, script, cut) };
};

function statementSigns(source: Source, statement: Statement, signs: SignList): void {
  conditionSigns(statement, signs);
  functionSigns(source, statement, signs);
  foreignCallSigns(statement.values, signs);
  foreignCallSigns(statement.orderedBy, signs);
  for (const child of statement.children) statementSigns(source, child, signs);
}

/** The server runs one statement, or the statements of one batch. */
function isValid({ statements, problems }: Script, cut: boolean): boolean {
  const [statement, ...others] = statements;
  if (statement === undefined || others.length > 0 || !isAccepted(statement)) return false;
  return problems.every(({ kind }) => cut && OPEN_AT_CUT.has(kind));
}

function isAccepted({ kind, relations, values, orderedBy, children }: Statement): boolean {
  if (kind === 'unknown' || orderedBy.some(isConstant)) return false;
  if (values.some((value) => operationOnText(value) !== null)) return false;
  const comparesRow = relations.every(({ left, right }) => {
    if (right !== null && operationOnText(right) !== null) return false;
    return !isConstant(left) && (left.kind !== 'call' || left.name === 'token');
  });
  return comparesRow && children.every((child) => BATCHED.has(child.kind) && isAccepted(child));
}

function summaryOf({ statements }: Script): string {
  const [first, ...others] = statements;
  if (first === undefined) return 'empty text';
  const known = first.kind === 'unknown' ? 'text that is no statement' : first.verb.toUpperCase();
  const table = first.table === '' ? '' : ` ${first.table}`;
  return `${known}${table}${others.length > 0 ? ` and ${others.length} more` : ''}`;
}

const CQL: Language<Source, Script> = {
  analyse: analyseWhole,
  sourceOf,
  isValid,
  summaryOf,
  shapeOf,
};
