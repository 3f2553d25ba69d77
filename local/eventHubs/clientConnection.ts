import type { Socket } from 'node:net';
import type { EventContext, Receiver, Sender, Session } from 'rhea';
import { AccessClaims } from './accessClaims';
import { acceptConnection, addressOf } from './amqp';
import { CBS_NODE, putToken } from './cbs';
import { ConsumerLink } from './consumerLink';
import { EventHubsError } from './eventHubsError';
import type { HubDirectory } from './hubDirectory';
import { entityPath, parseConsumerAddress, parsePublisherAddress } from './linkAddress';
import { MANAGEMENT_NODE, readProperties } from './management';
import { attachPublisher } from './publisherLink';
import { ReplyLinks, serveRequests } from './requestResponse';
import type { SharedAccessKey } from './sharedAccessSignature';

/** What all connections share. */
export interface ConnectionEnvironment {
  hubs: HubDirectory;
  key: SharedAccessKey;
  now: () => number;
  /** Told what a client did against the protocol; its connection then ends. */
  onProtocolError: (error: unknown) => void;
}

const isManagement = (address: string): boolean =>
  address === MANAGEMENT_NODE || address.endsWith(`/${MANAGEMENT_NODE}`);

/** Runs `attach`; a refusal closes the link, which the client sees as its error. */
const attachOrRefuse = (link: Sender | Receiver, attach: () => void): void => {
  try {
    attach();
  } catch (error) {
    if (!(error instanceof EventHubsError)) throw error;
    link.close(error.amqpError);
  }
};

/** Serves one client until its socket closes. */
export class ClientConnection {
  private readonly claims = new AccessClaims();
  private readonly replies = new ReplyLinks();
  private readonly consumers = new Map<ConsumerLink, Session>();

  constructor(
    private readonly socket: Socket,
    private readonly environment: ConnectionEnvironment,
  ) {
    const connection = acceptConnection(socket);
    connection.on('sender_open', ({ sender }: EventContext) => {
      if (sender) attachOrRefuse(sender, () => this.attachSender(sender));
    });
    connection.on('receiver_open', ({ receiver }: EventContext) => {
      if (receiver) attachOrRefuse(receiver, () => this.attachReceiver(receiver));
    });
    connection.on('session_close', ({ session }: EventContext) => {
      for (const [consumer, itsSession] of this.consumers)
        if (itsSession === session) this.detach(consumer);
    });
    for (const event of ['error', 'protocol_error'])
      connection.on(event, (error: unknown) => environment.onProtocolError(error));
    for (const event of ['session_error', 'connection_error', 'connection_close', 'disconnected'])
      connection.on(event, () => {
        // The client may go as it likes; what it held is let go when its socket closes.
      });
    socket.on('close', () => {
      for (const consumer of this.consumers.keys()) this.detach(consumer);
    });
  }

  private detach(consumer: ConsumerLink): void {
    consumer.detach();
    this.consumers.delete(consumer);
  }

  /** A link on which the client receives. */
  private attachSender(sender: Sender): void {
    const address = entityPath(addressOf(sender.source));
    if (address === CBS_NODE || isManagement(address)) {
      this.replies.add(sender);
      return;
    }
    const { hubs, now } = this.environment;
    const consumerAddress = parseConsumerAddress(address);
    this.claims.require(address);
    const hub = hubs.find(consumerAddress.hub);
    const consumer = new ConsumerLink(sender, hub, consumerAddress, this.socket, now);
    this.consumers.set(consumer, sender.session);
    sender.on('sender_close', () => this.consumers.delete(consumer));
  }

  /** A link on which the client sends. */
  private attachReceiver(receiver: Receiver): void {
    const { claims, replies } = this;
    const { hubs, key } = this.environment;
    const address = entityPath(addressOf(receiver.target));
    if (address === CBS_NODE) {
      serveRequests(receiver, replies, (request) => putToken(request, hubs, key, claims));
    } else if (isManagement(address)) {
      serveRequests(receiver, replies, (request) => readProperties(request, hubs, claims));
    } else {
      const publisherAddress = parsePublisherAddress(address);
      claims.require(address);
      attachPublisher(receiver, hubs.find(publisherAddress.hub), publisherAddress);
    }
  }
}
