/** What a token of a filter is. */
export const END = 0;
export const NAME = 1;
export const STRING = 2;
/** A string whose closing quote is missing. */
export const OPEN_STRING = 3;
export const NUMBER = 4;
/** `--`, `#`, `//` or `/*`: no comments exist here, other languages have them. */
export const COMMENT = 5;
export const OPEN_PAREN = 6;
export const CLOSE_PAREN = 7;
export const COMMA = 8;
export const SEMICOLON = 9;
export const AMPERSAND = 10;
export const PLUS = 11;
export const MINUS = 12;
/** `/`, which steps into a property of an entity of another service. */
export const SLASH = 13;
/** Any other sign. */
export const SIGN = 14;

export const OR = 20;
export const AND = 21;
export const NOT = 22;
export const TRUE = 23;
export const FALSE = 24;
export const NULL = 25;
export const EQ = 26;
export const NE = 27;
export const GT = 28;
export const GE = 29;
export const LT = 30;
export const LE = 31;

/** Operators of other languages, in the order of the service's own. */
export const FOREIGN_EQ = 32;
export const FOREIGN_NE = 33;
export const FOREIGN_GT = 34;
export const FOREIGN_GE = 35;
export const FOREIGN_LT = 36;
export const FOREIGN_LE = 37;
export const LIKE = 38;
/** `||` and `&&`. */
export const FOREIGN_OR = 39;
export const FOREIGN_AND = 40;

/** No kind. */
export const NONE = -1;

export const isOwnComparison = (kind: number): boolean => kind >= EQ && kind <= LE;
export const isForeignComparison = (kind: number): boolean => kind >= FOREIGN_EQ && kind <= LIKE;
export const isOr = (kind: number): boolean => kind === OR || kind === FOREIGN_OR;
export const isAnd = (kind: number): boolean => kind === AND || kind === FOREIGN_AND;

const WORDS: readonly (readonly [string, number])[] = [
  ['or', OR],
  ['and', AND],
  ['not', NOT],
  ['true', TRUE],
  ['fals', FALSE],
  ['null', NULL],
  ['eq', EQ],
  ['ne', NE],
  ['gt', GT],
  ['ge', GE],
  ['lt', LT],
  ['le', LE],
  ['like', LIKE],
];

/** Up to four letters as one number, in lower case. */
function packed(text: string, start: number, end: number): number {
  let letters = 0;
  for (let at = start; at < end; at += 1) letters = (letters << 8) | (text.charCodeAt(at) | 32);
  return letters;
}

const KIND_OF_WORD = new Map(WORDS.map(([word, kind]) => [packed(word, 0, word.length), kind]));

/** The kind of the word text[start, end), in any case. */
export function wordKind(text: string, start: number, end: number): number {
  const length = end - start;
  if (length > 5) return NAME;
  const kind = KIND_OF_WORD.get(packed(text, start, Math.min(end, start + 4))) ?? NAME;
  if (kind === FALSE) {
    return length === 5 && (text.charCodeAt(start + 4) | 32) === 0x65 ? FALSE : NAME;
  }
  return length === 5 ? NAME : kind;
}

const SYMBOLS = new Map([
  ['(', OPEN_PAREN],
  [')', CLOSE_PAREN],
  [',', COMMA],
  [';', SEMICOLON],
  ['&', AMPERSAND],
  ['+', PLUS],
  ['-', MINUS],
  ['/', SLASH],
  ['#', COMMENT],
  ['=', FOREIGN_EQ],
  ['>', FOREIGN_GT],
  ['<', FOREIGN_LT],
  ['==', FOREIGN_EQ],
  ['!=', FOREIGN_NE],
  ['<>', FOREIGN_NE],
  ['>=', FOREIGN_GE],
  ['<=', FOREIGN_LE],
  ['||', FOREIGN_OR],
  ['&&', FOREIGN_AND],
  ['/*', COMMENT],
  ['--', COMMENT],
  ['//', COMMENT],
]);
const SHORT = new Int8Array(128).fill(SIGN);
const LONG = new Map<number, number>();
for (const [sign, kind] of SYMBOLS) {
  if (sign.length === 1) SHORT[sign.charCodeAt(0)] = kind;
  else LONG.set((sign.charCodeAt(0) << 8) | sign.charCodeAt(1), kind);
}

/** The kind of a sign of one character. */
export const symbol = (code: number): number => (code < 128 ? (SHORT[code] ?? SIGN) : SIGN);

/** The kind of a sign of two characters, or `NONE`. */
export function longSymbol(first: number, second: number): number {
  // Both ends of the signs that can have a second character: `!` to `&`, `-` to `>`, `|`.
  if (first === 0x28 || first === 0x29 || second === 0x20) return NONE;
  return LONG.get((first << 8) | second) ?? NONE;
}
