import { entityNotFound, EventHubsError } from './eventHubsError';
import { partitionOfKey } from './partitionKeyHash';
import { PartitionLog } from './partitionLog';
import { PartitionReaders } from './partitionReaders';
import type { PublishedBatch } from './publishedEvent';

/** What is configured for one hub. */
export interface HubOptions {
  name: string;
  /** Number of partitions. */
  partitions: number;
  /** Consumer groups besides `$Default`. */
  consumerGroups?: readonly string[];
  /** Bytes kept in all partitions together; past that the oldest events go. Default: 256 MiB. */
  retainedBytes?: number;
}

/** A link that ends when the hub is deleted. */
export interface AttachedLink {
  close(error: EventHubsError): void;
}

const DEFAULT_RETAINED_BYTES = 256 * 1024 * 1024;

/** One event hub: its partitions, its consumer groups, and the links attached to it. */
export class EventHub {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly partitions: readonly PartitionLog[];
  readonly links = new Set<AttachedLink>();
  private readonly readers = new Map<string, PartitionReaders[]>();
  private nextInTurn = 0;

  constructor(
    readonly options: HubOptions,
    now: () => number,
  ) {
    this.name = options.name;
    this.createdAt = now();
    const count = options.partitions;
    const retained = Math.floor((options.retainedBytes ?? DEFAULT_RETAINED_BYTES) / count);
    this.partitions = Array.from(
      { length: count },
      (_, index) => new PartitionLog(String(index), retained, now),
    );
    for (const group of ['$Default', ...(options.consumerGroups ?? [])])
      this.readers.set(
        group.toLowerCase(),
        this.partitions.map(() => new PartitionReaders()),
      );
  }

  get partitionIds(): string[] {
    return this.partitions.map(({ id }) => id);
  }

  /** @throws EventHubsError when there is no such partition. */
  partition(id: string): PartitionLog {
    const found = this.partitions.find((partition) => partition.id === id);
    if (!found)
      throw new EventHubsError(
        'com.microsoft:argument-out-of-range',
        `The specified partition is invalid for an EventHub partition sender or receiver. It should be between 0 and ${this.partitions.length - 1}.`,
      );
    return found;
  }

  /** @throws EventHubsError when there is no such consumer group or partition. */
  readersOf(consumerGroup: string, partitionId: string): PartitionReaders {
    const groups = this.readers.get(consumerGroup.toLowerCase());
    if (!groups) throw entityNotFound(`${this.name}/ConsumerGroups/${consumerGroup}`);
    const readers = groups[this.partitions.indexOf(this.partition(partitionId))];
    if (!readers) throw entityNotFound(`${this.name}/Partitions/${partitionId}`);
    return readers;
  }

  /** Appends to the partition named, else to that of the key, else to each partition in turn. */
  publish(batch: PublishedBatch, partitionId: string | undefined): void {
    this.partition(partitionId ?? this.choosePartition(batch.partitionKey)).append(batch);
  }

  private choosePartition(partitionKey: string | undefined): string {
    const count = this.partitions.length;
    if (partitionKey !== undefined) return String(partitionOfKey(partitionKey, count));
    const chosen = this.nextInTurn;
    this.nextInTurn = (chosen + 1) % count;
    return String(chosen);
  }
}
