import { CosmosClient, type Container, type ContainerDefinition } from '@azure/cosmos';
import { startCosmos, type LocalCosmos } from '../../../local/cosmos/startCosmos';

/** The epoch ms that the test database starts at; tests move it by hand. */
export interface TestClock {
  ms: number;
}

export interface TestCosmos {
  readonly cosmos: LocalCosmos;
  readonly client: CosmosClient;
  readonly clock: TestClock;
  /** A new container in the database `warden`. */
  container(definition: ContainerDefinition): Promise<Container>;
  stop(): Promise<void>;
}

/** The embedded database on a free port, with the real client over a real socket. */
export async function startTestCosmos(): Promise<TestCosmos> {
  const clock = { ms: Date.UTC(2026, 0, 1) };
  const cosmos = await startCosmos({ port: 0, now: () => clock.ms });
  const client = new CosmosClient({ endpoint: cosmos.endpoint, key: cosmos.key });
  const { database } = await client.databases.createIfNotExists({ id: 'warden' });
  return {
    cosmos,
    client,
    clock,
    container: async (definition) => {
      const { container } = await database.containers.createIfNotExists(definition);
      return container;
    },
    stop: async () => {
      client.dispose();
      await cosmos.stop();
    },
  };
}
