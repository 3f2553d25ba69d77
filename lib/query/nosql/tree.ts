/** What a node of the statement's tree is. */
export const LITERAL = 1;
export const PARAMETER_VALUE = 2;
/** An identifier that begins a path: it must be an alias of the FROM clause. */
export const ROOT_NAME = 3;
/** `left.name` or `left["name"]`; `token` is the name. */
export const MEMBER = 4;
/** `left[right]` with a computed or numeric index. */
export const INDEX = 5;
/** A function call; arguments are the list that begins at `left`; `token` is the function's name. */
export const CALL = 6;
export const UDF_CALL = 7;
/** `token` is the operator. AND and OR too. */
export const BINARY = 8;
export const UNARY = 9;
/** `left BETWEEN right AND third`. */
export const BETWEEN_NODE = 10;
/** `left IN (list that begins at right)`. */
export const IN_NODE = 11;
/** `left LIKE right`. */
export const LIKE_NODE = 12;
/** `left ? right : third`. */
export const TERNARY = 13;
/** The elements, or values, are the list that begins at `left`. */
export const ARRAY_NODE = 14;
export const OBJECT_NODE = 15;
/** A statement inside the statement; `left` is the index of the query. */
export const SUBQUERY = 16;
export const EXISTS_NODE = 17;
export const ARRAY_QUERY = 18;
/** What stands where an operand is missing. */
export const MISSING = 19;

/** No node: children are counted from 1. */
export const NONE = 0;

/** What is known of a node's value before any item is read. */
export const UNKNOWN_VALUE = 0;
export const UNDEFINED_VALUE = 1;
export const NULL_VALUE = 2;
export const FALSE_VALUE = 3;
export const TRUE_VALUE = 4;
export const NUMBER_VALUE = 5;
export const STRING_VALUE = 6;
/** Constant, but not worked out: an array, a spatial function of constants. */
export const OPAQUE_VALUE = 7;

/** A text range that a query reads from. */
export interface Source {
  readonly start: number;
  readonly end: number;
}

/** One SELECT: the outermost is query 0. */
export interface Query {
  readonly parent: number;
  hasFrom: boolean;
  /** The WHERE condition. */
  filter: number;
  /** The expression of SELECT VALUE. */
  value: number;
  /** The last expression of a SELECT list. */
  item: number;
  /** What `alias IN path` reads from. */
  sources: readonly Source[];
  /** First nodes of the ORDER BY and GROUP BY lists. */
  keyLists: readonly number[];
  selectsAll: boolean;
}

const KEPT_NODES = 8192;
/** Numbers a node takes: flags, token, first, last, left, right, third, next. */
const WIDTH = 8;
const KIND_MASK = 0xff;
const VALUE_SHIFT = 8;
const VALUE_MASK = 0xf;
const PARENTHESES = 1 << 12;
const QUERY_SHIFT = 13;

/**
 * The nodes of one statement, children before parents, packed into one array of numbers; used again
 * for the next text.
 */
export class Tree {
  /** The last node; 0 where there is none. */
  count = 0;
  queries: Query[] = [];
  /** Computed values by node; a literal's is read from the text when it is asked for. */
  strings = new Map<number, string>();
  numbers = new Map<number, number>();
  /** How many nodes are more than a value or a path. */
  operationCount = 0;
  /** The last `ROOT_NAME`; its `third` is the one before. */
  lastRootName: number = NONE;
  private operations = new Int32Array(KEPT_NODES);
  private data = new Int32Array(KEPT_NODES * WIDTH);

  reset(): void {
    this.count = 0;
    this.operationCount = 0;
    this.lastRootName = NONE;
    this.queries = [];
    if (this.strings.size > 0) this.strings = new Map();
    if (this.numbers.size > 0) this.numbers = new Map();
    if (this.data.length > KEPT_NODES * WIDTH) {
      this.data = new Int32Array(KEPT_NODES * WIDTH);
      this.operations = new Int32Array(KEPT_NODES);
    }
  }

