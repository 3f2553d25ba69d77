/** Constant folding in filters: whether every document meets a condition. */

import { asksNothing, isGreatest, isLeast } from './boundaries';
import { documentConstant, patternOf, UNKNOWN } from './constants';
import { expressionTruth } from './expressions';
import type { Member, Node } from './language/tree';
import { matchesAnything } from './patterns';

/** `nearly` is met by nearly every document that has the field. */
export type Reach = 'every' | 'nearly' | 'none' | 'some';

/** `{}`, `{required: ['_id']}`: a schema that every document follows. */
function asksIdAlone(schema: Node): boolean {
  if (schema.kind !== 'object') return false;
  return schema.members.every(
    ({ key, value }) =>
      key === 'required' &&
      value.kind === 'array' &&
      value.elements.every((name) => name.kind === 'string' && name.value === '_id'),
  );
}

function takesWholeSample(node: Node): boolean {
  return documentConstant(node) === 1;
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined;
}

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
  if (key === '$jsonSchema') return asksIdAlone(value) ? 'every' : 'some';
  if (key === '$sampleRate') return takesWholeSample(value) ? 'every' : 'some';
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
  if (field === '_id' && value.kind === 'constant' && isNothing(value.value)) return 'none';
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
      if (constant === UNKNOWN) return 'some';
      return constant ? always : field === '_id' ? 'none' : 'some';
    case '$eq':
      return value.kind === 'constant' ? fieldReach(field, value) : 'some';
    case '$ne':
      return constant === '' || isNothing(constant) ? always : 'some';
    case '$gt':
    case '$gte':
      return constant === '' || isLeast(value) ? always : 'some';
    case '$lt':
    case '$lte':
      return isGreatest(value) ? always : 'some';
    case '$size':
      return field === '_id' ? 'none' : 'some';
    case '$mod':
    case '$bitsAllClear':
    case '$bitsAllSet':
    case '$geoWithin':
      return asksNothing(key, value) ? 'every' : 'some';
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
