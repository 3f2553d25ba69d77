import type { Principal } from './event';
import { InternTable } from './internTable';

export const UNKNOWN_PRINCIPAL: Principal = { kind: 'unknown', id: '' };

const LONGEST_ID = 256;
const bounded = (id: string) => id.slice(0, LONGEST_ID);

const entra = new InternTable<Principal>(4_096, (id) => ({
  kind: 'entra',
  id: bounded(id).toLowerCase(),
}));
const resourceTokens = new InternTable<Principal>(1_024, (id) => ({
  kind: 'resourceToken',
  id: bounded(id),
}));
const tokenTypes = new InternTable<Principal>(64, principalOfTokenType);

/** An Entra identity by its object id; a service principal counts as one. */
export function entraPrincipal(objectId: string): Principal {
  return entra.get(objectId);
}

/**
 * Who made a data-plane request, from `aadPrincipalId`, `resourceTokenPermissionId` and the kind of
 * token (`authTokenType`, else `keyType`). The first one that is filled decides. Only Entra tells
 * an identity: a key says which key was used, not by whom.
 */
export function principalOf(
  aadPrincipalId: string,
  permissionId: string,
  tokenType: string,
): Principal {
  if (aadPrincipalId !== '') return entra.get(aadPrincipalId);
  if (permissionId !== '') return resourceTokens.get(permissionId);
  return tokenType === '' ? UNKNOWN_PRINCIPAL : tokenTypes.get(tokenType);
}

/** The SDKs' AuthorizationTokenType, in lower case because the docs and the SDK spell it apart. */
const KEYS = new Map([
  ['primarymasterkey', 'primaryMasterKey'],
  ['primaryreadonlymasterkey', 'primaryReadonlyMasterKey'],
  ['secondarymasterkey', 'secondaryMasterKey'],
  ['secondaryreadonlymasterkey', 'secondaryReadonlyMasterKey'],
]);

function principalOfTokenType(tokenType: string): Principal {
  const name = tokenType.toLowerCase();
  const key = KEYS.get(name);
  if (key !== undefined) return { kind: 'key', id: key };
  if (name === 'resourcetoken') return { kind: 'resourceToken', id: '' };
  // SystemReadOnly, SystemReadWrite, SystemAll: the platform itself.
  if (name.startsWith('system')) return { kind: 'system', id: bounded(tokenType) };
  if (name.startsWith('aad') || name.startsWith('entra')) return { kind: 'entra', id: '' };
  return UNKNOWN_PRINCIPAL;
}
