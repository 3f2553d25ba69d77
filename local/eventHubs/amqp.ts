import { create_container, message as messageCodec, types } from 'rhea';
import type {
  Connection,
  ConnectionOptions,
  EventContext,
  link as Link,
  Message,
  Sender,
} from 'rhea';
import type { Socket } from 'node:net';

/** The one place that knows where rhea's types are looser or narrower than what it does. */

/** Bytes that a message may have; Event Hubs' limit in all tiers below dedicated. */
export const MAX_MESSAGE_BYTES = 1024 * 1024;

/** Messages that a publisher may have on the way. */
const PUBLISHER_CREDIT = 300;

const MAX_FRAME_BYTES = 64 * 1024;

/** Access is decided by the token put to `$cbs`, so SASL accepts everyone who asks politely. */
const acceptEveryone = () => ({ outcome: true, start: () => undefined });

const container = create_container({
  id: 'local-event-hubs',
  require_sasl: true,
  tcp_no_delay: true,
  receiver_options: {
    autoaccept: false,
    credit_window: PUBLISHER_CREDIT,
    max_message_size: MAX_MESSAGE_BYTES,
  },
  // Consumers keep their own position, so Event Hubs sends settled, whatever the client asks for.
  sender_options: { snd_settle_mode: 1, max_message_size: MAX_MESSAGE_BYTES },
});
container.sasl_server_mechanisms = {
  MSSBCBS: acceptEveryone,
  ANONYMOUS: acceptEveryone,
  EXTERNAL: acceptEveryone,
};

/** Starts AMQP on a socket that a client opened. */
export function acceptConnection(socket: Socket): Connection {
  // The types ask for what only the side that connects needs.
  const options = { max_frame_size: MAX_FRAME_BYTES } as ConnectionOptions;
  const connection = container.create_connection(options);
  // The types miss the server side of a connection.
  (connection as Connection & { accept(socket: Socket): void }).accept(socket);
  return connection;
}

/** The address of a link's source or target; rhea gives null for a terminus that is missing. */
export function addressOf(terminus: { address?: unknown } | null | undefined): string {
  return typeof terminus?.address === 'string' ? terminus.address : '';
}

/** How many events the client wants and this process has not put on the wire yet. */
export function creditOf(sender: Sender): number {
  // The types miss `credit`, which rhea counts down as it sends.
  return (sender as Sender & { credit: number }).credit;
}

/** A property that the client gave to its link. */
export function linkProperty(link: Link, name: string): unknown {
  // The types say that there always are properties; a client may send none.
  const properties = link.properties as Record<string, unknown> | null | undefined;
  return properties?.[name];
}

/** Whether the client asks for a capability; rhea gives one capability as text, more as a list. */
export function wantsCapability(link: Link, capability: string): boolean {
  return [link.desired_capabilities].flat().includes(capability);
}

/** The text of a filter of the link's source, if there. */
export function sourceFilter(sender: Sender, name: string): string | undefined {
  // rhea leaves a filter as a described value and the map itself may be missing.
  const filters = sender.source.filter as Record<string, { value?: unknown }> | null | undefined;
  const value = filters?.[name]?.value;
  return typeof value === 'string' ? value : undefined;
}

/** What came in one transfer, encoded: rhea decodes messages of format 0 before it hands them on. */
export function transferredMessage({ message, delivery }: EventContext): {
  bytes: Buffer;
  format: number;
} {
  const received: unknown = message;
  return {
    bytes: Buffer.isBuffer(received) ? received : messageCodec.encode(requireMessage(message)),
    format: delivery?.format ?? 0,
  };
}

const requireMessage = (message: Message | undefined): Message => {
  if (!message) throw new TypeError('rhea raised "message" without a message');
  return message;
};

const STR8 = 0xa1;

/** Values whose AMQP type rhea would guess wrongly. */
export const amqpInt = (value: number): unknown => types.wrap_int(value);
export const amqpLong = (value: number): unknown => types.wrap_long(value);
export const amqpTimestamp = (milliseconds: number): unknown => types.wrap_timestamp(milliseconds);
export const amqpStringArray = (texts: readonly string[]): unknown =>
  types.wrap_array(texts, STR8, undefined);
