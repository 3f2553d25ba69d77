/** What predicates (`P`, `TextP`) say of values. */

import type { Chain, Expression, Literal, Step } from './tree';
import { isEmptyText, isLiteral, lastArgument } from './tree';

export type Truth = 'always' | 'never' | 'unknown';
/** What is known of a value: that it is a literal, that it counts something, or nothing. */
export type Known = Literal | 'count' | null;

const TEXT_TESTS: ReadonlySet<string> = new Set(['containing', 'startingWith', 'endingWith']);
const ROOTS: ReadonlySet<string> = new Set(['', 'P', 'TextP', '__']);
const NAMES: ReadonlySet<string> = new Set(
  (
    'eq neq gt gte lt lte inside outside between within without containing notContaining ' +
    'startingWith notStartingWith endingWith notEndingWith regex notRegex'
  ).split(' '),
);
const LEAST_NUMBER = -(2 ** 31);
/** No element has so many of anything that one counts. */
const LARGEST_COUNT = 1_000_000;

/** The steps of `P.gt(3)`, `gt(3)` or `TextP.containing('x').or(...)`, or null. */
export function predicateSteps(expression: Expression | undefined): readonly Step[] | null {
  if (expression?.kind !== 'chain' || expression.base !== null) return null;
  return ROOTS.has(expression.root) ? expression.steps : null;
}

/** A traversal or a predicate, rather than code around them. */
export function isGraphChain({ root, base, isNew }: Chain): boolean {
  return base === null && !isNew && (root === 'g' || ROOTS.has(root));
}

/** True for `gt(3)`, `P.gt(3).and(...)`: tests of a value, not steps of a traversal. */
export function beginsWithPredicate(expression: Expression): boolean {
  const [first] = predicateSteps(expression) ?? [];
  return first !== undefined && first.args !== null && NAMES.has(first.name);
}

/** A predicate that any text meets: `neq('')`, `gte('')`, `without([])`, `containing('')`. */
export function acceptsAny(expression: Expression): boolean {
  const steps = predicateSteps(expression);
  return steps !== null && (steps.some(acceptsAnyAlone) || isExcludedMiddle(steps));
}

/** What is left by a predicate of one argument is what its opposite takes. */
const OPPOSITES: ReadonlyMap<string, string> = new Map([
  ['neq', 'eq'],
  ['gte', 'lt'],
  ['lte', 'gt'],
  ['without', 'within'],
]);

/** A predicate as another one that is negated or not: `neq('a')` is the negated `eq('a')`. */
export function normalForm({
  name,
  args,
}: Step): { readonly text: string; readonly negated: boolean } | null {
  const values = args?.map(nameOf) ?? [null];
  if (name === 'not' && args?.[0] !== undefined) {
    const inner = predicateSteps(args[0]);
    const form = inner?.[0] === undefined || inner.length > 1 ? null : normalForm(inner[0]);
    return form === null ? null : { ...form, negated: !form.negated };
  }
  if (!NAMES.has(name) || values.includes(null)) return null;
  const opposite = OPPOSITES.get(name);
  return { text: `${opposite ?? name} ${values.join()}`, negated: opposite !== undefined };
}

/** `eq('a').or(neq('a'))`, `lt(5).or(gte(5))`, `eq('a').or(not(eq('a')))` */
export function isExcludedMiddle(steps: readonly Step[]): boolean {
  const [first, second] = steps;
  if (first === undefined || second?.name !== 'or') return false;
  const other = predicateSteps(second.args?.[0])?.[0];
  if (other === undefined) return false;
  const isPair = (a: Step, b: Step): boolean => a.name === 'eq' && b.name === 'neq';
  if (isPair(first, other) || isPair(other, first)) return true;
  const [a, b] = [normalForm(first), normalForm(other)];
  return a !== null && b !== null && a.text === b.text && a.negated !== b.negated;
}

/** A literal, or the name of a parameter. */
export function nameOf(expression: Expression | undefined): string | null {
  if (isLiteral(expression)) return expression.value;
  return expression?.kind === 'chain' && expression.root !== '' ? expression.root : null;
}

/** Whether a value meets `is(...)` with `test`, which is a literal or a predicate. */
export function truthOfTest(value: Known, test: Expression): Truth {
  if (value === null) return acceptsAny(test) ? 'always' : 'unknown';
  const step = isLiteral(test) ? null : (predicateSteps(test)?.[0] ?? null);
  if (value === 'count') return step !== null && everyCountMeets(step) ? 'always' : 'unknown';
  const meets = isLiteral(test) ? equals(value, test) : step === null ? null : meet(value, step);
  if (meets === null) return acceptsAny(test) ? 'always' : 'unknown';
  return meets ? 'always' : 'never';
}

/** Whether a number meets the predicate `step` with a number, as 5 meets `gte(0)`. */
export function meetsRange(value: Literal, step: Step): boolean {
  return RANGES.has(step.name) && isNumber(step.args?.[0]) && meet(value, step) === true;
}

const RANGES: ReadonlySet<string> = new Set(['gt', 'gte', 'lt', 'lte', 'neq']);

/** Null where it cannot be told. */
function meet(value: Literal, { name, args }: Step): boolean | null {
  const [first, second] = args ?? [];
  if (!isLiteral(first)) return null;
  const order = compare(value, first);
  switch (name) {
    case 'eq':
      return equals(value, first);
    case 'neq':
      return !equals(value, first);
    case 'gt':
      return order > 0;
    case 'gte':
      return order >= 0;
    case 'lt':
      return order < 0;
    case 'lte':
      return order <= 0;
    case 'inside':
    case 'between':
      if (!isLiteral(second)) return null;
      return (name === 'between' ? order >= 0 : order > 0) && compare(value, second) < 0;
    case 'outside':
      return isLiteral(second) ? order < 0 || compare(value, second) > 0 : null;
    case 'within':
    case 'without':
      if (args?.every(isLiteral) !== true) return null;
      return args.some((item) => isLiteral(item) && equals(value, item)) === (name === 'within');
    case 'startingWith':
      return value.value.startsWith(first.value);
    case 'endingWith':
      return value.value.endsWith(first.value);
    case 'containing':
      return value.value.includes(first.value);
    default:
      return null;
  }
}

function equals(a: Literal, b: Literal): boolean {
  return a.type === b.type && compare(a, b) === 0;
}

function compare(a: Literal, b: Literal): number {
  if (a.type === 'number' && b.type === 'number') {
    return Math.sign(Number.parseFloat(a.value) - Number.parseFloat(b.value));
  }
  return a.value === b.value ? 0 : a.value < b.value ? -1 : 1;
}

function everyCountMeets({ name, args }: Step): boolean {
  const [bound] = args ?? [];
  if (!isNumber(bound)) return false;
  const limit = Number.parseFloat(bound.value);
  switch (name) {
    case 'gte':
      return limit <= 0;
    case 'gt':
    case 'neq':
      return limit < 0;
    case 'lt':
    case 'lte':
      return limit >= LARGEST_COUNT;
    default:
      return false;
  }
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

function isNumber(expression: Expression | undefined): expression is Literal {
  return isLiteral(expression) && expression.type === 'number';
}

function isEmptyList(expression: Expression): boolean {
  return expression.kind === 'group' && expression.items.length === 0;
}

/** The first predicate in the last argument of a step, or null. */
export function predicateOf(step: Step): Step | null {
  return predicateSteps(lastArgument(step))?.[0] ?? null;
}
