/** Values: literals, documents, lists and functions. */

import type { Opener } from './brackets';
import { DEEPEST, TokenReader } from './brackets';
import type { Member, Node, SeriesNode, Statement } from './tree';

const CONSTANTS = new Map<string, boolean | null | undefined>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
]);
const CLOSER = { '[': ']', '(': ')' } as const;

/** What all expressions begin with. Operators are in the class on top. */
export abstract class ValueParser extends TokenReader {
  /** The statements up to the closing brace of a function. */
  protected abstract functionBody(): Statement[];

  /** An expression without commas. */
  protected abstract assignment(): Node;

  /** A value and the calls and accesses behind it. */
  protected abstract postfix(): Node;

  protected primary(): Node {
    const { scanner } = this;
    const { kind, start, end, value } = scanner;
    switch (kind) {
      case 'string': {
        if (!scanner.closed) this.problem('unclosed-string');
        const node: Node = { kind: 'string', value, escaped: scanner.escaped, start, end };
        this.advance();
        return node;
      }
      case 'number':
        this.advance();
        return { kind: 'number', value: Number(value), start, end };
      case 'name':
        return this.#word(value, start, end);
      case 'symbol':
        if (value === '{') return this.object();
        if (value === '[') {
          const elements = this.list('[');
          return { kind: 'array', elements, start, end: this.lastEnd };
        }
        if (value === '(') return this.#parenthesised();
        if ((value === '/' || value === '/=') && scanner.regex()) {
          const node: Node = { kind: 'regex', pattern: scanner.value, start, end: scanner.end };
          this.advance();
          return node;
        }
        break;
      case 'end':
        break;
    }
    this.problem('missing-value');
    return opaqueAt(start, start);
  }

  #word(word: string, start: number, end: number): Node {
    this.advance();
    if (CONSTANTS.has(word)) return { kind: 'constant', value: CONSTANTS.get(word), start, end };
    if (word === 'function' || word === 'async') return this.#function(start);
    if (word === 'new') return this.#created(start, end);
    return { kind: 'name', name: word, start, end };
  }

  #created(start: number, end: number): Node {
    while (this.scanner.kind === 'name' && this.scanner.value === 'new') this.advance();
    return this.scanner.kind === 'name'
      ? this.postfix()
      : { kind: 'name', name: 'new', start, end };
  }

  #function(start: number): Node {
    if (this.scanner.kind === 'name') this.advance();
    if (this.scanner.kind === 'name') this.advance();
    if (this.is('(')) this.list('(');
    return this.arrowBody(start);
  }

  protected arrowBody(start: number): Node {
    if (!this.is('{')) {
      const value = this.assignment();
      const body: Statement[] = [{ kind: 'return', value, start: value.start, end: value.end }];
      return { kind: 'function', body, start, end: value.end };
    }
    if (this.depth >= DEEPEST) return this.tooDeep();
    this.enter('{');
    const body = this.functionBody();
    this.leave('{', start);
    return { kind: 'function', body, start, end: this.lastEnd };
  }

  #parenthesised(): Node {
    const { start } = this.scanner;
    const elements = this.list('(');
    const [first] = elements;
    if (first === undefined) return opaqueAt(start, this.lastEnd);
    return elements.length === 1 ? first : series(',', elements);
  }

  /** A document, or an object literal. */
  protected object(): Node {
    const { start } = this.scanner;
    const members: Member[] = [];
    this.enter('{');
    while (!this.atClose('}')) {
      const key = this.scanner.kind === 'number' ? this.#numberKey() : this.scanner.value;
      const keyed = this.scanner.kind !== 'symbol';
      const keyStart = this.scanner.start;
      if (this.scanner.kind === 'string' && !this.scanner.closed) this.problem('unclosed-string');
      if (this.is('[')) this.list('[');
      else if (!this.is('{')) this.advance();
      if (this.take(':')) {
        const value = this.assignment();
        members.push({ key, value, start: keyStart, end: value.end });
      } else if (keyed && this.is('(')) {
        this.#function(keyStart);
      } else if (!keyed || !(this.is(',') || this.is('}'))) {
        if (!this.atEnd()) this.problem('trailing');
        if (!this.is(',') && !this.isClose()) this.assignment();
        members.push({
          key,
          value: opaqueAt(keyStart, keyStart),
          start: keyStart,
          end: this.lastEnd,
        });
      }
      this.#separator();
    }
    this.leave('{', start);
    return { kind: 'object', members, start, end: this.lastEnd };
  }

  #numberKey(): string {
    return String(Number(this.scanner.value));
  }

  protected list(opener: Extract<Opener, '(' | '['>): Node[] {
    const { start } = this.scanner;
    const closer = CLOSER[opener];
    const elements: Node[] = [];
    this.enter(opener);
    while (!this.atClose(closer)) {
      if (this.is(',')) {
        this.advance();
        continue;
      }
      elements.push(this.assignment());
      this.#separator();
    }
    this.leave(opener, start);
    return elements;
  }

  /** Goes behind the comma; what stands in front of it and may not is skipped. */
  #separator(): void {
    if (this.take(',') || this.isClose() || this.atEnd()) return;
    this.problem(this.is(';') ? 'statement-inside' : this.is(':') ? 'member-inside' : 'trailing');
    while (!this.is(',') && !this.isClose() && !this.atEnd()) {
      const before = this.scanner.start;
      if (this.is('{') || this.is('[') || this.is('(')) this.assignment();
      if (this.scanner.start === before) this.advance();
    }
    this.take(',');
  }
}

export function series(operator: SeriesNode['operator'], operands: readonly Node[]): Node {
  const start = operands[0]?.start ?? 0;
  return {
    kind: 'series',
    operator,
    operands,
    start,
    end: operands[operands.length - 1]?.end ?? start,
  };
}

export function opaqueAt(start: number, end: number): Node {
  return { kind: 'opaque', start, end };
}
