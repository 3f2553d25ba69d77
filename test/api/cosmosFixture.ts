import { CosmosClient } from '@azure/cosmos';
import { CosmosStore, createContainers } from '../../lib/storage/cosmosStore';
import { startCosmos, type LocalCosmos } from '../../local/cosmos/startCosmos';

export interface StoreFixture {
  readonly cosmos: LocalCosmos;
  readonly store: CosmosStore;
  stop(): Promise<void>;
}

/** The app's store over the real client and a real socket, with all containers. */
export async function startStore(): Promise<StoreFixture> {
  const cosmos = await startCosmos({ port: 0 });
  const client = new CosmosClient({ endpoint: cosmos.endpoint, key: cosmos.key });
  const store = new CosmosStore(await createContainers(client.databases, 'warden'));
  const stop = async () => {
    client.dispose();
    await cosmos.stop();
  };
  return { cosmos, store, stop };
}
