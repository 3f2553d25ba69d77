import type { MessagePosition } from '../event';
import type { JsonObject } from '../fields';
import { outcomeOfRecord, type RecordOutcome } from '../recordOutcome';
import type { MessageBytes } from './messageBytes';
import type { FieldTexts } from './fieldTexts';
import { RepeatedValue } from './repeatedValue';
import type { Slot } from './slot';

/** Makes something of the values that a pattern has just found. */
export interface SlotReader {
  /** Null where the record has to be read the plain way. */
  read(message: MessageBytes, position: MessagePosition, index: number): RecordOutcome | null;
}

/** Writes the values into the one object that stands for the latest record, and parses that. */
export class RecordReader implements SlotReader {
  private readonly members: readonly SlotMember[];

  constructor(
    private readonly record: JsonObject,
    slots: readonly Slot[],
    texts: FieldTexts,
  ) {
    this.members = slots.map(
      (slot) => new SlotMember(record, slot.path, new RepeatedValue(slot, texts.plain)),
    );
  }

  read(message: MessageBytes, position: MessagePosition, index: number): RecordOutcome {
    for (const member of this.members) member.write(message);
    return outcomeOfRecord(this.record, position, index);
  }
}

/** What stands in a slot. */
export interface SlotValue {
  value(message: MessageBytes): unknown;
}

/** The member of a record that a slot stands for. */
export class SlotMember {
  private readonly holder: Record<string, unknown>;
  private readonly name: string;

  constructor(
    record: JsonObject,
    path: readonly string[],
    private readonly value: SlotValue,
  ) {
    let holder: unknown = record;
    for (const name of path.slice(0, -1)) holder = (holder as JsonObject)[name];
    // The slot was found in this record's text, so that all names but the last are those of objects.
    this.holder = holder as Record<string, unknown>;
    this.name = path.at(-1) ?? '';
  }

  write(message: MessageBytes): void {
    this.holder[this.name] = this.value.value(message);
  }
}
