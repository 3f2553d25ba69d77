/** Signs that a condition was added to widen, narrow or test what a statement finds. */

import { acceptsAnyValue, comparesConstants, operationOnText, truthOf } from '../fold';
import type { Relation, Statement, Term } from '../tree';
import { isConstant, isLiteral } from '../tree';
import { SIGNS } from '../weights';
import { foreignCallSigns } from './foreign-words';
import type { SignList } from '../../signList';

export function conditionSigns(statement: Statement, signs: SignList): void {
  let readsRow = false;
  let before: Relation | null = null;
  for (const relation of statement.relations) {
    if (relation.joiner === 'or') orSigns(relation, before, signs);
    else andSigns(relation, statement, readsRow, signs);
    operatorSigns(relation.right, signs);
    before = relation;
    readsRow ||= !isConstant(relation.left) && relation.operator !== 'none';
  }
  orderSigns(statement, signs);
  assignmentSigns(statement, signs);
}

function orSigns(relation: Relation, before: Relation | null, signs: SignList): void {
  const { left, operator } = relation;
  if (truthOf(relation) === 'true') signs.add(SIGNS.alwaysTrueOr, relation);
  else if (comparesConstants(relation)) signs.add(SIGNS.constantOr, relation);
  else if (left.kind === 'call') signs.add(SIGNS.callOr, relation);
  else if (operator === 'is not null' || operator === '!=' || acceptsAnyValue(relation)) {
    signs.add(SIGNS.nearlyTrueOr, relation);
  } else {
    const isFilledIn = endsInText(before) && isLiteral(relation.right ?? left);
    signs.add(isFilledIn ? SIGNS.literalOr : SIGNS.columnOr, relation);
  }
}

function endsInText(relation: Relation | null): boolean {
  const right = relation?.right ?? null;
  return right !== null && isLiteral(right) && right.type === 'string';
}

function andSigns(
  relation: Relation,
  statement: Statement,
  readsRow: boolean,
  signs: SignList,
): void {
  const { left, right } = relation;
  if (comparesConstants(relation)) {
    // Programs begin with `1 = 1` to add conditions behind it.
    signs.add(readsRow ? SIGNS.constantAnd : SIGNS.constantFirst, relation);
    return;
  }
  foreignCallSigns(right === null ? [left] : [left, right], signs);
  if (readsRow && left.kind === 'call' && left.name !== 'token') {
    if (left.name === 'cast') signs.add(SIGNS.castBehind, relation);
    else signs.add(readsNothing(left) ? SIGNS.emptyCallBehind : SIGNS.callBehind, relation);
  }
  if (left.kind === 'column' && right !== null && isLiteral(right) && right.value === left.name) {
    signs.add(SIGNS.ownName, relation);
    emptyEqualSign(statement, signs);
  }
  if (isConstant(left) && readsRow) signs.add(SIGNS.constantAnd, relation);
  if (left.kind === 'column' && right?.kind === 'column' && left.name === right.name) {
    signs.add(SIGNS.sameColumn, relation);
  }
  // `%%` is what a program makes of an empty search.
  const isSearch = right !== null && isLiteral(right) && right.value === '%%';
  if (relation.operator === 'like' && truthOf(relation) === 'true' && !isSearch) {
    signs.add(SIGNS.wildcard, relation);
  }
  if (readsRow && acceptsAnyValue(relation)) anyValueSigns(relation, statement, signs);
}

/** `now()`, `toTimestamp(now())`, `f('a')` */
const readsNothing = (term: Term): boolean =>
  isConstant(term) || (term.kind === 'call' && term.args.every(readsNothing));

/** `ck > ''` with a limit is the first page of a program that reads in pages. */
function anyValueSigns(relation: Relation, statement: Statement, signs: SignList): void {
  const value = statement.relations[0]?.right ?? null;
  if (value === null || !isLiteral(value)) return;
  if (statement.limited) signs.add(SIGNS.anyValuePaged, relation);
  else signs.add(statement.filtering ? SIGNS.anyValueFiltered : SIGNS.anyValue, relation);
  emptyEqualSign(statement, signs);
}

function emptyEqualSign({ relations }: Statement, signs: SignList): void {
  const [first] = relations;
  const value = first?.right ?? null;
  if (first !== undefined && value !== null && isEmptyText(value)) {
    signs.add(SIGNS.emptyEqual, first);
  }
}

/** `'' + f()` and `'' || 'x'`: programs put texts together before they send them. */
function operatorSigns(term: Term | null, signs: SignList): void {
  const operation = term === null ? null : operationOnText(term);
  if (operation !== null) signs.add(SIGNS.operatorOnText, operation);
}

function orderSigns({ orderedBy, relations, values }: Statement, signs: SignList): void {
  const key = orderedBy.find((term) => isConstant(term));
  if (key === undefined) return;
  const behindLiteral = relations.some(({ left, right }) => {
    return !isConstant(left) && right !== null && isLiteral(right);
  });
  // With a selected literal the text is one that was filled in at random.
  const plain = values.every((value) => !isLiteral(value) || value.start > key.start);
  signs.add(behindLiteral && plain ? SIGNS.constantKey : SIGNS.constantKeyOnly, key);
}

function assignmentSigns({ assigned, values, start, end }: Statement, signs: SignList): void {
  for (const value of values) operatorSigns(value, signs);
  if (assigned.length > 1 && new Set(assigned).size < assigned.length)
    signs.add(SIGNS.doubleAssignment, { start, end });
}

function isEmptyText(term: Term): boolean {
  return isLiteral(term) && term.type === 'string' && term.value === '';
}
