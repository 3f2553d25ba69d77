/** A text as a lexer leaves it: its tokens, and the comments between them. */
export interface SourceOf<Token> {
  readonly text: string;
  /** The last one is always of kind `end`. */
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
}

/** Offsets are UTF-16 units into the text. */
export interface Comment {
  readonly start: number;
  readonly end: number;
  /** From slash and star to star and slash, rather than to the end of its line. */
  readonly block: boolean;
  /** False for a block whose end is missing. */
  readonly closed: boolean;
  /** How many tokens come before it. */
  readonly tokensBefore: number;
}

/** The comment that goes from `start` to the end of its line. */
export function lineComment(text: string, start: number, tokensBefore: number): Comment {
  const newline = text.indexOf('\n', start);
  const end = newline < 0 ? text.length : newline;
  return { start, end, block: false, closed: true, tokensBefore };
}

/** The block that begins at `start`; an open one goes to the end of the text. */
export function blockComment(text: string, start: number, tokensBefore: number): Comment {
  const close = text.indexOf('*/', start + 2);
  const end = close < 0 ? text.length : close + 2;
  return { start, end, block: true, closed: close >= 0, tokensBefore };
}
