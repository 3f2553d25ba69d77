/** Signs that a condition was added to widen what a filter finds. */

import type { Sign } from '../verdict';
import { judgeExcludedMiddle, judgeRanges, judgeReach } from './coverage';
import {
  acceptsAnyText,
  comparesConstants,
  isAlwaysTrue,
  isConstant,
  isKey,
  truthOf,
} from './fold';
import { propertyComparison } from './propertyComparison';
import { sign } from './sign';
import type { Expression, Logical } from './tree';
import { ungrouped } from './tree';

const ALWAYS_TRUE_BRANCH = 0.9;
const CONSTANT_HEAD = 0.8;
const NEARLY_TRUE_HEAD = 0.4;
const CONSTANT_COMPARISON = 0.6;
const BARE_LITERAL = 0.55;
const BARE_BOOLEAN = 0.5;
const NEARLY_ALWAYS_TRUE = 0.6;
const EMPTY_LAST = 0.25;
const SAME_PROPERTY = 0.6;
const MIXED_LOGIC = 0.35;
const EMPTY_BEFORE_OR = 0.25;
const CONSTANT_FILTER = 0.3;
const CALL_IN_OR = 0.5;
const CONSTANT_CALL = 0.55;

/** What the logic of the filter says: alternatives that are always true, and constants compared. */
export function wideningSigns(filter: Expression): readonly Sign[] {
  const signs: Sign[] = [];
  const whole = ungrouped(filter);
  if (whole.kind !== 'or' && isAlwaysTrue(whole)) {
    signs.push(sign('tautology', CONSTANT_FILTER, 'the whole filter is always true', whole));
  }
  visit(filter, true, signs);
  return signs;
}

function visit(expression: Expression, outermost: boolean, signs: Sign[]): void {
  switch (expression.kind) {
    case 'group':
      visit(expression.inner, false, signs);
      return;
    case 'not':
      visit(expression.operand, false, signs);
      return;
    case 'or':
      judgeAlternatives(expression, outermost, signs);
      break;
    case 'and':
      judgeConjunction(expression, signs);
      break;
    case 'comparison':
      judgeComparison(expression.left, expression.right, signs);
      return;
    case 'literal':
    case 'property':
    case 'call':
    case 'missing':
      return;
  }
  for (const operand of expression.operands) visit(operand, outermost, signs);
}

function judgeAlternatives(or: Logical, outermost: boolean, signs: Sign[]): void {
  const mixed = or.operands.some((operand) => operand.kind === 'and');
  const [first] = or.operands;
  const alternatives: Alternatives = {
    open: outermost || mixed,
    excludes: or.operands.every(isExclusion),
    isSearch: first !== undefined && comparesCall(ungrouped(first)),
  };
  for (let index = 0; index < or.operands.length; index += 1) {
    const operand = or.operands[index];
    if (operand === undefined) return;
    if (isAlwaysTrue(operand)) {
      signs.push(
        sign('tautology', ALWAYS_TRUE_BRANCH, 'an alternative that is always true', operand),
      );
    } else if (index > 0) {
      judgeAlternative(operand, alternatives, signs);
      const inner = ungrouped(operand);
      if (
        inner.kind === 'and' &&
        (inner === operand || (!beginsTrue(first) && beginsTrue(inner)))
      ) {
        judgeHead(inner, signs);
      }
    }
  }
  judgeExcludedMiddle(or, alternatives.open, signs);
  judgeRanges(or, signs);
  if (mixed) judgeMixture(or, signs);
}

interface Alternatives {
  /** Without parentheses around them, as a tail behind a broken literal is. */
  readonly open: boolean;
  /** `A ne 'x' or B ne 'y'` is how one entity, or an empty text, is left out. */
  readonly excludes: boolean;
  /** The first is a function call: `contains(A,'x') or contains(B,'x')` was written by one person. */
  readonly isSearch: boolean;
}

function judgeAlternative(
  operand: Expression,
  { open, excludes, isSearch }: Alternatives,
  signs: Sign[],
): void {
  const inner = ungrouped(operand);
  if (comparesConstants(inner)) {
    signs.push(sign('boolean-blind', CONSTANT_COMPARISON, 'two constants are compared', operand));
  } else if (inner.kind === 'literal' && inner.type !== 'boolean') {
    signs.push(sign('boolean-blind', BARE_LITERAL, 'a constant stands for a condition', operand));
  } else if (comparesCall(inner) && !isSearch) {
    signs.push(sign('boolean-blind', CALL_IN_OR, 'a function call as an alternative', operand));
  }
  // Query builders put each alternative in parentheses; a tail behind a broken literal has none.
  if (open && !excludes && operand.kind !== 'group' && isNearlyAlwaysTrue(operand)) {
    const meaning = 'an alternative that nearly every entity meets';
    signs.push(sign('tautology', NEARLY_ALWAYS_TRUE, meaning, operand));
  } else if (operand.kind !== 'group') judgeReach(operand, excludes, signs);
}

