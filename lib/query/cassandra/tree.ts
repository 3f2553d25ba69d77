/** What a CQL text says, as a tree. Offsets are into the text. */

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Literal extends Span {
  readonly kind: 'literal';
  readonly type: 'string' | 'number' | 'uuid' | 'blob' | 'boolean' | 'null';
  /** Numbers in their shortest writing, so that equal values compare equal. */
  readonly value: string;
}

export interface Column extends Span {
  readonly kind: 'column';
  /** Unquoted names in lower case. */
  readonly name: string;
  /** What stands in brackets behind it: `m['k']`. */
  readonly index: readonly Term[];
}

export interface Call extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Term[];
}

/** A tuple, list, set, map or user-defined type. */
export interface Collection extends Span {
  readonly kind: 'collection';
  readonly items: readonly Term[];
}

export interface Arithmetic extends Span {
  readonly kind: 'arithmetic';
  readonly operands: readonly Term[];
}

/** A bind marker, a parenthesised query (which CQL has not), or nothing where a term should be. */
export interface OtherTerm extends Span {
  readonly kind: 'marker' | 'subquery' | 'missing';
}

export type Term = Literal | Column | Call | Collection | Arithmetic | OtherTerm;

export type RelationOperator =
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | 'contains'
  | 'like'
  /** Full-text search, of servers that have it. */
  | 'match'
  | 'is not null'
  /** The right side is a collection of both bounds. */
  | 'between'
  /** A term that is compared with nothing. */
  | 'none';

export interface Relation extends Span {
  /** How it is joined to the relation before it; CQL has only `and`. */
  readonly joiner: 'first' | 'and' | 'or';
  readonly left: Term;
  readonly operator: RelationOperator;
  readonly right: Term | null;
}

export type ProblemKind =
  /** Something stands behind a complete part that may not stand there. */
  | 'trailing'
  /** A condition behind LIMIT, ALLOW FILTERING and the like. */
  | 'late-condition'
  | 'repeated-clause'
  | 'late-clause'
  /** LIMIT behind ALLOW FILTERING and the like. */
  | 'swapped-clause'
  /** `or`, `||`, `not`: conditions are only joined by `and`. */
  | 'foreign-logic'
  | 'unclosed-string'
  | 'unclosed-group'
  | 'stray-close'
  | 'missing-term'
  | 'more-rows'
  /** More values than columns. */
  | 'more-values'
  | 'subquery'
  | 'too-deep';

/** A place that the server would not accept. */
export interface Problem extends Span {
  readonly kind: ProblemKind;
  /** What the token before the place is. */
  readonly after: 'string' | 'number' | 'other';
  /** Within brackets. */
  readonly nested: boolean;
  /** Index of the token at the place. */
  readonly token: number;
}

export type StatementKind =
  'select' | 'insert' | 'update' | 'delete' | 'batch' | 'other' | 'unknown';

export interface Statement extends Span {
  readonly kind: StatementKind;
  /** The first word in lower case. */
  readonly verb: string;
  /** Indexes of the statement's first token and of the one behind it. */
  readonly firstToken: number;
  readonly endToken: number;
  /** Of WHERE and IF, those in parentheses among them. */
  readonly relations: readonly Relation[];
  /** Inserted, assigned, and given to LIMIT, USING and ORDER BY. */
  readonly values: readonly Term[];
  readonly orderedBy: readonly Term[];
  readonly assigned: readonly string[];
  readonly table: string;
  readonly limited: boolean;
  readonly filtering: boolean;
  /** The statements of a batch. */
  readonly children: readonly Statement[];
}

export interface Script {
  /** Separated by semicolons; the server runs one alone. */
  readonly statements: readonly Statement[];
  readonly problems: readonly Problem[];
}

export function isLiteral(term: Term): term is Literal {
  return term.kind === 'literal';
}

/** True for a term that reads nothing of a row: literals and what is made of them. */
export function isConstant(term: Term): boolean {
  switch (term.kind) {
    case 'literal':
      return true;
    case 'collection':
      return term.items.length > 0 && term.items.every(isConstant);
    case 'arithmetic':
      return term.operands.every(isConstant);
    case 'call':
    case 'column':
    case 'marker':
    case 'subquery':
    case 'missing':
      return false;
  }
}

/** The terms directly within another. */
export function partsOf(term: Term): readonly Term[] {
  switch (term.kind) {
    case 'call':
      return term.args;
    case 'collection':
      return term.items;
    case 'arithmetic':
      return term.operands;
    case 'column':
      return term.index;
    case 'literal':
    case 'marker':
    case 'subquery':
    case 'missing':
      return [];
  }
}