  /** Adds a node that covers the tokens `first` to `last`; returns its index. */
  add(
    kind: number,
    query: number,
    token: number,
    first: number,
    last: number,
    left: number,
    right: number,
    third: number,
  ): number {
    const node = this.count + 1;
    const at = node * WIDTH;
    if (at >= this.data.length) this.grow();
    const { data } = this;
    this.count = node;
    data[at] = kind | (query << QUERY_SHIFT);
    data[at + 1] = token;
    data[at + 2] = first;
    data[at + 3] = last;
    data[at + 4] = left;
    data[at + 5] = right;
    data[at + 6] = third;
    data[at + 7] = NONE;
    if (kind > MEMBER) this.noteOperation(node);
    return node;
  }

  /** Adds a value that is written in the statement. */
  addLiteral(query: number, token: number, value: number): number {
    const node = this.add(LITERAL, query, token, token, token, NONE, NONE, NONE);
    this.setValue(node, value);
    return node;
  }

  /** Adds an identifier that begins a path. */
  addRootName(query: number, token: number): number {
    const before = this.lastRootName;
    this.lastRootName = this.add(ROOT_NAME, query, token, token, token, NONE, NONE, before);
    return this.lastRootName;
  }

  /** Lists a node among those that are more than a value or a path. */
  noteOperation(node: number): void {
    this.operations[this.operationCount] = node;
    this.operationCount += 1;
  }

  /** The nodes that are more than a value or a path, children before parents. */
  operation(index: number): number {
    return this.operations[index] ?? NONE;
  }

  kind(node: number): number {
    return this.flags(node) & KIND_MASK;
  }
  token(node: number): number {
    return this.data[node * WIDTH + 1] ?? 0;
  }
  /** First and last token, parentheses included. */
  first(node: number): number {
    return this.data[node * WIDTH + 2] ?? 0;
  }
  last(node: number): number {
    return this.data[node * WIDTH + 3] ?? 0;
  }
  left(node: number): number {
    return this.data[node * WIDTH + 4] ?? NONE;
  }
  right(node: number): number {
    return this.data[node * WIDTH + 5] ?? NONE;
  }
  third(node: number): number {
    return this.data[node * WIDTH + 6] ?? NONE;
  }
  /** The next node of the list that the node is in. */
  next(node: number): number {
    return this.data[node * WIDTH + 7] ?? NONE;
  }
  /** The query that the node belongs to. */
  query(node: number): number {
    return this.flags(node) >>> QUERY_SHIFT;
  }
  value(node: number): number {
    return (this.flags(node) >>> VALUE_SHIFT) & VALUE_MASK;
  }
  isParenthesised(node: number): boolean {
    return (this.flags(node) & PARENTHESES) !== 0;
  }
  isConstant(node: number): boolean {
    return this.value(node) !== UNKNOWN_VALUE;
  }

  link(node: number, next: number): void {
    this.data[node * WIDTH + 7] = next;
  }
  setValue(node: number, value: number): void {
    const kept = this.flags(node) & ~(VALUE_MASK << VALUE_SHIFT);
    this.data[node * WIDTH] = kept | (value << VALUE_SHIFT);
  }
  setNumber(node: number, value: number): void {
    this.setValue(node, NUMBER_VALUE);
    this.numbers.set(node, value);
  }
  /** Parentheses around a node belong to it. */
  parenthesise(node: number, first: number, last: number): void {
    this.data[node * WIDTH] = this.flags(node) | PARENTHESES;
    this.data[node * WIDTH + 2] = first;
    this.data[node * WIDTH + 3] = last;
  }

  private flags(node: number): number {
    return this.data[node * WIDTH] ?? 0;
  }

  private grow(): void {
    const grown = new Int32Array(this.data.length * 2);
    grown.set(this.data);
    this.data = grown;
    const operations = new Int32Array(this.operations.length * 2);
    operations.set(this.operations);
    this.operations = operations;
  }
}
