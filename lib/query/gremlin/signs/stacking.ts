/** Signs of traversals and other text behind a traversal. */

import type { Chain, Expression, Script, Statement } from '../tree';
import { alone, isEmptyText, someWithin } from '../tree';
import { SIGNS } from '../weights';
import { isUnfilteredStart } from './chains';
import type { SignList } from '../../signList';

const LOADS: ReadonlySet<string> = new Set(['addV', 'addE', 'inject', 'withSideEffect', 'tx']);

const WRITES: ReadonlySet<string> = new Set(['addV', 'addE', 'property', 'drop']);

export function stackingSigns({ statements }: Script, signs: SignList): void {
  for (let index = 1; index < statements.length; index++) {
    const statement = statements[index];
    const before = statements[index - 1];
    if (before === undefined || statement === undefined) return;
    if (statement.separator !== 'semicolon') continue;
    const first = traversalOf(before);
    if (first !== null) stackedSigns(first, statement, signs);
  }
}

function stackedSigns(first: Chain, statement: Statement, signs: SignList): void {
  const { expression } = statement;
  const second = traversalOf(statement);
  if (second === null) {
    const isText = expression.kind === 'missing' || isBareName(expression);
    if (isText && holdsLiteral(first)) signs.add(SIGNS.stackedText, statement);
    return;
  }
  if (!holdsLiteral(first)) return;
  if (holdsEmptyText(first)) signs.add(SIGNS.stackedEmpty, statement);
  else if (beginsEmpty(second)) signs.add(SIGNS.stackedJoint, statement);
  const [start] = second.steps;
  const isEverything =
    start !== undefined &&
    isUnfilteredStart(start) &&
    !second.steps.some(({ traits }) => traits.filters);
  const isLoad = LOADS.has(first.steps[0]?.name ?? '');
  if (second.steps.some(({ name }) => name === 'drop') && !isLoad) {
    signs.add(SIGNS.stackedDrop, statement);
  } else if (isEverything) signs.add(isLoad ? SIGNS.stacked : SIGNS.stackedAll, statement);
  else if (!isLoad && !writes(first) && writes(second)) signs.add(SIGNS.stackedWrite, statement);
  else if (!isLoad && first.steps[0]?.name !== start?.name) signs.add(SIGNS.stacked, statement);
}

function traversalOf({ expression }: Statement): Chain | null {
  const whole = alone(expression);
  return whole.kind === 'chain' && whole.root === 'g' ? whole : null;
}

function isBareName(expression: Expression): boolean {
  return expression.kind === 'chain' && expression.steps.length === 0 && expression.base === null;
}

/** `g.V('')...`: what is left of the statement's own literal, behind what an attack added. */
function beginsEmpty({ steps }: Chain): boolean {
  const [start, next] = steps;
  const first = start?.args?.length === 0 ? next : start;
  return isEmptyText(first?.args?.[first.args.length - 1]);
}

function writes({ steps }: Chain): boolean {
  return steps.some(({ name }) => WRITES.has(name));
}

/** What stays of a value that an attack closed at once. */
function holdsEmptyText(expression: Expression): boolean {
  return someWithin(expression, isEmptyText);
}

function holdsLiteral(expression: Expression): boolean {
  return someWithin(expression, ({ kind }) => kind === 'literal');
}
