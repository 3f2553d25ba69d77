/** Signs that server-side JavaScript was broken open or does what no query needs. */

import type { Sign, Technique } from '../../verdict';
import type { Node, Span, Statement } from '../language/tree';
import type { Script } from '../operation';
import { asksDocument, truthOf } from '../scriptConstants';
import type { ScriptSource } from '../scriptSource';
import { scriptSourceOf } from '../scriptSource';
import { breakoutSigns, hidesTail } from './breakout';
import { asksForSecret, conditionSigns, isComparison, SECRET_PRESENT } from './scriptConditions';
import type { ScriptWalk } from './scriptExpressions';
import { expressionSigns } from './scriptExpressions';
import { signAt } from './sign';

const ALWAYS_TRUE = 0.9;
const NO_DOCUMENT = 0.7;
const UNREACHABLE = 0.7;
const DISCARDED = 0.7;
const LEFTOVER_LITERAL = 0.6;
const ENDLESS_LOOP = 0.85;
const LOOP_WITH_EXIT = 0.3;
const THROWN = 0.4;
const CONSTANT_DECISION = 0.65;
const HIDDEN_TAIL = 0.7;
const COMMENT_AT_END = 0.5;
const UNFINISHED = 0.55;

/** Signs in one script. */
export function scriptSigns(script: Script, logged: string, cut: boolean): Sign[] {
  const source = scriptSourceOf(script, logged);
  const signs: Sign[] = [
    ...breakoutSigns(source.problems, { cut, json: false }),
    ...commentSigns(source),
    ...(cut ? [] : unfinishedSigns(source)),
    ...sequenceSigns(source.body, script.role === 'predicate'),
  ];
  const walk: ScriptWalk = { predicate: script.role === 'predicate', signs, functions: [] };
  for (const statement of source.body) statementSigns(statement, walk);
  for (const { body } of walk.functions) {
    signs.push(...sequenceSigns(body, false));
    for (const statement of body) statementSigns(statement, walk);
  }
  return signs.map((sign) => ({ ...sign, ...source.locate(sign) }));
}

/** A line comment at the very end hides what the program wrote behind the value. */
function commentSigns({ comment, text }: ScriptSource): Sign[] {
  if (comment === null || !comment.last || text.includes('\n')) return [];
  const weight = hidesTail(text, comment) ? HIDDEN_TAIL : COMMENT_AT_END;
  return [signAt(comment, 'comment-truncation', weight, 'a comment hides the end of the script')];
}

/** `this.a ==`: what a program sends ends in a value. */
function unfinishedSigns({ problems, text }: ScriptSource): Sign[] {
  const open = problems.find(({ kind, start }) => kind === 'missing-value' && start >= text.length);
  if (open === undefined || text.trim() === '') return [];
  return [signAt(open, 'script-injection', UNFINISHED, 'a script ends in an operator')];
}

/** What the order of statements says: results that are constant, discarded or never reached. */
function sequenceSigns(body: readonly Statement[], predicate: boolean): Sign[] {
  const own = body.filter(({ kind }) => kind !== 'other');
  const signs: Sign[] = [];
  const returned = own.findIndex(({ kind }) => kind === 'return' || kind === 'throw');
  const behind = returned < 0 ? undefined : own[returned + 1];
  if (behind !== undefined) {
    const span = { start: behind.start, end: own[own.length - 1]?.end ?? behind.end };
    signs.push(signAt(span, 'stacked', UNREACHABLE, 'statements behind the result'));
  }
  if (!predicate) return signs;
  const result = resultOf(own);
  const alternatives = result?.kind === 'series' && result.operator === '||';
  // An alternative that is always true has a sign of its own, with its own place.
  if (result !== null && !alternatives && truthOf(result) === true) {
    signs.push(signAt(result, 'tautology', ALWAYS_TRUE, 'a script that is always true'));
  } else if (result !== null && !asksDocument(result)) {
    const meaning = 'a script that asks nothing of the document';
    signs.push(signAt(result, 'boolean-blind', NO_DOCUMENT, meaning));
  } else if (result !== null) {
    if (asksForSecret(result)) {
      const meaning = 'a script that asks whether there is a secret';
      signs.push(signAt(result, 'boolean-blind', SECRET_PRESENT, meaning));
    }
    conditionSigns(result, signs);
  }
  for (const [index, statement] of own.entries()) {
    if (statement.kind !== 'expression' || own.length === 1) continue;
    if (isComparison(statement.value) && index < own.length - 1) {
      const meaning = 'a comparison whose result is thrown away';
      signs.push(signAt(statement, 'stacked', DISCARDED, meaning));
    } else if (isLiteral(statement.value) && statement.value.kind !== 'constant' && index > 0) {
      const meaning = 'a literal that is left over as a statement';
      signs.push(signAt(statement, 'script-injection', LEFTOVER_LITERAL, meaning));
    }
  }
  return signs;
}

