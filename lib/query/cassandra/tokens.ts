/** Tokens of CQL. Source: the lexer of Apache Cassandra's grammar (`Lexer.g`). */

import { isDigit, isSpace, matchEnd } from '../lexing/characters';
import { NameCharacters } from '../lexing/nameCharacters';
import { blockComment, lineComment, type Comment, type SourceOf } from '../lexing/source';
import { wordAt } from './keywords';

export type { Comment };

export type TokenKind =
  | 'name'
  /** `"Name"`: letter case counts, and it is never a keyword. */
  | 'quoted-name'
  /** `'text'` or `$$text$$`. */
  | 'string'
  | 'number'
  | 'uuid'
  | 'blob'
  /** `?`, `:name`, and the `%s`, `%(name)s` and `${name}` that are filled in before sending. */
  | 'marker'
  | 'symbol'
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** Offsets into the text. */
  readonly start: number;
  readonly end: number;
  /** A name in lower case, a quoted name's or string's content, else the text as it is. */
  readonly word: string;
  /** False for a string or quoted name whose closing quote is missing. */
  readonly closed: boolean;
}

export type Source = SourceOf<Token>;

const NAMES = new NameCharacters({ begin: /[a-z_]/i, continued: /[\d$]/ });
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z_])/iy;
const BLOB = /0x[0-9a-f]*/iy;
const NUMBER = /\d+(?:\.\d+)?(?:e[+-]?\d+)?/iy;
const DURATION = /(?:\d+(?:mo|ms|us|µs|ns|[ywdhms]))+(?![0-9a-z_])/iy;
const MARKER =
  /\?|(?::|(?<!@)@)[a-z_]\w*|%\(\w+\)[a-z]|%(?:[sdrf](?![a-z0-9_])|\d+)|\$\{[^{}'"]{0,80}\}|\$\w+/iy;
const LONG_SYMBOLS = new Set(['<=', '>=', '!=', '<>', '==', '||', '&&']);
const SECOND_OF_LONG = '=>|&';

/** Symbols that are tokens by themselves, whatever follows; slicing them anew each time costs. */
const SINGLE: readonly (string | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const symbol = String.fromCharCode(code);
  return '()[]{},;.*+-'.includes(symbol) ? symbol : undefined;
});

/** Splits a text into tokens and comments. Never throws; time linear in the length. */
export function sourceOf(text: string): Source {
  const tokens: Token[] = [];
  const comments: Comment[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && isSpace(text.charCodeAt(at))) at++;
    if (at >= text.length) break;
    const code = text.charCodeAt(at);
    const comment = code === 45 || code === 47 ? commentAt(text, at, tokens.length) : null;
    if (comment === null) {
      const token = tokenAt(text, at);
      tokens.push(token);
      at = token.end;
    } else {
      comments.push(comment);
      at = comment.end;
    }
  }
  tokens.push({ kind: 'end', start: text.length, end: text.length, word: '', closed: true });
  return { text, tokens, comments };
}

function commentAt(text: string, start: number, tokensBefore: number): Comment | null {
  const code = text.charCodeAt(start);
  const next = text.charCodeAt(start + 1);
  if ((code === 45 && next === 45) || (code === 47 && next === 47)) {
    return lineComment(text, start, tokensBefore);
  }
  return code === 47 && next === 42 ? blockComment(text, start, tokensBefore) : null;
}

function tokenAt(text: string, start: number): Token {
  const code = text.charCodeAt(start);
  const single = SINGLE[code];
  if (single !== undefined) {
    return { kind: 'symbol', start, end: start + 1, word: single, closed: true };
  }
  if (code === 39) return quotedAt(text, start, "'", 'string');
  if (code === 34) return quotedAt(text, start, '"', 'quoted-name');
  if (code === 36 && text.charCodeAt(start + 1) === 36) return dollarStringAt(text, start);
  if (text.charCodeAt(start + 8) === 45 && isHexDigit(code)) {
    const end = matchEnd(UUID, text, start);
    if (end > start) return plain('uuid', text, start, end);
  }
  if (isDigit(code)) return numberAt(text, start);
  if (NAMES.beginAt(text, start)) {
    const end = NAMES.end(text, start);
    const word = wordAt(text, start, end);
    return { kind: 'name', start, end, word, closed: true };
  }
  if (code === 63 || code === 58 || code === 37 || code === 36 || code === 64) {
    const end = matchEnd(MARKER, text, start);
    if (end > start) return plain('marker', text, start, end);
  }
  const mayBeLong = SECOND_OF_LONG.includes(text.charAt(start + 1));
  const isLong = mayBeLong && LONG_SYMBOLS.has(text.slice(start, start + 2));
  return plain('symbol', text, start, start + (isLong ? 2 : 1));
}

function plain(kind: TokenKind, text: string, start: number, end: number): Token {
  return { kind, start, end, word: text.slice(start, end), closed: true };
}

/** A quote inside is written twice. */
function quotedAt(text: string, start: number, quote: string, kind: TokenKind): Token {
  let at = start + 1;
  let doubled = false;
  for (;;) {
    const next = text.indexOf(quote, at);
    if (next < 0) {
      return { kind, start, end: text.length, word: text.slice(start + 1), closed: false };
    }
    if (text[next + 1] !== quote) {
      const raw = text.slice(start + 1, next);
      const word = doubled ? raw.replaceAll(quote + quote, quote) : raw;
      return { kind, start, end: next + 1, word, closed: true };
    }
    doubled = true;
    at = next + 2;
  }
}

function dollarStringAt(text: string, start: number): Token {
  const close = text.indexOf('$$', start + 2);
  const end = close < 0 ? text.length : close + 2;
  const word = text.slice(start + 2, close < 0 ? end : close);
  return { kind: 'string', start, end, word, closed: close >= 0 };
}

function numberAt(text: string, start: number): Token {
  let digitsEnd = start + 1;
  while (isDigit(text.charCodeAt(digitsEnd))) digitsEnd++;
  if (!goesOnAsNumber(text.charCodeAt(digitsEnd))) return plain('number', text, start, digitsEnd);
  const blobEnd = matchEnd(BLOB, text, start);
  if (blobEnd > start) return plain('blob', text, start, blobEnd);
  const durationEnd = matchEnd(DURATION, text, start);
  const end = durationEnd > start ? durationEnd : matchEnd(NUMBER, text, start);
  return plain('number', text, start, end);
}

/** A point, a letter or what is beyond ASCII may belong to a fraction, a unit or a blob. */
function goesOnAsNumber(code: number): boolean {
  return code === 46 || code >= 128 || NAMES.beginWith(code);
}

function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}
