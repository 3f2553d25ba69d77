import { EventHubsError } from './eventHubsError';
import type { EventPosition } from './eventPosition';
import type { PublishedBatch } from './publishedEvent';
import { storeEvent } from './storedEvent';
import type { EventPlace, StoredEvent } from './storedEvent';

/** Azure gives the .NET minimum, 0001-01-01, as the last enqueued time of a partition never used. */
const NEVER = -62_135_596_800_000;

/** How many dropped events may stand before the array is cut: cutting at each drop would be slow. */
const DROPPED_BEFORE_CUT = 1024;

/** One partition: an append-only list of events, of which the oldest are dropped past a size. */
export class PartitionLog {
  private events: StoredEvent[] = [];
  private firstKept = 0;
  private keptBytes = 0;
  private nextOffset = 0;
  private readonly readers = new Set<() => void>();

  /** The newest event; before the first one, sequence number and offset are -1. */
  last: EventPlace = { sequenceNumber: -1, offset: -1, enqueuedTime: NEVER };

  constructor(
    readonly id: string,
    private readonly retainedBytes: number,
    private readonly now: () => number,
  ) {}

  get isEmpty(): boolean {
    return this.firstKept === this.events.length;
  }

  /** The oldest sequence number that can be read; when empty, the one that comes next. */
  get beginSequenceNumber(): number {
    return this.last.sequenceNumber + 1 - (this.events.length - this.firstKept);
  }

  append({ events, partitionKey }: PublishedBatch): void {
    // A clock that goes back must not put enqueued times out of order.
    const enqueuedTime = Math.max(this.now(), this.last.enqueuedTime);
    for (const event of events) {
      const place = {
        sequenceNumber: this.last.sequenceNumber + 1,
        offset: this.nextOffset,
        enqueuedTime,
      };
      const stored = storeEvent(event, place, partitionKey);
      this.events.push(stored);
      this.last = place;
      this.nextOffset += stored.message.length;
      this.keptBytes += stored.message.length;
    }
    this.dropOldest();
    for (const wake of this.readers) wake();
  }

  /** Up to `count` events from `sequenceNumber` on, or from the oldest kept when that is gone. */
  read(sequenceNumber: number, count: number): readonly StoredEvent[] {
    const index = this.firstKept + Math.max(0, sequenceNumber - this.beginSequenceNumber);
    return this.events.slice(index, index + count);
  }

  /**
   * The sequence number of the first event to send to a consumer that begins at `position`.
   *
   * @throws EventHubsError for a position past the end, as Azure does: it means that the hub was
   *   made anew, or that the position belongs to another one.
   */
  sequenceNumberAt(position: EventPosition): number {
    switch (position.by) {
      case 'start':
        return this.beginSequenceNumber;
      case 'end':
        return this.last.sequenceNumber + (position.inclusive ? 0 : 1);
      case 'sequenceNumber': {
        const first = position.inclusive ? position.value : position.value + 1;
        if (first > this.last.sequenceNumber + 1)
          throw pastTheEnd('sequence number', position.value, this.last.sequenceNumber);
        return first;
      }
      case 'offset':
        if (position.value > this.last.offset)
          throw pastTheEnd('offset', position.value, this.last.offset);
        return this.firstWhere(({ offset }) => isPast(offset, position));
      case 'enqueuedTime':
        return this.firstWhere(({ enqueuedTime }) => isPast(enqueuedTime, position));
    }
  }

  /** Calls `wake` after each append, until the function returned is called. */
  onAppend(wake: () => void): () => void {
    this.readers.add(wake);
    return () => this.readers.delete(wake);
  }

  /** Binary search: `test` is false up to some event and true from there on. */
  private firstWhere(test: (event: StoredEvent) => boolean): number {
    let low = this.firstKept;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const event = this.events[middle];
      if (event && test(event)) high = middle;
      else low = middle + 1;
    }
    return this.beginSequenceNumber + low - this.firstKept;
  }

  private dropOldest(): void {
    while (this.keptBytes > this.retainedBytes && this.firstKept < this.events.length) {
      this.keptBytes -= this.events[this.firstKept]?.message.length ?? 0;
      this.firstKept += 1;
    }
    if (this.firstKept < DROPPED_BEFORE_CUT && this.firstKept < this.events.length / 2) return;
    this.events = this.events.slice(this.firstKept);
    this.firstKept = 0;
  }
}

const isPast = (value: number, limit: { value: number; inclusive: boolean }): boolean =>
  limit.inclusive ? value >= limit.value : value > limit.value;

const pastTheEnd = (what: string, supplied: number, last: number): EventHubsError =>
  new EventHubsError(
    'com.microsoft:argument-error',
    `The supplied ${what} '${supplied}' is invalid. The last ${what} in the system is '${last}'`,
  );
