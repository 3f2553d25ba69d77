/** Constant folding: filters that hold, or fail, whatever is stored. */

import type { Known, Truth } from './predicates';
import { truthOfTest } from './predicates';
import type { Expression, Step } from './tree';
import { alone, isAnonymous, isLiteral } from './tree';

/** A filter that every element passes: `__.identity()`, `constant(1).is(1)`, `V()`, `{ 1 == 1 }`. */
export function alwaysPasses(expression: Expression): boolean {
  return truthOf(expression) === 'always';
}

/** A filter that no element passes: `none()`, `not(identity())`, `constant(1).is(2)`. */
export function neverPasses(expression: Expression): boolean {
  return truthOf(expression) === 'never';
}

export function truthOf(expression: Expression): Truth {
  const whole = alone(expression);
  switch (whole.kind) {
    case 'literal':
      if (whole.type !== 'boolean') return 'unknown';
      return whole.value === 'true' ? 'always' : 'never';
    case 'closure':
      return whole.body.length === 1 && whole.body.every(isTrueInCode) ? 'always' : 'unknown';
    case 'operation':
      return isTrueInCode(whole) ? 'always' : 'unknown';
    case 'chain':
      return isAnonymous(whole) ? truthOfSteps(whole.steps) : 'unknown';
    case 'group':
    case 'missing':
      return 'unknown';
  }
}

/** Whether something comes out of steps for every element, for none, or for some. */
export function truthOfSteps(steps: readonly Step[]): Truth {
  let truth: Truth = steps.length === 0 ? 'unknown' : 'always';
  let value: Known = null;
  for (const step of steps) {
    const { name, args } = step;
    if (args === null) return 'unknown';
    switch (name) {
      // What is counted or folded gives one result, also of nothing.
      case 'count':
      case 'fold':
        truth = 'always';
        value = name === 'count' ? 'count' : null;
        break;
      case 'is': {
        const [test] = args;
        truth = both(truth, test === undefined ? 'unknown' : truthOfTest(value, test));
        break;
      }
      default:
        truth = both(truth, truthOfStep(step));
        value = valueOf(step, value);
    }
  }
  return truth;
}

function truthOfStep({ name, args }: Step): Truth {
  const inner = args ?? [];
  switch (name) {
    case 'identity':
    case 'inject':
    case 'id':
    case 'label':
    case 'loops':
    case 'path':
    case 'as':
    case 'limit':
    case 'order':
    case 'dedup':
    case 'barrier':
    case 'optional':
      return 'always';
    case 'constant':
      return inner.some((value) => isLiteral(value) && value.value === 'false')
        ? 'never'
        : 'always';
    case 'V':
    case 'E':
      return inner.length === 0 ? 'always' : 'unknown';
    case 'has':
      return inner.length === 1 && isOwnKey(inner[0], OF_EVERY) ? 'always' : 'unknown';
    case 'none':
    case 'fail':
      return 'never';
    case 'not':
      return inner[0] === undefined ? 'unknown' : opposite(truthOf(inner[0]));
    case 'or':
    case 'union':
    case 'coalesce':
      return inner.length === 0 ? 'unknown' : inner.map(truthOf).reduce(either);
    case 'and':
    case 'where':
    case 'filter':
    case 'local':
    case 'map':
    case 'flatMap':
      return inner.length === 0 ? 'unknown' : inner.map(truthOf).reduce(both);
    case 'choose':
      return truthOfChoice(inner);
    case 'coin':
      return isLiteral(inner[0]) && Number.parseFloat(inner[0].value) >= 1 ? 'always' : 'unknown';
    default:
      return 'unknown';
  }
}

/** `has('id')`, `has(id)`, `has(T.label)`: what every element has. */
const OF_EVERY: ReadonlySet<string> = new Set(['id', 'label']);

/** True for a key among `names`, written `'id'`, `id` or `T.id`. */
export function isOwnKey(key: Expression | undefined, names: ReadonlySet<string>): boolean {
  if (isLiteral(key)) return names.has(key.value);
  if (key?.kind !== 'chain') return false;
  const name = key.root === 'T' ? key.steps[0]?.name : key.root;
  return name !== undefined && names.has(name);
}

function truthOfChoice([condition, then, otherwise]: readonly Expression[]): Truth {
  if (condition === undefined || then === undefined) return 'unknown';
  const chosen = truthOf(condition);
  const one = truthOf(then);
  const other = otherwise === undefined ? 'always' : truthOf(otherwise);
  if (chosen !== 'unknown') return chosen === 'always' ? one : other;
  return one === other ? one : 'unknown';
}

function valueOf({ name, args }: Step, before: Known): Known {
  const [first] = args ?? [];
  if (name === 'constant') return isLiteral(first) ? first : null;
  if (name === 'loops') return 'count';
  return name === 'as' || name === 'identity' || name === 'limit' ? before : null;
}

function both(a: Truth, b: Truth): Truth {
  if (a === 'never' || b === 'never') return 'never';
  return a === 'always' ? b : a;
}

function either(a: Truth, b: Truth): Truth {
  if (a === 'always' || b === 'always') return 'always';
  return a === 'never' ? b : 'unknown';
}

function opposite(truth: Truth): Truth {
  if (truth === 'unknown') return truth;
  return truth === 'always' ? 'never' : 'always';
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
