/** A place in the tokens that the parser moves forward, and the problems it met. */

import { CLOSING, DEEPEST, OPENING } from '../lexing/brackets';
import type { Token } from './tokens';
import type { Problem, ProblemKind } from './tree';

const MOST_PROBLEMS = 64;

export class Cursor {
  readonly problems: Problem[] = [];
  protected at = 0;
  private depth = 0;
  /** Parentheses of steps that are open. */
  protected calls = 0;
  private readonly end: Token;

  constructor(private readonly tokens: readonly Token[]) {
    const end = tokens[tokens.length - 1];
    if (end === undefined) throw new RangeError('tokens without an end');
    this.end = end;
  }

  protected token(): Token {
    return this.tokens[this.at] ?? this.end;
  }

  protected ahead(distance: number): Token {
    return this.tokens[this.at + distance] ?? this.end;
  }

  protected is(word: string): boolean {
    const token = this.token();
    return token.kind === 'symbol' && token.word === word;
  }

  protected accept(word: string): boolean {
    if (!this.is(word)) return false;
    this.at++;
    return true;
  }

  protected isAtEnd(): boolean {
    return this.token().kind === 'end';
  }

  protected lastEnd(): number {
    return this.at === 0 ? 0 : this.ahead(-1).end;
  }

  protected isClose(): boolean {
    return this.is(')') || this.is(']') || this.is('}') || this.is(',') || this.is(';');
  }

  protected problem(kind: ProblemKind, { start, end } = this.token()): void {
    if (this.problems.length >= MOST_PROBLEMS) return;
    const after = this.at === 0 ? 'other' : kindBefore(this.ahead(-1));
    const inArguments = this.calls > 0;
    this.problems.push({ kind, start, end, after, token: this.at, inArguments });
  }

  /** Goes into a bracket that was just taken; where that is too deep, skips it and says no. */
  protected enter(): boolean {
    if (this.depth < DEEPEST) {
      this.depth++;
      return true;
    }
    this.problem('too-deep');
    let depth = 0;
    while (!this.isAtEnd()) {
      const { kind, word } = this.token();
      if (kind === 'symbol' && OPENING.has(word)) depth++;
      else if (kind === 'symbol' && CLOSING.has(word) && depth-- === 0) break;
      this.at++;
    }
    this.depth++;
    return false;
  }

  /** Leaves a bracket; `open` is where it began. */
  protected leave(closing: string, open: Token): void {
    this.depth--;
    if (!this.accept(closing) && this.isAtEnd()) this.problem('unclosed-group', open);
  }

  /** Passes what does not belong into the bracket, nested brackets as a whole. */
  protected skipTo(closing: string): void {
    this.problem('trailing');
    let depth = 0;
    while (!this.isAtEnd()) {
      const { kind, word, closed } = this.token();
      if (kind === 'symbol') {
        if (depth === 0 && word === closing) return;
        if (OPENING.has(word)) depth++;
        else if (CLOSING.has(word)) depth = Math.max(0, depth - 1);
      } else if (!closed) this.problem('unclosed-string');
      this.at++;
    }
  }
}

function kindBefore({ kind, word }: Token): Problem['after'] {
  if (kind === 'string') return 'string';
  if (kind === 'number') return 'number';
  return word === ')' || word === ']' ? 'close' : 'other';
}
