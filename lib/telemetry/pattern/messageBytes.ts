const NO_BYTES: Buffer = Buffer.alloc(0);

const SPACE = 0x20;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** The bytes of the message in hand, in a buffer that others use too. All indexes are the buffer's. */
export class MessageBytes {
  view: DataView = new DataView(NO_BYTES.buffer);
  /** Index after the message. */
  end = 0;
  private bytes = NO_BYTES;

  moveTo(bytes: Buffer, end: number): void {
    if (bytes !== this.bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    this.end = end;
  }

  /** The byte at an index; 0 after the end. */
  byteAt(index: number): number {
    return index < this.end ? this.view.getUint8(index) : 0;
  }

  /** Index of the first byte from `at` on that is no white space. */
  afterBlanks(at: number): number {
    for (let index = at; ; index += 1) {
      const byte = this.byteAt(index);
      if (byte !== SPACE && byte !== TAB && byte !== CARRIAGE_RETURN && byte !== LINE_FEED) {
        return index;
      }
    }
  }

  /** The text between two indexes; bytes that are not UTF-8 become U+FFFD. */
  text(from: number, to: number): string {
    return this.bytes.toString('utf8', from, to);
  }

  /** As `text`, where all bytes are known to be ASCII. */
  asciiText(from: number, to: number): string {
    return this.bytes.toString('latin1', from, to);
  }
}
