import { signedIn } from './principal';

/** Who called with nothing but a key. */
export const FUNCTION_KEY = 'function key';
const UNREADABLE = 'someone whose claims cannot be read';
const LONGEST = 200;

/** Types of claims that name a caller, in the order in which they are looked for. */
const NAMES = [
  'preferred_username',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn',
  'upn',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
  'name',
];
const OBJECT_IDS = ['http://schemas.microsoft.com/identity/claims/objectidentifier', 'oid'];
const APPLICATIONS = ['azp', 'appid'];

/**
 * Who calls, for the history: the person or application by the claims that the platform passes.
 * Anybody can send that header to an app that the platform does not guard, so then it is nothing.
 * @param isGuarded true where platform authentication is on
 */
export function callerOf(headers: Headers, isGuarded: boolean): string {
  const principal = isGuarded ? signedIn(headers) : null;
  if (principal === null) return FUNCTION_KEY;
  if (principal === 'unreadable') return UNREADABLE;
  const { claims, name_typ: nameType } = principal;
  const first = (types: readonly string[]): string | undefined =>
    types
      .map((type) => claims.find(({ typ, val }) => typ === type && val !== '')?.val)
      .find((value) => value !== undefined);
  const application = first(APPLICATIONS);
  const name =
    first([...NAMES, ...(nameType ? [nameType] : [])]) ??
    (application === undefined ? undefined : `application ${application}`);
  const id = first(OBJECT_IDS);
  const both = [name, name === undefined || id === undefined ? id : `(${id})`];
  const text = both.filter((part) => part !== undefined).join(' ');
  return text === '' ? UNREADABLE : printable(text).slice(0, LONGEST);
}

/** Names are chosen by people: what is no visible character is left out. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '');
}
