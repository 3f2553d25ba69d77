import { EventHubsError } from './eventHubsError';

/** A consumer's link, as the others on its partition see it. */
export interface PartitionReader {
  /** The consumer's own name; Azure says `nil` when it gave none. */
  name: string;
  /** Owner level, on the wire `epoch`; a consumer without one shares the partition. */
  ownerLevel: number | undefined;
  close(error: EventHubsError): void;
}

/** Azure's limit for consumers without owner level on one partition and consumer group. */
const MAX_SHARED_READERS = 5;

/** The consumers of one partition in one consumer group, and who may read beside whom. */
export class PartitionReaders {
  private readonly readers = new Set<PartitionReader>();

  /**
   * Lets a consumer in. One with an owner level disconnects all whose level is not higher, and
   * those without.
   *
   * @throws EventHubsError when a higher owner level is there, or too many share the partition.
   */
  admit(reader: PartitionReader): void {
    if (reader.ownerLevel === undefined) this.requireRoom();
    else this.takeOver(reader, reader.ownerLevel);
    this.readers.add(reader);
  }

  remove(reader: PartitionReader): void {
    this.readers.delete(reader);
  }

  private requireRoom(): void {
    for (const { ownerLevel } of this.readers)
      if (ownerLevel !== undefined)
        throw new EventHubsError(
          'amqp:link:stolen',
          `At least one receiver for the endpoint is created with epoch of '${ownerLevel}', and so non-epoch receiver is not allowed. Either reconnect with a higher epoch, or make sure all epoch receivers are closed or disconnected.`,
        );
    if (this.readers.size >= MAX_SHARED_READERS)
      throw new EventHubsError(
        'amqp:resource-limit-exceeded',
        `Exceeded the maximum number of allowed receivers per partition in a consumer group which is ${MAX_SHARED_READERS}.`,
      );
  }

  private takeOver(newcomer: PartitionReader, level: number): void {
    for (const { name, ownerLevel } of this.readers)
      if (ownerLevel !== undefined && ownerLevel > level)
        throw new EventHubsError(
          'amqp:link:stolen',
          `Receiver '${name}' with a higher epoch '${ownerLevel}' already exists. Receiver '${newcomer.name}' with epoch ${level} cannot be created. Make sure you are creating receiver with increasing epoch value to ensure connectivity, or ensure all old epoch receivers are closed or disconnected.`,
        );
    for (const reader of this.readers) {
      this.readers.delete(reader);
      reader.close(
        new EventHubsError(
          'amqp:link:stolen',
          `New receiver '${newcomer.name}' with higher epoch of '${level}' is created hence current receiver '${reader.name}' with epoch '${reader.ownerLevel ?? 'none'}' is getting disconnected. If you are recreating the receiver, make sure a higher epoch is used.`,
        ),
      );
    }
  }
}
