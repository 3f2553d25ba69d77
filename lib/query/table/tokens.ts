/** Tokens of a Table (OData version 3) filter. */

export type TokenKind =
  | 'name'
  | 'string'
  | 'number'
  | 'symbol'
  /** `--`, `#`, `//` or `/*`: no comments exist here, other languages have them. */
  | 'comment'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** Offsets into the text. */
  readonly start: number;
  readonly end: number;
  /** A name in lower case, a symbol as it is, a string's content without its quotes. */
  readonly text: string;
  /** False for a string whose closing quote is missing. */
  readonly closed: boolean;
  /** The type in front of a string, in lower case: `datetime` of `datetime'...'`; else empty. */
  readonly type: string;
}

const NAME_START = /[\p{L}\p{Nl}_$@]/u;
const LONG_SYMBOLS = new Set(['==', '!=', '<>', '<=', '>=', '&&', '||', '/*', '--', '//']);
const COMMENTS = new Set(['/*', '--', '//', '#']);
const TYPES = new Set(['datetime', 'datetimeoffset', 'guid', 'x', 'binary', 'time', 'duration']);

/** Splits text[start, end) into tokens; the last one is always of kind `end`. */
export function tokensOf(text: string, start = 0, end = text.length): Token[] {
  const tokens: Token[] = [];
  let at = start;
  for (;;) {
    while (at < end && isSpace(text.charCodeAt(at))) at++;
    if (at >= end) break;
    const token = tokenAt(text, at, end);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', start: end, end, text: '', closed: true, type: '' });
  return tokens;
}

function tokenAt(text: string, start: number, end: number): Token {
  const code = text.charCodeAt(start);
  if (code === 39 || code === 34) return stringAt(text, start, start, end, '');
  if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(start + 1)))) {
    return plain('number', text, start, numberEnd(text, start, end));
  }
  if (startsName(text, start)) {
    const nameEnd = endOfName(text, start, end);
    const name = text.slice(start, nameEnd).toLowerCase();
    if (text.charCodeAt(nameEnd) === 39 && nameEnd < end && TYPES.has(name)) {
      return stringAt(text, start, nameEnd, end, name);
    }
    return { kind: 'name', start, end: nameEnd, text: name, closed: true, type: '' };
  }
  const two = text.slice(start, Math.min(start + 2, end));
  const symbolEnd = LONG_SYMBOLS.has(two) ? start + 2 : start + 1;
  const symbol = text.slice(start, symbolEnd);
  return plain(COMMENTS.has(symbol) ? 'comment' : 'symbol', text, start, symbolEnd);
}

function plain(kind: TokenKind, text: string, start: number, end: number): Token {
  return { kind, start, end, text: text.slice(start, end), closed: true, type: '' };
}

/** A quote inside a string is written twice. */
function stringAt(text: string, start: number, open: number, end: number, type: string): Token {
  const quote = text[open] ?? "'";
  let at = open + 1;
  let doubled = false;
  for (;;) {
    const next = text.indexOf(quote, at);
    if (next < 0 || next >= end) {
      return { kind: 'string', start, end, text: text.slice(open + 1, end), closed: false, type };
    }
    if (text[next + 1] !== quote || next + 1 >= end) {
      const raw = text.slice(open + 1, next);
      const content = doubled ? raw.replaceAll(quote + quote, quote) : raw;
      return { kind: 'string', start, end: next + 1, text: content, closed: true, type };
    }
    doubled = true;
    at = next + 2;
  }
}

function numberEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    const signOfExponent =
      (code === 43 || code === 45) && (text.charCodeAt(at - 1) | 32) === 101 && at > start;
    if (!isDigit(code) && code !== 46 && !isLetter(code) && !signOfExponent) break;
    at++;
  }
  return at;
}

function startsName(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return isLetter(code) || code === 95 || code === 36 || code === 64;
  return NAME_START.test(text.charAt(at));
}

function endOfName(text: string, start: number, end: number): number {
  let at = start + 1;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (!isDigit(code) && code !== 46 && !startsName(text, at)) break;
    at++;
  }
  return at;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
