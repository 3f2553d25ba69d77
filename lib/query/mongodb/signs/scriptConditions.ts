/** Signs in the conditions of server-side JavaScript: logic and comparisons. */

import type { Sign } from '../../verdict';
import { UNKNOWN } from '../constants';
import type { BinaryNode, Node, SeriesNode } from '../language/tree';
import { asksDocument, samePath, scriptConstant, truthOf } from '../scriptConstants';
import { isSecret, looksForCharacter, takesCharacter } from './scriptAccess';
import { signAt } from './sign';

const ALWAYS_TRUE_BRANCH = 0.9;
const CONSTANTS_COMPARED = 0.65;
const SAME_COMPARED = 0.6;
const SECRET_ORDERED = 0.8;
export const SECRET_PRESENT = 0.5;
const CHARACTER_ALTERNATIVE = 0.6;
const LITERAL_CONDITION = 0.65;
const LITERAL_MEANING = 'a literal stands for a condition';
const FIELD_GUESSED = 0.6;
const COMPARED_TWICE = 0.6;
const NOTHING_ASKED = 0.65;
const BEHIND_EMPTY_TEXT = 0.55;
const BITS_OF_CONDITION = 0.6;
const COMPARISON = /^(?:[!=]==?|[<>]=?)$/;
const ORDER = /^[<>]=?$/;
const BITS = /^[|&^]$/;

/** Adds a sign where a literal stands among the conditions of a result: `this.a == 1 || ''`. */
export function conditionSigns(node: Node, signs: Sign[]): void {
  if (node.kind !== 'series' || node.operator === ',') return;
  if (!node.operands.some(isComparison)) constantAlternative(node, signs);
  for (const operand of node.operands) {
    if (operand.kind === 'string') {
      signs.push(signAt(operand, 'boolean-blind', LITERAL_CONDITION, LITERAL_MEANING));
    }
    conditionSigns(operand, signs);
  }
}

/** Adds the signs in a chain of conditions. */
export function logicSigns(node: SeriesNode, predicate: boolean, signs: Sign[]): void {
  const { operator, operands } = node;
  // `a || 'none'` is a value with its default; with a comparison in it the series is a condition.
  const condition = operands.some(isComparison);
  if (condition && constantAlternative(node, signs)) return;
  if (predicate && operator === '||') judgeAlternatives(operands, signs);
  const literal = operands.find(isLiteral);
  if (literal !== undefined && (condition || operator === '&&' || literal === operands[0])) {
    signs.push(signAt(literal, 'boolean-blind', LITERAL_CONDITION, LITERAL_MEANING));
  }
}

/** `this.a == '' || this.b`, `this.a == 'x' || Date.now() > 0` */
function judgeAlternatives(operands: readonly Node[], signs: Sign[]): void {
  const aside = operands.find((operand) => !isLiteral(operand) && !asksDocument(operand));
  if (aside !== undefined) {
    const meaning = 'an alternative that asks nothing of the document';
    signs.push(signAt(aside, 'boolean-blind', NOTHING_ASKED, meaning));
  }
  const opposite = operands.find((operand, index) => areOpposites(operands[index - 1], operand));
  if (opposite !== undefined) {
    const meaning = 'an alternative that takes all that another leaves';
    signs.push(signAt(opposite, 'tautology', ALWAYS_TRUE_BRANCH, meaning));
  }
  const secret = operands.find(isSecret);
  if (secret !== undefined) {
    const meaning = 'whether there is a secret is an alternative';
    signs.push(signAt(secret, 'boolean-blind', SECRET_PRESENT, meaning));
  }
  const guess = operands.slice(1).find(guessesCharacter);
  if (guess !== undefined && operands[0] !== undefined && !guessesCharacter(operands[0])) {
    const meaning = 'one character of a text is an alternative';
    signs.push(signAt(guess, 'boolean-blind', CHARACTER_ALTERNATIVE, meaning));
  }
  for (const [index, operand] of operands.entries()) {
    const empty = comparedWithEmptyText(operand);
    const other = empty === null ? undefined : operands[index + 1];
    if (empty === null || other === undefined || isLiteral(other) || asksSame(other, empty))
      continue;
    const meaning = 'an alternative behind a comparison with an empty text';
    signs.push(signAt(other, 'tautology', BEHIND_EMPTY_TEXT, meaning));
    return;
  }
}

const OPPOSITES: ReadonlyMap<string, string> = new Map([
  ['==', '!='],
  ['!=', '=='],
  ['<', '>='],
  ['>=', '<'],
  ['>', '<='],
  ['<=', '>'],
]);
const withoutType = (operator: string): string =>
  operator.replace('===', '==').replace('!==', '!=');

/** `this.a == 1` and `this.a != 1`, `this.b` and `!this.b` */
function areOpposites(a: Node | undefined, b: Node): boolean {
  if (a === undefined) return false;
  if (b.kind === 'unary' && b.operator === '!') return areSame(a, b.operand);
  if (a.kind === 'unary' && a.operator === '!') return areSame(a.operand, b);
  if (a.kind !== 'binary' || b.kind !== 'binary') return false;
  const opposite = OPPOSITES.get(withoutType(a.operator));
  return opposite === withoutType(b.operator) && haveSameSides(a, b);
}

function areSame(a: Node, b: Node): boolean {
  if (a.kind !== 'binary' || b.kind !== 'binary') return samePath(a, b);
  return withoutType(a.operator) === withoutType(b.operator) && haveSameSides(a, b);
}

function haveSameSides(a: BinaryNode, b: BinaryNode): boolean {
  const value = scriptConstant(a.right);
  return value !== UNKNOWN && value === scriptConstant(b.right) && samePath(a.left, b.left);
}

