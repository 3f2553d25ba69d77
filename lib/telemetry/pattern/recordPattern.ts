import type { JsonObject } from '../fields';
import type { Outline } from './outline';

/** What a JSON text may hold: with and without escapes. Neither can match in two ways. */
const PLAIN_TEXT = String.raw`([^"\\\x00-\x1f]*)`;
const ESCAPED_TEXT = String.raw`([^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*)`;
const NUMBER = String.raw`(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)`;

/** Longer values are not taken for constant: they would only make the expression large. */
const LONGEST_CONSTANT = 256;
/** V8 copies shorter parts of a text; longer ones hold on to the whole of it. */
const SHORTEST_SLICE = 13;

interface Slot {
  readonly kind: 'text' | 'number';
  readonly holder: Record<string, unknown>;
  readonly name: string;
  /** As last written; all records so far have it unless the slot is variable. */
  raw: string;
  variable: boolean;
  escaped: boolean;
  changed: boolean;
}

/**
 * Reads records that are written like one before: same members, same order, same spacing. It is
 * a regular expression of the first record's text, in which the values that turned out to change
 * are groups. What matches is JSON of the same members by construction, so only the values that
 * changed are written into the one object that stands for the latest record.
 */
export class RecordPattern {
  /** The record read last. It is written over by the next, so nobody may keep it. */
  readonly record: JsonObject;
  hits = 0;
  private readonly slots: readonly Slot[];
  private variable: readonly Slot[] = [];
  private expression: RegExp;

  /** @param record what `JSON.parse` makes of the text that has this outline */
  constructor(
    record: Record<string, unknown>,
    private readonly outline: Outline,
  ) {
    this.record = record;
    this.slots = outline.slots.map(({ kind, path, raw }) => ({
      kind,
      holder: holderOf(record, path),
      name: path.at(-1) ?? '',
      raw,
      variable: raw.length > LONGEST_CONSTANT,
      escaped: raw.includes('\\'),
      changed: false,
    }));
    this.expression = this.compiled();
  }

  /** Index after the record at `at`, which is then `record`; -1 where it is written differently. */
  read(text: string, at: number): number {
    const { expression, variable } = this;
    expression.lastIndex = at;
    const match = expression.exec(text);
    if (match === null) return -1;
    let long = '';
    for (let index = 0; index < variable.length; index += 1) {
      const slot = variable[index];
      const raw = match[index + 1];
      if (slot === undefined || raw === undefined || raw === slot.raw) continue;
      if (raw.length < SHORTEST_SLICE) {
        write(slot, raw);
      } else {
        slot.changed = true;
        slot.raw = raw;
        long += raw;
      }
    }
    if (long !== '') this.writeLong(long);
    return expression.lastIndex;
  }

  /** Makes room for a record that the pattern does not match; false if its outline is another. */
  adapt(outline: Outline): boolean {
    const { literals } = this.outline;
    if (literals.length !== outline.literals.length) return false;
    if (!literals.every((literal, index) => literal === outline.literals[index])) return false;
    this.slots.forEach((slot, index) => {
      const { raw = '', kind } = outline.slots[index] ?? {};
      if (raw !== slot.raw || kind !== slot.kind) slot.variable = true;
      slot.escaped ||= raw.includes('\\');
    });
    this.expression = this.compiled();
    return true;
  }

  /** One copy of all long values: slices of the message would keep all of it in memory. */
  private writeLong(long: string): void {
    let at = 0;
    for (const slot of this.variable) {
      if (!slot.changed) continue;
      const end = at + slot.raw.length;
      write(slot, long.slice(at, end));
      slot.changed = false;
      at = end;
    }
  }

  private compiled(): RegExp {
    this.variable = this.slots.filter((slot) => slot.variable);
    const { literals } = this.outline;
    const values = this.slots.map((slot, index) => {
      const value = slot.variable ? groupOf(slot) : quoted(slot.raw);
      return value + quoted(literals[index + 1] ?? '');
    });
    return new RegExp(quoted(literals[0] ?? '') + values.join(''), 'y');
  }
}

function write(slot: Slot, raw: string): void {
  slot.raw = raw;
  slot.holder[slot.name] = valueOf(slot, raw);
}

function valueOf(slot: Slot, raw: string): unknown {
  if (slot.kind === 'number') return Number(raw);
  return slot.escaped && raw.includes('\\') ? JSON.parse(`"${raw}"`) : raw;
}

function groupOf({ kind, escaped }: Slot): string {
  if (kind === 'number') return NUMBER;
  return escaped ? ESCAPED_TEXT : PLAIN_TEXT;
}

function quoted(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

function holderOf(record: Record<string, unknown>, path: readonly string[]) {
  let holder = record;
  for (const name of path.slice(0, -1)) {
    // The outline was made from this record's text, so that every name but the last is an object's.
    holder = holder[name] as Record<string, unknown>;
  }
  return holder;
}
