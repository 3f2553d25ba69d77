/** Signs that operators stand where a login compares what a person typed. */

import type { Sign } from '../../verdict';
import type { Demand } from '../demandKinds';
import { MEANINGS } from '../demandKinds';
import type { Asked } from '../demands';
import { asksPresenceTwice, demandsOf, demandsOfPassword, isPresence } from '../demands';
import type { Condition } from '../filters';
import type { Member } from '../language/tree';
import type { Secrecy } from '../names';
import { isGroup, isIdentity, isOneTimeCode, isReference, isState, secrecyOf } from '../names';
import { signAt } from './sign';

/** Weights by who the filter names: nobody, nobody but one document is wanted, an account. */
type Weights = readonly [alone: number, findsOne: number, withIdentity: number];

const ON_PASSWORD: Record<Demand, Weights> = {
  'not-null': [0.3, 0.6, 0.85],
  'not-empty': [0.3, 0.8, 0.9],
  'not-value': [0.85, 0.9, 0.92],
  'not-flag': [0.2, 0.4, 0.7],
  'above-empty': [0.85, 0.9, 0.92],
  'any-pattern': [0.85, 0.9, 0.92],
  'empty-pattern': [0.85, 0.9, 0.92],
  'exact-pattern': [0.6, 0.65, 0.7],
  pattern: [0.45, 0.8, 0.85],
  exists: [0.15, 0.5, 0.6],
  typed: [0.15, 0.55, 0.6],
  'none-of': [0.75, 0.8, 0.85],
  'none-of-nothing': [0.75, 0.8, 0.85],
  'any-of': [0.1, 0.3, 0.3],
  guesses: [0.45, 0.6, 0.65],
  range: [0.45, 0.6, 0.8],
  'above-zero': [0.45, 0.6, 0.8],
  'above-container': [0.6, 0.8, 0.85],
  'typed-value': [0.2, 0.55, 0.6],
  negated: [0.25, 0.75, 0.85],
  probe: [0.6, 0.65, 0.7],
  harmless: [0, 0, 0],
};
const ON_TOKEN: Record<Demand, Weights> = {
  'not-null': [0.2, 0.5, 0.5],
  'not-empty': [0.25, 0.5, 0.5],
  'not-value': [0.6, 0.75, 0.8],
  'not-flag': [0, 0.5, 0.5],
  'above-empty': [0.6, 0.8, 0.8],
  'any-pattern': [0.7, 0.8, 0.85],
  'empty-pattern': [0.7, 0.8, 0.85],
  'exact-pattern': [0.5, 0.55, 0.6],
  pattern: [0.6, 0.65, 0.7],
  exists: [0, 0.5, 0.5],
  typed: [0.1, 0.5, 0.5],
  'none-of': [0.5, 0.5, 0.6],
  'none-of-nothing': [0.5, 0.6, 0.6],
  'any-of': [0, 0.1, 0.1],
  guesses: [0.3, 0.5, 0.55],
  range: [0.5, 0.6, 0.6],
  'above-zero': [0.5, 0.6, 0.6],
  'above-container': [0.5, 0.6, 0.6],
  'typed-value': [0, 0.3, 0.5],
  negated: [0.5, 0.6, 0.6],
  probe: [0.5, 0.55, 0.6],
  harmless: [0, 0, 0],
};
/** What maintenance asks of tokens, and what leaves out the session that asks. */
const OF_OWN_ACCOUNT = new Set<Demand>([
  ...(['exists', 'typed', 'not-null', 'not-empty', 'not-value', 'none-of'] as const),
  'typed-value',
]);
const ON_OWN_TOKEN = 0.2;
/** Leaves out one value; of a code that was sent to a person there is no other to be kept. */
const LEAVES_OUT = new Set<Demand>(['not-value', 'none-of', 'none-of-nothing']);
/** `_id`, `userId`, `user`, `owner_id` */
const OWN_ID = /(?:^|\.)(?:_id|id|(?:user|owner|account|member|customer)(?:_?id)?)$/i;
/** An operator on the account's name while the password is compared. */
const ON_IDENTITY_WITH_PASSWORD: Partial<Record<Demand, number>> = {
  'not-null': 0.55,
  'not-empty': 0.6,
  'not-value': 0.6,
  'not-flag': 0.5,
  'above-empty': 0.75,
  'any-pattern': 0.75,
  'empty-pattern': 0.75,
  pattern: 0.5,
  exists: 0.5,
  typed: 0.5,
  'none-of': 0.6,
  'none-of-nothing': 0.6,
  guesses: 0.5,
  range: 0.55,
  'above-zero': 0.6,
  'above-container': 0.6,
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
  ...(['none-of-nothing', 'negated', 'not-null', 'not-flag'] as const),
]);

/** On the account's name they take more than the accounts that have one. */
const ANYONE = new Set<Demand>([
  ...(['not-value', 'above-empty', 'any-pattern', 'empty-pattern', 'none-of'] as const),
  ...([
    'none-of-nothing',
    'negated',
    'pattern',
    'guesses',
    'range',
    'above-zero',
    'above-container',
  ] as const),
]);

