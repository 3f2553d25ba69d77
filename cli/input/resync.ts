import type { ByteWindow } from './byteWindow';
import { beginsValue, isJsonSpace } from './jsonScan';

const QUOTE = 0x22;
const OPEN_BRACKET = 0x5b;
const OPEN_BRACE = 0x7b;
/** Longer first keys are not told apart. */
const OPENING_BYTES = 64;
/** How an envelope begins, see `openingAt`. */
const ENVELOPE = '{"records"';

/**
 * Says where, inside unreadable bytes, the next value may begin.
 *
 * A line that begins no further in than the broken value did may be a value. Within a line,
 * plain noise gives way to any object; but parts of a broken value are no values of their own,
 * so there only the beginning of an envelope, or of a record that begins like the broken one or
 * like the last good one, counts.
 */
export class Resync {
  private atLineStart = false;
  private indent = 0;
  private inValue: boolean;
  /** Binary bytes hold `7` or `[]` at the beginning of a line by chance, which are no records. */
  private isBinary = false;

  constructor(
    /** White space before the broken value; no limit where there was none. */
    private maxIndent: number,
    /** How records beside the broken value begin. */
    private readonly knownOpening: string | null,
    /** How the value begins that broke last. */
    private brokenOpening: string | null,
  ) {
    this.inValue = maxIndent !== Infinity;
  }

  /**
   * Index from `from` on where a value may begin, or how far there is none for sure, in which
   * case `found` is false.
   */
  find(window: ByteWindow, from: number): Candidate {
    const { bytes, end, last } = window;
    // An opening is only looked at once all of it was read.
    const sure = last ? end : end - OPENING_BYTES;
    let index = from;
    for (; index < sure; index += 1) {
      const byte = bytes[index];
      if (byte !== undefined && byte < 0x20 && byte !== 0 && !isJsonSpace(byte)) {
        this.isBinary = true;
      }
      if (byte === 0x0a) {
        this.atLineStart = true;
        this.indent = 0;
      } else if (this.atLineStart) {
        if (isIgnorable(byte)) this.indent += byte === 0x20 || byte === 0x09 ? 1 : 0;
        else {
          this.atLineStart = false;
          this.inValue = false;
          if (!this.isBinary && this.indent <= this.maxIndent && beginsValue(byte))
            return { found: true, at: index, beginsLine: true };
          this.inValue = this.maxIndent !== Infinity && this.indent > this.maxIndent;
          if (!this.inValue && this.beginsHere(bytes, index, end))
            return { found: true, at: index, beginsLine: false };
        }
      } else if (
        (byte === OPEN_BRACE || byte === OPEN_BRACKET) &&
        this.beginsHere(bytes, index, end)
      ) {
        return { found: true, at: index, beginsLine: false };
      }
    }
    return { found: false, at: index, beginsLine: false };
  }

  /** Tells that what `find` gave last is no value either; the search goes on after it. */
  reject(first: number | undefined, opening: string | null): void {
    if (first !== OPEN_BRACE && first !== OPEN_BRACKET) return;
    this.inValue = true;
    this.maxIndent = Math.min(this.maxIndent, this.indent);
    this.brokenOpening = opening;
  }

  /** Records inside a cut envelope are part of it, however they begin. */
  private isKnown(opening: string): boolean {
    if (opening === ENVELOPE || opening === this.brokenOpening) return true;
    return opening === this.knownOpening && this.brokenOpening !== ENVELOPE;
  }

  private beginsHere(bytes: Buffer, index: number, end: number): boolean {
    const opening = openingAt(bytes, index, end);
    if (this.inValue) return opening !== null && this.isKnown(opening);
    if (bytes[index] !== OPEN_BRACKET) return opening !== null;
    const limit = Math.min(end, index + OPENING_BYTES);
    return openingAt(bytes, skipSpace(bytes, index + 1, limit), limit) !== null;
  }
}

/** Where the search of `Resync` came to. */
export interface Candidate {
  readonly found: boolean;
  readonly at: number;
  readonly beginsLine: boolean;
}

/** An object's brace and first key without white space between them, e.g. `{"time"`; else null. */
export function openingAt(bytes: Buffer, index: number, end: number): string | null {
  if (bytes[index] !== OPEN_BRACE) return null;
  const limit = Math.min(end, index + OPENING_BYTES);
  const key = skipSpace(bytes, index + 1, limit);
  if (key >= limit || bytes[key] !== QUOTE) return null;
  const close = bytes.indexOf(QUOTE, key + 1);
  const to = close === -1 || close >= limit ? limit : close + 1;
  return `{${bytes.toString('latin1', key, to)}`;
}

function skipSpace(bytes: Buffer, from: number, end: number): number {
  let index = from;
  while (index < end && isJsonSpace(bytes[index])) index += 1;
  return index;
}

/** Bytes before the first of a line that do not say where it begins: blanks, NUL, byte-order mark. */
function isIgnorable(byte: number | undefined): boolean {
  return (
    byte === 0x20 ||
    byte === 0x09 ||
    byte === 0x0d ||
    byte === 0x00 ||
    byte === 0xef ||
    byte === 0xbb ||
    byte === 0xbf
  );
}
