import { CosmosClient } from '@azure/cosmos';
import { CosmosStore, createContainers } from '../lib/storage/cosmosStore';
import { startCosmos, type LocalCosmos } from '../local/cosmos/startCosmos';

/** Operations and request units, worked out from documented factors. */
export interface Metered {
  readonly operations: number;
  readonly requestUnits: number;
}

export interface MeteredCosmos {
  readonly cosmos: LocalCosmos;
  readonly store: CosmosStore;
  /** What was done since the last call, by container. */
  take(): ReadonlyMap<string, Metered>;
  stop(): Promise<void>;
}

/** The embedded Cosmos DB with the app's containers; it counts. */
export async function startMeteredCosmos(): Promise<MeteredCosmos> {
  const cosmos = await startCosmos({ port: 0 });
  const client = new CosmosClient({ endpoint: cosmos.endpoint, key: cosmos.key });
  const store = new CosmosStore(await createContainers(client.databases, 'warden'));
  cosmos.counters.reset();
  return {
    cosmos,
    store,
    take() {
      const metered = new Map<string, Metered>();
      for (const [container, kinds] of Object.entries(cosmos.counters.snapshot())) {
        if (container === '') continue;
        const { reads, writes, queries } = kinds;
        metered.set(container, {
          operations: reads.operations + writes.operations + queries.operations,
          requestUnits:
            reads.estimatedRequestUnits +
            writes.estimatedRequestUnits +
            queries.estimatedRequestUnits,
        });
      }
      cosmos.counters.reset();
      return metered;
    },
    async stop() {
      client.dispose();
      await cosmos.stop();
    },
  };
}