/** Signs in the conditions of one operation on a collection. */
export function credentialSigns(
  conditions: readonly Condition[],
  collection: string | null,
  findsOne: boolean,
): Sign[] {
  const secrecies = conditions.map(({ field }) => secrecyOf(field, collection));
  if (secrecies.every((secrecy) => secrecy === 'none')) return [];
  const compared = secrecies.filter((_, index) => conditions[index]?.operators === null);
  const onIdentity =
    compared.includes('password') || compared.includes('hash')
      ? ON_IDENTITY_WITH_PASSWORD
      : compared.includes('token')
        ? ON_IDENTITY_WITH_TOKEN
        : null;
  const others = conditions.filter((_, index) => secrecies[index] === 'none');
  const naming = others.filter((condition) => namesOne(condition, findsOne));
  const account: Account = {
    named: naming.length > 0,
    owned: naming.length > 0 && naming.every(({ field }) => OWN_ID.test(field)),
    asked: others.some(asksForAny),
    anyone: others.some(takesAnyone),
    findsOne,
    loose: conditions.filter(
      ({ operators }, index) => operators !== null && secrecies[index] !== 'none',
    ).length,
  };
  const signs: Sign[] = [];
  for (const [index, condition] of conditions.entries()) {
    const secrecy = secrecies[index] ?? 'none';
    if (secrecy === 'none' && (onIdentity === null || !namesAccount(condition.field))) continue;
    if (asksPresenceTwice(condition)) continue;
    let strongest: { weight: number; asked: Asked } | null = null;
    for (const asked of secrecy === 'password'
      ? demandsOfPassword(condition)
      : demandsOf(condition)) {
      const weight =
        secrecy === 'none'
          ? (onIdentity?.[asked.demand] ?? 0)
          : onSecret(secrecy, asked, account, condition.field);
      if (weight > (strongest?.weight ?? 0)) strongest = { weight, asked };
    }
    if (strongest === null) continue;
    const { demand, member } = strongest.asked;
    const blind = demand === 'pattern' && secrecy !== 'none';
    const what = secrecy === 'none' ? 'the name of an account' : NAMED_AFTER[secrecy];
    const span = { start: condition.member.start, end: member.end };
    const technique = blind ? 'boolean-blind' : 'operator-abuse';
    signs.push(signAt(span, technique, strongest.weight, `${MEANINGS[demand]} on ${what}`));
  }
  return signs;
}

/** What the other conditions of a filter say of the account. */
interface Account {
  /** One account is named. */
  readonly named: boolean;
  /** It is named by the id that a program keeps of a person who is logged in. */
  readonly owned: boolean;
  /** An operator stands where it should be named. */
  readonly asked: boolean;
  /** That operator is more than a test of presence, which reports write too. */
  readonly anyone: boolean;
  readonly findsOne: boolean;
  /** How many secrets are asked for with operators. */
  readonly loose: number;
}

const isThere = (demand: Demand): boolean => demand === 'exists' || demand === 'not-null';

function onSecret(
  secrecy: Exclude<Secrecy, 'none'>,
  { demand, member }: Asked,
  account: Account,
  field: string,
): number {
  const { named, owned, asked, anyone, findsOne } = account;
  if (secrecy !== 'password') {
    const guesses = isOneTimeCode(field) && LEAVES_OUT.has(demand);
    if (guesses && owned && (findsOne || account.loose > 1)) return ON_TOKEN[demand][2];
    if (owned && OF_OWN_ACCOUNT.has(demand) && !leavesOutNumber(member)) return ON_OWN_TOKEN;
    // Files and migrations have a hash too.
    // What is kept of a password never comes in from a form; programs ask whether there is one.
    if (secrecy === 'hash' && named && !asked && isThere(demand)) return ON_OWN_TOKEN;
    const ofFile = (field === 'hash' || field === 'digest') && !named && !asked;
    if (ofFile && isPresence(demand)) return ON_OWN_TOKEN;
    return ON_TOKEN[demand][named || anyone ? 2 : findsOne ? 1 : 0];
  }
  // Reports count the accounts that have a password.
  const presence = demand === 'exists' || demand === 'typed';
  const login = named || (asked && (findsOne || anyone || !presence));
  return ON_PASSWORD[demand][login ? 2 : findsOne ? 1 : 0];
}

/** `{$ne: 1}`: no token is a number, so none is left out. */
function leavesOutNumber({ key, value }: Member): boolean {
  return key === '$ne' && value.kind === 'number';
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

function takesAnyone(condition: Condition): boolean {
  if (!isIdentity(condition.field)) return false;
  return demandsOf(condition).some(({ demand }) => ANYONE.has(demand));
}

/** Beside a password that is compared every field names the account, but for states and groups. */
function namesAccount(field: string): boolean {
  return isIdentity(field) || !(isState(field) || isGroup(field));
}
