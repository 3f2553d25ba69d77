import type { Delivery, Sender } from 'rhea';
import { addressOf, creditOf, linkProperty, sourceFilter, wantsCapability } from './amqp';
import type { EventHub } from './eventHub';
import type { EventHubsError } from './eventHubsError';
import { parseSelector, SELECTOR_FILTER } from './eventPosition';
import type { ConsumerAddress } from './linkAddress';
import type { PartitionLog } from './partitionLog';
import { withRuntimeMetric } from './storedEvent';

/** Sent before other connections get their turn. */
const EVENTS_PER_TURN = 256;

/** How soon to look again whether a client that cannot take more at the moment can. */
const BUSY_CLIENT_MILLISECONDS = 5;

const EPOCH = 'com.microsoft:epoch';
const RECEIVER_NAME = 'com.microsoft:receiver-name';
const RUNTIME_METRIC = 'com.microsoft:enable-receiver-runtime-metric';

/** Sends the events of one partition to a client's receiver, as far as its credit goes. */
export class ConsumerLink {
  readonly name: string;
  readonly ownerLevel: number | undefined;
  private readonly partition: PartitionLog;
  private readonly tellsMetric: boolean;
  private nextSequenceNumber: number;
  private lastSent: Delivery | undefined;
  private scheduled = false;
  private readonly onDetached: (() => void)[] = [];

  /** @throws EventHubsError when the client may not read there, or from that position. */
  constructor(
    private readonly sender: Sender,
    hub: EventHub,
    { consumerGroup, partitionId }: ConsumerAddress,
    private readonly socket: { readonly writableNeedDrain: boolean },
    private readonly now: () => number,
  ) {
    const ownerLevel = linkProperty(sender, EPOCH);
    const name = linkProperty(sender, RECEIVER_NAME);
    this.ownerLevel = typeof ownerLevel === 'number' ? ownerLevel : undefined;
    this.name = typeof name === 'string' ? name : 'nil';
    this.tellsMetric = wantsCapability(sender, RUNTIME_METRIC);

    const readers = hub.readersOf(consumerGroup, partitionId);
    this.partition = hub.partition(partitionId);
    const position = parseSelector(sourceFilter(sender, SELECTOR_FILTER));
    this.nextSequenceNumber = this.partition.sequenceNumberAt(position);
    readers.admit(this);
    hub.links.add(this);
    this.onDetached.push(
      () => readers.remove(this),
      () => hub.links.delete(this),
      this.partition.onAppend(() => this.schedule()),
    );

    sender.set_source({ ...sender.source, address: addressOf(sender.source) });
    sender.set_target({ address: addressOf(sender.target) });
    sender.on('sender_flow', () => this.schedule());
    sender.on('sender_draining', () => sender.set_drained(true));
    sender.on('sender_close', () => this.detach());
  }

  close(error: EventHubsError): void {
    this.detach();
    this.sender.close(error.amqpError);
  }

  /** Stops reading; for a link that is gone or going. */
  detach(): void {
    for (const undo of this.onDetached.splice(0)) undo();
  }

  private get isDetached(): boolean {
    return this.onDetached.length === 0;
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    // rhea writes on the next tick; only after that is `credit` right again.
    setImmediate(() => this.sendTurn());
  }

  private sendTurn(): void {
    this.scheduled = false;
    if (this.isDetached) return;
    if (this.isClientBusy()) {
      this.scheduled = true;
      setTimeout(() => this.sendTurn(), BUSY_CLIENT_MILLISECONDS);
      return;
    }
    const wanted = Math.min(creditOf(this.sender), EVENTS_PER_TURN);
    const events = this.partition.read(this.nextSequenceNumber, wanted);
    for (const event of events) {
      if (!this.sender.sendable()) break;
      const message = this.tellsMetric
        ? withRuntimeMetric(event, this.partition.last, this.now())
        : event.message;
      this.lastSent = this.sender.send(message, undefined, 0);
      this.nextSequenceNumber = event.sequenceNumber + 1;
    }
    if (events.length > 0) this.schedule();
  }

  /** The socket is full, or the window of the session is shut and rhea holds events back. */
  private isClientBusy(): boolean {
    return this.socket.writableNeedDrain || this.lastSent?.remote_settled === false;
  }
}
