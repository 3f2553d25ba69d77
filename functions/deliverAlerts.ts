import { app, type InvocationContext } from '@azure/functions';
import type { AlertDocument } from '../lib/alerts/document';
import { COSMOS_CONNECTION, registeredDatabase } from '../lib/settings/alertsFeed';
import { summarized } from './summary';
import { warden } from './wiring';

const databaseName = registeredDatabase();

// Without a connection the timer of `retryDeliveries` does it all, a little later.
if (databaseName !== null) {
  app.cosmosDB('deliverAlerts', {
    connection: COSMOS_CONNECTION,
    databaseName,
    containerName: 'alerts',
    leaseContainerName: 'leases',
    leaseContainerPrefix: 'deliverAlerts',
    maxItemsPerInvocation: 100,
    // Without end: the feed stays where it is, and nothing but a fault of the platform throws.
    retry: {
      strategy: 'exponentialBackoff',
      maxRetryCount: -1,
      minimumInterval: { seconds: 1 },
      maximumInterval: { minutes: 1 },
    },
    handler: deliverAlerts,
  });
}

function deliverAlerts(documents: unknown[], context: InvocationContext): Promise<void> {
  return summarized(context, async () => {
    const { isKnownVersion, newAlertEvents } = await import('./handlers');
    const { outbox } = await warden();
    // The container holds alerts alone.
    const alerts = (documents as AlertDocument[]).filter(isKnownVersion);
    for (const event of newAlertEvents(alerts, Date.now())) context.log(JSON.stringify(event));
    const counts = await outbox.deliverChanged(alerts);
    return { event: 'delivery', changed: documents.length, ...counts };
  });
}
