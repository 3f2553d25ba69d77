/**
 * Bytes that are looked for at a place, compared eight at a time as doubles: these are equal where
 * their bytes are, but for zeros, which no JSON has, and for what is no number, which just fails.
 */
export class Literal {
  /** Where the length is no multiple of eight, the last eight bytes come once more. */
  private readonly eights: number[] = [];
  /** All bytes, where they are fewer than eight. */
  private readonly few: number[] = [];
  private readonly length: number;

  constructor(view: DataView, from: number, to: number) {
    this.length = to - from;
    if (this.length < 8) {
      for (let at = from; at < to; at += 1) this.few.push(view.getUint8(at));
      return;
    }
    for (let at = from; at + 8 <= to; at += 8) this.eights.push(view.getFloat64(at, true));
    if ((this.length & 7) !== 0) this.eights.push(view.getFloat64(to - 8, true));
  }

  static ofText(text: string): Literal {
    const bytes = Buffer.from(text);
    return new Literal(new DataView(bytes.buffer, bytes.byteOffset), 0, bytes.length);
  }

  /** Index after these bytes where they stand at `at` and before `end`; else -1. */
  after(view: DataView, at: number, end: number): number {
    const { eights, few, length } = this;
    const after = at + length;
    if (after > end) return -1;
    for (let index = 0; index < few.length; index += 1) {
      if (view.getUint8(at + index) !== few[index]) return -1;
    }
    const last = eights.length - 1;
    let place = at;
    let index = 0;
    // Four a step take a fifth less time.
    for (; index + 3 < last; index += 4) {
      if (
        view.getFloat64(place, true) !== eights[index] ||
        view.getFloat64(place + 8, true) !== eights[index + 1] ||
        view.getFloat64(place + 16, true) !== eights[index + 2] ||
        view.getFloat64(place + 24, true) !== eights[index + 3]
      ) {
        return -1;
      }
      place += 32;
    }
    for (; index < last; index += 1) {
      if (view.getFloat64(place, true) !== eights[index]) return -1;
      place += 8;
    }
    return last === -1 || view.getFloat64(after - 8, true) === eights[last] ? after : -1;
  }
}
