import { CosmosClient } from '@azure/cosmos';
import type { Settings } from '../settings';
import { managedIdentity } from './managedIdentity';
import { CosmosStore } from '../storage/cosmosStore';
import type { DocumentStore } from '../storage/documents';
import { UnavailableStore } from '../storage/unavailableStore';

/** The database that the settings name, by key or by managed identity. Nothing is asked of it yet. */
export async function openStore(settings: Settings): Promise<DocumentStore> {
  const { cosmosEndpoint: endpoint, cosmosKey: key } = settings;
  if (endpoint === null) return new UnavailableStore('no WARDEN_COSMOS_ENDPOINT that can be used');
  const client =
    key === null
      ? new CosmosClient({ endpoint, aadCredentials: await managedIdentity(settings) })
      : new CosmosClient({ endpoint, key });
  return new CosmosStore(client.database(settings.cosmosDatabase));
}
