import { SketchError } from './sketchError';

/** The base64url alphabet: a digit holds six bits. */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const VALUES: ReadonlyMap<string, number> = new Map(
  Array.from(DIGITS, (digit, value) => [digit, value]),
);

/** A number of six bits as one character. */
export function digitOf(value: number): string {
  return DIGITS.charAt(value & 63);
}

/** @throws SketchError where the character is no digit */
export function valueOfDigit(digit: string): number {
  const value = VALUES.get(digit);
  if (value === undefined) throw new SketchError('DistinctCount', `'${digit}' is no digit`);
  return value;
}

/** Characters of a word of 32 bits. */
export const WORD_LENGTH = 6;

export function wordText(word: number): string {
  let text = '';
  for (let shift = 30; shift >= 0; shift -= 6) text += digitOf(word >>> shift);
  return text;
}

/**
 * The word at a place of a text, as an unsigned integer.
 * @throws SketchError where a character is no digit
 */
export function wordAt(text: string, at: number): number {
  let word = 0;
  for (let i = at; i < at + WORD_LENGTH; i += 1) word = (word << 6) | valueOfDigit(text.charAt(i));
  return word >>> 0;
}
