/** Constant folding: what a relation says of every row, whatever is stored. */

import type { Literal, Relation, RelationOperator, Term } from './tree';
import { isConstant, isLiteral, partsOf } from './tree';

export type Truth = 'true' | 'false' | 'unknown';

/** The smallest token of the default partitioner, Murmur3. */
const LEAST_TOKEN = -(2 ** 63);

/** Whether the relation holds for every row, for none, or depends on the row. */
export function truthOf({ left, operator, right }: Relation): Truth {
  const a = alone(left);
  if (operator === 'none') return truthOfTerm(a);
  if (right === null) return isConstant(a) ? 'true' : 'unknown';
  const b = alone(right);
  if (isLiteral(a) && isLiteral(b)) return compareLiterals(a, operator, b);
  if (a.kind === 'column' && b.kind === 'column' && a.name === b.name) {
    return compareOrder(0, operator);
  }
  if (operator === 'like' && isLiteral(b)) return isWildcard(b) ? 'true' : 'unknown';
  if (operator === 'in' && isLiteral(a) && right.kind === 'collection') {
    const matches = right.items.map((item) => isLiteral(item) && item.value === a.value);
    return matches.includes(true) ? 'true' : 'unknown';
  }
  return 'unknown';
}

/** True where no column takes part: `1 = 1`, `'a' = 'a'`, `1 > 2`, `(1, 2) = (1, 2)`. */
export function comparesConstants({ left, operator, right }: Relation): boolean {
  if (operator === 'none' || right === null) return isConstant(left);
  return isConstant(left) && (isConstant(right) || right.kind === 'column');
}

/** `x > ''`, `x >= ''`, `token(k) >= -9223372036854775808`: met by every row that has the column. */
export function acceptsAnyValue({ left, operator, right }: Relation): boolean {
  const value = right === null ? right : alone(right);
  if (value === null || !isLiteral(value)) return false;
  if (operator === '!=') return value.type === 'string' && value.value === '' && !isLiteral(left);
  if (operator !== '>' && operator !== '>=') return false;
  if (value.type === 'string') return value.value === '' && left.kind !== 'literal';
  if (value.type === 'blob') return value.value === '0x';
  return left.kind === 'call' && left.name === 'token' && Number(value.value) <= LEAST_TOKEN;
}

/** An operation on a text literal within the term, however deep; the server has none but on dates. */
export function operationOnText(term: Term): Term | null {
  if (term.kind === 'literal') return null;
  if (term.kind === 'arithmetic') {
    const [first, ...others] = term.operands;
    const isText = first !== undefined && isLiteral(first) && first.type === 'string';
    if (isText && !others.every(isDuration)) return term;
  }
  for (const part of partsOf(term)) {
    const found = operationOnText(part);
    if (found !== null) return found;
  }
  return null;
}

/** `'2024-05-07' - 2d`: a date may be moved by a duration. */
function isDuration(term: Term): boolean {
  return isLiteral(term) && term.type === 'number' && /[a-z]$/i.test(term.value);
}

/** The term without the parentheses around it. */
function alone(term: Term): Term {
  let inner = term;
  while (inner.kind === 'collection') {
    const [only] = inner.items;
    if (inner.items.length !== 1 || only === undefined) return inner;
    inner = only;
  }
  return inner;
}

function truthOfTerm(term: Term): Truth {
  if (!isLiteral(term)) return isConstant(term) ? 'true' : 'unknown';
  const isFalse = term.value === 'false' || term.value === '0' || term.type === 'null';
  return isFalse ? 'false' : 'true';
}

function isWildcard({ type, value }: Literal): boolean {
  return type === 'string' && /^%+$/.test(value);
}

function compareLiterals(a: Literal, operator: RelationOperator, b: Literal): Truth {
  if (operator === 'like') return isWildcard(b) || a.value === b.value ? 'true' : 'unknown';
  if (a.type === 'number' && b.type === 'number') {
    return compareOrder(Math.sign(Number(a.value) - Number(b.value)), operator);
  }
  if (a.value === b.value) return compareOrder(0, operator);
  return compareOrder(a.value < b.value ? -1 : 1, operator);
}

function compareOrder(order: number, operator: RelationOperator): Truth {
  switch (operator) {
    case '=':
      return order === 0 ? 'true' : 'false';
    case '!=':
      return order !== 0 ? 'true' : 'false';
    case '<':
      return order < 0 ? 'true' : 'false';
    case '<=':
      return order <= 0 ? 'true' : 'false';
    case '>':
      return order > 0 ? 'true' : 'false';
    case '>=':
      return order >= 0 ? 'true' : 'false';
    case 'in':
    case 'contains':
    case 'like':
    case 'match':
    case 'is not null':
    case 'between':
    case 'none':
      return 'unknown';
  }
}
