import type { EventDataBatch, EventHubProducerClient } from '@azure/event-hubs';
import { MAX_MESSAGE_BYTES } from './hubMessages';
import type { HubMessage } from './hubMessages';

/** Sends messages in batches of at most what the hub takes at once. */
export class BatchSender {
  private batch: EventDataBatch | null = null;

  constructor(private readonly client: EventHubProducerClient) {}

  /** Adds a message, and sends the batch it no longer fits in. False where it is too large. */
  async send(message: HubMessage): Promise<boolean> {
    const event = { body: message.body };
    this.batch ??= await this.newBatch();
    if (this.batch.tryAdd(event)) return true;
    if (this.batch.count === 0) return false;
    await this.flush();
    this.batch = await this.newBatch();
    return this.batch.tryAdd(event);
  }

  /** Sends what waits. */
  async flush(): Promise<void> {
    const { batch } = this;
    this.batch = null;
    if (batch !== null && batch.count > 0) await this.client.sendBatch(batch);
  }

  private async newBatch(): Promise<EventDataBatch> {
    const batch = await this.client.createBatch();
    if (batch.maxSizeInBytes <= MAX_MESSAGE_BYTES) return batch;
    return this.client.createBatch({ maxSizeInBytes: MAX_MESSAGE_BYTES + 10_000 });
  }
}
