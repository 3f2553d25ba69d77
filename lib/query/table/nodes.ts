/** Nodes of a filter's tree that work out what they hold when somebody asks. */

import type { Expression, Literal, Logical, Property } from './tree';

/** A string literal; most are never asked for their content. */
export class TextLiteral implements Literal {
  readonly kind = 'literal';

  constructor(
    private readonly text: string,
    private readonly open: number,
    readonly start: number,
    readonly end: number,
  ) {}

  get type(): 'string' | 'typed' {
    return this.open > this.start ? 'typed' : 'string';
  }

  /** The content without its quotes; a quote inside is written twice. */
  get value(): string {
    const quote = this.text.charAt(this.open);
    const closed = this.end > this.open + 1 && this.text[this.end - 1] === quote ? 1 : 0;
    const raw = this.text.slice(this.open + 1, this.end - closed);
    return raw.includes(quote) ? raw.replaceAll(quote + quote, quote) : raw;
  }
}

/** A property; most are never asked for their name, and others again and again. */
export class PropertyName implements Property {
  readonly kind = 'property';
  private known: string | null = null;

  constructor(
    private readonly text: string,
    readonly start: number,
    readonly end: number,
  ) {}

  get name(): string {
    this.known ??= this.text.slice(this.start, this.end).toLowerCase();
    return this.known;
  }
}

/** The operands under one `and` or `or`; one operand stays as it is. */
export function joined(kind: Logical['kind'], operands: readonly Expression[]): Expression {
  const [first] = operands;
  if (first === undefined) return { kind: 'missing', start: 0, end: 0 };
  const last = operands[operands.length - 1] ?? first;
  return operands.length === 1 ? first : { kind, operands, start: first.start, end: last.end };
}