/** The first result that no condition decides about, or that of a script of one expression. */
function resultOf(own: readonly Statement[]): Node | null {
  for (const statement of own) {
    if (statement.kind === 'return') return statement.value;
    if (statement.kind === 'if' || ('body' in statement && returns(statement.body))) return null;
  }
  const [only] = own;
  return own.length === 1 && only?.kind === 'expression' ? only.value : null;
}

function statementSigns(statement: Statement, walk: ScriptWalk): void {
  const { predicate, signs } = walk;
  switch (statement.kind) {
    case 'expression':
      expressionSigns(statement.value, walk);
      return;
    case 'return':
      if (statement.value !== null) expressionSigns(statement.value, walk);
      return;
    case 'declaration':
      for (const value of statement.values) expressionSigns(value, walk);
      return;
    case 'throw':
      if (predicate) signs.push(signAt(statement, 'error-based', THROWN, 'a thrown error'));
      if (statement.value !== null) expressionSigns(statement.value, walk);
      return;
    case 'loop':
      signs.push(...loopSigns(statement, statement.test, statement.body));
      if (statement.test !== null) expressionSigns(statement.test, walk);
      break;
    case 'if':
      if (predicate && truthOf(statement.test) !== undefined) {
        const meaning = 'a decision that is the same for every document';
        signs.push(signAt(statement.test, 'boolean-blind', CONSTANT_DECISION, meaning));
      }
      conditionSigns(statement.test, signs);
      expressionSigns(statement.test, walk);
      break;
    case 'selection':
      conditionSigns(statement.test, signs);
      expressionSigns(statement.test, walk);
      break;
    case 'block':
      break;
    case 'other':
      return;
  }
  for (const inner of statement.body) statementSigns(inner, walk);
}

function loopSigns(loop: Span, test: Node | null, body: readonly Statement[]): Sign[] {
  const sign = (technique: Technique, weight: number, meaning: string): Sign[] => [
    signAt(loop, technique, weight, meaning),
  ];
  if (test === null || truthOf(test) === true) {
    const weight = leaves(body) ? LOOP_WITH_EXIT : ENDLESS_LOOP;
    return sign('time-blind', weight, 'a loop without an end');
  }
  if (readsClock(test)) return sign('time-blind', ENDLESS_LOOP, 'a loop that waits for the clock');
  if (isHugeCount(test)) return sign('dos', ENDLESS_LOOP, 'a loop that only takes time');
  return [];
}

/** A `break` or `return` in the body; `other` statements are mostly the former. */
function leaves(body: readonly Statement[]): boolean {
  return body.some((statement) => {
    if (statement.kind === 'return' || statement.kind === 'throw') return true;
    if (statement.kind === 'other') return statement.end - statement.start > 1;
    return 'body' in statement && statement.kind !== 'loop' && leaves(statement.body);
  });
}

/** A result somewhere in the body, in a loop of a loop too. */
function returns(body: readonly Statement[]): boolean {
  return body.some(
    (statement) =>
      statement.kind === 'return' ||
      statement.kind === 'throw' ||
      ('body' in statement && returns(statement.body)),
  );
}

/** `new Date() - start < 5000`, and names that such loops keep the time in. */
function readsClock(test: Node): boolean {
  if (test.kind === 'binary') {
    const { left, right } = test;
    const waits = (a: Node, b: Node): boolean =>
      b.kind === 'number' && b.value >= 50 && a.kind === 'binary' && a.operator === '-';
    return readsClock(left) || readsClock(right) || waits(left, right) || waits(right, left);
  }
  if (test.kind === 'series') return test.operands.some(readsClock);
  if (test.kind === 'unary') return readsClock(test.operand);
  if (test.kind === 'call') return readsClock(test.callee);
  if (test.kind === 'access') return readsClock(test.object);
  return test.kind === 'name' && test.name === 'Date';
}

function isHugeCount(test: Node): boolean {
  return (
    test.kind === 'binary' &&
    [test.left, test.right].some((side) => side.kind === 'number' && side.value >= 100_000)
  );
}

function isLiteral(node: Node): boolean {
  return node.kind === 'string' || node.kind === 'number' || node.kind === 'constant';
}
