/** Signs that operators stand where a login compares what a person typed. */

import type { Sign } from '../../verdict';
import { documentConstant, isExtendedValue, patternOf, UNKNOWN } from '../constants';
import type { Condition } from '../filters';
import type { Member, Node } from '../language/tree';
import type { Secrecy } from '../names';
import { isIdentity, secrecyOf } from '../names';
import { matchesAnything } from '../patterns';
import { signAt } from './sign';

/** What an operator asks of a value, as far as it matters for a login. */
type Demand =
  | 'not-null'
  | 'not-empty'
  | 'not-value'
  | 'not-flag'
  | 'above-empty'
  | 'any-pattern'
  | 'pattern'
  | 'exists'
  | 'none-of'
  | 'any-of'
  | 'range'
  | 'negated'
  | 'probe'
  | 'harmless';

/** Weights by who the filter names: nobody, nobody but one document is wanted, an account. */
type Weights = readonly [alone: number, findsOne: number, withIdentity: number];

const ON_PASSWORD: Record<Demand, Weights> = {
  'not-null': [0.4, 0.6, 0.85],
  'not-empty': [0.6, 0.8, 0.9],
  'not-value': [0.85, 0.9, 0.92],
  'not-flag': [0.2, 0.4, 0.7],
  'above-empty': [0.85, 0.9, 0.92],
  'any-pattern': [0.85, 0.9, 0.92],
  pattern: [0.75, 0.8, 0.85],
  exists: [0.3, 0.45, 0.6],
  'none-of': [0.75, 0.8, 0.85],
  'any-of': [0.55, 0.6, 0.65],
  range: [0.45, 0.6, 0.8],
  negated: [0.7, 0.75, 0.85],
  probe: [0.6, 0.6, 0.7],
  harmless: [0, 0, 0],
};
const ON_TOKEN: Record<Demand, Weights> = {
  'not-null': [0.2, 0.5, 0.5],
  'not-empty': [0.25, 0.5, 0.5],
  'not-value': [0.6, 0.75, 0.8],
  'not-flag': [0, 0.1, 0.3],
  'above-empty': [0.6, 0.8, 0.8],
  'any-pattern': [0.7, 0.8, 0.85],
  pattern: [0.6, 0.65, 0.7],
  exists: [0, 0.3, 0.3],
  'none-of': [0.3, 0.5, 0.6],
  'any-of': [0, 0.1, 0.1],
  range: [0.5, 0.6, 0.6],
  negated: [0.4, 0.5, 0.6],
  probe: [0.3, 0.4, 0.5],
  harmless: [0, 0, 0],
};
/** An operator on the account's name while the password is compared. */
const ON_IDENTITY_WITH_PASSWORD: Partial<Record<Demand, number>> = {
  'not-null': 0.55,
  'not-empty': 0.6,
  'not-value': 0.6,
  'above-empty': 0.75,
  'any-pattern': 0.75,
  pattern: 0.5,
  exists: 0.5,
  'none-of': 0.6,
  'any-of': 0.5,
  range: 0.55,
  negated: 0.5,
};
/** On any field: rarely written by programs, and often by those who try a login. */
const ON_ANY_FIELD: Partial<Record<Demand, number>> = { 'above-empty': 0.3, 'any-pattern': 0.1 };

/** Signs in the conditions of one operation. */
export function credentialSigns(conditions: readonly Condition[], findsOne: boolean): Sign[] {
  const secrecies = conditions.map(({ field }) => secrecyOf(field));
  const named = conditions.some(
    ({ field }, index) => secrecies[index] === 'none' && isIdentity(field),
  );
  const passwordCompared = conditions.some(
    ({ operators }, index) => secrecies[index] === 'password' && operators === null,
  );
  const signs: Sign[] = [];
  for (const [index, condition] of conditions.entries()) {
    const secrecy = secrecies[index] ?? 'none';
    for (const { demand, member } of demandsOf(condition)) {
      const weight = weightOf(demand, secrecy, {
        who: named ? 2 : findsOne ? 1 : 0,
        login: passwordCompared && secrecy === 'none',
      });
      if (weight === 0) continue;
      const technique =
        demand === 'pattern' && secrecy !== 'none' ? 'boolean-blind' : 'operator-abuse';
      const meaning = `${MEANINGS[demand]} on ${WHAT[secrecy]}`;
      const span = { start: condition.member.start, end: member.end };
      signs.push(signAt(span, technique, weight, meaning));
    }
  }
  return signs;
}

const WHAT: Record<Secrecy, string> = {
  password: 'a password field',
  token: 'a secret field',
  none: 'a field',
};
const MEANINGS: Record<Demand, string> = {
  'not-null': 'an "is not null" operator',
  'not-empty': 'an "is not empty" operator',
  'not-value': 'a "not equal" operator',
  'not-flag': 'a "not true" operator',
  'above-empty': 'a comparison with the empty text',
  'any-pattern': 'a pattern that matches anything',
  pattern: 'a pattern',
  exists: 'an "exists" operator',
  'none-of': 'a "none of these" operator',
  'any-of': 'a list of guesses',
  range: 'an order comparison',
  negated: 'a negated condition',
  probe: 'a probing operator',
  harmless: 'a condition',
};

function weightOf(
  demand: Demand,
  secrecy: Secrecy,
  { who, login }: { who: 0 | 1 | 2; login: boolean },
): number {
  if (secrecy === 'password') return ON_PASSWORD[demand][who];
  if (secrecy === 'token') return ON_TOKEN[demand][who];
  if (login) return ON_IDENTITY_WITH_PASSWORD[demand] ?? 0;
  return ON_ANY_FIELD[demand] ?? 0;
}

function demandsOf({ member, operators }: Condition): { demand: Demand; member: Member }[] {
  if (member.value.kind === 'regex') {
    return [{ demand: patternDemand(member.value.pattern), member }];
  }
  return (operators ?? []).map((operator) => ({ demand: demandOf(operator), member: operator }));
}

function demandOf({ key, value }: Member): Demand {
  const constant = documentConstant(value);
  switch (key) {
    case '$ne':
      if (constant === null || constant === undefined) return 'not-null';
      if (constant === '') return 'not-empty';
      if (typeof constant === 'boolean') return 'not-flag';
      return constant === UNKNOWN && isOneValue(value) ? 'harmless' : 'not-value';
    case '$gt':
    case '$gte':
      if (constant === '' || constant === null || constant === undefined) return 'above-empty';
      return constant === UNKNOWN ? 'harmless' : 'range';
    case '$lt':
    case '$lte':
      return constant === UNKNOWN ? 'harmless' : 'range';
    case '$regex': {
      const pattern = patternOf(value);
      return pattern === null ? 'pattern' : patternDemand(pattern);
    }
    case '$exists':
      return constant === true || constant === 1 ? 'exists' : 'harmless';
    case '$nin':
      return 'none-of';
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

/** An object id, a date or the like, which programs do exclude. */
function isOneValue(node: Node): boolean {
  return isExtendedValue(node) || node.kind === 'call' || node.kind === 'name';
}

/** A pattern without a character is what a search form sends that was left empty. */
function patternDemand(pattern: string): Demand {
  return matchesAnything(pattern) ? 'any-pattern' : 'pattern';
}
