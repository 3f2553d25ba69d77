/** The place in a filter's tokens, and the problems found so far. */

import { CLOSE_PAREN, END, NUMBER, STRING } from './tokenKinds';
import { Tokens } from './tokens';
import type { Problem, ProblemKind } from './tree';

/** Deeper nesting is not looked into; the service allows 15 comparisons. */
const DEEPEST = 60;
/** Shared by all filters without problems; never added to. */
const NO_PROBLEMS: Problem[] = [];

/** Goes forward over the tokens of one filter; used again for the next. */
export class TokenCursor {
  protected readonly tokens = new Tokens();
  protected at = 0;
  protected problems: Problem[] = NO_PROBLEMS;
  #depth = 0;

  protected begin(text: string, start: number, end: number): void {
    this.tokens.read(text, start, end);
    this.at = 0;
    this.problems = NO_PROBLEMS;
    this.#depth = 0;
  }

  /** The kind of the token that is read next. */
  protected kind(): number {
    return this.tokens.kind(this.at);
  }

  /** Goes one level deeper, unless that is too deep. */
  protected enter(open: number): boolean {
    if (this.#depth >= DEEPEST) {
      this.problemAt('too-deep', open);
      return false;
    }
    this.#depth += 1;
    return true;
  }

  protected leave(): void {
    this.#depth -= 1;
  }

  /** Takes the closing parenthesis and gives the end of what it closes. */
  protected close(open: number): number {
    const kind = this.kind();
    if (kind === CLOSE_PAREN) {
      this.at += 1;
      return this.tokens.end(this.at - 1);
    }
    if (kind === END) this.problemAt('unclosed-group', open);
    return this.tokens.start(this.at);
  }

  /** Notes a problem with a token. */
  protected problemAt(kind: ProblemKind, token: number): void {
    const before = this.at > 0 ? this.tokens.kind(this.at - 1) : END;
    const after = before === STRING ? 'string' : before === NUMBER ? 'number' : 'other';
    const start = this.tokens.start(token);
    const problem = { kind, start, end: this.tokens.end(token), after } as const;
    if (this.problems === NO_PROBLEMS) this.problems = [problem];
    else this.problems.push(problem);
  }
}
