/** Tokens of a Table (OData version 3) filter. */

import * as T from './tokenKinds';

const KEPT_TOKENS = 1024;
/** Numbers a token takes: kind, start, end, where the quote of a string opens. */
const WIDTH = 4;

/**
 * The tokens of one filter, packed into one array of numbers; used again for the next filter, so
 * that reading one allocates next to nothing. The last token is always an `END`.
 */
export class Tokens {
  text = '';
  count = 0;
  private data = new Int32Array(KEPT_TOKENS * WIDTH);

  /** Splits text[start, end) into tokens. */
  read(text: string, start: number, end: number): void {
    this.text = text;
    this.count = 0;
    const needed = Math.max(end - start + 1, KEPT_TOKENS) * WIDTH;
    if (this.data.length !== needed) this.data = new Int32Array(needed);
    let at = start;
    for (;;) {
      while (at < end && isSpace(text.charCodeAt(at))) at += 1;
      if (at >= end) break;
      at = this.readToken(at, end);
    }
    this.push(T.END, end, end);
  }

  kind(token: number): number {
    return this.data[token * WIDTH] ?? T.END;
  }
  start(token: number): number {
    return this.data[token * WIDTH + 1] ?? this.text.length;
  }
  end(token: number): number {
    return this.data[token * WIDTH + 2] ?? this.text.length;
  }

  /** A name in lower case. */
  nameOf(token: number): string {
    return this.text.slice(this.start(token), this.end(token)).toLowerCase();
  }

  /** Where the quote of a string opens; behind its start where a type stands in front. */
  openOf(token: number): number {
    return this.data[token * WIDTH + 3] ?? 0;
  }

  /** False for `guid'x' or 'y'` and others whose content no value of a type can have. */
  mayBeOfItsType(token: number): boolean {
    const open = this.openOf(token);
    if (open === this.start(token)) return true;
    for (let at = open + 1; at < this.end(token) - 1; at += 1) {
      const code = this.text.charCodeAt(at);
      if (code === 34 || code === 39 || code === 59 || code === 41) return false;
    }
    return true;
  }

  /** True where a word is not written in lower case, as the service wants it. */
  hasCapitals(token: number): boolean {
    for (let at = this.start(token); at < this.end(token); at += 1) {
      const code = this.text.charCodeAt(at);
      if (code >= 65 && code <= 90) return true;
    }
    return false;
  }

  private push(kind: number, start: number, end: number, open = start): number {
    const { data } = this;
    const at = this.count * WIDTH;
    data[at] = kind;
    data[at + 1] = start;
    data[at + 2] = end;
    data[at + 3] = open;
    this.count += 1;
    return end;
  }

  private readToken(start: number, end: number): number {
    const { text } = this;
    const code = text.charCodeAt(start);
    if (code === 39 || code === 34) return this.readString(start, start, end);
    if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(start + 1)))) {
      return this.push(T.NUMBER, start, dateEnd(text, start, end) ?? numberEnd(text, start, end));
    }
    if (startsName(text, start)) {
      const nameEnd = endOfName(text, start, end);
      if (nameEnd < end && text.charCodeAt(nameEnd) === 39 && isType(text, start, nameEnd)) {
        return this.readString(start, nameEnd, end);
      }
      return this.push(T.wordKind(text, start, nameEnd), start, nameEnd);
    }
    const long = start + 1 < end ? T.longSymbol(code, text.charCodeAt(start + 1)) : T.NONE;
    if (long !== T.NONE) return this.push(long, start, start + 2);
    return this.push(T.symbol(code), start, start + 1);
  }

  private readString(start: number, open: number, end: number): number {
    const quote = this.text.charCodeAt(open) === 34 ? '"' : "'";
    let at = open + 1;
    for (;;) {
      const next = this.text.indexOf(quote, at);
      if (next < 0 || next >= end) return this.push(T.OPEN_STRING, start, end, open);
      if (this.text[next + 1] !== quote || next + 1 >= end) {
        return this.push(T.STRING, start, next + 1, open);
      }
      at = next + 2;
    }
  }
}

const BARE_DATE = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)/y;
const NAME_SIGN = 1;
/** What may stand in a name, though not begin it. */
const LATER_SIGN = 2;
const CLASSES = new Uint8Array(128);
for (let code = 65; code <= 90; code += 1) CLASSES[code] = CLASSES[code + 32] = NAME_SIGN;
for (const sign of '_$@') CLASSES[sign.charCodeAt(0)] = NAME_SIGN;
for (const sign of '.0123456789') CLASSES[sign.charCodeAt(0)] = LATER_SIGN;

const TYPES = new Set(['datetime', 'datetimeoffset', 'guid', 'x', 'binary', 'time', 'duration']);
const NAME_START = /[\p{L}\p{Nl}_$@]/u;

const isType = (text: string, start: number, end: number): boolean =>
  TYPES.has(text.slice(start, end).toLowerCase());

/** Where a date ends that stands without `datetime'...'`, as in OData version 4; null where none is. */
function dateEnd(text: string, start: number, end: number): number | null {
  if (text.charCodeAt(start + 4) !== 45) return null;
  BARE_DATE.lastIndex = start;
  return BARE_DATE.test(text) && BARE_DATE.lastIndex <= end ? BARE_DATE.lastIndex : null;
}

function numberEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    const signOfExponent =
      (code === 43 || code === 45) && at > start && (text.charCodeAt(at - 1) | 32) === 101;
    if (!isDigit(code) && code !== 46 && !isLetter(code) && !signOfExponent) break;
    at += 1;
  }
  return at;
}

function startsName(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? CLASSES[code] === NAME_SIGN : NAME_START.test(text.charAt(at));
}

function endOfName(text: string, start: number, end: number): number {
  let at = start + 1;
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 128 ? CLASSES[code] === 0 : !NAME_START.test(text.charAt(at))) break;
  }
  return at;
}

const isSpace = (code: number): boolean =>
  code === 32 || (code >= 9 && code <= 13) || code === 0xa0;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean =>
  (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
