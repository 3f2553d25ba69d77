import * as T from './tokenKinds';
import type { Tokens } from './tokens';
import { NO_WORD, WORDS, wordAt } from './words';

const OTHER = 0;
const SPACE = 1;
const LETTER = 2;
const DIGIT = 3;
const QUOTE = 4;
const DOLLAR = 0x24;
const BLANK = 0x20;

/** What kind of token a UTF-16 unit begins. Letters of all scripts may be in names. */
const CLASSES = new Uint8Array(0x10000).fill(LETTER, 128);
for (const code of [9, 10, 11, 12, 13, 32, 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f]) {
  CLASSES[code] = SPACE;
}
for (let code = 0x2000; code <= 0x200b; code += 1) CLASSES[code] = SPACE;
CLASSES[0x3000] = CLASSES[0xfeff] = SPACE;
for (let code = 48; code <= 57; code += 1) CLASSES[code] = DIGIT;
for (let code = 65; code <= 90; code += 1) CLASSES[code] = CLASSES[code + 32] = LETTER;
CLASSES[0x5f] = LETTER;
CLASSES[0x22] = CLASSES[0x27] = QUOTE;

/** Signs of one character that are a token by themselves, whatever follows. */
const SINGLE = new Uint8Array(128);
for (const [sign, kind] of [
  ['(', T.OPEN_PAREN],
  [')', T.CLOSE_PAREN],
  ['[', T.OPEN_BRACKET],
  [']', T.CLOSE_BRACKET],
  ['{', T.OPEN_BRACE],
  ['}', T.CLOSE_BRACE],
  [',', T.COMMA],
  [':', T.COLON],
  [';', T.SEMICOLON],
  ['=', T.EQUAL],
  ['+', T.PLUS],
  ['*', T.STAR],
  ['%', T.PERCENT],
  ['^', T.BIT_XOR],
  ['~', T.BIT_NOT],
] as const) {
  SINGLE[sign.charCodeAt(0)] = kind;
}

const classOf = (code: number): number => CLASSES[code] ?? OTHER;

const codeAt = (codes: Uint16Array, at: number): number => codes[at] ?? 0;

/** Reads a text into tokens, each character once. Any text can be read; what is no token is `UNKNOWN`. */
export function tokenize(text: string, tokens: Tokens): void {
  tokens.reset(text);
  const { codes } = tokens;
  const length = text.length;
  let at = 0;
  for (;;) {
    while (codes[at] === BLANK) at += 1;
    if (at >= length) break;
    const code = codeAt(codes, at);
    switch (classOf(code)) {
      case SPACE:
        at += 1;
        break;
      case LETTER:
        at = readWord(codes, at, tokens);
        break;
      case DIGIT:
        at = readNumber(codes, at, tokens);
        break;
      case QUOTE:
        at = readString(codes, at, code, tokens);
        break;
      default:
        at = readSign(codes, at, code, tokens);
    }
  }
  tokens.push(T.END, length, length, NO_WORD);
}

