import * as z from 'zod';

/**
 * The header of App Service authentication, in base64.
 * https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities
 */
const HEADER = 'x-ms-client-principal';
const principalSchema = z.object({
  name_typ: z.string().nullish(),
  role_typ: z.string().nullish(),
  claims: z.array(z.object({ typ: z.string(), val: z.string() })),
});

/** Who the platform signed in, by the claims that it passes. */
export type SignedIn = z.output<typeof principalSchema>;

const ROLES = ['roles', 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role'];

/** Null where the platform signed nobody in; `unreadable` where what it passes cannot be read. */
export function signedIn(headers: Headers): SignedIn | 'unreadable' | null {
  const header = headers.get(HEADER);
  if (header === null) return null;
  const principal = principalSchema.safeParse(decoded(header));
  return principal.success ? principal.data : 'unreadable';
}

/** Whether an app role was given to whoever is signed in. */
export function hasRole({ claims, role_typ: roleType }: SignedIn, role: string): boolean {
  const types = [...ROLES, ...(roleType ? [roleType] : [])];
  return claims.some(({ typ, val }) => types.includes(typ) && val === role);
}

function decoded(header: string): unknown {
  try {
    return JSON.parse(Buffer.from(header, 'base64').toString('utf8'));
  } catch {
    return null;
  }
}
