import type { UnreadableReason } from './unreadableReason';

/** A part of a message that is no record. */
export interface UnreadableRecord {
  readonly reason: UnreadableReason;
  /** One sentence for a person. */
  readonly detail: string;
  /** Bounded copy of what was there. */
  readonly raw: string;
  /** How many records of the message stand before it. */
  readonly before: number;
}

/** What a message holds, in its order. */
export interface FoundRecords {
  readonly records: readonly unknown[];
  readonly unreadable: readonly UnreadableRecord[];
}

/** Tells which records a parsed JSON value holds. */
export type RecordsOf = (value: unknown) => FoundRecords;

/** What several values hold, one after the other. */
export class CollectedRecords implements FoundRecords {
  readonly records: unknown[] = [];
  readonly unreadable: UnreadableRecord[] = [];

  /** Adds what comes after all that is here. */
  add({ records, unreadable }: FoundRecords): void {
    const before = this.records.length;
    for (const record of records) this.records.push(record);
    for (const one of unreadable) {
      this.unreadable.push({ ...one, before: before + one.before });
    }
  }
}
