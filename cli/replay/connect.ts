import type { EventHubProducerClient, RetryOptions } from '@azure/event-hubs';
import { UsageError } from '../command';

/** Where messages go: a hub by connection string, or by namespace with Entra. */
export interface HubAddress {
  readonly hub: string;
  /** e.g. `contoso.servicebus.windows.net`; undefined with a connection string. */
  readonly namespace: string | undefined;
  readonly connectionString: string | undefined;
}

/** 1, 2 and 4 seconds: a person waits, and the client's own default is three times 30 seconds. */
const PATIENCE: RetryOptions = { maxRetries: 3, retryDelayInMs: 1000 };

/** Makes the client; nothing is sent yet. The libraries load only here. Throws `UsageError`. */
export async function connect(address: HubAddress): Promise<EventHubProducerClient> {
  const { hub, namespace, connectionString } = address;
  const { EventHubProducerClient: Client, RetryMode } = await import('@azure/event-hubs');
  const retryOptions = { ...PATIENCE, mode: RetryMode.Exponential };
  if (namespace !== undefined) {
    const { DefaultAzureCredential } = await import('@azure/identity');
    return new Client(namespace, hub, new DefaultAzureCredential(), { retryOptions });
  }
  if (connectionString === undefined || connectionString === '') {
    throw new UsageError(
      'Set EVENTHUB_CONNECTION_STRING, or name the namespace: --namespace contoso.servicebus.windows.net',
    );
  }
  return new Client(connectionString, hub, { retryOptions });
}
