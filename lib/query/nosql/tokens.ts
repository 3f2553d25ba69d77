import { END } from './tokenKinds';

/** A comment; it is no token, but it may hide what followed. Offsets into the text. */
export interface Comment {
  readonly start: number;
  readonly end: number;
  /** `/* ... ` rather than `-- ...`. */
  readonly block: boolean;
  /** A block comment that is never closed. */
  readonly open: boolean;
  /** How many tokens come before it. */
  readonly tokensBefore: number;
}

const KEPT_TOKENS = 8192;
/** Numbers a token takes: kind and word, start, end. */
const WIDTH = 3;
const KIND_BITS = 8;
const KIND_MASK = 0xff;

/**
 * The tokens of one text, packed into one array of numbers. The list is used again for the next
 * text, so that reading a text allocates nothing; it always ends with an `END` token.
 */
export class Tokens {
  text = '';
  count = 0;
  comments: Comment[] = [];
  /** The last `&&`, which is read as AND though the language has no such sign; -1 without. */
  foreignOperator = -1;
  /** The text as UTF-16 units with a 0 behind them: reading these is faster than reading a string. */
  codes = new Uint16Array(KEPT_TOKENS);
  private data = new Int32Array(KEPT_TOKENS * WIDTH);
  private bytes = Buffer.from(this.codes.buffer);

  /** Empties the list for a new text and lets go of the room that a very long one took. */
  reset(text: string): void {
    this.text = text;
    this.count = 0;
    this.foreignOperator = -1;
    if (this.comments.length > 0) this.comments = [];
    // One token a character at most, and the END.
    const needed = Math.max(text.length + 1, KEPT_TOKENS);
    if (this.codes.length !== needed) {
      this.codes = new Uint16Array(needed);
      this.bytes = Buffer.from(this.codes.buffer);
      this.data = new Int32Array(needed * WIDTH);
    }
    this.bytes.write(text, 0, 'utf16le');
    this.codes[text.length] = 0;
  }

  push(kind: number, start: number, end: number, word: number): void {
    const { data } = this;
    const at = this.count * WIDTH;
    data[at] = kind | (word << KIND_BITS);
    data[at + 1] = start;
    data[at + 2] = end;
    this.count += 1;
  }

  kind(token: number): number {
    return (this.data[token * WIDTH] ?? END) & KIND_MASK;
  }

  start(token: number): number {
    return this.data[token * WIDTH + 1] ?? this.text.length;
  }

  end(token: number): number {
    return this.data[token * WIDTH + 2] ?? this.text.length;
  }

  /** Index into `WORDS`. */
  word(token: number): number {
    return (this.data[token * WIDTH] ?? END) >>> KIND_BITS;
  }

  textOf(token: number): string {
    return this.text.slice(this.start(token), this.end(token));
  }
}
