const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const HASH_FACTOR = -0x7a143595;

/** The same byte four times, as a 32-bit integer. */
const fourOf = (byte: number) => Math.imul(byte, 0x01010101);
const QUOTES = fourOf(QUOTE);
const BACKSLASHES = fourOf(BACKSLASH);
const SPACES = fourOf(SPACE);
const ONES = fourOf(1);
const HIGH_BITS = fourOf(0x80);

/** Finds the end of a JSON text, four bytes at a time, and tells what it went over. */
export class TextScan {
  /** Equal for equal bytes. */
  hash = 0;
  isAscii = true;
  hasEscapes = false;

  /** Index of the closing quote of the text that begins at `from`; -1 where it is no JSON text. */
  endOf(view: DataView, from: number, end: number): number {
    let at = from;
    let hash = 0;
    let bits = 0;
    this.hasEscapes = false;
    for (;;) {
      for (; at + 4 <= end; at += 4) {
        const word = view.getInt32(at, true);
        if (hasSpecial(word)) break;
        hash = Math.imul(hash ^ word, HASH_FACTOR);
        bits |= word;
      }
      let byte = at < end ? view.getUint8(at) : 0;
      while (byte >= SPACE && byte !== QUOTE && byte !== BACKSLASH) {
        hash = Math.imul(hash ^ byte, HASH_FACTOR);
        bits |= byte;
        at += 1;
        byte = at < end ? view.getUint8(at) : 0;
      }
      if (byte !== BACKSLASH) {
        this.hash = hash ^ (hash >>> 15);
        this.isAscii = (bits & HIGH_BITS) === 0;
        return byte === QUOTE ? at : -1;
      }
      this.hasEscapes = true;
      at = afterEscape(view, at + 1, end);
      if (at === -1) return -1;
    }
  }
}

/**
 * True where one of four bytes is a quote, a backslash or below a space: a byte sets its high bit when
 * a larger one is subtracted ("Bit Twiddling Hacks", determine if a word has a byte less than n).
 */
function hasSpecial(word: number): boolean {
  const quotes = word ^ QUOTES;
  const backslashes = word ^ BACKSLASHES;
  // `| 0` keeps the differences 32-bit integers, without which this is several times slower.
  const marks =
    (((quotes - ONES) | 0) & ~quotes) |
    (((backslashes - ONES) | 0) & ~backslashes) |
    (((word - SPACES) | 0) & ~word);
  return (marks & HIGH_BITS) !== 0;
}

const SHORT_ESCAPES = new Set(Buffer.from('"\\/bfnrt'));
const LOWER_U = 0x75;
const UNICODE_DIGITS = 4;

/** Index after the escape whose backslash is before `at`, or -1. */
function afterEscape(view: DataView, at: number, end: number): number {
  if (at >= end) return -1;
  const kind = view.getUint8(at);
  if (SHORT_ESCAPES.has(kind)) return at + 1;
  const after = at + 1 + UNICODE_DIGITS;
  if (kind !== LOWER_U || after > end) return -1;
  for (let digit = at + 1; digit < after; digit += 1) {
    if (!isHexDigit(view.getUint8(digit))) return -1;
  }
  return after;
}

function isHexDigit(byte: number): boolean {
  const letter = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (letter >= 0x61 && letter <= 0x66);
}
