import type { MessagePosition } from '../event';
import type { JsonObject } from '../fields';
import type { RecordOutcome } from '../recordOutcome';
import { Literal } from './literal';
import type { MessageBytes } from './messageBytes';
import type { Outline } from './outline';
import { EventReader } from './eventReader';
import type { FieldTexts } from './fieldTexts';
import { RecordReader, type SlotReader } from './recordReader';
import { Slot } from './slot';

/**
 * Reads records that are written like one before: same members, same order, same spacing. Values
 * that have not changed yet count as written between those that have. What is read is JSON of
 * the same members by construction, so only the values that change need a look.
 */
export class RecordPattern {
  hits = 0;
  private slots: readonly Slot[] = [];
  private tail = Literal.ofText('');
  private reader: SlotReader;
  /** Indexes of the values that change. */
  private readonly variable = new Set<number>();

  /** @param record what `JSON.parse` makes of the text that has this outline, for the pattern alone */
  constructor(
    readonly record: JsonObject & Record<string, unknown>,
    private readonly outline: Outline,
    private readonly texts: FieldTexts,
  ) {
    this.reader = this.compile();
  }

  /** Index after the record at `at`; -1 where it is written differently. */
  match(message: MessageBytes, at: number): number {
    const { slots } = this;
    let place = at;
    for (let index = 0; index < slots.length; index += 1) {
      place = slots[index]?.match(message, place) ?? -1;
      if (place === -1) return -1;
    }
    return this.tail.after(message.view, place, message.end);
  }

  /** What became of the record that matched last; null where it has to be read the plain way. */
  outcome(message: MessageBytes, position: MessagePosition, index: number): RecordOutcome | null {
    try {
      return this.reader.read(message, position, index);
    } catch {
      // The plain way meets the same fault, and tells of it.
      return null;
    }
  }

  /** Makes room for a record that the pattern does not match; false if its outline is another. */
  adapt(outline: Outline): boolean {
    const { literals, slots } = this.outline;
    if (literals.length !== outline.literals.length) return false;
    if (!literals.every((literal, index) => literal === outline.literals[index])) return false;
    const changed = slots.flatMap(({ raw }, index) =>
      raw === outline.slots[index]?.raw ? [] : [index],
    );
    // Each category has a meaning of its own.
    if (changed.some((index) => slots[index]?.path.join('.') === 'category')) return false;
    for (const index of changed) this.variable.add(index);
    this.reader = this.compile();
    return true;
  }

  private compile(): SlotReader {
    const slots: Slot[] = [];
    let written = '';
    this.outline.slots.forEach((slot, index) => {
      written += this.outline.literals[index] ?? '';
      if (this.variable.has(index)) {
        slots.push(new Slot(Literal.ofText(written), slot));
        written = '';
      } else written += slot.raw;
    });
    this.slots = slots;
    this.tail = Literal.ofText(written + (this.outline.literals.at(-1) ?? ''));
    const { record, texts } = this;
    return EventReader.of(record, slots, texts) ?? new RecordReader(record, slots, texts);
  }
}