/** `!!this.token`, `this.password != null`: programs ask for fields without a script. */
export function asksForSecret(node: Node): boolean {
  if (node.kind === 'unary') return asksForSecret(node.operand);
  if (node.kind !== 'binary' || !COMPARISON.test(node.operator)) return isSecret(node);
  const { left, right, operator } = node;
  const constant = scriptConstant(right);
  const isValue = typeof constant === 'number' || (typeof constant === 'string' && constant !== '');
  // A login may compare a password with a value; `typeof` and `!=` only ask whether there is one.
  if (isValue && operator.startsWith('=') && left.kind !== 'unary') return false;
  return constant !== UNKNOWN && asksForSecret(left);
}

/** A test of one character, by itself or among others: `this.email[0] == 'a' && this.visible`. */
function guessesCharacter(node: Node): boolean {
  if (node.kind === 'unary') return node.operator === '!' && guessesCharacter(node.operand);
  if (node.kind === 'series') return node.operator === '&&' && node.operands.some(guessesCharacter);
  return testsCharacter(node);
}

/** `this.email.charCodeAt(0) > 66`, `this.name[0] == 'a'` */
function testsCharacter(node: Node): boolean {
  if (node.kind === 'call') return looksForCharacter(node);
  if (node.kind !== 'binary' || !COMPARISON.test(node.operator)) return false;
  const { left, right } = node;
  return (takesCharacter(left) && isShort(right)) || (takesCharacter(right) && isShort(left));
}

function isShort(node: Node): boolean {
  return node.kind === 'number' || (node.kind === 'string' && node.value.length <= 2);
}

/** The other side of `this.a == ''`, or of the last condition of a series of them. */
function comparedWithEmptyText(node: Node): Node | null {
  if (node.kind === 'series' && node.operator === '&&') {
    const last = node.operands[node.operands.length - 1];
    return last === undefined ? null : comparedWithEmptyText(last);
  }
  if (node.kind !== 'binary' || !/^===?$/.test(node.operator)) return null;
  return node.right.kind === 'string' && node.right.value === '' ? node.left : null;
}

/** True where one of the sides of a comparison is the same path. */
function asksSame(node: Node, path: Node): boolean {
  if (node.kind === 'binary') return samePath(node.left, path) || samePath(node.right, path);
  if (node.kind === 'unary') return samePath(node.operand, path);
  return samePath(node, path);
}

function constantAlternative({ operator, operands }: SeriesNode, signs: Sign[]): boolean {
  const constant =
    operator === '||' ? operands.find((operand) => truthOf(operand) === true) : undefined;
  if (constant === undefined) return false;
  const meaning = 'an alternative that is always true';
  signs.push(signAt(constant, 'tautology', ALWAYS_TRUE_BRANCH, meaning));
  return true;
}

/** True for conditions: `a == 1`, `!a`, `a < 1 && b`. */
export function isComparison(node: Node): boolean {
  if (node.kind === 'series') return node.operator !== ',' && node.operands.some(isComparison);
  if (node.kind === 'unary') return node.operator === '!';
  return node.kind === 'binary' && COMPARISON.test(node.operator);
}

function isCondition(node: Node): boolean {
  return node.kind === 'string' || isComparison(node);
}

/** `'a'`, `1`, `!0`, `!![]` */
function isLiteral(node: Node): boolean {
  if (node.kind === 'unary' && truthOf(node) !== undefined) return true;
  return node.kind !== 'series' && scriptConstant(node) !== UNKNOWN;
}

/** Adds the sign of texts that are compared where only values are worked out: `'' != 'a'`. */
export function textSigns(node: BinaryNode, signs: Sign[]): void {
  const { left, right, operator } = node;
  if (!COMPARISON.test(operator) || right.kind !== 'string') return;
  if (isComparison(left)) signs.push(comparedTwice(node));
  else if (left.kind === 'string') signs.push(constantsCompared(node));
}

function comparedTwice(node: BinaryNode): Sign {
  const meaning = 'the result of a comparison is compared with a text';
  return signAt(node, 'tautology', COMPARED_TWICE, meaning);
}

function constantsCompared(node: BinaryNode): Sign {
  return signAt(node, 'boolean-blind', CONSTANTS_COMPARED, 'two constants are compared');
}

/** Adds the signs in a comparison or another operator of a predicate. */
export function comparisonSigns(node: BinaryNode, signs: Sign[]): void {
  const { left, right, operator } = node;
  if (operator === 'in' && right.kind === 'name' && right.name === 'this') {
    signs.push(
      signAt(node, 'schema-or-file-access', FIELD_GUESSED, 'the name of a field is guessed'),
    );
  }
  if (BITS.test(operator) && [left, right].some(isCondition)) {
    const meaning = 'bits of a condition or a text';
    signs.push(signAt(node, 'operator-abuse', BITS_OF_CONDITION, meaning));
  }
  if (!COMPARISON.test(operator)) return;
  if (isComparison(left) && right.kind === 'string') {
    signs.push(comparedTwice(node));
  } else if (scriptConstant(left) !== UNKNOWN && scriptConstant(right) !== UNKNOWN) {
    signs.push(constantsCompared(node));
  } else if (samePath(left, right)) {
    signs.push(signAt(node, 'tautology', SAME_COMPARED, 'a value is compared with itself'));
  } else if (ORDER.test(operator) && [left, right].some(isSecret)) {
    signs.push(signAt(node, 'boolean-blind', SECRET_ORDERED, 'a secret is put in order'));
  }
}
