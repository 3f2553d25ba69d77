import type { TokenCredential } from '@azure/identity';
import type { Settings } from '../settings';

/**
 * The app's managed identity. Loaded only where it is needed: it is most of what a cold start would
 * have to read.
 */
export async function managedIdentity({
  cloud,
  managedIdentityClientId: clientId,
}: Pick<Settings, 'cloud' | 'managedIdentityClientId'>): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential({
    authorityHost: cloud.authority,
    ...(clientId === null ? {} : { managedIdentityClientId: clientId }),
  });
}
