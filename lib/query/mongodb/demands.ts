/** What a condition asks of a field, as far as it matters for who gets what. */

import { documentConstant, isExtendedValue, memberOf, patternOf, UNKNOWN } from './constants';
import type { Condition } from './filters';
import type { Member, Node } from './language/tree';
import { matchesAnything } from './patterns';

export type Demand =
  | 'not-null'
  | 'not-empty'
  | 'not-value'
  | 'not-flag'
  | 'above-empty'
  | 'any-pattern'
  | 'empty-pattern'
  | 'pattern'
  | 'exists'
  | 'none-of'
  | 'none-of-nothing'
  | 'any-of'
  | 'range'
  | 'negated'
  | 'probe'
  | 'harmless';

/** One operator of a condition and what it asks. */
export interface Asked {
  readonly demand: Demand;
  readonly member: Member;
}

/** For a person. */
export const MEANINGS: Record<Demand, string> = {
  'not-null': 'an "is not null" operator',
  'not-empty': 'an "is not empty" operator',
  'not-value': 'a "not equal" operator',
  'not-flag': 'a "not true" operator',
  'above-empty': 'a comparison that every text passes',
  'any-pattern': 'a pattern that matches anything',
  'empty-pattern': 'an empty pattern',
  pattern: 'a pattern',
  exists: 'an "exists" operator',
  'none-of': 'a "none of these" operator',
  'none-of-nothing': 'a "none of these" operator without a value',
  'any-of': 'a list of guesses',
  range: 'an order comparison',
  negated: 'a negated condition',
  probe: 'a probing operator',
  harmless: 'a condition',
};
const NOTHING: readonly Asked[] = [];

/** The demands of a condition, one for each of its operators; none for plain equality. */
export function demandsOf({ field, member, operators }: Condition): readonly Asked[] {
  if (operators !== null) {
    // Exports read a collection in parts of `_id`, from MinKey to MaxKey.
    const asked = field === '_id' ? operators.filter(({ value }) => !isTyped(value)) : operators;
    return asked.map((operator) => ({ demand: demandOf(operator), member: operator }));
  }
  const { value } = member;
  if (value.kind !== 'regex' && memberOf(value, '$regularExpression') === undefined) return NOTHING;
  return [{ demand: patternDemand(patternOf(value)), member }];
}

function demandOf({ key, value }: Member): Demand {
  switch (key) {
    case '$ne':
      return notEqualDemand(value);
    case '$gt':
    case '$gte':
      return isLowest(value) ? 'above-empty' : rangeDemand(value);
    case '$lt':
    case '$lte':
      return memberOf(value, '$maxKey') === undefined ? rangeDemand(value) : 'above-empty';
    case '$regex':
      return patternDemand(patternOf(value));
    case '$exists': {
      const constant = documentConstant(value);
      return constant === true || constant === 1 ? 'exists' : 'harmless';
    }
    case '$nin':
      if (value.kind !== 'array') return 'none-of';
      if (value.elements.length === 0) return 'none-of-nothing';
      return value.elements.every(isTyped) ? 'harmless' : 'none-of';
    case '$in':
      return value.kind === 'array' && value.elements.length > 1 ? 'any-of' : 'harmless';
    case '$not':
      return 'negated';
    case '$type':
    case '$size':
    case '$mod':
    case '$all':
    case '$where':
      return 'probe';
    default:
      return 'harmless';
  }
}

function notEqualDemand(value: Node): Demand {
  const constant = documentConstant(value);
  if (constant === null || constant === undefined) return 'not-null';
  if (constant === '') return 'not-empty';
  if (typeof constant === 'boolean') return 'not-flag';
  if (memberOf(value, '$minKey') !== undefined) return 'not-null';
  return constant === UNKNOWN && isTyped(value) ? 'harmless' : 'not-value';
}

function rangeDemand(value: Node): Demand {
  return documentConstant(value) === UNKNOWN ? 'harmless' : 'range';
}

/** What every text, or every value, is greater than. */
function isLowest(value: Node): boolean {
  const constant = documentConstant(value);
  if (constant === null || constant === undefined) return true;
  if (typeof constant === 'string') return constant.length <= 1 && constant.trim() === '';
  if (value.kind === 'array') return value.elements.length === 0;
  if (value.kind !== 'object') return false;
  const [first] = value.members;
  return first === undefined || first.key === '$minKey' || first.key === '$undefined';
}

/** An object id, a date or the like, which programs do exclude. */
function isTyped(node: Node): boolean {
  return isExtendedValue(node) || node.kind === 'call' || node.kind === 'name';
}

/** A pattern without a character is what a search form sends that was left empty. */
function patternDemand(pattern: string | null): Demand {
  if (pattern === null) return 'pattern';
  if (pattern === '') return 'empty-pattern';
  return matchesAnything(pattern) ? 'any-pattern' : 'pattern';
}
