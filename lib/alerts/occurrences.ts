import { OperationSet, type OperationEntry } from '../activity/operationSet';
import { isAfter } from '../telemetry/position';
import type { MessagePosition } from '../telemetry/event';

/** Up to this many occurrences are kept as a set; above it they are counted. */
export const MOST_KEYS = 1000;

/** The last message counted in one hub partition, and how many occurrences it gave. */
interface Counted {
  sequence: number;
  enqueuedTime: number;
  count: number;
}

/** The stored form. */
export interface StoredOccurrences {
  readonly operations: string;
  readonly counted: Readonly<Record<string, Readonly<Counted>>>;
}

export const NO_OCCURRENCES: StoredOccurrences = { operations: '', counted: {} };

/**
 * Which operations belong to an alert. Up to 1,000 they are a set, so no cut, order, redelivery or
 * copy changes the number. Above, each hub partition counts on from the last message it counted,
 * which stays exact under redelivery.
 */
export class Occurrences {
  private readonly counted = new Map<string, Counted>();
  /** Where each partition stood before this batch: one message may hold many occurrences. */
  private readonly before: ReadonlyMap<string, Readonly<Counted>>;
  private readonly operations: OperationSet;

  constructor(stored: StoredOccurrences) {
    this.operations = OperationSet.from(stored.operations, MOST_KEYS);
    this.before = new Map(Object.entries(stored.counted));
    for (const [source, counted] of this.before) this.counted.set(source, { ...counted });
  }

  get size(): number {
    let size = this.operations.size;
    for (const { count } of this.counted.values()) size += count;
    return size;
  }

  /** Adds one record of an operation. */
  add(entry: OperationEntry, message: MessagePosition): 'new' | 'twin' | 'known' {
    if (this.operations.has(entry)) return 'known';
    const { source, sequence, enqueuedTime } = message;
    const before = this.before.get(source);
    if (before !== undefined && !isAfter(message, before)) return 'known';
    const added = this.operations.add(entry);
    if (added !== 'full') return added;
    const counted = this.counted.get(source) ?? { sequence, enqueuedTime, count: 0 };
    if (isAfter(message, counted)) Object.assign(counted, { sequence, enqueuedTime });
    counted.count += 1;
    this.counted.set(source, counted);
    return 'new';
  }

  toStored(): StoredOccurrences {
    return {
      operations: this.operations.toString(),
      counted: Object.fromEntries(this.counted),
    };
  }
}
