/** Signs of operators where a program puts values: it puts texts and numbers together beforehand. */

import type { Expression, Operation } from '../tree';
import { isEmptyText, isLiteral } from '../tree';
import { SIGNS } from '../weights';
import type { SignList } from '../../signList';

const LOGIC = new Set('|| && == != < > <= >= = =~ ==~ ?: in instanceof'.split(' '));
const ARITHMETIC = new Set('- * / % ** ^ & | ~ << >>'.split(' '));
const NUMERIC = new Set(['+', ...ARITHMETIC]);
const RANGES = new Set(['..', '..<']);
const FOREIGN = /^\$(?:eq|ne|gte?|lte?|n?in|n?or|and|not|regex|exists|where|expr)$/;
const LONGEST_RANGE = 100_000;

/** `inArguments`: in the place of a value in a step. */
export function operationSigns(operation: Operation, inArguments: boolean, signs: SignList): void {
  const { operators, operands } = operation;
  for (const [index, operator] of operators.entries()) {
    if (RANGES.has(operator) && isHuge(operands[index + 1])) signs.add(SIGNS.hugeRange, operation);
    if (operator === ':' && isForeignOperator(operands[index])) {
      signs.add(SIGNS.foreignOperator, operation);
    }
  }
  // A lambda is code that programs write.
  if (!inArguments || operators.includes('->')) return;
  if (operators.includes('?')) {
    const condition = operands.slice(0, operators.indexOf('?') + 1);
    signs.add(condition.every(isLiteral) ? SIGNS.constantChoice : SIGNS.choice, operation);
    return;
  }
  if (operands.some(isTraversal)) signs.add(SIGNS.traversalInValue, operation);
  if (operators.every((operator) => NUMERIC.has(operator)) && operands.every(isNumber)) {
    signs.add(SIGNS.arithmetic, operation);
  }
  for (const [index, operator] of operators.entries()) {
    operatorSigns(operator, [operands[index], operands[index + 1]], operation, signs);
  }
}

function operatorSigns(
  operator: string,
  sides: readonly (Expression | undefined)[],
  operation: Operation,
  signs: SignList,
): void {
  const [left, right] = sides;
  const texts = sides.filter((side) => isLiteral(side) && side.type === 'string');
  if (operator === '!') signs.add(SIGNS.logicOnLiteral, operation);
  else if (LOGIC.has(operator)) {
    if (isLiteral(left) || (operator !== '=' && isLiteral(right)))
      signs.add(SIGNS.logicOnLiteral, operation);
  } else if (operator === 'as') {
    if (isLiteral(left)) signs.add(SIGNS.cast, operation);
  } else if (texts.length === 0) return;
  else if (ARITHMETIC.has(operator)) signs.add(SIGNS.operatorOnText, operation);
  else if (operator === '+') {
    if (texts.some(isEmptyText)) signs.add(SIGNS.joinedEmpty, operation);
    else if (texts.length > 1) signs.add(SIGNS.joinedTexts, operation);
    if (sides.some((side) => side?.kind === 'group')) signs.add(SIGNS.codeInValue, operation);
  }
}

/** `'$ne'` in `['$ne': '']` or `{$ne: null}`. */
function isForeignOperator(key: Expression | undefined): boolean {
  if (isLiteral(key)) return FOREIGN.test(key.value);
  return key?.kind === 'chain' && FOREIGN.test(key.root);
}

function isNumber(expression: Expression): boolean {
  return isLiteral(expression) && expression.type === 'number';
}

function isTraversal(expression: Expression): boolean {
  return expression.kind === 'chain' && (expression.root === 'g' || expression.root === 'graph');
}

function isHuge(bound: Expression | undefined): boolean {
  return isLiteral(bound) && Number.parseFloat(bound.value) >= LONGEST_RANGE;
}
