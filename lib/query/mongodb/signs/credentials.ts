/** Signs that operators stand where a login compares what a person typed. */

import type { Sign } from '../../verdict';
import type { Demand } from '../demands';
import { demandsOf, MEANINGS } from '../demands';
import type { Condition } from '../filters';
import type { Secrecy } from '../names';
import { isGroup, isIdentity, isReference, isState, secrecyOf } from '../names';
import { signAt } from './sign';

/** Weights by who the filter names: nobody, nobody but one document is wanted, an account. */
type Weights = readonly [alone: number, findsOne: number, withIdentity: number];

const ON_PASSWORD: Record<Demand, Weights> = {
  'not-null': [0.4, 0.6, 0.85],
  'not-empty': [0.6, 0.8, 0.9],
  'not-value': [0.85, 0.9, 0.92],
  'not-flag': [0.2, 0.4, 0.7],
  'above-empty': [0.85, 0.9, 0.92],
  'any-pattern': [0.85, 0.9, 0.92],
  'empty-pattern': [0.85, 0.9, 0.92],
  pattern: [0.75, 0.8, 0.85],
  exists: [0.2, 0.5, 0.6],
  'none-of': [0.75, 0.8, 0.85],
  'none-of-nothing': [0.75, 0.8, 0.85],
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
  'empty-pattern': [0.7, 0.8, 0.85],
  pattern: [0.6, 0.65, 0.7],
  exists: [0, 0.3, 0.3],
  'none-of': [0.3, 0.5, 0.6],
  'none-of-nothing': [0.4, 0.6, 0.6],
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
  'empty-pattern': 0.75,
  pattern: 0.5,
  exists: 0.5,
  'none-of': 0.6,
  'none-of-nothing': 0.6,
  'any-of': 0.5,
  range: 0.55,
  negated: 0.5,
  probe: 0.5,
};
/** The same while a code or a token is compared, which programs send with a selection of accounts. */
const ON_IDENTITY_WITH_TOKEN: Partial<Record<Demand, number>> = {
  'above-empty': 0.7,
  'any-pattern': 0.7,
  'empty-pattern': 0.6,
};
const NAMED_AFTER: Record<Exclude<Secrecy, 'none'>, string> = {
  password: 'a password field',
  hash: 'a secret field',
  token: 'a secret field',
};

/** On a second field these make a filter of two operators, as a login form does that takes any value. */
const OPEN = new Set<Demand>([
  ...(['not-empty', 'not-value', 'above-empty', 'any-pattern', 'empty-pattern'] as const),
  ...(['none-of-nothing', 'negated', 'not-null'] as const),
]);

/** Signs in the conditions of one operation. */
export function credentialSigns(conditions: readonly Condition[], findsOne: boolean): Sign[] {
  const secrecies = conditions.map(({ field }) => secrecyOf(field));
  if (secrecies.every((secrecy) => secrecy === 'none')) return [];
  const compared = secrecies.filter((_, index) => conditions[index]?.operators === null);
  const onIdentity =
    compared.includes('password') || compared.includes('hash')
      ? ON_IDENTITY_WITH_PASSWORD
      : compared.includes('token')
        ? ON_IDENTITY_WITH_TOKEN
        : null;
  const others = conditions.filter((_, index) => secrecies[index] === 'none');
  const account: Account = {
    named: others.some((condition) => namesOne(condition, findsOne)),
    asked: others.some(asksForAny),
    findsOne,
  };
  const signs: Sign[] = [];
  for (const [index, condition] of conditions.entries()) {
    const secrecy = secrecies[index] ?? 'none';
    if (secrecy === 'none' && (onIdentity === null || !namesAccount(condition.field))) continue;
    for (const { demand, member } of demandsOf(condition)) {
      const weight =
        secrecy === 'none' ? (onIdentity?.[demand] ?? 0) : onSecret(secrecy, demand, account);
      if (weight === 0) continue;
      const blind = demand === 'pattern' && secrecy !== 'none';
      const what = secrecy === 'none' ? 'the name of an account' : NAMED_AFTER[secrecy];
      const span = { start: condition.member.start, end: member.end };
      const technique = blind ? 'boolean-blind' : 'operator-abuse';
      signs.push(signAt(span, technique, weight, `${MEANINGS[demand]} on ${what}`));
    }
  }
  return signs;
}

/** What the other conditions of a filter say of the account. */
interface Account {
  /** One account is named. */
  readonly named: boolean;
  /** An operator stands where it should be named. */
  readonly asked: boolean;
  readonly findsOne: boolean;
}

function onSecret(
  secrecy: Exclude<Secrecy, 'none'>,
  demand: Demand,
  { named, asked, findsOne }: Account,
): number {
  // Reports count the accounts that have a password.
  const login = demand === 'exists' ? named && findsOne : named || asked;
  const whose = login ? 2 : findsOne ? 1 : 0;
  if (secrecy === 'password') return ON_PASSWORD[demand][whose];
  return ON_TOKEN[demand][named ? 2 : findsOne ? 1 : 0];
}

/** `{email: 'a'}`; where one document is wanted, any text or number that is not a state. */
function namesOne({ field, operators, member }: Condition, findsOne: boolean): boolean {
  if (operators !== null) return false;
  if (isIdentity(field)) return true;
  const { kind } = member.value;
  if ((kind !== 'string' && kind !== 'number') || isState(field) || isGroup(field)) return false;
  return findsOne || isReference(field);
}

function asksForAny(condition: Condition): boolean {
  if (condition.operators === null && condition.member.value.kind !== 'regex') return false;
  if (!namesAccount(condition.field)) return false;
  return isIdentity(condition.field) || demandsOf(condition).some(({ demand }) => OPEN.has(demand));
}

/** Beside a password that is compared every field names the account, but for states and groups. */
function namesAccount(field: string): boolean {
  return isIdentity(field) || !(isState(field) || isGroup(field));
}
