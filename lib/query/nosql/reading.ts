import { END, OPEN_STRING } from './tokenKinds';
import { Tokens } from './tokens';
import { Tree } from './tree';

/** Deeper nesting than this is not followed; no program writes it. */
export const DEEPEST_NESTING = 400;
const MOST_STRAYS = 1000;

/**
 * One text as it is read: its tokens, its tree, and where it departs from the language. Used again
 * for the next text.
 */
export class Reading {
  readonly tokens = new Tokens();
  readonly tree = new Tree();
  /** The token that is read next; moved by `advance` only. */
  at = 0;
  depth = 0;
  /** The query that is being read. */
  query = 0;
  /** How many functions are called. */
  calls = 0;
  /** Tokens that fit nowhere, in order; at most 1,000 are kept. */
  strays: number[] = [];
  /** Clause words that come a second time, or after a later clause. */
  repeatedClauses: number[] = [];
  /** The first `;`, or -1. */
  semicolon = -1;
  /** Places where an operand or a name is missing, the end of the text apart. */
  gaps = 0;
  /** Brackets, operands or names that the end of the text leaves open. */
  openAtEnd = 0;
  /** Tokens that name what paths may begin with: the aliases of all FROM clauses. */
  aliases: number[] = [];
  /** Tokens that FROM clauses read from and that must be aliases themselves. */
  sourceNames: number[] = [];
  /** The first clause word inside brackets that are still open, or -1. */
  clauseInBrackets = -1;
  tooDeep = false;
  beginsWithSelect = false;

  /** Begins a new text, of which the tokens have been read. */
  private current: number = END;

  reset(): void {
    this.tree.reset();
    this.at = 0;
    this.current = this.tokens.kind(0);
    this.calls = 0;
    this.depth = 0;
    this.query = 0;
    if (this.strays.length > 0) this.strays = [];
    if (this.repeatedClauses.length > 0) this.repeatedClauses = [];
    this.semicolon = -1;
    this.clauseInBrackets = -1;
    this.gaps = 0;
    this.openAtEnd = 0;
    if (this.aliases.length > 0) this.aliases = [];
    if (this.sourceNames.length > 0) this.sourceNames = [];
    this.tooDeep = false;
    this.beginsWithSelect = false;
  }

  /** The kind of the token that is read next. */
  kind(): number {
    return this.current;
  }

  /** Steps over tokens. */
  advance(count = 1): void {
    this.at += count;
    this.current = this.tokens.kind(this.at);
  }

  peek(ahead: number): number {
    return this.tokens.kind(this.at + ahead);
  }

  /** Steps over a token that fits nowhere. */
  skipStray(): void {
    if (this.strays.length < MOST_STRAYS) this.strays.push(this.at);
    if (this.current !== END) this.advance();
  }

  /** Steps over a token of the kind, or notes that it is missing. */
  expect(kind: number): boolean {
    if (this.kind() === kind) {
      this.advance();
      return true;
    }
    this.miss();
    return false;
  }

  /** Something is missing where the reading stands. */
  miss(): void {
    if (this.kind() === END || this.endsInOpenString()) this.openAtEnd += 1;
    else this.gaps += 1;
  }

  /** Leaves the rest unread: it is nested too deep. */
  giveUp(): void {
    this.tooDeep = true;
    this.at = this.tokens.count - 1;
    this.current = END;
  }

  endsInOpenString(): boolean {
    return this.tokens.count > 1 && this.tokens.kind(this.tokens.count - 2) === OPEN_STRING;
  }

  /** True where the text follows the grammar; of a cut text, as far as it goes. */
  followsGrammar(cut: boolean): boolean {
    const whole =
      cut || (this.openAtEnd === 0 && !this.endsInOpenString() && !this.endsInOpenComment());
    return (
      whole &&
      this.beginsWithSelect &&
      this.gaps === 0 &&
      this.strays.length === 0 &&
      this.repeatedClauses.length === 0 &&
      this.semicolon < 0 &&
      this.tokens.foreignOperator < 0 &&
      !this.tooDeep
    );
  }

  endsInOpenComment(): boolean {
    const { comments } = this.tokens;
    return comments.length > 0 && comments[comments.length - 1]?.open === true;
  }
}
