/**
 * One tree for commands (JSON, extended JSON, shell) and for the JavaScript inside them: shell
 * text is JavaScript, and JSON is a part of it. Offsets are into the text that was parsed.
 */

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface TextNode extends Span {
  readonly kind: 'string';
  /** The content with its escapes resolved. */
  readonly value: string;
  readonly escaped: boolean;
}

export interface NumberNode extends Span {
  readonly kind: 'number';
  readonly value: number;
}

export interface ConstantNode extends Span {
  readonly kind: 'constant';
  readonly value: boolean | null | undefined;
}

export interface RegexNode extends Span {
  readonly kind: 'regex';
  readonly pattern: string;
}

export interface Member extends Span {
  /** With quotes and escapes removed. */
  readonly key: string;
  readonly value: Node;
}

export interface ObjectNode extends Span {
  readonly kind: 'object';
  readonly members: readonly Member[];
}

export interface ArrayNode extends Span {
  readonly kind: 'array';
  readonly elements: readonly Node[];
}

export interface NameNode extends Span {
  readonly kind: 'name';
  readonly name: string;
}

/** `object.property` or `object[property]`. */
export interface AccessNode extends Span {
  readonly kind: 'access';
  readonly object: Node;
  readonly property: string | Node;
}

export interface CallNode extends Span {
  readonly kind: 'call';
  readonly callee: Node;
  readonly args: readonly Node[];
}

export interface UnaryNode extends Span {
  readonly kind: 'unary';
  readonly operator: string;
  readonly operand: Node;
}

export interface BinaryNode extends Span {
  readonly kind: 'binary';
  readonly operator: string;
  readonly left: Node;
  readonly right: Node;
}

/** A chain of one operator, which may be long: `a || b || c`. */
export interface SeriesNode extends Span {
  readonly kind: 'series';
  readonly operator: '||' | '&&' | '??' | ',';
  readonly operands: readonly Node[];
}

export interface ConditionalNode extends Span {
  readonly kind: 'conditional';
  readonly test: Node;
  readonly whenTrue: Node;
  readonly whenFalse: Node;
}

export interface FunctionNode extends Span {
  readonly kind: 'function';
  readonly body: readonly Statement[];
}

/** A place without a value, or an expression that is not looked into. */
export interface OpaqueNode extends Span {
  readonly kind: 'opaque';
}

export type Node =
  | TextNode
  | NumberNode
  | ConstantNode
  | RegexNode
  | ObjectNode
  | ArrayNode
  | NameNode
  | AccessNode
  | CallNode
  | UnaryNode
  | BinaryNode
  | SeriesNode
  | ConditionalNode
  | FunctionNode
  | OpaqueNode;

export type Statement = Span &
  (
    | { readonly kind: 'expression'; readonly value: Node }
    | { readonly kind: 'return'; readonly value: Node | null }
    | { readonly kind: 'declaration'; readonly values: readonly Node[] }
    /** `test` is null for `for (;;)`. */
    | { readonly kind: 'loop'; readonly test: Node | null; readonly body: readonly Statement[] }
    | { readonly kind: 'if'; readonly test: Node; readonly body: readonly Statement[] }
    /** `switch (test) { ... }`, `with (test) ...` */
    | { readonly kind: 'selection'; readonly test: Node; readonly body: readonly Statement[] }
    | { readonly kind: 'block'; readonly body: readonly Statement[] }
    | { readonly kind: 'throw'; readonly value: Node | null }
    | { readonly kind: 'other' }
  );

export type ProblemKind =
  | 'trailing'
  | 'statement-inside'
  | 'member-inside'
  | 'missing-value'
  | 'unclosed-string'
  | 'unclosed-bracket'
  | 'mismatched-close'
  | 'stray-close'
  | 'too-deep';

/** A place that the language does not allow. */
export interface Problem extends Span {
  readonly kind: ProblemKind;
  /** True where a string ends just before the place, as when a quote closes it early. */
  readonly afterString: boolean;
}

export interface Comment extends Span {
  /** True where nothing follows it. */
  readonly last: boolean;
}

export interface Parsed {
  readonly statements: readonly Statement[];
  readonly problems: readonly Problem[];
  /** The last comment of the text, or null. */
  readonly comment: Comment | null;
}
