/** Tokens of Gremlin texts. Sources: TinkerPop's `Gremlin.g4` and the Groovy language's lexer. */

import { isDigit, isSpace, matchEnd } from '../lexing/characters';
import { NameCharacters } from '../lexing/nameCharacters';
import { blockComment, lineComment, type Comment, type SourceOf } from '../lexing/source';
import { nameAt } from './step-names';
import type { Chain } from './tree';

export type { Comment };

export type TokenKind = 'name' | 'string' | 'number' | 'regex' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** Offsets into the text. */
  readonly start: number;
  readonly end: number;
  /** A name or string with its escapes decoded, else the text as it is. */
  readonly word: string;
  /** False for a string whose closing quote is missing. */
  readonly closed: boolean;
  /** True where a line break comes before it. */
  readonly newLine: boolean;
}

export interface Source extends SourceOf<Token> {
  /** Plain steps at the start that were read without tokens; the first token stands for them. */
  readonly head?: Chain | null;
}

const NAMES = new NameCharacters({ begin: /[a-z_$]/i, continued: /\d/ });
const NUMBER = /0x[0-9a-f]+|\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?[lfdgmsbin]?(?![a-z0-9_])|\d+/iy;
const ESCAPED_NAME = /(?:\\u[0-9a-f]{4}|[\w$])+/iy;
const REGEX = /\/(?![/*\s])(?:[^/\\\n]|\\.)+\//y;
const SYMBOLS = /\.\.<?|==~|=~|<=>|->|[=!<>+*%-]=|&&|\|\||\+\+|--|\*\*|[-?*]\.|\?:|<<|>>|[\s\S]/y;
const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
};

/** Symbols that are tokens by themselves, whatever follows; slicing them anew each time costs. */
const SINGLE: readonly (string | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const symbol = String.fromCharCode(code);
  return '()[]{},;:'.includes(symbol) ? symbol : undefined;
});

/** Splits a text into tokens and comments. Never throws; time linear in the length. */
export function sourceOf(text: string, head: Chain | null = null): Source {
  const tokens: Token[] = head === null ? [] : [tokenOf(head)];
  const comments: Comment[] = [];
  let at = head?.end ?? 0;
  let newLine = false;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isSpace(code)) {
      newLine ||= code === 10 || code === 13;
      at++;
      continue;
    }
    const comment = code === 47 ? commentAt(text, at, tokens.length) : null;
    if (comment === null) {
      const token = tokenAt(text, at, newLine, tokens[tokens.length - 1]);
      tokens.push(token);
      newLine = false;
      at = token.end;
    } else {
      comments.push(comment);
      at = comment.end;
    }
  }
  const { length } = text;
  tokens.push({ kind: 'end', start: length, end: length, word: '', closed: true, newLine });
  return { text, tokens, comments, head };
}

/** Plain steps end in a bracket that closes. */
function tokenOf({ start, end }: Chain): Token {
  return { kind: 'symbol', start, end, word: ')', closed: true, newLine: false };
}

function commentAt(text: string, start: number, tokensBefore: number): Comment | null {
  const next = text.charCodeAt(start + 1);
  if (next === 47) return lineComment(text, start, tokensBefore);
  return next === 42 ? blockComment(text, start, tokensBefore) : null;
}

function tokenAt(text: string, start: number, newLine: boolean, before: Token | undefined): Token {
  const code = text.charCodeAt(start);
  const single =
    SINGLE[code] ?? (code === 46 && text.charCodeAt(start + 1) !== 46 ? '.' : undefined);
  if (single !== undefined) {
    return { kind: 'symbol', start, end: start + 1, word: single, closed: true, newLine };
  }
  if (code === 39 || code === 34) return stringAt(text, start, newLine);
  if (isDigit(code)) return plain('number', text, start, numberEnd(text, start), newLine);
  if (NAMES.beginAt(text, start)) {
    const end = NAMES.end(text, start);
    if (isUnicodeEscape(text, end)) return escapedName(text, start, newLine);
    const word = nameAt(text, start, end);
    return { kind: 'name', start, end, word, closed: true, newLine };
  }
  if (isUnicodeEscape(text, start)) return escapedName(text, start, newLine);
  if (code === 47 && beginsValue(before)) {
    const end = matchEnd(REGEX, text, start);
    if (end > start) return plain('regex', text, start, end, newLine);
  }
  return plain('symbol', text, start, matchEnd(SYMBOLS, text, start), newLine);
}

/** `dr\u006fp` is `drop`. */
function escapedName(text: string, start: number, newLine: boolean): Token {
  const end = Math.max(matchEnd(ESCAPED_NAME, text, start), start + 1);
  const word = unescaped(text.slice(start, end));
  return { kind: 'name', start, end, word, closed: true, newLine };
}

function isUnicodeEscape(text: string, at: number): boolean {
  return text.charCodeAt(at) === 92 && text.charCodeAt(at + 1) === 117;
}

function plain(kind: TokenKind, text: string, start: number, end: number, newLine: boolean): Token {
  return { kind, start, end, word: text.slice(start, end), closed: true, newLine };
}

/** A slash begins a regular expression where a value can begin. */
function beginsValue(before: Token | undefined): boolean {
  return before?.kind === 'symbol' && /^[(,[=:]$/.test(before.word);
}

/** Strings in one or three quotes of either kind; a backslash escapes. */
function stringAt(text: string, start: number, newLine: boolean): Token {
  const quote = text.charCodeAt(start);
  const isTriple = text.charCodeAt(start + 1) === quote && text.charCodeAt(start + 2) === quote;
  const width = isTriple ? 3 : 1;
  let at = start + width;
  let escaped = false;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 92) {
      escaped = true;
      at += 2;
    } else if (code === quote && (!isTriple || isTripleAt(text, at, quote))) {
      const raw = text.slice(start + width, at);
      const word = escaped ? unescaped(raw) : raw;
      return { kind: 'string', start, end: at + width, word, closed: true, newLine };
    } else at++;
  }
  const word = text.slice(start + width);
  return { kind: 'string', start, end: text.length, word, closed: false, newLine };
}

function isTripleAt(text: string, at: number, quote: number): boolean {
  return text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote;
}

function unescaped(raw: string): string {
  return raw.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, hex?: string, simple?: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return simple === undefined ? '' : (SIMPLE_ESCAPES[simple] ?? simple);
  });
}

function numberEnd(text: string, start: number): number {
  let at = start + 1;
  while (isDigit(text.charCodeAt(at))) at++;
  const code = text.charCodeAt(at);
  // A point or a letter may belong to the number.
  const goesOn = code === 46 || NAMES.beginWith(code);
  return goesOn ? matchEnd(NUMBER, text, start) : at;
}
