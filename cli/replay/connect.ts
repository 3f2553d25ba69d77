import type { EventHubProducerClient } from '@azure/event-hubs';
import { UsageError } from '../command';

/** Where messages go: a hub by connection string, or by namespace with Entra. */
export interface HubAddress {
  readonly hub: string;
  /** e.g. `contoso.servicebus.windows.net`; undefined with a connection string. */
  readonly namespace: string | undefined;
  readonly connectionString: string | undefined;
}

/** Makes the client; nothing is sent yet. The libraries load only here. Throws `UsageError`. */
export async function connect(address: HubAddress): Promise<EventHubProducerClient> {
  const { hub, namespace, connectionString } = address;
  const { EventHubProducerClient: Client } = await import('@azure/event-hubs');
  if (namespace !== undefined) {
    const { DefaultAzureCredential } = await import('@azure/identity');
    return new Client(namespace, hub, new DefaultAzureCredential());
  }
  if (connectionString === undefined || connectionString === '') {
    throw new UsageError(
      'Set EVENTHUB_CONNECTION_STRING, or name the namespace: --namespace contoso.servicebus.windows.net',
    );
  }
  return new Client(connectionString, hub);
}
