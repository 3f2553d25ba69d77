const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const HASH_FACTOR = -0x7a143595;

/** The same byte four times, as a 32-bit integer. */
const fourOf = (byte: number) => Math.imul(byte, 0x01010101);
const QUOTE_TO_SPACE = fourOf(QUOTE ^ SPACE);
const ABOVE_SPACES = fourOf(SPACE + 1);
const BACKSLASHES = fourOf(BACKSLASH);
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
      let word = 0;
      let mark = 0;
      for (; at + 4 <= end; at += 4) {
        word = view.getInt32(at, true);
        mark = firstMark(word);
        if (mark !== 0) break;
        hash = Math.imul(hash ^ word, HASH_FACTOR);
        bits |= word;
      }
      if (mark === 0) {
        word = lastBytes(view, at, end);
        mark = firstMark(word);
      }
      // The bytes before the marked one.
      word &= (mark >>> 7) - 1;
      hash = Math.imul(hash ^ word, HASH_FACTOR);
      bits |= word;
      at += (31 - Math.clz32(mark)) >> 3;
      const byte = at < end ? view.getUint8(at) : 0;
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
 * The high bit of the first of four bytes that is a quote, a backslash or below a space; 0 where there
 * is none. A byte sets its high bit when a larger one is subtracted ("Bit Twiddling Hacks", determine
 * if a word has a byte less than n); turning one bit puts the quote among the bytes below 0x21, and
 * the space above. Bytes behind the first one may be marked wrongly.
 */
function firstMark(word: number): number {
  const turned = word ^ QUOTE_TO_SPACE;
  const backslashes = word ^ BACKSLASHES;
  // `| 0` keeps the differences 32-bit integers, without which this is several times slower.
  const marks =
    ((((turned - ABOVE_SPACES) | 0) & ~word) | (((backslashes - ONES) | 0) & ~backslashes)) &
    HIGH_BITS;
  return marks & (~marks + 1);
}

/** The fewer than four bytes before `end` as a word, with a zero behind them. */
function lastBytes(view: DataView, from: number, end: number): number {
  let word = 0;
  for (let at = from; at < end; at += 1) word |= view.getUint8(at) << ((at - from) * 8);
  return word;
}

/** By their byte. */
const IS_SHORT_ESCAPE = new Uint8Array(256);
for (const byte of Buffer.from('"\\/bfnrt')) IS_SHORT_ESCAPE[byte] = 1;
const LOWER_U = 0x75;
const UNICODE_DIGITS = 4;

/** Index after the escape whose backslash is before `at`, or -1. */
function afterEscape(view: DataView, at: number, end: number): number {
  if (at >= end) return -1;
  const kind = view.getUint8(at);
  if (IS_SHORT_ESCAPE[kind] === 1) return at + 1;
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
