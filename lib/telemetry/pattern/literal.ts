/**
 * Bytes that are looked for at a place, compared eight at a time as doubles: these are equal where
 * their bytes are, but for zeros, which no JSON has, and for what is no number, which just fails.
 */
export class Literal {
  private readonly eights: Float64Array;
  private readonly lastEight: number;
  private readonly length: number;
  /** All bytes, where they are fewer than eight. */
  private readonly few: Uint8Array;

  constructor(text: string) {
    const bytes = Buffer.from(text);
    this.length = bytes.length;
    this.eights = new Float64Array(bytes.length >> 3);
    for (let index = 0; index < this.eights.length; index += 1) {
      this.eights[index] = bytes.readDoubleLE(index * 8);
    }
    const isShort = bytes.length < 8;
    this.lastEight = isShort ? 0 : bytes.readDoubleLE(bytes.length - 8);
    this.few = isShort ? Uint8Array.from(bytes) : new Uint8Array(0);
  }

  /** Index after these bytes where they stand at `at` and before `end`; else -1. */
  after(view: DataView, at: number, end: number): number {
    const { eights, few, length } = this;
    const after = at + length;
    if (after > end) return -1;
    if (length < 8) {
      for (let index = 0; index < few.length; index += 1) {
        if (view.getUint8(at + index) !== few[index]) return -1;
      }
      return after;
    }
    let place = at;
    for (let index = 0; index < eights.length; index += 1) {
      if (view.getFloat64(place, true) !== eights[index]) return -1;
      place += 8;
    }
    return view.getFloat64(after - 8, true) === this.lastEight ? after : -1;
  }
}
