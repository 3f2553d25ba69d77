/** A place in the tokens that the parser moves forward, and the problems it met. */

import { CLOSING, DEEPEST, OPENING } from '../lexing/brackets';
import type { Token } from './tokens';
import type { Problem, ProblemKind } from './tree';

const MOST_PROBLEMS = 64;

export class Cursor {
  readonly problems: Problem[] = [];
  at = 0;
  private depth = 0;
  private readonly end: Token;

  constructor(readonly tokens: readonly Token[]) {
    const end = tokens[tokens.length - 1];
    if (end === undefined) throw new RangeError('tokens without an end');
    this.end = end;
  }

  get token(): Token {
    return this.tokens[this.at] ?? this.end;
  }

  /** The token `distance` ahead, or behind where negative. */
  ahead(distance: number): Token {
    return this.tokens[Math.max(this.at + distance, 0)] ?? this.end;
  }

  get isAtEnd(): boolean {
    return this.token.kind === 'end';
  }

  /** Offset behind the last token that was taken. */
  get lastEnd(): number {
    return this.at === 0 ? 0 : this.ahead(-1).end;
  }

  is(word: string): boolean {
    return isWord(this.token, word);
  }

  isAny(words: ReadonlySet<string>): boolean {
    const { kind, word } = this.token;
    return (kind === 'name' || kind === 'symbol') && words.has(word);
  }

  accept(word: string): boolean {
    if (!this.is(word)) return false;
    this.at++;
    return true;
  }

  problem(kind: ProblemKind, { start, end } = this.token): void {
    if (this.problems.length >= MOST_PROBLEMS) return;
    const after = this.at === 0 ? 'other' : kindBefore(this.ahead(-1));
    const nested = this.depth > 0;
    this.problems.push({ kind, start, end, after, nested, token: this.at });
  }

  /** Goes into a bracket that was just taken; where that is too deep, skips it and says no. */
  enter(): boolean {
    if (this.depth < DEEPEST) {
      this.depth++;
      return true;
    }
    this.problem('too-deep', this.ahead(-1));
    this.skipGroup();
    return false;
  }

  /** Leaves a bracket; `open` is where it began. */
  leave(closing: string, open: Token): void {
    this.depth--;
    if (this.accept(closing)) return;
    if (this.isAtEnd) this.problem('unclosed-group', open);
  }

  private skipGroup(): void {
    let depth = 1;
    while (!this.isAtEnd && depth > 0) {
      if (this.isAny(OPENING)) depth++;
      else if (this.isAny(CLOSING)) depth--;
      this.at++;
    }
  }
}

export function isWord({ kind, word }: Token, expected: string): boolean {
  return word === expected && (kind === 'name' || kind === 'symbol');
}

function kindBefore({ kind }: Token): Problem['after'] {
  if (kind === 'string') return 'string';
  return kind === 'number' || kind === 'uuid' || kind === 'blob' ? 'number' : 'other';
}
