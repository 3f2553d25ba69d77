/** V8 copies shorter parts of a text; longer ones hold on to the whole of it. */
const SHORTEST_SLICE = 13;
const NO_BYTES: Buffer = Buffer.alloc(0);

/** The bytes of the message in hand, in a buffer that others use too. All indexes are the buffer's. */
export class MessageBytes {
  view: DataView = new DataView(NO_BYTES.buffer);
  /** Index after the message. */
  end = 0;
  private bytes = NO_BYTES;
  private start = 0;
  /** One character a byte. */
  private latin1 = '';

  moveTo(bytes: Buffer, start: number, end: number): void {
    if (bytes !== this.bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    this.start = start;
    this.end = end;
    this.latin1 = bytes.toString('latin1', start, end);
  }

  /** The byte at an index; 0 after the end. */
  byteAt(index: number): number {
    return index < this.end ? this.view.getUint8(index) : 0;
  }

  /** The text between two indexes; bytes that are not UTF-8 become U+FFFD. */
  text(from: number, to: number): string {
    return this.bytes.toString('utf8', from, to);
  }

  /** As `text`, where all bytes are known to be ASCII. */
  asciiText(from: number, to: number): string {
    return to - from < SHORTEST_SLICE
      ? this.part(from, to)
      : this.bytes.toString('latin1', from, to);
  }

  /** As `asciiText`, but whoever keeps it keeps the whole message in memory. */
  part(from: number, to: number): string {
    return this.latin1.slice(from - this.start, to - this.start);
  }

  /** Index after what a sticky expression of ASCII finds at `at`, or -1. */
  skip(expression: RegExp, at: number): number {
    expression.lastIndex = at - this.start;
    return expression.test(this.latin1) ? expression.lastIndex + this.start : -1;
  }
}
