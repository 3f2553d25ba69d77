/** Reading single values of a record, where every field may have any type. */

/** A JSON object whose members may be anything. Only fixed names are read from it. */
export interface JsonObject {
  readonly [name: string]: unknown;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const QUOTE = 0x22;
const LESS_THAN = 0x3c;

/**
 * A field as text. Missing, `<empty>` (Cassandra, Gremlin) and quotes around nothing (`""`, `""""`)
 * are the empty text; objects and arrays are, too.
 */
export function textOf(value: unknown): string {
  if (typeof value === 'string') {
    if (value.length === 0) return '';
    const first = value.charCodeAt(0);
    return (first === LESS_THAN || first === QUOTE) && meansNothing(value) ? '' : value;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return '';
}

function meansNothing(text: string): boolean {
  return text === '<empty>' || text === '""' || text === '""""';
}

/** A field as text of at most `limit` characters. */
export function boundedTextOf(value: unknown, limit: number): string {
  const text = textOf(value);
  return text.length > limit ? text.slice(0, limit) : text;
}

/** The text of `{"value": ...}` (REST shape of the Activity Log), or of the plain field. */
export function valueTextOf(field: unknown): string {
  return isJsonObject(field) ? textOf(field.value) : textOf(field);
}

const ZERO = 0x30;
const POINT = 0x2e;
const POWERS_OF_TEN = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

/** A field as a finite number: JSON numbers and decimal texts alike; 0 for anything else. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return Number.isFinite(value) ? value : 0;
  if (typeof value !== 'string' || value.length === 0) return 0;
  const length = value.length;
  // Nine digits and a point fit integer arithmetic; the rest is rare enough for `Number`.
  if (length > 10) return unusualNumber(value);
  let digits = 0;
  let pointAt = -1;
  for (let i = 0; i < length; i++) {
    const code = value.charCodeAt(i);
    const digit = code - ZERO;
    if (digit >= 0 && digit <= 9) digits = (Math.imul(digits, 10) + digit) | 0;
    else if (code === POINT && pointAt < 0 && length > 1) pointAt = i;
    else return unusualNumber(value);
  }
  if (pointAt < 0) return length === 10 ? unusualNumber(value) : digits;
  // Both sides are exact in a double, so their quotient is the number that JSON would give.
  return digits / (POWERS_OF_TEN[length - 1 - pointAt] ?? 1);
}

function unusualNumber(text: string): number {
  const number = Number(text);
  return Number.isFinite(number) ? number : 0;
}

/** A size, charge or duration: as `numberOf`, never negative. */
export function quantityOf(value: unknown): number {
  const number = numberOf(value);
  return number > 0 ? number : 0;
}

/** A status or error code: an integer of 32 bits, 0 where there is none. */
export function codeOf(value: unknown): number {
  return Math.trunc(numberOf(value)) | 0;
}
