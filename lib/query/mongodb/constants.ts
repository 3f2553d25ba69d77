/** Constant values in commands: plain JSON, extended JSON and the shell's constructors. */

import type { Node } from './language/tree';

/** Stands for every value that is known only when the query runs. */
export const UNKNOWN = Symbol('unknown');
export type Constant = string | number | boolean | null | undefined | typeof UNKNOWN;

const EXTENDED_NUMBERS = new Set(['$numberInt', '$numberLong', '$numberDouble', '$numberDecimal']);
const NUMBER_CONSTRUCTORS = new Set([
  'NumberInt',
  'NumberLong',
  'NumberDecimal',
  'Number',
  'Int32',
  'Long',
  'Double',
]);
const EXTENDED_VALUES = new Set([
  ...EXTENDED_NUMBERS,
  ...['$oid', '$date', '$binary', '$uuid', '$timestamp', '$regularExpression', '$code', '$symbol'],
  ...['$minKey', '$maxKey', '$undefined', '$dbPointer', '$ref'],
]);

/** The value of a literal in a document; `UNKNOWN` for everything that is not one number or text. */
export function documentConstant(node: Node): Constant {
  switch (node.kind) {
    case 'string':
    case 'number':
    case 'constant':
      return node.value;
    case 'unary': {
      const operand = documentConstant(node.operand);
      return node.operator === '-' && typeof operand === 'number' ? -operand : UNKNOWN;
    }
    case 'object':
      return extendedNumber(node.members[0]?.key, node.members[0]?.value);
    case 'call':
      return node.callee.kind === 'name' && NUMBER_CONSTRUCTORS.has(node.callee.name)
        ? numberOf(node.args[0])
        : UNKNOWN;
    case 'array':
    case 'regex':
    case 'name':
    case 'access':
    case 'binary':
    case 'series':
    case 'conditional':
    case 'function':
    case 'opaque':
      return UNKNOWN;
  }
}

/** True for `{"$oid": ...}`, `{"$date": ...}` and the like: an object that stands for one value. */
export function isExtendedValue(node: Node): boolean {
  if (node.kind !== 'object') return false;
  const first = node.members[0];
  return first !== undefined && EXTENDED_VALUES.has(first.key);
}

/** A regular expression in any of its three writings, or null. */
export function patternOf(node: Node): string | null {
  if (node.kind === 'regex') return node.pattern;
  if (node.kind === 'string') return node.value;
  if (node.kind !== 'object') return null;
  const expression = memberOf(node, '$regularExpression') ?? node;
  const pattern =
    expression.kind === 'object'
      ? (memberOf(expression, 'pattern') ?? memberOf(expression, '$regex'))
      : undefined;
  return pattern === undefined || pattern.kind === 'object' ? null : patternOf(pattern);
}

/** The value of a member, or undefined. */
export function memberOf(node: Node, key: string): Node | undefined {
  if (node.kind !== 'object') return undefined;
  return node.members.find((member) => member.key === key)?.value;
}

function extendedNumber(key: string | undefined, value: Node | undefined): Constant {
  return key !== undefined && EXTENDED_NUMBERS.has(key) ? numberOf(value) : UNKNOWN;
}

function numberOf(node: Node | undefined): Constant {
  if (node?.kind === 'number') return node.value;
  const number = node?.kind === 'string' ? Number(node.value) : Number.NaN;
  return Number.isNaN(number) ? UNKNOWN : number;
}
