/** Signs of alternatives that cover what the other ones leave out. */

import type { Sign } from '../verdict';
import { isKey } from './fold';
import { hasOpposites, isNegative, propertyComparison } from './propertyComparison';
import { sign } from './sign';
import type { ComparisonOperator, Expression, Logical } from './tree';
import { ungrouped } from './tree';

const EXCLUDED_MIDDLE = 0.7;
const EXCLUDED_MIDDLE_IN_GROUP = 0.45;
const COVERING_RANGE = 0.55;
const ALL_KEYS_BUT_ONE = 0.5;
const EVERY_AMOUNT = 0.35;

/** `or PartitionKey ne 'x'` within parentheses, `or Size ge 0`. */
export function judgeReach(operand: Expression, excludes: boolean, signs: Sign[]): void {
  const comparison = propertyComparison(operand);
  if (comparison === null || excludes) return;
  const { name, operator, literal } = comparison;
  if (isKey(name) && operator === 'ne') {
    const meaning = 'an alternative that all keys but one meet';
    signs.push(sign('tautology', ALL_KEYS_BUT_ONE, meaning, operand));
  } else if (typeof literal.value === 'number' && coversNumbers(operator, literal.value)) {
    const meaning = 'an alternative that every amount meets';
    signs.push(sign('tautology', EVERY_AMOUNT, meaning, operand));
  }
}

/** Amounts are hardly ever negative. */
function coversNumbers(operator: ComparisonOperator, value: number): boolean {
  return operator === 'ge' ? value <= 0 : (operator === 'gt' || operator === 'ne') && value < 0;
}

const holdsNegative = (operand: Expression): boolean =>
  operand.kind === 'and' ? operand.operands.some(isNegative) : isNegative(operand);

/** `X eq 'a' or not (X eq 'a')`, `Y eq 'b' and X eq 'a' or X ne 'a' and Z eq 'c'` */
function takesOpposites({ operands }: Logical): boolean {
  if (hasOpposites(operands)) return true;
  return operands.some((operand, index) => {
    const before = operands[index - 1];
    if (before === undefined || (operand.kind !== 'and' && before.kind !== 'and')) return false;
    const last = before.kind === 'and' ? before.operands[before.operands.length - 1] : before;
    const first = operand.kind === 'and' ? operand.operands[0] : operand;
    return last !== undefined && first !== undefined && hasOpposites([last, first]);
  });
}

/** `X eq 'a' or X ne 'b'` */
export function judgeExcludedMiddle(or: Logical, open: boolean, signs: Sign[]): void {
  if (!or.operands.some(holdsNegative)) return;
  if (takesOpposites(or)) {
    signs.push(sign('tautology', EXCLUDED_MIDDLE, 'a condition or its opposite', or));
    return;
  }
  const equal = new Set<string>();
  for (const operand of or.operands) {
    const inner = ungrouped(operand);
    for (const condition of inner.kind === 'and' ? inner.operands : [inner]) {
      const comparison = propertyComparison(condition);
      if (comparison?.operator === 'eq') equal.add(comparison.name);
    }
  }
  for (const operand of or.operands.slice(1)) {
    const comparison = propertyComparison(operand);
    if (comparison?.operator !== 'ne' || !equal.has(comparison.name)) continue;
    const weight = open && operand.kind !== 'group' ? EXCLUDED_MIDDLE : EXCLUDED_MIDDLE_IN_GROUP;
    const meaning = 'a value or any other value of the same property';
    signs.push(sign('tautology', weight, meaning, operand));
  }
}

const isRange = (operand: Expression): boolean =>
  operand.kind === 'comparison' &&
  operand.operator !== 'eq' &&
  operand.right.kind === 'literal' &&
  operand.right.type === 'number';

/** `X gt 5 or X ge 0`, `X lt 9 or X ge 9`: ranges of one property of which one makes the other pointless. */
export function judgeRanges(or: Logical, signs: Sign[]): void {
  if (!or.operands.some(isRange)) return;
  const known = new Map<string, { above: number; below: number }>();
  for (const operand of or.operands) {
    // Builders put each alternative in parentheses.
    const comparison = operand.kind === 'comparison' ? propertyComparison(operand) : null;
    const value = comparison?.literal.value;
    if (comparison === null || typeof value !== 'number') continue;
    const { name, operator } = comparison;
    const range = known.get(name) ?? { above: Infinity, below: -Infinity };
    const isAbove = operator === 'gt' || operator === 'ge';
    if (!isAbove && operator !== 'lt' && operator !== 'le') continue;
    // `X lt 9 or X gt 9` leaves out the 9.
    const covers = isAbove
      ? range.above < Infinity ||
        value < range.below ||
        (value === range.below && operator === 'ge')
      : range.below > -Infinity ||
        value > range.above ||
        (value === range.above && operator === 'le');
    if (covers) {
      const meaning = 'a range of values that another one makes pointless';
      signs.push(sign('tautology', COVERING_RANGE, meaning, operand));
      return;
    }
    known.set(name, isAbove ? { ...range, above: value } : { ...range, below: value });
  }
}
