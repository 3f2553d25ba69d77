import { app, type InvocationContext } from '@azure/functions';
import { registeredHubs } from '../lib/settings/hubs';
import { summarized } from './summary';
import { warden } from './wiring';

// The first hub keeps the plain name; each further one gets a function of its own.
const { sources, consumerGroup } = registeredHubs();
sources.forEach(({ connection, hub, suffix }, at) => {
  app.eventHub(at === 0 ? 'detectThreats' : `detectThreats-${suffix}`, {
    connection,
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

function detectThreats(payloads: unknown, context: InvocationContext): Promise<void> {
  return summarized(context, async () => {
    const { hubMessages, lagOf, readHubBatch } = await import('./handlers');
    const batch = readHubBatch(context.triggerMetadata);
    const messages = hubMessages(Array.isArray(payloads) ? payloads : [payloads], batch);
    const { pipeline } = await warden();
    const { accounts, ...summary } = await pipeline.process(messages);
    const lagSeconds = lagOf(batch, Date.now());
    // What they said may quote a record: that is in `health` alone.
    const detectorErrors = summary.detectorErrors.map(({ detector }) => detector);
    const { namespace, hub, partition } = batch;
    const from = { namespace, hub, partition, accounts: accounts.size, lagSeconds };
    return { event: 'batch', ...from, ...summary, detectorErrors };
  });
}
