/** The place in a filter's tokens, and the problems found so far. */

import type { Token } from './tokens';
import { tokensOf } from './tokens';
import type { Problem, ProblemKind } from './tree';

/** Deeper nesting is not looked into; the service allows 15 comparisons. */
const DEEPEST = 60;

/** Goes forward over the tokens of text[start, end). */
export class TokenCursor {
  protected at = 0;
  protected readonly problems: Problem[] = [];
  protected readonly tokens: readonly Token[];
  readonly #text: string;
  readonly #end: Token;
  #depth = 0;

  constructor(text: string, start: number, end: number) {
    this.#text = text;
    this.tokens = tokensOf(text, start, end);
    this.#end = { kind: 'end', start: end, end, text: '', closed: true, type: '' };
  }

  /** The token this many places behind the next one. */
  protected peek(ahead = 0): Token {
    return this.tokens[this.at + ahead] ?? this.#end;
  }

  protected enter(open: Token): boolean {
    if (this.#depth >= DEEPEST) {
      this.problem('too-deep', open);
      return false;
    }
    this.#depth++;
    return true;
  }

  /** Takes the closing parenthesis and gives the end of what it closes. */
  protected close(open: Token): number {
    const token = this.peek();
    if (token.kind === 'symbol' && token.text === ')') {
      this.at++;
      return token.end;
    }
    if (token.kind === 'end') this.problem('unclosed-group', open);
    return token.start;
  }

  protected checkLetterCase(token: Token): void {
    const written = this.#text.slice(token.start, token.end);
    if (written !== token.text) this.problem('letter-case', token);
  }

  protected problem(kind: ProblemKind, { start, end }: { start: number; end: number }): void {
    const before = this.tokens[this.at - 1]?.kind;
    const after = before === 'string' || before === 'number' ? before : 'other';
    this.problems.push({ kind, start, end, after });
  }

  protected leave(): void {
    this.#depth--;
  }
}
