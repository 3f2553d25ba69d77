import { entraPrincipal, UNKNOWN_PRINCIPAL } from '../principal';
import { textOf, type JsonObject } from '../fields';
import type { Principal } from '../event';

const LONGEST_CALLER = 256;
const OBJECT_ID = 'http://schemas.microsoft.com/identity/claims/objectidentifier';
const IDENTITY = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';

/** Claims that name a caller, the best one first. */
const CALLER_CLAIMS = [
  `${IDENTITY}upn`,
  `${IDENTITY}name`,
  `${IDENTITY}emailaddress`,
  'upn',
  'name',
  'xms_mirid',
  `${IDENTITY}spn`,
  'appid',
  OBJECT_ID,
];

/** A claim as text; only own members count. */
export function claimIn(claims: JsonObject | null, name: string): string {
  return claims !== null && Object.hasOwn(claims, name) ? textOf(claims[name]).trim() : '';
}

/** Who asked, for a person: the `caller` of the REST shape, or the first claim that names one. */
export function callerOf(record: JsonObject, claims: JsonObject | null): string {
  const caller = textOf(record.caller);
  if (caller !== '') return caller.slice(0, LONGEST_CALLER);
  for (const name of CALLER_CLAIMS) {
    const claim = claimIn(claims, name);
    if (claim !== '') return claim.slice(0, LONGEST_CALLER);
  }
  return '';
}

/** The Entra identity that asked: its object id, else the id that the role was given to. */
export function principalOfCaller(
  record: JsonObject,
  claims: JsonObject | null,
  authorization: JsonObject | null,
): Principal {
  const objectId = claimIn(claims, OBJECT_ID) || claimIn(claims, 'oid');
  if (objectId !== '') return entraPrincipal(objectId);
  // The evidence names a group where the role came by way of one, so it is second best.
  const evidence = authorization?.evidence;
  const assigned =
    typeof evidence === 'object' && evidence !== null && 'principalId' in evidence
      ? textOf(evidence.principalId)
      : '';
  if (assigned !== '') return entraPrincipal(withDashes(assigned));
  const caller = callerOf(record, claims);
  return caller === '' ? UNKNOWN_PRINCIPAL : entraPrincipal(caller);
}

/** The evidence writes a GUID without its dashes. */
function withDashes(id: string): string {
  return /^[0-9a-f]{32}$/i.test(id)
    ? id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    : id;
}
