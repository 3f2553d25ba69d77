import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { EventHubConsumerClient } from '@azure/event-hubs';
import type { Checkpoint, CheckpointStore, PartitionOwnership } from '@azure/event-hubs';
import { EventHubClients, HUB, START, until } from './eventHubClients';

/** Ownership by optimistic concurrency, as the blob store does it. */
class MemoryCheckpointStore implements CheckpointStore {
  private readonly ownerships = new Map<string, PartitionOwnership>();
  readonly checkpoints = new Map<string, Checkpoint>();
  private version = 0;

  listOwnership(): Promise<PartitionOwnership[]> {
    return Promise.resolve([...this.ownerships.values()]);
  }

  claimOwnership(wanted: PartitionOwnership[]): Promise<PartitionOwnership[]> {
    const claimed: PartitionOwnership[] = [];
    for (const ownership of wanted) {
      if (this.ownerships.get(ownership.partitionId)?.etag !== ownership.etag) continue;
      this.version += 1;
      const entry = {
        ...ownership,
        etag: String(this.version),
        lastModifiedTimeInMs: Date.now(),
      };
      this.ownerships.set(ownership.partitionId, entry);
      claimed.push(entry);
    }
    return Promise.resolve(claimed);
  }

  updateCheckpoint(checkpoint: Checkpoint): Promise<void> {
    this.checkpoints.set(checkpoint.partitionId, checkpoint);
    return Promise.resolve();
  }

  listCheckpoints(): Promise<Checkpoint[]> {
    return Promise.resolve([...this.checkpoints.values()]);
  }
}

let hubs: EventHubClients;

beforeEach(async () => {
  hubs = await EventHubClients.start();
});

afterEach(async () => {
  await hubs.close();
});

const startConsumer = (store: CheckpointStore) => {
  const client = new EventHubConsumerClient('$Default', hubs.server.connectionString, HUB, store, {
    loadBalancingOptions: {
      strategy: 'balanced',
      updateIntervalInMs: 100,
      partitionOwnershipExpirationIntervalInMs: 1000,
    },
  });
  const owned = new Set<string>();
  const bodies: number[] = [];
  const subscription = client.subscribe(
    {
      processInitialize: async ({ partitionId }) => Promise.resolve(void owned.add(partitionId)),
      processClose: async (_reason, { partitionId }) =>
        Promise.resolve(void owned.delete(partitionId)),
      processEvents: async (events, context) => {
        bodies.push(...events.map(({ body }) => body as number));
        const last = events.at(-1);
        if (last) await context.updateCheckpoint(last);
      },
      processError: async () => Promise.resolve(),
    },
    { startPosition: START, maxWaitTimeInSeconds: 1 },
  );
  const stop = async () => {
    await subscription.close();
    await client.close();
  };
  return { owned, bodies, stop };
};

test('two consumers share four partitions, and one takes over when the other stops', async () => {
  const store = new MemoryCheckpointStore();
  const producer = hubs.producer();
  let next = 0;
  const sendToAll = async () => {
    for (const partitionId of ['0', '1', '2', '3'])
      await producer.sendBatch([{ body: next++ }, { body: next++ }], { partitionId });
  };

  await sendToAll();
  const first = startConsumer(store);
  await until(() => first.owned.size === 4);
  const second = startConsumer(store);
  await until(() => first.owned.size === 2 && second.owned.size === 2);
  expect([...first.owned, ...second.owned].sort()).toEqual(['0', '1', '2', '3']);

  await sendToAll();
  await until(() => first.bodies.length + second.bodies.length >= 16);
  await first.stop();
  await until(() => second.owned.size === 4);
  await sendToAll();
  await until(() => new Set([...first.bodies, ...second.bodies]).size === 24);
  await second.stop();
  expect(store.checkpoints.size).toBe(4);
});
