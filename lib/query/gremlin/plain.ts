/**
 * The commonest traversals, told by one look along the text: steps with literals that nobody can
 * have added anything to. They have no sign, so nothing else need be worked out.
 */

import { isSecret } from './secret-names';
import { nameAt } from './step-names';

/** What may follow: steps on elements, or only steps that pass values on. */
const WALKS: ReadonlySet<string> = new Set(['out', 'in', 'both', 'outE', 'inE', 'bothE']);
const RESULTS: ReadonlySet<string> = new Set(['count', 'id', 'label', 'path', 'fold']);
const NONE = -1;

/** True for `g.V('a').hasLabel('b').has('c', 'd').out('e').limit(5)` and the like. */
export function isPlain(text: string): boolean {
  if (!text.startsWith('g.V(')) return false;
  let givesValues = false;
  for (let at = 1; at < text.length;) {
    const nameEnd = lettersEnd(text, at + 1);
    if (text.charCodeAt(at) !== DOT || text.charCodeAt(nameEnd) !== OPEN) return false;
    const name = nameAt(text, at + 1, nameEnd);
    const list = readList(text, nameEnd + 1);
    if (list.end === NONE || !fits(name, list, at === 1, givesValues, text)) return false;
    givesValues ||= name === 'values' || RESULTS.has(name);
    at = list.end;
  }
  return true;
}

function fits(
  name: string,
  { count, numbers, lastStart, lastEnd }: Readonly<ArgumentList>,
  isFirst: boolean,
  givesValues: boolean,
  text: string,
): boolean {
  if (isFirst) return name === 'V' && count < 2;
  if (name === 'limit') return count === 1 && numbers === 1;
  if (givesValues) return false;
  if (name === 'has') return count === 2;
  if (name === 'hasLabel') return count === 1;
  if (WALKS.has(name)) return numbers === 0;
  if (name === 'values') return count === 1 && !isSecret(text.slice(lastStart + 1, lastEnd - 1));
  return RESULTS.has(name) && count === 0;
}

interface ArgumentList {
  count: number;
  numbers: number;
  lastStart: number;
  lastEnd: number;
  /** Behind the closing bracket; `NONE` where anything but literals stands in it. */
  end: number;
}

/** Used again for each list, so that reading one allocates nothing. */
const list: ArgumentList = { count: 0, numbers: 0, lastStart: 0, lastEnd: 0, end: NONE };

function readList(text: string, start: number): Readonly<ArgumentList> {
  list.count = 0;
  list.numbers = 0;
  list.end = NONE;
  let at = start;
  if (text.charCodeAt(at) === CLOSE) {
    list.end = at + 1;
    return list;
  }
  for (;;) {
    const code = text.charCodeAt(at);
    const isText = code === QUOTE || code === DOUBLE_QUOTE;
    const end = isText ? textEnd(text, at, code) : digitsEnd(text, at);
    if (end === NONE) return list;
    list.count++;
    if (!isText) list.numbers++;
    list.lastStart = at;
    list.lastEnd = end;
    const next = text.charCodeAt(end);
    if (next === CLOSE) {
      list.end = end + 1;
      return list;
    }
    if (next !== COMMA) return list;
    at = text.charCodeAt(end + 1) === SPACE ? end + 2 : end + 1;
  }
}

/** Texts that hold something and need no escapes; in double quotes a `$` begins code. */
function textEnd(text: string, start: number, quote: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH || (code === DOLLAR && quote === DOUBLE_QUOTE)) return NONE;
    if (code === quote) return at > start + 1 ? at + 1 : NONE;
  }
  return NONE;
}

function digitsEnd(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at++;
  return at > start ? at : NONE;
}

function lettersEnd(text: string, start: number): number {
  let at = start;
  while ((text.charCodeAt(at) | 32) >= 97 && (text.charCodeAt(at) | 32) <= 122) at++;
  return at;
}

const SPACE = 32;
const DOUBLE_QUOTE = 34;
const DOLLAR = 36;
const QUOTE = 39;
const OPEN = 40;
const CLOSE = 41;
const COMMA = 44;
const DOT = 46;
const BACKSLASH = 92;
