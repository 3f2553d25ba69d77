/** What the operators of JavaScript give for values that are known. */

import type { Constant } from './constants';
import { UNKNOWN } from './constants';

/** What an operator gives for one value. */
export function unaryValue(operator: string, operand: Constant): Constant {
  if (operand === UNKNOWN) return UNKNOWN;
  switch (operator) {
    case '!':
      return !operand;
    case '-':
      return -Number(operand);
    case '+':
      return Number(operand);
    case 'void':
      return undefined;
    case 'typeof':
      return operand === null ? 'object' : typeof operand;
    default:
      return UNKNOWN;
  }
}

/** What an operator gives for two values. */
export function binaryValue(operator: string, a: Constant, b: Constant): Constant {
  if (a === UNKNOWN || b === UNKNOWN) return UNKNOWN;
  switch (operator) {
    case '===':
      return a === b;
    case '!==':
      return a !== b;
    case '==':
      return looselyEqual(a, b);
    case '!=':
      return !looselyEqual(a, b);
    case '+':
      return joined(a, b);
    case '-':
      return Number(a) - Number(b);
    case '*':
      return Number(a) * Number(b);
    case '/':
      return Number(a) / Number(b);
    case '%':
      return Number(a) % Number(b);
    case '<':
      return order(a, b) < 0;
    case '>':
      return order(a, b) > 0;
    case '<=':
      return order(a, b) <= 0;
    case '>=':
      return order(a, b) >= 0;
    default:
      return UNKNOWN;
  }
}

type Known = Exclude<Constant, typeof UNKNOWN>;

function looselyEqual(a: Known, b: Known): boolean {
  const nothing = (value: Known): boolean => value === null || value === undefined;
  if (nothing(a) || nothing(b)) return nothing(a) && nothing(b);
  return typeof a === typeof b ? a === b : Number(a) === Number(b);
}

/** Long texts are not built, so that folding stays linear. */
function joined(a: Known, b: Known): Constant {
  if (typeof a !== 'string' && typeof b !== 'string') return Number(a) + Number(b);
  const left = String(a);
  const right = String(b);
  return left.length + right.length > 256 ? UNKNOWN : left + right;
}

function order(a: Known, b: Known): number {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return Number(a) - Number(b);
}
