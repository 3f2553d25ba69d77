import type { EventContext, Message, Receiver, Sender } from 'rhea';
import { addressOf, amqpInt } from './amqp';
import { EventHubsError } from './eventHubsError';

/** What a request node answers; `body` is the value section of the response. */
export interface NodeResponse {
  statusCode: number;
  statusDescription: string;
  body?: unknown;
}

/** Answers one request to `$cbs` or `$management`. Refuses by throwing EventHubsError. */
export type RequestHandler = (request: Message) => NodeResponse;

/** The links on which a connection's client waits for responses. */
export class ReplyLinks {
  private readonly senders = new Set<Sender>();

  add(sender: Sender): void {
    this.senders.add(sender);
    sender.set_source({ address: addressOf(sender.source) });
    sender.set_target({ address: addressOf(sender.target) });
    sender.on('sender_close', () => this.senders.delete(sender));
  }

  /** Clients name the link itself or its target in `reply_to`. */
  find(replyTo: string | undefined): Sender | undefined {
    for (const sender of this.senders)
      if (sender.name === replyTo || addressOf(sender.target) === replyTo) return sender;
    return undefined;
  }
}

const answer = (request: Message, handle: RequestHandler): Message => {
  try {
    const { statusCode, statusDescription, body } = handle(request);
    return {
      application_properties: {
        'status-code': amqpInt(statusCode),
        'status-description': statusDescription,
      },
      body: body ?? null,
    };
  } catch (error) {
    if (!(error instanceof EventHubsError)) throw error;
    return {
      application_properties: {
        'status-code': amqpInt(error.statusCode),
        'status-description': error.message,
        'error-condition': error.condition,
      },
      body: null,
    };
  }
};

/** Answers what comes in on a client's request link over its reply links. */
export function serveRequests(
  receiver: Receiver,
  replies: ReplyLinks,
  handle: RequestHandler,
): void {
  receiver.set_source({ address: addressOf(receiver.source) });
  receiver.set_target({ address: addressOf(receiver.target) });
  receiver.on('message', ({ message, delivery }: EventContext) => {
    if (!message || Buffer.isBuffer(message)) {
      delivery?.reject({
        condition: 'amqp:not-implemented',
        description: 'Requests are messages of the standard format.',
      });
      return;
    }
    delivery?.accept();
    const response = answer(message, handle);
    if (message.message_id !== undefined) response.correlation_id = message.message_id;
    replies.find(message.reply_to)?.send(response);
  });
}
