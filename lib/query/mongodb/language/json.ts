/**
 * A reader of strict JSON, for the usual text: one document that a driver sent. It gives the same
 * tree as the tolerant parser, which reads everything else, at a fraction of the time.
 */

import { unescaped } from './scanner';
import type { Member, Node, Parsed } from './tree';

/** Deeper texts are left to the tolerant parser, which counts levels. */
const DEEPEST = 60;
const WORDS = [
  { word: 'true', value: true },
  { word: 'false', value: false },
  { word: 'null', value: null },
] as const;
const NUMBER = /(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.$+-])/y;

/** The text as one JSON document or list; null where it is anything else. */
export function parseJson(text: string): Parsed | null {
  const code = text.charCodeAt(0);
  if (code !== 123 && code !== 91) return null;
  const reader = new JsonReader(text);
  const value = reader.value(0);
  if (value === null || !reader.atEnd()) return null;
  const { start, end } = value;
  return {
    statements: [{ kind: 'expression', value, start, end }],
    problems: [],
    comment: null,
  };
}

class JsonReader {
  readonly #text: string;
  readonly #escapes: boolean;
  #at = 0;
  /** Set by `#string`. */
  #content = '';
  #escaped = false;

  constructor(text: string) {
    this.#text = text;
    this.#escapes = text.includes('\\');
  }

  atEnd(): boolean {
    return Number.isNaN(this.#next());
  }

  /** Null at the first character that is not JSON. */
  value(depth: number): Node | null {
    const code = this.#next();
    const start = this.#at;
    if (code === 34) {
      if (!this.#string()) return null;
      return {
        kind: 'string',
        value: this.#content,
        escaped: this.#escaped,
        start,
        end: this.#at,
      };
    }
    if (code === 123) return depth > DEEPEST ? null : this.#document(start, depth);
    if (code === 91) return depth > DEEPEST ? null : this.#list(start, depth);
    if (code === 45) {
      this.#at++;
      const operand = this.#number();
      return operand && { kind: 'unary', operator: '-', operand, start, end: this.#at };
    }
    return code >= 48 && code <= 57 ? this.#number() : this.#word(start);
  }

  #document(start: number, depth: number): Node | null {
    const members: Member[] = [];
    this.#at++;
    let code = this.#next();
    while (code !== 125) {
      const keyStart = this.#at;
      if (code !== 34 || !this.#string()) return null;
      const key = this.#content;
      if (this.#next() !== 58) return null;
      this.#at++;
      const value = this.value(depth + 1);
      if (value === null) return null;
      members.push({ key, value, start: keyStart, end: value.end });
      code = this.#next();
      if (code === 44) {
        this.#at++;
        code = this.#next();
        if (code === 125) return null;
      } else if (code !== 125) {
        return null;
      }
    }
    this.#at++;
    return { kind: 'object', members, start, end: this.#at };
  }

  #list(start: number, depth: number): Node | null {
    const elements: Node[] = [];
    this.#at++;
    let code = this.#next();
    while (code !== 93) {
      const element = this.value(depth + 1);
      if (element === null) return null;
      elements.push(element);
      code = this.#next();
      if (code === 44) {
        this.#at++;
        code = this.#next();
        if (code === 93) return null;
      } else if (code !== 93) {
        return null;
      }
    }
    this.#at++;
    return { kind: 'array', elements, start, end: this.#at };
  }

  /** Goes behind the string it stands on; false where that is not closed. */
  #string(): boolean {
    const text = this.#text;
    const start = this.#at + 1;
    let end = text.indexOf('"', start);
    this.#escaped = false;
    if (this.#escapes) {
      for (end = start; end < text.length; end++) {
        const code = text.charCodeAt(end);
        if (code === 34) break;
        if (code === 92) {
          this.#escaped = true;
          end++;
        }
      }
    }
    if (end < 0 || end >= text.length) return false;
    const content = text.slice(start, end);
    this.#content = this.#escaped ? unescaped(content) : content;
    this.#at = end + 1;
    return true;
  }

  #number(): Node | null {
    const start = this.#at;
    NUMBER.lastIndex = start;
    const [digits] = NUMBER.exec(this.#text) ?? [];
    if (digits === undefined) return null;
    this.#at = start + digits.length;
    return { kind: 'number', value: Number(digits), start, end: this.#at };
  }

  #word(start: number): Node | null {
    for (const { word, value } of WORDS) {
      if (!this.#text.startsWith(word, start)) continue;
      this.#at = start + word.length;
      return { kind: 'constant', value, start, end: this.#at };
    }
    return null;
  }

  /** The code of the next character that is no space, or NaN at the end. */
  #next(): number {
    let code = this.#text.charCodeAt(this.#at);
    while (code <= 32 && (code === 32 || code === 10 || code === 13 || code === 9)) {
      code = this.#text.charCodeAt(++this.#at);
    }
    return code;
  }
}
