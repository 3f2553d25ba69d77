import { OperationSet, type OperationEntry } from './operationSet';

export interface StoredOperationCount {
  readonly operations: string;
  readonly beyond: number;
}

/** Counts operations: as a set while there is room, by number beyond it. */
export class OperationCount {
  private constructor(
    readonly operations: OperationSet,
    /** Operations counted without a place in the set. */
    private beyondSet: number,
  ) {}

  static empty(): OperationCount {
    return new OperationCount(new OperationSet(Infinity), 0);
  }

  static from(stored: StoredOperationCount): OperationCount {
    return new OperationCount(OperationSet.from(stored.operations, Infinity), stored.beyond);
  }

  get beyond(): number {
    return this.beyondSet;
  }

  get total(): number {
    return this.operations.size + this.beyondSet;
  }

  /** Says whether the operation took a place in the set. */
  add(entry: OperationEntry, room: boolean): boolean {
    if (this.operations.has(entry)) return false;
    if (!room) {
      this.beyondSet += 1;
      return false;
    }
    return this.operations.add(entry) !== 'known';
  }

  toStored(): StoredOperationCount {
    return { operations: this.operations.toString(), beyond: this.beyondSet };
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
