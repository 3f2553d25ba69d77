import { app, type InvocationContext } from '@azure/functions';
import { hubMessages } from '../lib/ingestion/hubMessages';
import { readHubBatch } from '../lib/ingestion/triggerMetadata';
import { HUB_CONNECTION, registeredHubs } from '../lib/settings/hubs';
import { warden } from './wiring';

// The first hub keeps the plain name; each further one gets a function of its own.
const { eventHubs, consumerGroup } = registeredHubs();
eventHubs.forEach((hub, at) => {
  app.eventHub(at === 0 ? 'detectThreats' : `detectThreats-${hub}`, {
    connection: HUB_CONNECTION,
    eventHubName: hub,
    consumerGroup,
    cardinality: 'many',
    // Without end: the hub keeps seven days, and nothing but a fault of the platform throws.
    retry: {
      strategy: 'exponentialBackoff',
      maxRetryCount: -1,
      minimumInterval: { seconds: 1 },
      maximumInterval: { minutes: 1 },
    },
    handler: detectThreats,
  });
});

async function detectThreats(payloads: unknown, context: InvocationContext): Promise<void> {
  const messages = hubMessages(
    Array.isArray(payloads) ? payloads : [payloads],
    readHubBatch(context.triggerMetadata),
  );
  const { pipeline } = await warden();
  const { accounts, ...summary } = await pipeline.process(messages);
  context.log(JSON.stringify({ event: 'batch', accounts: accounts.size, ...summary }));
}
