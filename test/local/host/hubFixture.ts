import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EventHubProducerClient } from '@azure/event-hubs';
import { afterAll, beforeAll } from '@jest/globals';
import type { EventHubsServer } from '../../../local/eventHubs/startEventHubs';
import { startEventHubs } from '../../../local/eventHubs/startEventHubs';
import { InMemoryCheckpoints } from '../../../local/host/checkpoints';
import type { FixtureHost } from './fixtureHost';
import { buildFixture, startFixture } from './fixtureHost';

/** What the fixture writes down of one invocation. */
interface Invocation {
  readonly batch: unknown[];
  readonly metadata: {
    readonly sequenceNumberArray: number[];
    readonly partitionContext: { readonly partitionId: string };
  };
  readonly retryContext?: { readonly retryCount: number };
}

// The fixture writes nothing else as JSON.
export const invocations = (fixture: FixtureHost) => fixture.written('collect') as Invocation[];
export const bodies = (fixture: FixtureHost) => invocations(fixture).flatMap(({ batch }) => batch);

const unusedHubs = Array.from({ length: 12 }, (_, n) => `hub-${n}`);
let bundle: string;
let server: EventHubsServer;

beforeAll(async () => {
  bundle = buildFixture('eventHubApp');
  writeFileSync(
    join(dirname(bundle), 'host.json'),
    JSON.stringify({ extensions: { eventHubs: { maxEventBatchSize: 10, prefetchCount: 20 } } }),
  );
  const hubs = unusedHubs.map((name) => ({ name, partitions: 4, consumerGroups: ['readers'] }));
  server = await startEventHubs({ port: 0, hubs });
});
afterAll(() => server.stop());

/** A hub that no other test uses, and hosts that share its checkpoints. */
export function useHub() {
  const hub = unusedHubs.pop();
  if (hub === undefined) throw new Error('declare more hubs');
  const checkpoints = new InMemoryCheckpoints();
  const send = async (partitionId: string, bodies: unknown[], properties = {}) => {
    const producer = new EventHubProducerClient(server.connectionString, hub);
    await producer.sendBatch(
      bodies.map((body) => ({ body, properties })),
      { partitionId },
    );
    await producer.close();
  };
  const start = (settings: Record<string, string> = {}) =>
    startFixture({
      bundle,
      checkpoints,
      settings: { HUB_CONNECTION: server.connectionString, HUB_NAME: hub, ...settings },
    });
  /** The last sequence number with a checkpoint, per partition. */
  const checkpointed = async () => {
    const list = await checkpoints.listCheckpoints('localhost', hub, '$Default');
    return Object.fromEntries(list.map((entry) => [entry.partitionId, entry.sequenceNumber]));
  };
  return { hub, checkpoints, send, start, checkpointed };
}
