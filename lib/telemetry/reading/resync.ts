import type { ByteWindow } from './byteWindow';
import { beginsValue, isJsonSpace, skipSpace } from './jsonScan';

const QUOTE = 0x22;
const OPEN_BRACKET = 0x5b;
const OPEN_BRACE = 0x7b;
/** Longer first keys are not told apart. */
const OPENING_BYTES = 64;
/** How an envelope begins, see `openingAt`. */
export const ENVELOPE = '{"records"';

/**
 * Says where, inside unreadable bytes, the next value may begin.
 *
 * A line that begins no further in than the broken value did may be a value. Within a line,
 * plain noise gives way to any object; but parts of a broken value are no values of their own,
 * so there an envelope, or a record that begins like the broken one or like the last good one,
 * counts, and of other objects only those that turn out to be records.
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

  /** Index from `from` on where a value may begin, or how far there is none for sure. */
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
          if (!this.isBinary && this.indent <= this.maxIndent && beginsValue(byte))
            return { kind: 'line', at: index };
          const kind = this.kindAt(bytes, index, end);
          if (kind !== null) return { kind, at: index };
        }
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        const kind = this.kindAt(bytes, index, end);
        if (kind !== null) return { kind, at: index };
      }
    }
    return { kind: 'none', at: index };
  }

  /** Tells that what `find` gave last is no value either; the search goes on after it. */
  reject(first: number | undefined, opening: string | null): void {
    if (first !== OPEN_BRACE && first !== OPEN_BRACKET) return;
    this.inValue = true;
    this.maxIndent = Math.min(this.maxIndent, this.indent);
    this.brokenOpening = opening;
  }

  private kindAt(bytes: Buffer, index: number, end: number): 'likely' | 'possible' | null {
    const opening = openingAt(bytes, index, end);
    if (opening !== null) return !this.inValue || this.isKnown(opening) ? 'likely' : 'possible';
    if (this.inValue || bytes[index] !== OPEN_BRACKET) return null;
    const limit = Math.min(end, index + OPENING_BYTES);
    const first = skipSpace(bytes, index + 1, limit);
    return openingAt(bytes, first, limit) === null ? null : 'likely';
  }

  /** True for the beginning of an envelope, or of a record like those nearby. */
  isKnown(opening: string): boolean {
    const { brokenOpening, knownOpening } = this;
    return opening === ENVELOPE || opening === brokenOpening || opening === knownOpening;
  }
}

/** Where the search of `Resync` came to. */
export interface Candidate {
  readonly kind: CandidateKind;
  readonly at: number;
}

/** How far the bytes before a candidate speak for a value; `none` where there is no candidate. */
export type CandidateKind = 'line' | 'likely' | 'possible' | 'none';

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
