/** Constant folding: what a condition says of every entity, whatever is stored. */

import type { Call, Comparison, ComparisonOperator, Expression, Literal } from './tree';
import { excludeEachOther, hasOpposites, propertyComparison } from './propertyComparison';
import { ungrouped } from './tree';

export type Truth = 'true' | 'false' | 'unknown';

/** Every entity has these two, and they are hardly ever empty. */
const KEYS = new Set(['partitionkey', 'rowkey']);
/** No entity is older than the service, and none is of a year that only a bound without meaning has. */
const FIRST_YEAR = 2008;
const NO_YEAR = 3000;
const DATE = /^\d{4}-/;
/** Texts that nearly all others come after, or before. */
const FIRST_TEXT = /^[\s!-/]?\s*$/;
const LAST_TEXT = /^[zZ{|}~\u007f\uffff]+$/;
export function isKey(name: string): boolean {
  return KEYS.has(name);
}

/** Whether the condition holds for every entity, for none, or depends on the entity. */
export function truthOf(expression: Expression): Truth {
  const inner = ungrouped(expression);
  switch (inner.kind) {
    case 'literal':
      return truthOfLiteral(inner);
    case 'not': {
      const truth = opposite(truthOf(inner.operand));
      return truth === 'unknown' ? truthOfProperty(inner) : truth;
    }
    case 'and':
      return combined(inner.operands, 'false', 'true');
    case 'or':
      return combined(inner.operands, 'true', 'false');
    case 'comparison':
      return truthOfComparison(inner);
    case 'call':
      return matchesAnyText(inner) ? 'true' : 'unknown';
    case 'property':
    case 'group':
    case 'missing':
      return 'unknown';
  }
}

/** `truthOf(expression) === 'true'`, mostly found out sooner. */
export function isAlwaysTrue(expression: Expression): boolean {
  const inner = ungrouped(expression);
  if (inner.kind === 'and') return inner.operands.every(isAlwaysTrue);
  if (inner.kind === 'or') return inner.operands.some(isAlwaysTrue) || hasOpposites(inner.operands);
  return truthOf(inner) === 'true';
}

/**
 * True where no property takes part: `1 eq 1`, `tolower('A') eq 'a'`, but not `true`, which tools
 * write too.
 */
export function comparesConstants(expression: Expression): boolean {
  const inner = ungrouped(expression);
  if (inner.kind === 'not') return comparesConstants(inner.operand);
  return inner.kind === 'comparison' && isConstant(inner.left) && isConstant(inner.right);
}

/** A value that no entity takes part in: `'a'`, `concat('a','b')`, `1 eq 1`. */
export function isConstant(expression: Expression): boolean {
  const inner = ungrouped(expression);
  if (inner.kind === 'call') return inner.args.length > 0 && inner.args.every(isConstant);
  return inner.kind === 'literal' || comparesConstants(inner);
}

/** `X ne ''`, `X gt ''`, `X lt '~'`: nearly every entity that has the property. */
export function acceptsAnyText(operator: ComparisonOperator, literal: Literal): boolean {
  if (operator === 'like') return literal.type === 'string' && isWildcard(literal.value);
  if (literal.type !== 'string' || typeof literal.value !== 'string') return false;
  if (operator === 'lt' || operator === 'le') return LAST_TEXT.test(literal.value);
  return operator !== 'eq' && FIRST_TEXT.test(literal.value);
}

function truthOfLiteral({ type, value }: Literal): Truth {
  if (type === 'boolean') return value === true ? 'true' : 'false';
  // The service has no truth of numbers; payloads written for other languages do.
  if (type === 'number') return value === 0 ? 'false' : 'true';
  return 'unknown';
}

