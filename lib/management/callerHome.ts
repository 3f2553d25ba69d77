import type { AccessEvent } from '../telemetry/event';

const UPN_CLAIM = /(^|\/)upn$/;
/** How Entra writes a guest: `m.keller_fabrikam.example#EXT#@contoso.onmicrosoft.com`. */
const GUEST = /_([^_@#]+)#ext#@/;
/** Below these, organisations are names of three parts: `co.uk`, `com.au`. */
const SHARED_SUFFIX = /^(onmicrosoft\.com|(ac|co|com|edu|gov|net|org)\.[a-z]{2})$/;

/**
 * The organisation that a person of the Activity Log belongs to, by the domain of the user principal
 * name: `contoso.example`, or `guest fabrikam.example`. Empty for services, and where none is told.
 */
export function homeOf({ management }: AccessEvent): string {
  if (management === null) return '';
  const { claims, caller } = management;
  const claim = Object.keys(claims).find((name) => UPN_CLAIM.test(name));
  return homeIn((claim === undefined ? '' : claims[claim]) || caller);
}

/** The same by a user principal name; empty where it is none. */
export function homeIn(caller: string): string {
  const name = caller.toLowerCase();
  const guest = GUEST.exec(name)?.[1];
  if (guest !== undefined) return `guest ${organisationOf(guest)}`;
  const domain = /@([a-z0-9.-]+\.[a-z]{2,})$/.exec(name)?.[1];
  return domain === undefined ? '' : organisationOf(domain);
}

/** Departments and countries of one organisation have names below its own. */
function organisationOf(domain: string): string {
  const parts = domain.split('.');
  const length = SHARED_SUFFIX.test(parts.slice(-2).join('.')) ? 3 : 2;
  return parts.slice(-length).join('.');
}
