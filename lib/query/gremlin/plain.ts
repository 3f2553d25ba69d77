/**
 * The commonest steps, told by one look along the text: those with literals that nobody can have
 * added anything to. A traversal of nothing else has no sign, so nothing else need be worked out; of
 * another one, only what comes behind such steps is split into tokens and parsed.
 */

import { isSecret } from './secret-names';
import { nameAt } from './step-names';
import { stepOf, type Chain, type Literal, type Step } from './tree';

/** What may follow: steps on elements, or only steps that pass values on. */
const WALKS: ReadonlySet<string> = new Set(['out', 'in', 'both', 'outE', 'inE', 'bothE']);
const RESULTS: ReadonlySet<string> = new Set(['count', 'id', 'label', 'path', 'fold']);
const NONE = -1;

/** The plain steps that a text begins with: `g.V('a').has('c', 'd').out('e').limit(5)` and the like. */
class PlainSteps {
  private text = '';
  private count = 0;
  private readonly names: string[] = [];
  /** Where each step ends; the next one begins behind a dot. */
  private readonly ends: number[] = [];
  /** Start and end of each argument, those of all steps together. */
  private readonly places: number[] = [];
  /** How many numbers of `places` are of each step and those before it. */
  private readonly placesUpTo: number[] = [];

  read(text: string): void {
    this.text = text;
    this.count = 0;
    if (!text.startsWith('g.V(')) return;
    let givesValues = false;
    let from = 0;
    for (let at = 1; text.charCodeAt(at) === DOT;) {
      const nameEnd = lettersEnd(text, at + 1);
      if (text.charCodeAt(nameEnd) !== OPEN) return;
      const name = nameAt(text, at + 1, nameEnd);
      const list = readList(text, nameEnd + 1, this.places, from);
      if (list.end === NONE || !fits(name, list, at === 1, givesValues, text)) return;
      givesValues ||= name === 'values' || RESULTS.has(name);
      from += list.count * 2;
      at = list.end;
      this.names[this.count] = name;
      this.ends[this.count] = at;
      this.placesUpTo[this.count] = from;
      this.count++;
    }
  }

  /** True where nothing follows them. */
  get areAll(): boolean {
    return this.count > 0 && this.endOf(this.count - 1) === this.text.length;
  }

  /** Null where there is none. A last one that may go on, as `has('a', 'b') { ... }` does, is left out. */
  get chain(): Chain | null {
    const goesOn = this.text.charCodeAt(this.endOf(this.count - 1)) !== DOT;
    const length = goesOn ? this.count - 1 : this.count;
    if (length < 1) return null;
    const steps: Step[] = [];
    for (let index = 0; index < length; index++) steps.push(this.stepAt(index));
    const end = this.endOf(length - 1);
    return { kind: 'chain', root: 'g', base: null, steps, isNew: false, start: 0, end };
  }

  private stepAt(index: number): Step {
    const name = this.names[index] ?? '';
    const args: Literal[] = [];
    const last = this.placesUpTo[index] ?? 0;
    for (let place = this.placesUpTo[index - 1] ?? 0; place < last; place += 2) {
      args.push(this.literalOf(this.places[place] ?? 0, this.places[place + 1] ?? 0));
    }
    const start = index === 0 ? 2 : this.endOf(index - 1) + 1;
    return stepOf(name, args, start, this.endOf(index));
  }

  private literalOf(start: number, end: number): Literal {
    const code = this.text.charCodeAt(start);
    if (code !== QUOTE && code !== DOUBLE_QUOTE) {
      return { kind: 'literal', type: 'number', value: this.text.slice(start, end), start, end };
    }
    return {
      kind: 'literal',
      type: 'string',
      value: this.text.slice(start + 1, end - 1),
      start,
      end,
    };
  }

  private endOf(index: number): number {
    return this.ends[index] ?? 0;
  }
}

/** Used again for each text, so that reading one allocates nothing. */
const shared = new PlainSteps();

export function plainSteps(text: string): Pick<PlainSteps, 'areAll' | 'chain'> {
  shared.read(text);
  return shared;
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

/** Puts start and end of each argument into `places`, from `from` on. */
function readList(
  text: string,
  start: number,
  places: number[],
  from: number,
): Readonly<ArgumentList> {
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
    places[from + list.count * 2] = at;
    places[from + list.count * 2 + 1] = end;
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
