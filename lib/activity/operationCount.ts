import { OperationSet, type OperationEntry } from './operationSet';

export interface StoredOperationCount {
  readonly operations: string;
  readonly beyond: number;
  /** Epoch ms of the first and the last of them. */
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** Counts operations: as a set while there is room, by number beyond it. */
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
    const set = OperationSet.from(operations, Infinity);
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
