import type { EventContext, Receiver } from 'rhea';
import { addressOf, MAX_MESSAGE_BYTES, transferredMessage } from './amqp';
import { MalformedAmqpError } from './amqpEncoding';
import type { EventHub } from './eventHub';
import { EventHubsError } from './eventHubsError';
import type { PublisherAddress } from './linkAddress';
import { readPublishedBatch } from './publishedEvent';
import type { PublishedBatch } from './publishedEvent';

const readBatch = (context: EventContext): PublishedBatch => {
  const { bytes, format } = transferredMessage(context);
  if (bytes.length > MAX_MESSAGE_BYTES)
    throw new EventHubsError(
      'amqp:link:message-size-exceeded',
      `The received message (delivery-id:${context.delivery?.id ?? 0}, size:${bytes.length} bytes) exceeds the limit (${MAX_MESSAGE_BYTES} bytes) currently allowed on the link.`,
    );
  try {
    return readPublishedBatch(bytes, format);
  } catch (error) {
    if (!(error instanceof MalformedAmqpError)) throw error;
    throw new EventHubsError('amqp:decode-error', error.message, { cause: error });
  }
};

/**
 * Takes events from a client's sender. A batch is accepted when all its events are stored, or
 * rejected as a whole.
 *
 * @throws EventHubsError when the partition does not exist.
 */
export function attachPublisher(
  receiver: Receiver,
  hub: EventHub,
  { partitionId }: PublisherAddress,
): void {
  if (partitionId !== undefined) hub.partition(partitionId);

  const link = { close: (error: EventHubsError) => receiver.close(error.amqpError) };
  hub.links.add(link);
  receiver.on('receiver_close', () => hub.links.delete(link));
  receiver.set_source({ address: addressOf(receiver.source) });
  receiver.set_target({ address: addressOf(receiver.target) });
  receiver.on('message', (context: EventContext) => {
    try {
      hub.publish(readBatch(context), partitionId);
      context.delivery?.accept();
    } catch (error) {
      if (!(error instanceof EventHubsError)) throw error;
      context.delivery?.reject(error.amqpError);
    }
  });
}
