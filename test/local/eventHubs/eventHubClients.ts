import { EventHubConsumerClient, EventHubProducerClient } from '@azure/event-hubs';
import type {
  EventPosition,
  ReceivedEventData,
  Subscription,
  SubscriptionEventHandlers,
} from '@azure/event-hubs';
import { startEventHubs } from '../../../local/eventHubs/startEventHubs';
import type { EventHubsOptions, EventHubsServer } from '../../../local/eventHubs/startEventHubs';

export const HUB = 'telemetry';

export const START: EventPosition = { offset: '-1' };

/** Fail at the first error instead of after the minutes that the client's defaults take. */
const NO_RETRY = { retryOptions: { maxRetries: 0, timeoutInMs: 5000 } };

/** A running endpoint with real clients, all of which `close` ends. */
export class EventHubClients {
  private readonly clients: { close(): Promise<void> }[] = [];

  private constructor(readonly server: EventHubsServer) {}

  static async start(options: Partial<EventHubsOptions> = {}): Promise<EventHubClients> {
    const hubs = [{ name: HUB, partitions: 4, consumerGroups: ['other'] }];
    return new EventHubClients(await startEventHubs({ port: 0, hubs, ...options }));
  }

  producer(hub = HUB, connectionString = this.server.connectionString): EventHubProducerClient {
    const client = new EventHubProducerClient(connectionString, hub, NO_RETRY);
    this.clients.push(client);
    return client;
  }

  consumer(consumerGroup = '$Default', hub = HUB): EventHubConsumerClient {
    const { connectionString } = this.server;
    const client = new EventHubConsumerClient(consumerGroup, connectionString, hub, NO_RETRY);
    this.clients.push(client);
    return client;
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.close()));
    await this.server.stop();
  }
}

/** Reads one partition from a position until `count` events came. */
export async function receive(
  consumer: EventHubConsumerClient,
  partitionId: string,
  startPosition: EventPosition,
  count: number,
  options: { skipParsingBodyAsJson?: boolean; trackLastEnqueuedEventProperties?: boolean } = {},
): Promise<ReceivedEventData[]> {
  const received: ReceivedEventData[] = [];
  let subscription: Subscription | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const handlers: SubscriptionEventHandlers = {
        processEvents: async (events) => {
          received.push(...events);
          if (received.length >= count) resolve();
          return Promise.resolve();
        },
        processError: async (error) => {
          reject(error);
          return Promise.resolve();
        },
      };
      subscription = consumer.subscribe(partitionId, handlers, {
        startPosition,
        maxBatchSize: 500,
        maxWaitTimeInSeconds: 1,
        ...options,
      });
    });
  } finally {
    await subscription?.close();
  }
  return received;
}

/** Waits until `condition` holds, looking every few milliseconds. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}
