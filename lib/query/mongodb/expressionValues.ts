/** What the operators of aggregation expressions give for values that are known. */

import { UNKNOWN } from './constants';

/** A value of an aggregation expression; `UNKNOWN` where it depends on the document. */
export type Folded =
  string | number | boolean | null | undefined | typeof UNKNOWN | readonly Folded[];
type Known = Exclude<Folded, typeof UNKNOWN>;

/** Longer texts are not built, so that folding stays linear. */
const LONGEST_TEXT = 256;

/** The value of an operator whose arguments are all known; `UNKNOWN` for what is not looked into. */
export function valueOf(operator: string, args: readonly Known[]): Folded {
  const [first, second] = args;
  switch (operator) {
    case '$add':
      return numeric(args, (a, b) => a + b);
    case '$multiply':
      return numeric(args, (a, b) => a * b);
    case '$subtract':
      return numeric(args, (a, b) => a - b);
    case '$divide':
      return numeric(args, (a, b) => a / b);
    case '$mod':
      return numeric(args, (a, b) => a % b);
    case '$pow':
      return numeric(args, (a, b) => a ** b);
    case '$abs':
    case '$ceil':
    case '$floor':
    case '$round':
    case '$trunc':
    case '$sqrt':
    case '$exp':
    case '$ln':
      return rounded(operator, first);
    case '$concat':
      return texts(args, (parts) => parts.join(''));
    case '$toLower':
    case '$toUpper':
      return texts(args, ([text = '']) =>
        operator === '$toLower' ? text.toLowerCase() : text.toUpperCase(),
      );
    case '$trim':
    case '$ltrim':
    case '$rtrim':
      return typeof first === 'string' ? first.trim() : UNKNOWN;
    case '$strLenCP':
    case '$strLenBytes':
      return typeof first === 'string' ? first.length : UNKNOWN;
    case '$substr':
    case '$substrCP':
    case '$substrBytes':
      return part(args);
    case '$indexOfCP':
    case '$indexOfBytes':
      return texts(args.slice(0, 2), ([text = '', wanted = '']) => text.indexOf(wanted));
    case '$indexOfArray':
      return isList(first) ? first.findIndex((each) => each === second) : UNKNOWN;
    case '$strcasecmp':
      return texts(args, ([a = '', b = '']) => order(a.toLowerCase(), b.toLowerCase()));
    case '$cmp':
      return order(first, second);
    case '$size':
      return isList(first) ? first.length : UNKNOWN;
    case '$isArray':
      return isList(first);
    case '$isNumber':
      return typeof first === 'number';
    case '$arrayElemAt':
      return isList(first) && typeof second === 'number' ? first.at(second) : UNKNOWN;
    case '$first':
      return isList(first) ? first[0] : UNKNOWN;
    case '$last':
      return isList(first) ? first[first.length - 1] : UNKNOWN;
    case '$min':
    case '$max':
      return extreme(operator, isList(first) ? first : args);
    case '$sum':
      return numeric([0, ...(isList(first) ? first : args)], (a, b) => a + b);
    case '$toBool':
      return isTrue(first);
    case '$toString':
      return first === null || first === undefined ? null : String(first);
    case '$toInt':
    case '$toLong':
    case '$toDouble':
    case '$toDecimal':
      return typeof first === 'object' ? UNKNOWN : Number(first);
    case '$type':
      return typeName(first);
    case '$in':
      return isList(second) ? second.some((each) => each === first) : UNKNOWN;
    case '$anyElementTrue':
      return isList(first) ? first.some(isTrue) : UNKNOWN;
    case '$allElementsTrue':
      return isList(first) ? first.every(isTrue) : UNKNOWN;
    case '$setIsSubset':
      return isList(first) && isList(second)
        ? first.every((each) => second.includes(each))
        : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** False, null, a missing value and 0 are false; every text and list is true. */
export function isTrue(value: Folded): boolean {
  return value !== false && value !== null && value !== undefined && value !== 0;
}

/** Negative, 0 or positive, in the order that the server keeps types in. */
export function order(left: Folded, right: Folded): number {
  const byType = rank(left) - rank(right);
  if (byType !== 0) return byType;
  if (isList(left) && isList(right)) return order(left[0], right[0]);
  if (left === right) return 0;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return String(left) < String(right) ? -1 : 1;
}

function isList(value: Folded): value is readonly Folded[] {
  return Array.isArray(value);
}

function rank(value: Folded): number {
  if (value === undefined) return 0;
  if (value === null) return 1;
  if (isList(value)) return 5;
  const ranks: Readonly<Record<string, number>> = { number: 2, string: 3, object: 4, boolean: 6 };
  return ranks[typeof value] ?? 7;
}

function numeric(args: readonly Folded[], apply: (a: number, b: number) => number): Folded {
  const numbers = args.filter((each) => typeof each === 'number');
  return numbers.length === args.length && numbers.length > 0 ? numbers.reduce(apply) : UNKNOWN;
}

function rounded(operator: string, value: Folded): Folded {
  if (typeof value !== 'number') return UNKNOWN;
  const functions: Readonly<Record<string, (number: number) => number>> = {
    $abs: Math.abs,
    $ceil: Math.ceil,
    $floor: Math.floor,
    $round: Math.round,
    $trunc: Math.trunc,
    $sqrt: Math.sqrt,
    $exp: Math.exp,
    $ln: Math.log,
  };
  return functions[operator]?.(value) ?? UNKNOWN;
}

function texts(args: readonly Folded[], apply: (texts: string[]) => Folded): Folded {
  const strings = args.filter((each) => typeof each === 'string');
  if (strings.length !== args.length) return UNKNOWN;
  const length = strings.reduce((sum, each) => sum + each.length, 0);
  return length > LONGEST_TEXT ? UNKNOWN : apply(strings);
}

function part([text, from, length]: readonly Folded[]): Folded {
  if (typeof text !== 'string' || typeof from !== 'number') return UNKNOWN;
  if (typeof length !== 'number' || text.length > LONGEST_TEXT) return UNKNOWN;
  return text.slice(from, length < 0 ? undefined : from + length);
}

function extreme(operator: string, values: readonly Folded[]): Folded {
  const sorted = [...values].sort(order);
  return operator === '$min' ? sorted[0] : sorted[sorted.length - 1];
}

function typeName(value: Folded): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (isList(value)) return 'array';
  const names: Readonly<Record<string, string>> = { number: 'int', boolean: 'bool' };
  return names[typeof value] ?? typeof value;
}
