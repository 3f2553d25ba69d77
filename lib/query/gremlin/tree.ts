/** What a Gremlin text says, as a tree. Offsets are into the text. */

import { traitsOf, type StepTraits } from './step-names';

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Literal extends Span {
  readonly kind: 'literal';
  readonly type: 'string' | 'number' | 'boolean' | 'null';
  readonly value: string;
}

/** `.name(args)`, `.name` or `.name { closure }`. */
export interface Step extends Span {
  readonly name: string;
  readonly traits: StepTraits;
  /** Null for a property, which is not called. */
  readonly args: readonly Expression[] | null;
}

/**
 * Steps with dots between them. `g.V().out()` has the root `g`; the anonymous `out().in()` has an
 * empty one; that of `'ls'.execute()` is in `base`.
 */
export interface Chain extends Span {
  readonly kind: 'chain';
  readonly root: string;
  readonly base: Expression | null;
  readonly steps: readonly Step[];
  /** Behind `new`. */
  readonly isNew: boolean;
}

/** Values in brackets, or an expression in parentheses. */
export interface Group extends Span {
  readonly kind: 'group';
  readonly bracket: '(' | '[';
  readonly items: readonly Expression[];
}

export interface Closure extends Span {
  readonly kind: 'closure';
  readonly body: readonly Expression[];
}

export interface Operation extends Span {
  readonly kind: 'operation';
  readonly operators: readonly string[];
  readonly operands: readonly Expression[];
}

/** Nothing where an expression should be. */
export interface Missing extends Span {
  readonly kind: 'missing';
}

export type Expression = Literal | Chain | Group | Closure | Operation | Missing;

export type ProblemKind =
  /** Something stands behind a complete expression that may not stand there. */
  | 'trailing'
  | 'unclosed-string'
  | 'unclosed-group'
  | 'stray-close'
  | 'missing-expression'
  | 'too-deep';

/** A place that the server would not accept. */
export interface Problem extends Span {
  readonly kind: ProblemKind;
  /** What the token before the place is. */
  readonly after: 'string' | 'number' | 'close' | 'other';
  /** Index of the token at the place. */
  readonly token: number;
  /** Within the parentheses of a step. */
  readonly inArguments: boolean;
}

export interface Statement extends Span {
  readonly expression: Expression;
  /** What separates it from the statement before it. */
  readonly separator: 'none' | 'semicolon' | 'line';
}

export interface Script {
  readonly statements: readonly Statement[];
  readonly problems: readonly Problem[];
}

export function stepOf(name: string, args: Step['args'], start: number, end: number): Step {
  return { name, traits: traitsOf(name), args, start, end };
}

export function isLiteral(expression: Expression | undefined): expression is Literal {
  return expression?.kind === 'literal';
}

export function isEmptyText(expression: Expression | undefined): boolean {
  return isLiteral(expression) && expression.type === 'string' && expression.value === '';
}

/** A traversal without a source: `__.out()`, `out()`. */
export function isAnonymous(expression: Expression): expression is Chain {
  if (expression.kind !== 'chain' || expression.base !== null || expression.isNew) return false;
  return expression.root === '' || expression.root === '__';
}

/** The expression without the parentheses around it. */
export function alone(expression: Expression): Expression {
  let inner = expression;
  while (inner.kind === 'group' && inner.bracket === '(' && inner.items.length === 1) {
    const [only] = inner.items;
    if (only === undefined) return inner;
    inner = only;
  }
  return inner;
}

/** Calls `visit` with each expression directly within another; allocates nothing. */
export function forEachPart(expression: Expression, visit: (part: Expression) => void): void {
  switch (expression.kind) {
    case 'chain':
      if (expression.base !== null) visit(expression.base);
      for (const { args } of expression.steps) if (args !== null) args.forEach(visit);
      break;
    case 'group':
      expression.items.forEach(visit);
      break;
    case 'closure':
      expression.body.forEach(visit);
      break;
    case 'operation':
      expression.operands.forEach(visit);
      break;
    case 'literal':
    case 'missing':
  }
}

/** Whether an expression or one within it, however deep, fits the test. */
export function someWithin(expression: Expression, test: (part: Expression) => boolean): boolean {
  if (test(expression)) return true;
  const within = (part: Expression): boolean => someWithin(part, test);
  switch (expression.kind) {
    case 'chain':
      if (expression.base !== null && within(expression.base)) return true;
      return expression.steps.some(({ args }) => args?.some(within));
    case 'group':
      return expression.items.some(within);
    case 'closure':
      return expression.body.some(within);
    case 'operation':
      return expression.operands.some(within);
    case 'literal':
    case 'missing':
      return false;
  }
}

/** The steps of a traversal without a source; none for anything else. */
export function stepsOf(expression: Expression): readonly Step[] {
  return isAnonymous(expression) ? expression.steps : [];
}

export function lastArgument(step: Step | undefined): Expression | undefined {
  return step?.args?.[step.args.length - 1];
}
