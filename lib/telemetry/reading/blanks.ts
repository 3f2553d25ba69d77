import type { ByteWindow } from './byteWindow';

/** Passes over what stands between two values. */
export class Blanks {
  /** Length of the white space at the beginning of the line. */
  indent = 0;

  constructor(private readonly window: ByteWindow) {}

  /** Moves to the next byte that says something; false where the window ends before it. */
  skip(): boolean {
    const { window } = this;
    const { bytes, end, last } = window;
    for (; window.position < end; window.position += 1) {
      const byte = bytes[window.position];
      if (byte === 0x0a) this.indent = 0;
      else if (byte === 0x20 || byte === 0x09) this.indent += 1;
      else if (byte === 0xef) {
        if (window.position + 3 > end && !last) return false;
        if (bytes[window.position + 1] !== 0xbb || bytes[window.position + 2] !== 0xbf) return true;
        if (window.position + 3 > end) return true;
        window.position += 2;
      } else if (!isSeparator(byte)) return true;
    }
    return false;
  }
}

/** Carriage return, NUL, record separator (RFC 7464), comma. */
function isSeparator(byte: number | undefined): boolean {
  return byte === 0x0d || byte === 0x00 || byte === 0x1e || byte === 0x2c;
}
