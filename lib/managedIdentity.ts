import type { TokenCredential } from '@azure/identity';

/**
 * The app's managed identity. Loaded only where it is needed: it is most of what a cold start would
 * have to read.
 * @param clientId of a user-assigned identity, or null for the system's
 */
export async function managedIdentity(clientId: string | null): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential(clientId === null ? {} : { managedIdentityClientId: clientId });
}