function readWord(codes: Uint16Array, start: number, tokens: Tokens): number {
  let at = start + 1;
  for (;;) {
    const kind = CLASSES[codes[at] ?? 0];
    if (kind !== LETTER && kind !== DIGIT && codes[at] !== DOLLAR) break;
    at += 1;
  }
  const word = wordAt(codes, start, at);
  tokens.push(word === NO_WORD ? T.NAME : (WORDS[word]?.kind ?? T.NAME), start, at, word);
  return at;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isHexDigit = (code: number): boolean =>
  isDigit(code) || ((code | 32) >= 97 && (code | 32) <= 102);

function readNumber(codes: Uint16Array, start: number, tokens: Tokens): number {
  let at = start;
  if (codeAt(codes, at) === 48 && (codeAt(codes, at + 1) | 32) === 0x78) {
    at += 2;
    while (isHexDigit(codeAt(codes, at))) at += 1;
  } else {
    while (isDigit(codeAt(codes, at))) at += 1;
    if (codeAt(codes, at) === 0x2e) {
      at += 1;
      while (isDigit(codeAt(codes, at))) at += 1;
    }
    at = skipExponent(codes, at);
  }
  tokens.push(T.NUMBER, start, at, NO_WORD);
  return at;
}

function skipExponent(codes: Uint16Array, at: number): number {
  if ((codeAt(codes, at) | 32) !== 0x65) return at;
  const sign = codeAt(codes, at + 1);
  let digits = sign === 0x2b || sign === 0x2d ? at + 2 : at + 1;
  if (!isDigit(codeAt(codes, digits))) return at;
  while (isDigit(codeAt(codes, digits))) digits += 1;
  return digits;
}

function readString(codes: Uint16Array, start: number, quote: number, tokens: Tokens): number {
  for (let at = start + 1; at < tokens.text.length; at += 1) {
    const code = codeAt(codes, at);
    if (code === quote) {
      tokens.push(T.STRING, start, at + 1, NO_WORD);
      return at + 1;
    }
    if (code === 0x5c) at += 1;
  }
  tokens.push(T.OPEN_STRING, start, tokens.text.length, NO_WORD);
  return tokens.text.length;
}

function readSign(codes: Uint16Array, start: number, code: number, tokens: Tokens): number {
  const single = code < 128 ? (SINGLE[code] ?? 0) : 0;
  if (single !== 0) return push(tokens, single, start, 1);
  const next = codeAt(codes, start + 1);
  switch (code) {
    case 0x2e: // .
      return isDigit(next) && !endsOperand(tokens, start)
        ? readNumber(codes, start, tokens)
        : push(tokens, T.DOT, start, 1);
    case 0x2d: // -
      return next === 0x2d
        ? readLineComment(codes, start, tokens)
        : push(tokens, T.MINUS, start, 1);
    case 0x2f: // /
      return next === 0x2a ? readBlockComment(start, tokens) : push(tokens, T.SLASH, start, 1);
    case 0x3c: // <
      if (next === 0x3d) return push(tokens, T.LESS_EQUAL, start, 2);
      if (next === 0x3e) return push(tokens, T.NOT_EQUAL, start, 2);
      return next === 0x3c ? push(tokens, T.SHIFT, start, 2) : push(tokens, T.LESS, start, 1);
    case 0x3e: // >
      if (next === 0x3d) return push(tokens, T.GREATER_EQUAL, start, 2);
      if (next !== 0x3e) return push(tokens, T.GREATER, start, 1);
      return push(tokens, T.SHIFT, start, codeAt(codes, start + 2) === 0x3e ? 3 : 2);
    case 0x21: // !
      return next === 0x3d
        ? push(tokens, T.NOT_EQUAL, start, 2)
        : push(tokens, T.UNKNOWN, start, 1);
    case 0x7c: // |
      return next === 0x7c
        ? push(tokens, T.CONCATENATE, start, 2)
        : push(tokens, T.BIT_OR, start, 1);
    case 0x26: // &
      if (next !== 0x26) return push(tokens, T.BIT_AND, start, 1);
      tokens.foreignOperator = tokens.count;
      return push(tokens, T.AND, start, 2);
    case 0x3f: // ?
      return next === 0x3f
        ? push(tokens, T.COALESCE, start, 2)
        : push(tokens, T.QUESTION, start, 1);
    case 0x40: // @
      return readParameter(codes, start, next, tokens);
    default:
      return push(tokens, T.UNKNOWN, start, 1);
  }
}

function push(tokens: Tokens, kind: number, start: number, length: number): number {
  tokens.push(kind, start, start + length, NO_WORD);
  return start + length;
}

/** True where a dot at `start` continues a path (`c.1`) instead of beginning a number (`.1`). */
function endsOperand(tokens: Tokens, start: number): boolean {
  const last = tokens.count - 1;
  if (last < 0 || tokens.end(last) !== start) return false;
  const kind = tokens.kind(last);
  return kind === T.NAME || kind === T.CLOSE_BRACKET || kind === T.CLOSE_PAREN;
}

function readParameter(codes: Uint16Array, start: number, next: number, tokens: Tokens): number {
  let at = next === 0x40 ? start + 2 : start + 1;
  const first = at;
  while (at < tokens.text.length) {
    const kind = classOf(codeAt(codes, at));
    if (kind !== LETTER && kind !== DIGIT) break;
    at += 1;
  }
  const known = next === 0x40 ? T.FOREIGN_VARIABLE : at > first ? T.PARAMETER : T.UNKNOWN;
  tokens.push(known, start, at, NO_WORD);
  return at;
}

function readLineComment(codes: Uint16Array, start: number, tokens: Tokens): number {
  let end = start + 2;
  while (end < tokens.text.length) {
    const code = codeAt(codes, end);
    if (code === 10 || code === 13) break;
    end += 1;
  }
  tokens.comments.push({ start, end, block: false, open: false, tokensBefore: tokens.count });
  return end;
}

function readBlockComment(start: number, tokens: Tokens): number {
  const close = tokens.text.indexOf('*/', start + 2);
  const end = close < 0 ? tokens.text.length : close + 2;
  tokens.comments.push({ start, end, block: true, open: close < 0, tokensBefore: tokens.count });
  return end;
}
