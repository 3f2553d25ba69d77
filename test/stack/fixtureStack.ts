import { join } from 'node:path';
import { EventHubProducerClient } from '@azure/event-hubs';
import { toAlert, type AlertDocument } from '../../lib/alerts/document';
import type { Alert } from '../../lib/alerts/alert';
import type { DocumentStore, StoredDocument } from '../../lib/storage/documents';
import type { LocalCosmos } from '../../local/cosmos/startCosmos';
import { startEventHubs } from '../../local/eventHubs/startEventHubs';
import { InMemoryCheckpoints } from '../../local/host/checkpoints';
import { startStore } from '../api/cosmosFixture';
import { startFixture, type FixtureHost } from '../local/host/fixtureHost';

export const HUB = 'cosmos-diagnostics';

export interface FixtureStack {
  readonly store: DocumentStore;
  readonly connectionString: string;
  startHost(): Promise<FixtureHost>;
  /** Sends bodies as messages to one partition. */
  send(partitionId: string, bodies: readonly unknown[]): Promise<void>;
  /** Partitions by the host that reads them. */
  owners(): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Waits until all that was sent has been worked through. */
  settled(): Promise<void>;
  alerts(): Promise<Alert[]>;
  stop(): Promise<void>;
}

/**
 * A hub and a database, with hosts that run the built functions over both.
 * @param more further settings of the app
 */
export async function startFixtureStack(
  built: string,
  partitions = 4,
  more: (cosmos: LocalCosmos) => Readonly<Record<string, string>> = () => ({}),
): Promise<FixtureStack> {
  const database = await startStore();
  const { cosmos, store } = database;
  const hubs = await startEventHubs({ port: 0, hubs: [{ name: HUB, partitions }] });
  const checkpoints = new InMemoryCheckpoints();
  const hosts: FixtureHost[] = [];
  const producer = new EventHubProducerClient(hubs.connectionString, HUB);
  const settings = {
    EventHubConnection: hubs.connectionString,
    WARDEN_EVENT_HUBS: HUB,
    WARDEN_COSMOS_ENDPOINT: cosmos.endpoint,
    WARDEN_COSMOS_KEY: cosmos.key,
    WARDEN_TOR_FEED: 'off',
    ...more(cosmos),
  };
  const behind = async (): Promise<boolean> => {
    const done = await checkpoints.listCheckpoints('localhost', HUB, '$Default');
    return hubs
      .partitions(HUB)
      .some(
        ({ partitionId, lastSequenceNumber }) =>
          lastSequenceNumber >
          (done.find((one) => one.partitionId === partitionId)?.sequenceNumber ?? -1),
      );
  };
  return {
    store,
    connectionString: hubs.connectionString,
    async startHost() {
      const bundle = join(built, 'functions', 'main.js');
      const host = await startFixture({ bundle, settings, checkpoints });
      hosts.push(host);
      return host;
    },
    send: (partitionId, bodies) =>
      producer.sendBatch(
        bodies.map((body) => ({ body })),
        { partitionId },
      ),
    async owners() {
      const owners = new Map<string, string[]>();
      for (const { ownerId, partitionId } of await checkpoints.listOwnership(
        'localhost',
        HUB,
        '$Default',
      )) {
        owners.set(ownerId, [...(owners.get(ownerId) ?? []), partitionId]);
      }
      return owners;
    },
    async settled() {
      for (let waited = 0; await behind(); waited += 50) {
        if (waited > 20_000) throw new Error('the hosts have not read the hub to its end');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    alerts: async () => (await store.query<AlertDocument>('alerts', {})).map(toAlert),
    async stop() {
      await producer.close();
      await Promise.all(hosts.map(({ host }) => host.stop()));
      await hubs.stop();
      await database.stop();
    },
  };
}

/** What is stored of a dead letter. */
export interface StoredDeadLetter extends StoredDocument {
  readonly source: string;
  readonly sequence: number;
  readonly index: number;
  readonly reason: string;
  readonly raw: string;
}
