import type { ByteWindow } from './byteWindow';
import { walkMembers } from './envelopeSearch';
import { SPLIT_BYTES } from './item';
import { beginsScalar, beginsValue, JsonScan, reasonOf, skipSpace } from './jsonScan';
import type { BrokenReason } from './jsonScan';

const QUOTE = 0x22;
const OPEN_BRACKET = 0x5b;
const OPEN_BRACE = 0x7b;
/** `}` is 2 after `{` in ASCII, and `]` is 2 after `[`. */
const CLOSER_DISTANCE = 2;
const LINE_FEED = 0x0a;
/** How many bytes after a scalar are looked at for what follows it. */
const SCALAR_LOOKAHEAD = 1024;

/** What stands at the window's position. `giant` is a value longer than `SPLIT_BYTES`. */
export type Attempt = 'value' | 'more' | 'giant' | 'notJson' | BrokenReason;

/** Tries to read one value: a whole line at a stroke where it is one, else byte by byte. */
export class ValueAttempt {
  value: unknown = null;
  /** Index after the value, or where it broke. */
  end = 0;
  /** True for an object whose brackets and quotes are right, so that it is known where it ends. */
  enclosed = false;
  private readonly scan = new JsonScan();
  /** Offset of the end of a line that holds more, or less, than one value. */
  private unevenLine = -1;

  constructor(private readonly window: ByteWindow) {}

  /** With `ownLine` a value must end on the line it begins on. */
  run(ownLine = false): Attempt {
    const { window } = this;
    const { position, end } = window;
    this.enclosed = false;
    const feed = window.lineFeed();
    if (feed === -1 && !window.last && end - position <= SPLIT_BYTES) return 'more';
    const lineEnd = feed === -1 ? end : feed;
    const isLine = (feed !== -1 || window.last) && lineEnd - position <= SPLIT_BYTES;
    if (isLine && this.unevenLine !== window.offsetOf(lineEnd)) {
      if (this.isEnclosed(lineEnd) && this.parse(lineEnd)) return 'value';
      this.unevenLine = window.offsetOf(lineEnd);
    }
    return this.scanValue(ownLine && isLine ? lineEnd : end, ownLine);
  }

  /** End of the line that begins here, if it is all there and looks like one value; else -1. */
  wholeLine(): number {
    const { window } = this;
    const feed = window.lineFeed();
    if (feed === -1 && !window.last) return -1;
    const end = feed === -1 ? window.end : feed;
    if (end - window.position > SPLIT_BYTES || this.unevenLine === window.offsetOf(end)) return -1;
    return this.isEnclosed(end) ? end : -1;
  }

  /** True where the value that broke is a list whose elements can be read one by one. */
  brokeInList(): boolean {
    const { scan, window, end } = this;
    const { bytes, position } = window;
    if (bytes[position] === OPEN_BRACKET) {
      const first = skipSpace(bytes, position + 1, window.end);
      return first < window.end && (bytes[first] === OPEN_BRACE || bytes[first] === QUOTE);
    }
    if (bytes[position] !== OPEN_BRACE) return false;
    const walk = walkMembers(scan, bytes, position + 1, end, false, false);
    return walk.kind === 'records' && skipSpace(bytes, walk.at, window.end) < window.end;
  }

  /** True where a bracket stands here and its closing one before `lineEnd`. */
  private isEnclosed(lineEnd: number): boolean {
    const { bytes, position } = this.window;
    const first = bytes[position];
    if (first !== OPEN_BRACE && first !== OPEN_BRACKET) return false;
    const closer = bytes[lineEnd - 1] === 0x0d ? bytes[lineEnd - 2] : bytes[lineEnd - 1];
    return closer === first + CLOSER_DISTANCE;
  }

  private scanValue(readable: number, ownLine: boolean): Attempt {
    const { window } = this;
    const to = Math.min(readable, window.position + SPLIT_BYTES);
    const last = to === readable && (window.last || (ownLine && readable < window.end));
    const result = this.scan.run(window.bytes, window.position, to, last);
    this.end = this.scan.at;
    if (result === 'more') return to - window.position < SPLIT_BYTES ? 'more' : 'giant';
    if (result !== 'end') return reasonOf(result);
    if (beginsScalar(window.bytes[window.position])) {
      const follows = this.scalarIsApart();
      if (follows !== 'value') return follows;
    } else this.enclosed = window.bytes[window.position] === OPEN_BRACE;
    return this.parse(this.end) ? 'value' : 'brokenJson';
  }

  /** `42` is a record, the number that begins `42 files copied` is not. */
  private scalarIsApart(): 'value' | 'more' | 'notJson' {
    const { scan, window } = this;
    const { bytes, last } = window;
    const limit = Math.min(window.end, this.end + SCALAR_LOOKAHEAD);
    let index = this.end;
    for (;;) {
      while (index < limit && isBlank(bytes[index])) index += 1;
      if (index >= limit) return limit < window.end || last ? 'value' : 'more';
      const byte = bytes[index];
      if (!beginsScalar(byte)) {
        return byte === LINE_FEED || byte === 0xef || beginsValue(byte) ? 'value' : 'notJson';
      }
      const result = scan.run(bytes, index, limit, last && limit === window.end);
      if (result === 'more') return limit < window.end ? 'value' : 'more';
      if (result !== 'end') return 'notJson';
      index = scan.at;
    }
  }

  private parse(end: number): boolean {
    this.end = end;
    try {
      this.value = JSON.parse(this.window.text(this.window.position, end));
      return true;
    } catch {
      // Not JSON: the caller finds out where it breaks.
      return false;
    }
  }
}

/** True for bytes that separate values on a line: space, tab, carriage return, NUL. */
export function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x00;
}
