/** Constant folding in aggregation expressions: which of them depend on no document. */

import { documentConstant, isExtendedValue, memberOf, UNKNOWN } from './constants';
import type { Folded } from './expressionValues';
import { isTrue, order, valueOf } from './expressionValues';
import type { Member, Node } from './language/tree';

type Variables = ReadonlyMap<string, Folded>;
const NO_VARIABLES: Variables = new Map();
const COMPARISONS = new Set(['$eq', '$ne', '$gt', '$gte', '$lt', '$lte']);
/** What the result of an operator is never less or greater than, whatever its field holds. */
const BOUNDS = new Map<string, readonly [least: number, most: number]>([
  ...['$strLenCP', '$strLenBytes', '$size', '$abs'].map((name) => [name, [0, Infinity]] as const),
  ...['$indexOfCP', '$indexOfBytes', '$indexOfArray'].map(
    (name) => [name, [-1, Infinity]] as const,
  ),
  ...['$cmp', '$strcasecmp'].map((name) => [name, [-1, 1]] as const),
  ...([
    ['$rand', [0, 1]],
    ['$month', [1, 12]],
    ['$dayOfMonth', [1, 31]],
    ['$dayOfWeek', [1, 7]],
    ['$hour', [0, 23]],
    ['$minute', [0, 59]],
    ['$second', [0, 60]],
  ] as const),
]);

/** The truth of an aggregation expression that is the same for every document, else undefined. */
export function expressionTruth(node: Node): boolean | undefined {
  return truth(fold(node, NO_VARIABLES));
}

/** True for `{$eq: [1, 1]}`: both sides are constants. */
export function comparesConstants(node: Node): boolean {
  const operator = node.kind === 'object' ? node.members[0] : undefined;
  if (operator?.value.kind !== 'array' || !COMPARISONS.has(operator.key)) return false;
  const { elements } = operator.value;
  return elements.length === 2 && elements.every((side) => isKnown(fold(side, NO_VARIABLES)));
}

function truth(value: Folded): boolean | undefined {
  return value === UNKNOWN ? undefined : isTrue(value);
}

/** True where no part of a value is unknown. */
function isKnown(value: Folded): value is Exclude<Folded, typeof UNKNOWN> {
  return Array.isArray(value) ? value.every(isKnown) : value !== UNKNOWN;
}

function fold(node: Node, variables: Variables): Folded {
  if (node.kind === 'string') {
    if (!node.value.startsWith('$')) return node.value;
    const name = node.value.slice(2);
    return node.value.startsWith('$$') && variables.has(name) ? variables.get(name) : UNKNOWN;
  }
  if (node.kind === 'array') return node.elements.map((element) => fold(element, variables));
  if (node.kind !== 'object' || isExtendedValue(node)) return documentConstant(node);
  const [operator] = node.members;
  // A document is true.
  if (operator === undefined) return true;
  return operator.key.startsWith('$') ? foldOperator(operator, variables) : UNKNOWN;
}

function foldOperator({ key, value }: Member, variables: Variables): Folded {
  switch (key) {
    case '$literal':
      return documentConstant(value);
    case '$let':
      return foldLet(value, variables);
    case '$cond':
      return foldCondition(value, variables);
    case '$switch':
      return foldSwitch(value, variables);
    default:
      break;
  }
  const operands = value.kind === 'array' ? value.elements : [value];
  const args = operands.map((operand) => fold(operand, variables));
  switch (key) {
    case '$and':
    case '$or': {
      const decisive = key === '$or';
      const truths = args.map(truth);
      if (truths.includes(decisive)) return decisive;
      return truths.includes(undefined) ? UNKNOWN : !decisive;
    }
    case '$not': {
      const operand = truth(args[0] ?? UNKNOWN);
      return operand === undefined ? UNKNOWN : !operand;
    }
    case '$ifNull':
      return foldIfNull(args);
    case '$isArray':
    case '$size':
      // The elements need not be known.
      if (operands[0]?.kind === 'array') return valueOf(key, args.slice(0, 1).map(known));
      break;
    default:
      if (COMPARISONS.has(key)) return foldComparison(key, operands, args);
  }
  return args.every(isKnown) ? valueOf(key, args.map(known)) : UNKNOWN;
}

function known(value: Folded): Exclude<Folded, typeof UNKNOWN> {
  return value === UNKNOWN ? undefined : value;
}