function truthOfComparison(comparison: Comparison): Truth {
  const left = ungrouped(comparison.left);
  const right = ungrouped(comparison.right);
  if (left.kind === 'literal' && right.kind === 'literal') {
    return compareLiterals(left, comparison.operator, right);
  }
  if (left.kind === 'property' && right.kind === 'property' && left.name === right.name) {
    return compareOrder(0, comparison.operator);
  }
  if (left.kind === 'comparison' || left.kind === 'not') {
    return comparesWithBoolean(truthOf(left), comparison.operator, right);
  }
  if (left.kind === 'call' && right.kind === 'literal' && left.name === 'length') {
    return lengthTruth(comparison.operator, right);
  }
  // What equals a literal is never certain.
  return comparison.operator === 'eq' ? 'unknown' : truthOfProperty(comparison);
}

function truthOfProperty(condition: Expression): Truth {
  const own = propertyComparison(condition);
  if (own === null || own.operator === 'eq') return 'unknown';
  if (isKey(own.name) && acceptsAnyText(own.operator, own.literal)) return 'true';
  if (own.operator === 'like' && acceptsAnyText(own.operator, own.literal)) return 'true';
  return own.name === 'timestamp' ? truthOfTimestamp(own.operator, own.literal) : 'unknown';
}

/** `length(X) ge 0`, of OData services that have functions. */
function lengthTruth(operator: ComparisonOperator, { value }: Literal): Truth {
  const above = operator === 'gt' || operator === 'ge' || operator === 'ne';
  return typeof value === 'number' && value <= 0 && above ? 'true' : 'unknown';
}

/** `(1 eq 1) eq true` */
function comparesWithBoolean(truth: Truth, operator: ComparisonOperator, right: Expression): Truth {
  if (right.kind !== 'literal' || right.type !== 'boolean' || truth === 'unknown') return 'unknown';
  return compareOrder((truth === 'true') === right.value ? 0 : 1, operator);
}

function truthOfTimestamp(operator: ComparisonOperator, literal: Literal): Truth {
  const year = Number.parseInt(String(literal.value), 10);
  if (literal.type !== 'typed' || !DATE.test(String(literal.value))) return 'unknown';
  if (year >= FIRST_YEAR && year < NO_YEAR) return 'unknown';
  return compareOrder(year < FIRST_YEAR ? 1 : -1, operator);
}

function compareLiterals(left: Literal, operator: ComparisonOperator, right: Literal): Truth {
  if (operator === 'like') {
    return isWildcard(right.value) || left.value === right.value ? 'true' : 'unknown';
  }
  if (left.type !== right.type) return operator === 'ne' ? 'true' : 'false';
  if (left.value === null || right.value === null) return compareOrder(0, operator);
  if (left.value === right.value) return compareOrder(0, operator);
  return compareOrder(left.value < right.value ? -1 : 1, operator);
}

function compareOrder(order: number, operator: ComparisonOperator): Truth {
  switch (operator) {
    case 'eq':
    case 'like':
      return order === 0 ? 'true' : 'false';
    case 'ne':
      return order !== 0 ? 'true' : 'false';
    case 'gt':
      return order > 0 ? 'true' : 'false';
    case 'ge':
      return order >= 0 ? 'true' : 'false';
    case 'lt':
      return order < 0 ? 'true' : 'false';
    case 'le':
      return order <= 0 ? 'true' : 'false';
  }
}

/** `startswith(X,'')` and the like, of OData services that have functions. */
function matchesAnyText({ name, args }: Call): boolean {
  if (!/^(substringof|startswith|endswith|contains)$/.test(name)) return false;
  return args.some((argument) => argument.kind === 'literal' && argument.value === '');
}

function isWildcard(value: Literal['value']): boolean {
  return typeof value === 'string' && /^%+$/.test(value);
}

function combined(operands: readonly Expression[], decisive: Truth, otherwise: Truth): Truth {
  let unknown = false;
  for (const operand of operands) {
    const truth = truthOf(operand);
    if (truth === decisive) return decisive;
    unknown ||= truth === 'unknown';
  }
  if (unknown && hasOpposites(operands)) return decisive;
  if (unknown && decisive === 'false' && excludeEachOther(operands)) return decisive;
  return unknown ? 'unknown' : otherwise;
}

function opposite(truth: Truth): Truth {
  if (truth === 'unknown') return truth;
  return truth === 'true' ? 'false' : 'true';
}
