/** Finds where a JSON value ends, by its bytes, without building it. */

import type { UnreadableReason } from './unreadableReason';

export type ScanResult = 'end' | 'more' | 'broken' | 'truncated' | 'tooDeep';

/** Why a value that begins well cannot be read to its end. */
export type BrokenReason = Extract<UnreadableReason, 'brokenJson' | 'truncated' | 'tooDeep'>;

/** Deeper nesting than any log has; bounds the memory of the scan. */
export const MAX_DEPTH = 10_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

const LITERALS: readonly Buffer[] = ['true', 'false', 'null'].map((word) => Buffer.from(word));

type Expected = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd';

/** True for space, tab, line feed and carriage return. */
export function isJsonSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Index of the first byte from `from` on that is no JSON white space, at most `to`. */
export function skipSpace(bytes: Buffer, from: number, to: number): number {
  let index = from;
  while (index < to && isJsonSpace(bytes[index])) index += 1;
  return index;
}

/** The reason to report for a scan that did not reach the value's end. */
export function reasonOf(result: Exclude<ScanResult, 'end' | 'more'>): BrokenReason {
  return result === 'broken' ? 'brokenJson' : result;
}

/** True for a byte with which a JSON value can begin. */
export function beginsValue(byte: number | undefined): boolean {
  return byte === OPEN_BRACE || byte === OPEN_BRACKET || beginsScalar(byte);
}

/** True for a byte with which a JSON string, number or literal can begin. */
export function beginsScalar(byte: number | undefined): boolean {
  return byte === QUOTE || isNumberStart(byte) || byte === 0x74 || byte === 0x66 || byte === 0x6e;
}

/**
 * Checks the grammar of RFC 8259 but for what stands inside numbers and after a backslash,
 * which `JSON.parse` checks when the value is built. Needs the whole value in one buffer; with
 * `more` call again with more bytes.
 */
export class JsonScan {
  /** Index after the value (`end`), or of the byte at which the scan stopped. */
  at = 0;
  private readonly isObject: boolean[] = [];

  /** Scans the value that begins at `from`; `last` says that no bytes follow `to`. */
  run(bytes: Buffer, from: number, to: number, last: boolean): ScanResult {
    const { isObject } = this;
    isObject.length = 0;
    let expected: Expected = 'value';
    let index = from;
    for (;;) {
      while (index < to && isJsonSpace(bytes[index])) index += 1;
      this.at = index;
      if (index >= to) return last ? 'truncated' : 'more';
      const byte = bytes[index];
      if (expected === 'colon') {
        if (byte !== COLON) return 'broken';
        index += 1;
        expected = 'value';
        continue;
      }
      if (expected === 'commaOrEnd' && byte === COMMA) {
        index += 1;
        expected = isObject.at(-1) === true ? 'key' : 'value';
        continue;
      }
      if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        const mayEnd: boolean =
          expected === 'commaOrEnd' || expected === 'keyOrEnd' || expected === 'valueOrEnd';
        if (!mayEnd || isObject.pop() !== (byte === CLOSE_BRACE)) return 'broken';
        index += 1;
      } else if (expected === 'commaOrEnd') {
        return 'broken';
      } else if (expected === 'key' || expected === 'keyOrEnd') {
        if (byte !== QUOTE) return 'broken';
        const result = this.string(bytes, index, to, last);
        if (result !== 'end') return result;
        index = this.at;
        expected = 'colon';
        continue;
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (isObject.length >= MAX_DEPTH) return 'tooDeep';
        isObject.push(byte === OPEN_BRACE);
        expected = byte === OPEN_BRACE ? 'keyOrEnd' : 'valueOrEnd';
        index += 1;
        continue;
      } else {
        const result = this.scalar(bytes, index, to, last);
        if (result !== 'end') return result;
        index = this.at;
      }
      if (isObject.length === 0) {
        this.at = index;
        return 'end';
      }
      expected = 'commaOrEnd';
    }
  }

  private scalar(bytes: Buffer, from: number, to: number, last: boolean): ScanResult {
    const byte = bytes[from];
    if (byte === QUOTE) return this.string(bytes, from, to, last);
    if (isNumberStart(byte)) {
      let index = from + 1;
      while (index < to && isNumberPart(bytes[index])) index += 1;
      this.at = index;
      return index < to || last ? 'end' : 'more';
    }
    const literal = LITERALS.find((word) => word[0] === byte);
    if (literal === undefined) return 'broken';
    const length = Math.min(literal.length, to - from);
    if (literal.compare(bytes, from, from + length, 0, length) !== 0) return 'broken';
    this.at = from + length;
    if (length === literal.length) return 'end';
    return last ? 'truncated' : 'more';
  }

  private string(bytes: Buffer, from: number, to: number, last: boolean): ScanResult {
    let index = from + 1;
    for (; index < to; index += 1) {
      const byte = bytes[index] ?? 0;
      if (byte === QUOTE) {
        this.at = index + 1;
        return 'end';
      }
      if (byte === BACKSLASH) index += 1;
      else if (byte < 0x20) {
        this.at = index;
        return 'broken';
      }
    }
    this.at = to;
    return last ? 'truncated' : 'more';
  }
}

function isNumberStart(byte: number | undefined): boolean {
  return byte === 0x2d || (byte !== undefined && byte >= 0x30 && byte <= 0x39);
}

/** Digits, sign, point and exponent, in any order. */
function isNumberPart(byte: number | undefined): boolean {
  return isNumberStart(byte) || byte === 0x2b || byte === 0x2e || byte === 0x65 || byte === 0x45;
}
