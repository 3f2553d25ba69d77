/** The place in the tokens, the brackets that are open, and the problems found so far. */

import { Scanner } from './scanner';
import type { Node, Problem, ProblemKind } from './tree';

/** The server takes documents of 100 levels; what is deeper is not looked into. */
export const DEEPEST = 110;
const CLOSERS = { '(': ')', '[': ']', '{': '}' } as const;
export type Opener = keyof typeof CLOSERS;
export type Closer = (typeof CLOSERS)[Opener];

/** Always goes forward, so that the time of the parsers on top is linear in the text's length. */
export class TokenReader {
  protected readonly scanner: Scanner;
  protected readonly problems: Problem[] = [];
  protected depth = 0;
  /** The end of the last token taken. */
  protected lastEnd = 0;
  #afterString = false;
  readonly #open = { ')': 0, ']': 0, '}': 0 };

  constructor(text: string) {
    this.scanner = new Scanner(text);
  }

  /** True at the closer, at the end, and at a closer that belongs to an outer bracket. */
  protected atClose(closer: Closer): boolean {
    while (this.isClose()) {
      const found = this.scanner.value;
      if (found === closer) return true;
      if ((found === ')' || found === ']' || found === '}') && this.#open[found] > 0) {
        this.problem('mismatched-close');
        return true;
      }
      this.problem('stray-close');
      this.advance();
    }
    return this.atEnd();
  }

  protected isClose(): boolean {
    const { kind, value } = this.scanner;
    return kind === 'symbol' && (value === '}' || value === ']' || value === ')');
  }

  protected enter(opener: Opener): void {
    this.#open[CLOSERS[opener]]++;
    this.depth++;
    this.advance();
  }

  protected leave(opener: Opener, start: number): void {
    const closer = CLOSERS[opener];
    this.#open[closer]--;
    this.depth--;
    if (this.take(closer) || !this.atEnd()) return;
    this.problems.push({ kind: 'unclosed-bracket', afterString: false, start, end: start + 1 });
  }

  protected advance(): void {
    this.#afterString = this.scanner.kind === 'string';
    this.lastEnd = this.scanner.end;
    this.scanner.next();
  }

  protected atEnd(): boolean {
    return this.scanner.kind === 'end';
  }

  /** True at a symbol that ends every value: the usual one behind a literal. */
  protected atDelimiter(): boolean {
    const { kind, value } = this.scanner;
    return kind === 'symbol' && (value === ',' || value === ':' || this.isClose());
  }

  protected is(symbol: string): boolean {
    return this.scanner.kind === 'symbol' && this.scanner.value === symbol;
  }

  protected take(symbol: string): boolean {
    if (!this.is(symbol)) return false;
    this.advance();
    return true;
  }

  protected problem(kind: ProblemKind): void {
    const { start, end } = this.scanner;
    this.problems.push({ kind, afterString: this.#afterString, start, end });
  }

  protected tooDeep(): Node {
    const { start } = this.scanner;
    this.problem('too-deep');
    this.advance();
    return { kind: 'opaque', start, end: this.lastEnd };
  }
}