function foldIfNull(args: readonly Folded[]): Folded {
  for (const value of args) {
    if (value !== null && value !== undefined) return value;
  }
  return null;
}

/** `{vars: {a: 1}, in: {$eq: ['$$a', 1]}}` */
function foldLet(value: Node, variables: Variables): Folded {
  const defined = memberOf(value, 'vars');
  const body = memberOf(value, 'in');
  if (defined?.kind !== 'object' || body === undefined) return UNKNOWN;
  const inner = new Map(variables);
  for (const member of defined.members) inner.set(member.key, fold(member.value, variables));
  return fold(body, inner);
}

/** `[if, then, else]` or `{if: ..., then: ..., else: ...}` */
function foldCondition(value: Node, variables: Variables): Folded {
  const [test, whenTrue, whenFalse] =
    value.kind === 'array'
      ? value.elements
      : [memberOf(value, 'if'), memberOf(value, 'then'), memberOf(value, 'else')];
  if (test === undefined || whenTrue === undefined || whenFalse === undefined) return UNKNOWN;
  const holds = truth(fold(test, variables));
  const a = fold(whenTrue, variables);
  const b = fold(whenFalse, variables);
  if (holds !== undefined) return holds ? a : b;
  const same = truth(a);
  return same !== undefined && same === truth(b) ? same : UNKNOWN;
}

function foldSwitch(value: Node, variables: Variables): Folded {
  const branches = memberOf(value, 'branches');
  if (branches?.kind !== 'array') return UNKNOWN;
  for (const branch of branches.elements) {
    const test = memberOf(branch, 'case');
    const holds = test === undefined ? undefined : truth(fold(test, variables));
    const result = memberOf(branch, 'then');
    if (holds === undefined || result === undefined) return UNKNOWN;
    if (holds) return fold(result, variables);
  }
  const otherwise = memberOf(value, 'default');
  return otherwise === undefined ? UNKNOWN : fold(otherwise, variables);
}

function foldComparison(
  operator: string,
  [leftNode, rightNode]: readonly Node[],
  [left = UNKNOWN, right = UNKNOWN]: readonly Folded[],
): Folded {
  if (leftNode === undefined || rightNode === undefined) return UNKNOWN;
  if (isKnown(left) && isKnown(right)) return holds(operator, order(left, right));
  if (isPath(leftNode) && isPath(rightNode) && leftNode.value === rightNode.value) {
    return holds(operator, 0);
  }
  return right === UNKNOWN
    ? bounded(MIRRORED[operator] ?? operator, rightNode, left)
    : bounded(operator, leftNode, right);
}

const MIRRORED: Readonly<Record<string, string>> = {
  $gt: '$lt',
  $gte: '$lte',
  $lt: '$gt',
  $lte: '$gte',
};

/** `{$gte: ['$a', null]}`, `{$gt: ['$_id', null]}`, `{$gte: [{$size: '$a'}, 0]}` */
function bounded(operator: string, node: Node, limit: Folded): Folded {
  if (limit === null && isPath(node)) {
    if (operator === '$gte') return true;
    if (operator === '$lt') return false;
    return node.value === '$_id' ? holds(operator, 1) : UNKNOWN;
  }
  const key = node.kind === 'object' ? node.members[0]?.key : undefined;
  const bounds = key === undefined ? undefined : BOUNDS.get(key);
  if (bounds === undefined || typeof limit !== 'number') return UNKNOWN;
  const [least, most] = bounds;
  if (limit < least || limit > most) return holds(operator, limit < least ? 1 : -1);
  if (limit === least && (operator === '$gte' || operator === '$lt')) return operator === '$gte';
  if (limit === most && (operator === '$lte' || operator === '$gt')) return operator === '$lte';
  return UNKNOWN;
}

function isPath(node: Node): node is Node & { kind: 'string' } {
  return node.kind === 'string' && node.value.startsWith('$');
}

function holds(operator: string, by: number): Folded {
  switch (operator) {
    case '$eq':
      return by === 0;
    case '$ne':
      return by !== 0;
    case '$gt':
      return by > 0;
    case '$gte':
      return by >= 0;
    case '$lt':
      return by < 0;
    case '$lte':
      return by <= 0;
    default:
      return UNKNOWN;
  }
}
