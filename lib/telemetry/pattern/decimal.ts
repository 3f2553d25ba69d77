import type { MessageBytes } from './messageBytes';
import type { QuickScan } from './quickScan';

const QUOTE = 0x22;
const COMMA = 0x2c;
const ZERO = 0x30;
const POINT = 0x2e;
const MINUS = 0x2d;
const PLUS = 0x2b;
const CLOSE_BRACE = 0x7d;
const LOWER_E = 0x65;
/** Up to so many digits and a point are exact in a double, and so is their quotient. */
const MOST_DIGITS = 15;
const POWERS_OF_TEN = Array.from({ length: MOST_DIGITS + 1 }, (_, power) => 10 ** power);

/** Reads digits with at most one point, in a text or as a JSON number. */
export class DecimalScan implements QuickScan {
  /** The number found last. */
  value = NaN;

  constructor(private readonly isText: boolean) {}

  endOf(view: DataView, from: number, end: number): number {
    const limit = Math.min(end, from + MOST_DIGITS + 2);
    let digits = 0;
    let point = -1;
    for (let at = from; at < limit; at += 1) {
      const byte = view.getUint8(at);
      const digit = byte - ZERO;
      if (digit >= 0 && digit <= 9) digits = digits * 10 + digit;
      else if (byte === POINT && point === -1 && at > from) point = at;
      else return this.isEnd(byte) ? this.finish(digits, view, from, point, at) : -1;
    }
    return -1;
  }

  private isEnd(byte: number): boolean {
    return this.isText ? byte === QUOTE : byte === COMMA || byte === CLOSE_BRACE;
  }

  private finish(digits: number, view: DataView, from: number, point: number, to: number): number {
    const whole = point === -1 ? to : point;
    if (whole === from || to - from > MOST_DIGITS + (point === -1 ? 0 : 1)) return -1;
    // No JSON number begins with a zero that says nothing.
    if (!this.isText && whole > from + 1 && view.getUint8(from) === ZERO) return -1;
    if (point === to - 1) return -1;
    this.value = point === -1 ? digits : digits / (POWERS_OF_TEN[to - point - 1] ?? 1);
    return to;
  }
}

/** Index after the JSON number at `at`, or -1. */
export function afterNumber(message: MessageBytes, at: number): number {
  const whole = message.byteAt(at) === MINUS ? at + 1 : at;
  let end = afterDigits(message, whole);
  if (end === whole || (end > whole + 1 && message.byteAt(whole) === ZERO)) return -1;
  if (message.byteAt(end) === POINT) {
    const fraction = end + 1;
    end = afterDigits(message, fraction);
    if (end === fraction) return -1;
  }
  if ((message.byteAt(end) | 0x20) !== LOWER_E) return end;
  const sign = message.byteAt(end + 1);
  const exponent = sign === PLUS || sign === MINUS ? end + 2 : end + 1;
  end = afterDigits(message, exponent);
  return end === exponent ? -1 : end;
}

function afterDigits(message: MessageBytes, from: number): number {
  let at = from;
  for (let byte = message.byteAt(at); byte >= ZERO && byte <= ZERO + 9;) {
    at += 1;
    byte = message.byteAt(at);
  }
  return at;
}
