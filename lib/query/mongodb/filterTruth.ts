/** Constant folding in filters: whether every document meets a condition. */

import { documentConstant, memberOf, patternOf, UNKNOWN } from './constants';
import type { Member, Node } from './language/tree';
import { matchesAnything } from './patterns';

/** `nearly` is met by nearly every document that has the field. */
export type Reach = 'every' | 'nearly' | 'none' | 'some';

/** How much of a collection a filter document reaches. */
export function reachOf(filter: Node): Reach {
  if (filter.kind !== 'object') return 'some';
  let reach: Reach = 'every';
  for (const member of filter.members) {
    const own = reachOfMember(member);
    if (own === 'none') return 'none';
    if (own === 'some' || (own === 'nearly' && reach === 'every')) reach = own;
  }
  return reach;
}

function reachOfMember({ key, value }: Member): Reach {
  if (key === '$and' || key === '$or' || key === '$nor') return reachOfGroup(key, value);
  if (key === '$expr') {
    const truth = expressionTruth(value);
    return truth === undefined ? 'some' : truth ? 'every' : 'none';
  }
  if (key === '$comment') return 'every';
  if (key.startsWith('$')) return 'some';
  return fieldReach(key, value);
}

function reachOfGroup(key: string, value: Node): Reach {
  if (value.kind !== 'array' || value.elements.length === 0) return 'some';
  const reaches = value.elements.map(reachOf);
  if (key === '$and') {
    if (reaches.includes('none')) return 'none';
    return reaches.every((reach) => reach === 'every') ? 'every' : 'some';
  }
  if (key === '$nor') return reaches.every((reach) => reach === 'none') ? 'every' : 'some';
  return reaches.includes('every') ? 'every' : reaches.includes('nearly') ? 'nearly' : 'some';
}

function fieldReach(field: string, value: Node): Reach {
  if (value.kind === 'regex') return matchesAnything(value.pattern) ? 'nearly' : 'some';
  if (value.kind !== 'object' || value.members.length === 0) return 'some';
  let reach: Reach = 'every';
  for (const operator of value.members) {
    const own = operatorReach(field, operator);
    if (own === 'some' || own === 'none') return own;
    if (own === 'nearly') reach = own;
  }
  return reach;
}

function operatorReach(field: string, { key, value }: Member): Reach {
  const always = field === '_id' ? 'every' : 'nearly';
  const constant = documentConstant(value);
  switch (key) {
    case '$exists':
      return constant === true || constant === 1 ? always : 'some';
    case '$ne':
      return constant === null || constant === undefined || constant === '' ? always : 'some';
    case '$gt':
    case '$gte':
      return constant === '' || memberOf(value, '$minKey') !== undefined ? always : 'some';
    case '$nin':
      return value.kind === 'array' && value.elements.length === 0 ? 'every' : 'some';
    case '$in':
      return value.kind === 'array' && value.elements.length === 0 ? 'none' : 'some';
    case '$regex': {
      const pattern = patternOf(value);
      return pattern !== null && matchesAnything(pattern) ? always : 'some';
    }
    case '$options':
      return 'every';
    case '$not':
      return fieldReach(field, value) === 'none' ? 'every' : 'some';
    default:
      return 'some';
  }
}

/** The truth of an aggregation expression that depends on no document, else undefined. */
export function expressionTruth(node: Node): boolean | undefined {
  if (node.kind !== 'object') {
    const constant = expressionConstant(node);
    return constant === UNKNOWN ? undefined : Boolean(constant);
  }
  const [operator] = node.members;
  if (operator === undefined) return true;
  const args = operator.value.kind === 'array' ? operator.value.elements : [operator.value];
  switch (operator.key) {
    case '$and':
    case '$or': {
      const truths = args.map(expressionTruth);
      const decisive = operator.key === '$or';
      if (truths.includes(decisive)) return decisive;
      return truths.includes(undefined) ? undefined : !decisive;
    }
    case '$not': {
      const truth = args[0] === undefined ? undefined : expressionTruth(args[0]);
      return truth === undefined ? undefined : !truth;
    }
    case '$literal': {
      const constant = documentConstant(operator.value);
      return constant === UNKNOWN ? undefined : Boolean(constant);
    }
    case '$in':
      return isListed(args[0], args[1]);
    default:
      return comparisonTruth(operator.key, args);
  }
}

/** `{$in: ['a', ['a', 'b']]}` with constants only. */
function isListed(wanted: Node | undefined, list: Node | undefined): boolean | undefined {
  if (wanted === undefined || list?.kind !== 'array') return undefined;
  const constant = expressionConstant(wanted);
  if (constant === UNKNOWN) return undefined;
  return list.elements.some((element) => expressionConstant(element) === constant) || undefined;
}

/** True for `{$eq: [1, 1]}`: both sides are constants. */
export function comparesConstants(node: Node): boolean {
  const operator = node.kind === 'object' ? node.members[0] : undefined;
  if (operator?.value.kind !== 'array' || !/^\$(eq|ne|gte?|lte?)$/.test(operator.key)) return false;
  const { elements } = operator.value;
  return elements.length === 2 && elements.every((side) => expressionConstant(side) !== UNKNOWN);
}

function comparisonTruth(operator: string, [left, right]: readonly Node[]): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  const order = orderOf(left, right);
  if (order === undefined) return undefined;
  switch (operator) {
    case '$eq':
      return order === 0;
    case '$ne':
      return order !== 0;
    case '$gt':
      return order > 0;
    case '$gte':
      return order >= 0;
    case '$lt':
      return order < 0;
    case '$lte':
      return order <= 0;
    default:
      return undefined;
  }
}

function orderOf(left: Node, right: Node): number | undefined {
  const isPath = left.kind === 'string' && left.value.startsWith('$');
  if (isPath) return right.kind === 'string' && right.value === left.value ? 0 : undefined;
  const a = expressionConstant(left);
  const b = expressionConstant(right);
  if (a === UNKNOWN || b === UNKNOWN) return undefined;
  if (a === b) return 0;
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1;
}

function expressionConstant(node: Node): ReturnType<typeof documentConstant> {
  if (node.kind === 'string' && node.value.startsWith('$')) return UNKNOWN;
  const literal = memberOf(node, '$literal');
  return documentConstant(literal ?? node);
}
