import type { EventDataBatch, EventHubProducerClient } from '@azure/event-hubs';
import { MAX_MESSAGE_BYTES } from './hubMessages';
import type { HubMessage } from './hubMessages';

/** The hub could not be reached, or took nothing. */
class SendError extends Error {
  override readonly name = 'SendError';

  constructor(hub: string, cause: unknown) {
    // After several tries the client throws all their errors, under an empty message.
    const last: unknown = cause instanceof AggregateError ? cause.errors.at(-1) : cause;
    super(`${hub}: ${last instanceof Error ? last.message : String(last)}`, { cause });
  }
}

/** Sends messages in batches of at most what the hub takes at once. */
export class BatchSender {
  private batch: EventDataBatch | null = null;

  constructor(private readonly client: EventHubProducerClient) {}

  /**
   * Adds a message, and sends the batch it no longer fits in. False where it is too large.
   * @throws SendError
   */
  async send(message: HubMessage): Promise<boolean> {
    const event = { body: message.body };
    this.batch ??= await this.newBatch();
    if (this.batch.tryAdd(event)) return true;
    if (this.batch.count === 0) return false;
    await this.flush();
    this.batch = await this.newBatch();
    return this.batch.tryAdd(event);
  }

  /** Sends what waits. @throws SendError */
  async flush(): Promise<void> {
    const { batch } = this;
    this.batch = null;
    if (batch !== null && batch.count > 0) await this.asked(this.client.sendBatch(batch));
  }

  private async newBatch(): Promise<EventDataBatch> {
    const batch = await this.asked(this.client.createBatch());
    if (batch.maxSizeInBytes <= MAX_MESSAGE_BYTES) return batch;
    return this.asked(this.client.createBatch({ maxSizeInBytes: MAX_MESSAGE_BYTES + 10_000 }));
  }

  private async asked<Answer>(request: Promise<Answer>): Promise<Answer> {
    try {
      return await request;
    } catch (error) {
      throw new SendError(this.client.eventHubName, error);
    }
  }
}
