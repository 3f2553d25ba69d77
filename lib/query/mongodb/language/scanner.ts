/** Tokens of JavaScript and JSON, one at a time. */

import { isDigit, isSpace } from '../../lexing/characters';
import type { Comment } from './tree';

export type TokenKind = 'string' | 'number' | 'name' | 'symbol' | 'end';

/** Longest first; each of them is one token. */
const LONG_SYMBOLS = new Set([
  ...['>>>=', '...', '===', '!==', '**=', '<<=', '>>=', '>>>', '&&=', '||=', '??='],
  ...['=>', '==', '!=', '<=', '>=', '&&', '||', '??', '?.', '++', '--', '+=', '-=', '*=', '/='],
  ...['%=', '&=', '|=', '^=', '<<', '>>', '**'],
]);
const MAY_BE_LONG = '>.=!*<&|?+-/%^';
/** One text for each ASCII symbol; null for those that may go on. */
const SINGLE_SYMBOLS = Array.from({ length: 128 }, (_, code) => {
  const symbol = String.fromCharCode(code);
  return MAY_BE_LONG.includes(symbol) ? null : symbol;
});
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
};
const ESCAPE = /\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([\s\S]))/g;

/** Stands on one token of a text; `next` goes to the following one. */
export class Scanner {
  kind: TokenKind = 'end';
  start = 0;
  end = 0;
  /** The symbol, the name, or the string's content with its escapes resolved. */
  value = '';
  closed = true;
  escaped = false;
  newlineBefore = false;
  comment: Comment | null = null;
  readonly text: string;
  /** No regular expression ends before this place. */
  #noRegexBefore = 0;

  constructor(text: string) {
    this.text = text;
    this.next();
  }

  next(): void {
    this.#skipSpace();
    const { text } = this;
    const start = this.end;
    this.start = start;
    if (start >= text.length) {
      this.kind = 'end';
      this.value = '';
      if (this.comment?.end === start) this.comment = { ...this.comment, last: true };
      return;
    }
    const code = text.charCodeAt(start);
    if (code === 34 || code === 39 || code === 96) this.#string(code);
    else if (isNamePart(code) && !isDigit(code)) this.#name();
    else if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(start + 1)))) this.#number();
    else this.#symbol(code);
  }

  /** Reads the `/` the scanner stands on as a regular expression; false where it is none. */
  regex(): boolean {
    const { text, start } = this;
    if (start < this.#noRegexBefore) return false;
    let at = start + 1;
    let inClass = false;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 92) at++;
      else if (code === 10 || code === 13) break;
      else if (code === 91) inClass = true;
      else if (code === 93) inClass = false;
      else if (code === 47 && !inClass) {
        this.value = text.slice(start + 1, at);
        this.end = at + 1;
        while (isNamePart(text.charCodeAt(this.end))) this.end++;
        return true;
      }
    }
    this.#noRegexBefore = at;
    return false;
  }

  #skipSpace(): void {
    const { text } = this;
    let at = this.end;
    this.newlineBefore = false;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 10 || code === 13) {
        this.newlineBefore = true;
        at++;
      } else if (isSpace(code)) {
        at++;
      } else if (code === 47 && text.charCodeAt(at + 1) === 47) {
        const end = text.indexOf('\n', at);
        at = this.#remark(at, end < 0 ? text.length : end);
      } else if (code === 47 && text.charCodeAt(at + 1) === 42) {
        const end = text.indexOf('*/', at + 2);
        at = this.#remark(at, end < 0 ? text.length : end + 2);
      } else {
        break;
      }
    }
    this.end = at;
  }

  #remark(start: number, end: number): number {
    this.comment = { start, end, last: false };
    return end;
  }

  #string(quote: number): void {
    const { text, start } = this;
    let at = start + 1;
    this.escaped = false;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === quote) break;
      if (code === 92) {
        this.escaped = true;
        at++;
      }
    }
    this.kind = 'string';
    this.closed = at < text.length;
    this.end = Math.min(at + 1, text.length);
    const content = text.slice(start + 1, Math.min(at, text.length));
    this.value = this.escaped ? unescaped(content) : content;
  }

  #name(): void {
    const { text } = this;
    let at = this.start + 1;
    while (isNamePart(text.charCodeAt(at))) at++;
    this.kind = 'name';
    this.end = at;
    this.value = text.slice(this.start, at);
  }

  #number(): void {
    const { text } = this;
    let at = this.start + 1;
    for (;;) {
      const code = text.charCodeAt(at);
      const exponent = (text.charCodeAt(at - 1) | 32) === 101 && (code === 43 || code === 45);
      if (!isNamePart(code) && code !== 46 && !exponent) break;
      at++;
    }
    this.kind = 'number';
    this.end = at;
    this.value = text.slice(this.start, at);
  }

  #symbol(code: number): void {
    const { text, start } = this;
    const single = SINGLE_SYMBOLS[code] ?? null;
    this.kind = 'symbol';
    if (single !== null) {
      this.end = start + 1;
      this.value = single;
      return;
    }
    let length = 4;
    while (length > 1 && !LONG_SYMBOLS.has(text.slice(start, start + length))) length--;
    this.end = Math.min(start + length, text.length);
    this.value = text.slice(start, this.end);
  }
}

/** The content of a string with its escapes resolved. */
export function unescaped(content: string): string {
  return content.replace(
    ESCAPE,
    (whole: string, long?: string, short?: string, byte?: string, other?: string) => {
      const hex = long ?? short ?? byte;
      if (hex === undefined) return ESCAPES[other ?? ''] ?? other ?? '';
      const code = Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** Where a place in a string's content lies in the text that holds the string. */
export function placeInString(text: string, string: { start: number }, at: number): number {
  ESCAPE.lastIndex = 0;
  let place = string.start + 1;
  for (let content = 0; content < at && place < text.length; content++) {
    if (text.charCodeAt(place) !== 92) {
      place++;
      continue;
    }
    ESCAPE.lastIndex = place;
    const match = ESCAPE.exec(text);
    place += match?.index === place ? match[0].length : 1;
  }
  ESCAPE.lastIndex = 0;
  return place;
}

function isNamePart(code: number): boolean {
  if (code >= 128) return !isSpace(code);
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    isDigit(code) ||
    code === 95 ||
    code === 36
  );
}
