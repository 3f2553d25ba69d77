import { EventHubProducerClient } from '@azure/event-hubs';
import type { TransportPorts } from '../configuredSink';
import { formatted, type Format } from '../formats/format';
import type { Message } from '../message';
import { DeliveryError, type Transport } from '../sink';
import type { SettingsOf } from '../sinkSettings';

/** A try may take so long, ms; the outbox makes the next one. */
const TRY_TIME = 10_000;
const OPTIONS = { retryOptions: { maxRetries: 0, timeoutInMs: TRY_TIME } };

/** Sends to an event hub that a SIEM reads, in the format that it knows. */
export class EventHubTransport implements Transport {
  private constructor(
    private readonly producer: EventHubProducerClient,
    private readonly format: Format,
  ) {}

  static async open(
    { namespace, connectionString, eventHub, format }: SettingsOf<'eventHub'>,
    { credential }: TransportPorts,
  ): Promise<EventHubTransport> {
    const producer =
      connectionString === undefined
        ? new EventHubProducerClient(namespace ?? '', eventHub, await credential(), OPTIONS)
        : new EventHubProducerClient(connectionString, eventHub, OPTIONS);
    return new EventHubTransport(producer, format);
  }

  async send(message: Message, signal: AbortSignal): Promise<void> {
    const { id, kind, alert, isSample } = message;
    const body = formatted(message, this.format);
    const event = {
      body,
      messageId: id,
      contentType: typeof body === 'string' ? 'text/plain' : 'application/json',
      properties: {
        change: kind,
        alertType: alert.alertType,
        severity: alert.severity,
        format: this.format,
        sample: isSample,
      },
    };
    try {
      // What happens to one account stays in order.
      await this.producer.sendBatch([event], {
        partitionKey: alert.accountId.slice(-128),
        abortSignal: signal,
      });
    } catch (error) {
      throw hubFailure(error);
    }
  }

  async close(): Promise<void> {
    await this.producer.close();
  }
}

function hubFailure(error: unknown): DeliveryError {
  const code = codeOf(error);
  const detail = error instanceof Error ? error.message : String(error);
  return new DeliveryError(code === '' ? detail : `${code}: ${detail}`, {
    ofMessage: code === 'MessageTooLargeError',
    cause: error,
  });
}

function codeOf(error: unknown): string {
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  return hasCode && typeof error.code === 'string' ? error.code : '';
}
