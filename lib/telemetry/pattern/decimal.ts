import type { MessageBytes } from './messageBytes';

const ZERO = 0x30;
const POINT = 0x2e;
const MINUS = 0x2d;
const PLUS = 0x2b;
const LOWER_E = 0x65;
/** Up to so many digits and a point are exact in a double, and so is their quotient. */
const MOST_DIGITS = 15;
const POWERS_OF_TEN = Float64Array.from({ length: MOST_DIGITS + 1 }, (_, power) => 10 ** power);

/** The number that these bytes spell with digits and at most one point; NaN where they do not. */
export function decimalIn({ view }: MessageBytes, from: number, to: number): number {
  if (to === from || to - from > MOST_DIGITS + 1) return NaN;
  let digits = 0;
  let pointAt = to;
  for (let at = from; at < to; at += 1) {
    const digit = view.getUint8(at) - ZERO;
    if (digit >= 0 && digit <= 9) digits = digits * 10 + digit;
    else if (digit === POINT - ZERO && pointAt === to && at > from && at + 1 < to) pointAt = at;
    else return NaN;
  }
  if (pointAt !== to) return digits / (POWERS_OF_TEN[to - pointAt - 1] ?? 1);
  return to - from > MOST_DIGITS ? NaN : digits;
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
