/** Comparisons of a property with a literal, in whichever way they are written. */

import type { ComparisonOperator, Expression, Literal } from './tree';
import { ungrouped } from './tree';

export interface PropertyComparison {
  /** In lower case. */
  readonly name: string;
  readonly operator: ComparisonOperator;
  readonly literal: Literal;
}

const MIRRORED = {
  eq: 'eq',
  ne: 'ne',
  gt: 'lt',
  ge: 'le',
  lt: 'gt',
  le: 'ge',
  like: 'like',
} as const;
const NEGATED = {
  eq: 'ne',
  ne: 'eq',
  gt: 'le',
  ge: 'lt',
  lt: 'ge',
  le: 'gt',
  like: null,
} as const;

/**
 * A comparison with the property on the left, or null where it is of another form: `5 lt X` is
 * `X gt 5`, `not (X eq 'a')` is `X ne 'a'`, and `X` alone is `X eq true`.
 */
export function propertyComparison(expression: Expression): PropertyComparison | null {
  const inner = ungrouped(expression);
  if (inner.kind === 'not') return negated(propertyComparison(inner.operand));
  if (inner.kind === 'property') return { name: inner.name, operator: 'eq', literal: holds(inner) };
  if (inner.kind !== 'comparison') return null;
  const left = ungrouped(inner.left);
  const right = ungrouped(inner.right);
  if (left.kind === 'property' && right.kind === 'literal') {
    return { name: left.name, operator: inner.operator, literal: right };
  }
  if (left.kind === 'literal' && right.kind === 'property') {
    return { name: right.name, operator: MIRRORED[inner.operator], literal: left };
  }
  return null;
}

const holds = ({ start, end }: Expression): Literal => {
  return { kind: 'literal', type: 'boolean', value: true, start, end };
};

function negated(comparison: PropertyComparison | null): PropertyComparison | null {
  const operator = comparison === null ? null : NEGATED[comparison.operator];
  return comparison === null || operator === null ? null : { ...comparison, operator };
}

/** `X eq 'a'` and `not (X eq 'a')`: one of them holds, whatever X is. */
export function hasOpposites(conditions: readonly Expression[]): boolean {
  if (!conditions.some(isNegative)) return false;
  const seen = new Set<string>();
  for (const condition of conditions) {
    const comparison = propertyComparison(condition);
    if (comparison === null) continue;
    const opposite = negated(comparison);
    if (opposite !== null && seen.has(keyOf(opposite))) return true;
    seen.add(keyOf(comparison));
  }
  return false;
}

/** `X eq 'a'` beside `X eq 'b'`, `X gt 5` beside `X lt 3`: no entity has both. */
export function excludeEachOther(conditions: readonly Expression[]): boolean {
  const least = new Map<string, Literal>();
  const most = new Map<string, Literal>();
  for (const condition of conditions) {
    const comparison = propertyComparison(condition);
    if (comparison === null) continue;
    const { name, operator, literal } = comparison;
    const holdsFromBelow = operator === 'eq' || operator === 'gt' || operator === 'ge';
    const holdsFromAbove = operator === 'eq' || operator === 'lt' || operator === 'le';
    if (holdsFromBelow && isAbove(literal, most.get(name))) return true;
    if (holdsFromAbove && isAbove(least.get(name), literal)) return true;
    if (holdsFromBelow) least.set(name, literal);
    if (holdsFromAbove) most.set(name, literal);
  }
  return false;
}

function isAbove(a: Literal | undefined, b: Literal | undefined): boolean {
  if (a === undefined || b === undefined || a.type !== b.type) return false;
  return a.value !== null && b.value !== null && a.value > b.value;
}

/** `not ...` or `X ne ...`, at one look. */
export function isNegative(condition: Expression): boolean {
  const inner = ungrouped(condition);
  return inner.kind === 'not' || (inner.kind === 'comparison' && inner.operator === 'ne');
}

function keyOf({ name, operator, literal }: PropertyComparison): string {
  return `${name} ${operator} ${literal.type} ${String(literal.value)}`;
}
