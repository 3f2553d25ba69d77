/** Constant folding: filters and predicates that hold whatever is stored. */

import type { Chain, Expression, Literal, Step } from './tree';

const ANY_NAMES: ReadonlySet<string> = new Set(['identity', 'constant', 'inject']);
const STARTS: ReadonlySet<string> = new Set(['V', 'E']);
const TEXT_TESTS: ReadonlySet<string> = new Set(['containing', 'startingWith', 'endingWith']);
const PREDICATE_ROOTS: ReadonlySet<string> = new Set(['', 'P', 'TextP', '__']);
const PREDICATES: ReadonlySet<string> = new Set(
  (
    'eq neq gt gte lt lte inside outside between within without containing notContaining ' +
    'startingWith notStartingWith endingWith notEndingWith regex notRegex'
  ).split(' '),
);
const LEAST_NUMBER = -(2 ** 31);

/** A traversal without a source: `__.out()`, `out()`. */
export function isAnonymous(expression: Expression): expression is Chain {
  if (expression.kind !== 'chain' || expression.base !== null || expression.isNew) return false;
  return expression.root === '' || expression.root === '__';
}

/** A filter that every element passes: `__.identity()`, `constant(true)`, `V()`, `{ 1 == 1 }`. */
export function alwaysPasses(expression: Expression): boolean {
  const whole = alone(expression);
  switch (whole.kind) {
    case 'literal':
      return whole.value === 'true' && whole.type === 'boolean';
    case 'closure':
      return whole.body.length === 1 && whole.body.every(isTrueInCode);
    case 'operation':
      return isTrueInCode(whole);
    case 'chain':
      return isAnonymous(whole) && everyStepPasses(whole.steps);
    case 'group':
    case 'missing':
      return false;
  }
}

/** A filter that no element passes. */
export function neverPasses(expression: Expression): boolean {
  const whole = alone(expression);
  if (whole.kind === 'literal') return whole.type === 'boolean' && whole.value === 'false';
  if (!isAnonymous(whole)) return false;
  return whole.steps.some(({ name, args }) => {
    if (name === 'none' || name === 'fail') return true;
    const [first] = args ?? [];
    return name === 'not' && first !== undefined && alwaysPasses(first);
  });
}

/** A predicate that any text meets: `neq('')`, `gte('')`, `without([])`, `containing('')`. */
export function acceptsAny(expression: Expression): boolean {
  const steps = predicateSteps(expression);
  return steps !== null && (steps.some(acceptsAnyAlone) || isExcludedMiddle(steps));
}

/** `eq('a').or(neq('a'))` */
export function isExcludedMiddle(steps: readonly Step[]): boolean {
  const [first, second] = steps;
  if (first === undefined || second?.name !== 'or') return false;
  const other = predicateSteps(second.args?.[0])?.[0];
  const isPair = (a: Step, b: Step): boolean => a.name === 'eq' && b.name === 'neq';
  return other !== undefined && (isPair(first, other) || isPair(other, first));
}

/** The steps of `P.gt(3)`, `gt(3)` or `TextP.containing('x').or(...)`, or null. */
export function predicateSteps(expression: Expression | undefined): readonly Step[] | null {
  if (expression?.kind !== 'chain' || expression.base !== null) return null;
  return PREDICATE_ROOTS.has(expression.root) ? expression.steps : null;
}

/** A traversal or a predicate, rather than code around them. */
export function isGraphChain({ root, base, isNew }: Chain): boolean {
  return base === null && !isNew && (root === 'g' || PREDICATE_ROOTS.has(root));
}

/** True for `gt(3)`, `P.gt(3).and(...)`: tests of a value, not steps of a traversal. */
export function beginsWithPredicate(expression: Expression): boolean {
  const [first] = predicateSteps(expression) ?? [];
  return first !== undefined && first.args !== null && PREDICATES.has(first.name);
}

/** Whether a number meets the predicate `step` with a number, as 5 meets `gte(0)`. */
export function meets(number: number, { name, args }: Step): boolean {
  const [bound] = args ?? [];
  if (!isNumber(bound)) return false;
  const limit = Number(bound.value);
  switch (name) {
    case 'gt':
      return number > limit;
    case 'gte':
      return number >= limit;
    case 'lt':
      return number < limit;
    case 'lte':
      return number <= limit;
    case 'neq':
      return number !== limit;
    default:
      return false;
  }
}

export function isLiteral(expression: Expression | undefined): expression is Literal {
  return expression?.kind === 'literal';
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

function everyStepPasses(steps: readonly Step[]): boolean {
  return steps.length > 0 && steps.every(stepPasses);
}

function stepPasses({ name, args }: Step): boolean {
  const inner = args ?? [];
  if (ANY_NAMES.has(name)) return !inner.some(neverPasses);
  if (STARTS.has(name)) return inner.length === 0;
  if (name === 'or' || name === 'union' || name === 'coalesce') return inner.some(alwaysPasses);
  if (name === 'and' || name === 'where' || name === 'filter') {
    return inner.length > 0 && inner.every(alwaysPasses);
  }
  if (name === 'not') return inner.length > 0 && inner.every(neverPasses);
  if (name === 'is') return inner[0] !== undefined && acceptsAny(inner[0]);
  return name === 'limit' || name === 'count' || name === 'fold';
}

function acceptsAnyAlone({ name, args }: Step): boolean {
  const [first, second] = args ?? [];
  if (name === 'without') return first === undefined || isEmptyList(first);
  if (name === 'not') return first !== undefined && acceptsNone(first);
  if (name === 'or') return first !== undefined && acceptsAny(first);
  if (name === 'regex') return isLiteral(first) && /^\/?\^?\.[*+]\$?\/?$/.test(first.value);
  if (TEXT_TESTS.has(name) || name === 'neq') return isEmptyText(first);
  if (name === 'between' || name === 'inside') {
    return isEmptyText(first) && isLiteral(second) && /^[z~\u007f-\uffff]/.test(second.value);
  }
  if (name !== 'gt' && name !== 'gte') return false;
  return isEmptyText(first) || (isNumber(first) && Number(first.value) <= LEAST_NUMBER);
}

function acceptsNone(expression: Expression): boolean {
  const step = predicateSteps(expression)?.[0];
  if (step === undefined) return false;
  const [first] = step.args ?? [];
  if (step.name === 'within') return first === undefined || isEmptyList(first);
  return step.name === 'eq' && isEmptyText(first);
}

function isEmptyText(expression: Expression | undefined): boolean {
  return isLiteral(expression) && expression.type === 'string' && expression.value === '';
}

function isNumber(expression: Expression | undefined): expression is Literal {
  return isLiteral(expression) && expression.type === 'number';
}

function isEmptyList(expression: Expression): boolean {
  return expression.kind === 'group' && expression.items.length === 0;
}

/** `true`, `1 == 1`, `'a' == 'a' || x` in Groovy code. */
function isTrueInCode(expression: Expression): boolean {
  if (isLiteral(expression)) return expression.value === 'true' && expression.type === 'boolean';
  if (expression.kind !== 'operation') return false;
  const { operators, operands } = expression;
  return operators.some((operator, index) => {
    const left = operands[index];
    const right = operands[index + 1];
    if (operator === '||')
      return [left, right].some((side) => isLiteral(side) && isTrueInCode(side));
    if (!isLiteral(left) || !isLiteral(right)) return false;
    if (operator === '==') return left.value === right.value;
    return operator === '!=' && left.value !== right.value;
  });
}
