import { isAscii } from 'node:buffer';

/** The part of an input that is looked at. Readers take bytes by moving `position`. */
export class ByteWindow {
  /** Index in `bytes` of the next byte that nobody took. */
  position = 0;
  /** True where text can be made from the bytes without a look at each. */
  protected ascii: boolean;
  /** Offset in the input of index 0 of `bytes`. */
  protected base = 0;
  /** The line feed found last, and how far there is none before it, as offsets. */
  private feedAt = -1;
  private searchedTo = 0;

  /**
   * @param end index in `bytes` after the last byte read
   * @param last true once the input has no more bytes
   */
  constructor(
    public bytes: Buffer,
    public end: number = bytes.length,
    public last = true,
  ) {
    this.ascii = isAscii(bytes.subarray(0, end));
  }

  /** Offset in the input of an index of `bytes`. */
  offsetOf(index: number): number {
    return this.base + index;
  }

  /** Text of the bytes between two indexes; bytes that are not UTF-8 become U+FFFD. */
  text(from: number, to: number): string {
    return this.ascii
      ? this.bytes.toString('latin1', from, to)
      : this.bytes.toString('utf8', from, to);
  }

  /** Index of the first line feed from `position` on, or -1 where none was read yet. */
  lineFeed(): number {
    const from = this.base + this.position;
    if (this.feedAt < from) {
      const start = Math.max(this.searchedTo - this.base, this.position);
      const found = start < this.end ? this.bytes.indexOf(0x0a, start) : -1;
      const known = found !== -1 && found < this.end;
      this.searchedTo = this.base + (known ? found + 1 : this.end);
      if (!known) return -1;
      this.feedAt = this.base + found;
    }
    return this.feedAt - this.base;
  }
}