/** `(1 eq 1) and X`, `(RowKey ge '' and X)`; builders that begin so do it in every alternative. */
function beginsTrue(operand: Expression | undefined): boolean {
  const inner = operand === undefined ? undefined : ungrouped(operand);
  const head = inner?.kind === 'and' ? inner.operands[0] : undefined;
  return head !== undefined && ungrouped(head).kind === 'comparison' && truthOf(head) === 'true';
}

/** `startswith(X,'a')`, `indexof(X,'') ge 0`: no function works here, so no program relies on one. */
const comparesCall = (inner: Expression): boolean =>
  inner.kind === 'call' || (inner.kind === 'comparison' && ungrouped(inner.left).kind === 'call');

/** `or 1 eq 1 and X`: what follows the broken literal binds to the constant. */
function judgeHead(and: Logical, signs: Sign[]): void {
  const [head] = and.operands;
  if (head === undefined) return;
  if (truthOf(head) === 'unknown' && !isConstant(head)) {
    if (head.kind !== 'group') judgeReach(head, false, signs);
    if (isNearlyAlwaysTrue(head)) {
      const meaning = 'nearly every entity meets the head of an alternative';
      signs.push(sign('tautology', NEARLY_TRUE_HEAD, meaning, head));
    }
    return;
  }
  const meaning = 'a constant at the head of an alternative';
  signs.push(sign('tautology', CONSTANT_HEAD, meaning, head));
}

function isExclusion(operand: Expression): boolean {
  const inner = ungrouped(operand);
  if (inner.kind === 'not') return true;
  if (inner.kind !== 'comparison' || inner.right.kind !== 'literal') return false;
  return inner.operator === 'ne' || inner.operator === 'gt' || inner.operator === 'ge';
}

function isNearlyAlwaysTrue(operand: Expression): boolean {
  const comparison = propertyComparison(operand);
  if (comparison === null) return false;
  const { name, operator, literal } = comparison;
  return acceptsAnyText(operator, literal) || (operator === 'ne' && isKey(name));
}

/** `A eq '' and B eq 'x' or C eq 'y'`: `or` and `and` side by side without parentheses. */
function judgeMixture(or: Logical, signs: Sign[]): void {
  const [first, second] = or.operands;
  if (first === undefined || second === undefined) return;
  const span = { start: second.start, end: second.end };
  signs.push(sign('tautology', MIXED_LOGIC, 'an `or` beside an `and` without parentheses', span));
  const before = first.kind === 'and' ? first.operands[first.operands.length - 1] : first;
  const comparison = before === undefined ? null : propertyComparison(before);
  if (comparison?.operator === 'eq' && comparison.literal.value === '' && before !== undefined) {
    signs.push(sign('tautology', EMPTY_BEFORE_OR, 'an empty literal in front of an `or`', before));
  }
  const last = or.operands[or.operands.length - 1];
  const joint = last === undefined || last === second ? null : propertyComparison(last);
  if (joint?.operator === 'eq' && joint.literal.value === '' && last !== undefined) {
    signs.push(sign('tautology', EMPTY_LAST, 'an empty literal in the last alternative', last));
  }
}

/** Tools begin with `true and`, `1 eq 1 and`; behind other conditions constants are not theirs. */
function judgeConjunction({ operands }: Logical, signs: Sign[]): void {
  for (let index = 1; index < operands.length; index += 1) {
    const operand = operands[index];
    if (operand === undefined) return;
    const inner = ungrouped(operand);
    if (comparesConstants(inner)) {
      const meaning = 'two constants are compared behind another condition';
      signs.push(sign('boolean-blind', CONSTANT_COMPARISON, meaning, operand));
    } else if (inner.kind === 'call' && isConstant(inner)) {
      const meaning = 'a function of constants stands for a condition';
      signs.push(sign('boolean-blind', CONSTANT_CALL, meaning, operand));
    } else if (inner.kind === 'literal') {
      const isBoolean = inner.type === 'boolean';
      if (isBoolean && (operand.kind === 'group' || !endsInLiteral(operands[index - 1]))) continue;
      const weight = isBoolean ? BARE_BOOLEAN : BARE_LITERAL;
      signs.push(sign('boolean-blind', weight, 'a constant stands for a condition', operand));
    }
  }
}

const endsInLiteral = (operand: Expression | undefined): boolean =>
  operand?.kind === 'comparison' && operand.right.kind === 'literal';

function judgeComparison(left: Expression, right: Expression, signs: Sign[]): void {
  const a = ungrouped(left);
  const b = ungrouped(right);
  if (a.kind === 'property' && b.kind === 'property' && a.name === b.name) {
    const span = { start: left.start, end: right.end };
    signs.push(sign('tautology', SAME_PROPERTY, 'a property is compared with itself', span));
  }
}
