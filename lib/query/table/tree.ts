/** What a filter says, as a tree. Offsets are into the text that was parsed. */

interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Literal extends Span {
  readonly kind: 'literal';
  /** Strings of a type (`guid'...'`) hold their content; null is the word `null`. */
  readonly value: string | number | boolean | null;
  readonly type: 'string' | 'number' | 'boolean' | 'null' | 'typed';
}

export interface Property extends Span {
  readonly kind: 'property';
  /** In lower case, so that writings that differ in case are compared as one. */
  readonly name: string;
}

/** No function is known to the Table API. */
export interface Call extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expression[];
}

export type ComparisonOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'like';

export interface Comparison extends Span {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Logical extends Span {
  readonly kind: 'and' | 'or';
  /** At least two. */
  readonly operands: readonly Expression[];
}

export interface Not extends Span {
  readonly kind: 'not';
  readonly operand: Expression;
}

export interface Group extends Span {
  readonly kind: 'group';
  readonly inner: Expression;
}

/** A place where an operand should be and is not. */
export interface Missing extends Span {
  readonly kind: 'missing';
}

export type Expression = Literal | Property | Call | Comparison | Logical | Not | Group | Missing;

export type ProblemKind =
  /** Something stands behind a complete comparison that may not stand there. */
  | 'trailing'
  /** An operator of another language. */
  | 'foreign-operator'
  | 'comment'
  | 'separator'
  | 'unclosed-string'
  | 'unclosed-group'
  | 'stray-close'
  | 'missing-operand'
  /** A word in operator position that is none, say `lte`. */
  | 'unknown-operator'
  | 'option'
  | 'letter-case'
  /** `and` and `OR` in one filter: two people wrote it. */
  | 'mixed-case'
  /** `guid'x'' or 1 eq 1'`: a text that is no value of its type. */
  | 'malformed-literal'
  /** `trueL`. */
  | 'suffixed-boolean'
  /** `@@version`. */
  | 'foreign-variable'
  /** `not not x`. */
  | 'double-negation'
  /** A sign that no filter has, behind a condition. */
  | 'foreign-sign'
  | 'too-deep';

/** A place that the server would not accept. */
export interface Problem extends Span {
  readonly kind: ProblemKind;
  /** The token before the place is a string, a number or nothing of both. */
  readonly after: 'string' | 'number' | 'other';
}

export interface Parsed {
  readonly expression: Expression;
  readonly problems: readonly Problem[];
  /** Every function call in the filter; the service knows no function. */
  readonly calls: readonly Call[];
  /** Comparisons of the service stand beside operators of another language, where there are any. */
  readonly mixesLanguages: boolean;
}

/** The expression without the parentheses around it. */
export function ungrouped(expression: Expression): Expression {
  let inner = expression;
  while (inner.kind === 'group') inner = inner.inner;
  return inner;
}
