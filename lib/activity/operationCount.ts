import { OperationSet, SHORT_ENTRY_LENGTH, type OperationEntry } from './operationSet';

export interface StoredOperationCount {
  /** Short entries, one after the other. */
  readonly operations: string;
  readonly beyond: number;
  /** Epoch ms of the first and the last of them. */
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** Counts operations by their short entries: as a set while there is room, by number beyond it. */
export class OperationCount {
  private constructor(
    readonly operations: OperationSet,
    /** Operations counted without a place in the set. */
    private beyondSet: number,
    private first: number,
    private last: number,
  ) {}

  static empty(): OperationCount {
    return new OperationCount(new OperationSet(Infinity), 0, Infinity, -Infinity);
  }

  static from(stored: StoredOperationCount): OperationCount {
    const { operations, beyond, firstSeen, lastSeen } = stored;
    const set = OperationSet.from(operations, Infinity, SHORT_ENTRY_LENGTH);
    return new OperationCount(set, beyond, firstSeen, lastSeen);
  }

  get beyond(): number {
    return this.beyondSet;
  }

  get firstSeen(): number {
    return this.first;
  }

  get lastSeen(): number {
    return this.last;
  }

  get total(): number {
    return this.operations.size + this.beyondSet;
  }

  /** Adds another count, with at most `room` more places in the set; says how many it took. */
  merge(other: OperationCount, room: number): number {
    this.first = Math.min(this.first, other.first);
    this.last = Math.max(this.last, other.last);
    this.beyondSet += other.beyondSet;
    let taken = 0;
    for (const entry of other.operations) {
      if (this.operations.has(entry)) continue;
      if (taken < room) {
        this.operations.add(entry);
        taken += 1;
      } else this.beyondSet += 1;
    }
    return taken;
  }

  /** Says whether the operation took a place in the set. */
  add(entry: OperationEntry, time: number, room: boolean): boolean {
    if (this.operations.has(entry)) return false;
    this.first = Math.min(this.first, time);
    this.last = Math.max(this.last, time);
    if (!room) {
      this.beyondSet += 1;
      return false;
    }
    return this.operations.add(entry) !== 'known';
  }

  toStored(): StoredOperationCount {
    return {
      operations: this.operations.toString(),
      beyond: this.beyondSet,
      firstSeen: this.first,
      lastSeen: this.last,
    };
  }
}

/** Distinct operations of several counts: the union of the sets and what lies beyond them. */
export function distinctOperations(counts: Iterable<OperationCount>): number {
  const union = new OperationSet(Infinity);
  let beyond = 0;
  for (const count of counts) {
    for (const entry of count.operations) union.add(entry);
    beyond += count.beyond;
  }
  return union.size + beyond;
}
