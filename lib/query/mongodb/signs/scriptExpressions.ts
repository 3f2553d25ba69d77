/** Signs in the expressions of server-side JavaScript. */

import type { Sign, Technique } from '../../verdict';
import { UNKNOWN } from '../constants';
import type { CallNode, FunctionNode, Node, SeriesNode } from '../language/tree';
import { secrecyOf } from '../names';
import { samePath, scriptConstant, truthOf } from '../scriptConstants';
import { signAt } from './sign';

const ALWAYS_TRUE_BRANCH = 0.9;
const CONSTANTS_COMPARED = 0.65;
const SAME_COMPARED = 0.6;
const SECRET_PROBED = 0.8;
const KEYS_PROBED = 0.7;
const LITERAL_CONDITION = 0.65;
const LITERAL_MEANING = 'a literal stands for a condition';
const SECRET_MEANING = 'a secret is read bit by bit';
const FIELD_GUESSED = 0.6;
const FIELDS_COUNTED = 0.5;
const COMPARED_TWICE = 0.6;
const COMPARISON = /^(?:[!=]==?|[<>]=?)$/;
const ORDER = /^[<>]=?$/;

/** Functions of the shell and the server that a query has no use for. */
const CALLS = new Map<string, readonly [Technique, number, string]>([
  ['sleep', ['time-blind', 0.9, 'a call that waits']],
  ['benchRun', ['dos', 0.8, 'a call that takes time']],
  ...['eval', 'Function', 'setTimeout', 'require', 'load', 'run', 'runProgram'].map(
    (name) => [name, ['script-injection', 0.8, 'a call that runs other code']] as const,
  ),
  ...['ls', 'cat', 'listFiles', 'hostname', 'getHostName', 'pwd', 'removeFile', 'copyFile'].map(
    (name) => [name, ['schema-or-file-access', 0.7, "a call about the server's files"]] as const,
  ),
  ...['tojson', 'tojsononeline', 'printjson', 'print', 'version', 'shellHelper'].map(
    (name) => [name, ['error-based', 0.6, 'a call that writes out values']] as const,
  ),
]);
const NAMES = new Map<string, readonly [Technique, number, string]>([
  ['db', ['script-injection', 0.8, 'a script that reaches the database']],
  ...[
    'process',
    'globalThis',
    'global',
    'child_process',
    'Mongo',
    'connect',
    'java',
    'XMLHttpRequest',
  ].map(
    (name) =>
      [name, ['script-injection', 0.75, 'a script that reaches beyond the document']] as const,
  ),
]);
const PROBES = new Set([
  ...['match', 'charAt', 'charCodeAt', 'codePointAt', 'substring', 'substr', 'slice', 'startsWith'],
  ...[
    'endsWith',
    'indexOf',
    'includes',
    'search',
    'length',
    'localeCompare',
    'split',
    'at',
    'test',
  ],
]);

/** What a walk over a script gathers. */
export interface ScriptWalk {
  /** The script decides what is found, so that its truth matters. */
  readonly predicate: boolean;
  readonly signs: Sign[];
  /** Functions inside expressions, whose statements are still to be looked at. */
  readonly functions: FunctionNode[];
}

/** Adds the signs in an expression and the functions in it. */
export function expressionSigns(node: Node, walk: ScriptWalk): void {
  if (node.kind === 'function') {
    walk.functions.push(node);
    return;
  }
  judge(node, walk);
  for (const child of childrenOf(node)) expressionSigns(child, walk);
}

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

function judge(node: Node, { predicate, signs }: ScriptWalk): void {
  if (node.kind === 'call') judgeCall(node, signs);
  else if (node.kind === 'access') judgeAccess(node, signs);
  else if (node.kind === 'name') {
    const found = NAMES.get(node.name);
    if (found !== undefined) signs.push(signAt(node, ...found));
  } else if (node.kind === 'series' && node.operator !== ',') {
    judgeLogic(node, signs);
  } else if (predicate && node.kind === 'binary') {
    judgeComparison(node, signs);
  }
}

function judgeLogic(node: SeriesNode, signs: Sign[]): void {
  const { operator, operands } = node;
  // `a || 'none'` is a value with its default; with a comparison in it the series is a condition.
  const condition = operands.some(isComparison);
  if (condition && constantAlternative(node, signs)) return;
  const literal = operands.find(isLiteral);
  if (literal !== undefined && (condition || operator === '&&' || literal === operands[0])) {
    signs.push(signAt(literal, 'boolean-blind', LITERAL_CONDITION, LITERAL_MEANING));
  }
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

/** `'a'`, `1`, `!0` */
function isLiteral(node: Node): boolean {
  return node.kind !== 'series' && scriptConstant(node) !== UNKNOWN;
}

function judgeComparison(node: Node & { kind: 'binary' }, signs: Sign[]): void {
  const { left, right, operator } = node;
  if (operator === 'in' && right.kind === 'name' && right.name === 'this') {
    signs.push(
      signAt(node, 'schema-or-file-access', FIELD_GUESSED, 'the name of a field is guessed'),
    );
  }
  if (!COMPARISON.test(operator)) return;
  if (isComparison(left) && right.kind === 'string') {
    const meaning = 'the result of a comparison is compared with a text';
    signs.push(signAt(node, 'tautology', COMPARED_TWICE, meaning));
  } else if (scriptConstant(left) !== UNKNOWN && scriptConstant(right) !== UNKNOWN) {
    signs.push(signAt(node, 'boolean-blind', CONSTANTS_COMPARED, 'two constants are compared'));
  } else if (samePath(left, right)) {
    signs.push(signAt(node, 'tautology', SAME_COMPARED, 'a value is compared with itself'));
  } else if (ORDER.test(operator) && [left, right].some(isSecret)) {
    signs.push(signAt(node, 'boolean-blind', SECRET_PROBED, 'a secret is put in order'));
  }
}

function isSecret(node: Node): boolean {
  const name = node.kind === 'access' ? lastName(node) : null;
  return name !== null && secrecyOf(name) !== 'none';
}

function judgeCall(call: CallNode, signs: Sign[]): void {
  const { callee, args } = call;
  if (callee.kind === 'access' && callee.property === 'test' && args.some(isSecret)) {
    signs.push(signAt(call, 'boolean-blind', SECRET_PROBED, SECRET_MEANING));
  }
  if (callee.kind !== 'name') return;
  const found = CALLS.get(callee.name);
  if (found !== undefined) signs.push(signAt(call, ...found));
}

/** `this.password.match(...)`, `this.password[0]`, `Object.keys(this)[0]`, `x.constructor`. */
function judgeAccess(node: Node & { kind: 'access' }, signs: Sign[]): void {
  const { object, property } = node;
  if (property === 'constructor' || property === '__proto__') {
    const meaning = 'a way out of the document to the language itself';
    signs.push(signAt(node, 'script-injection', KEYS_PROBED, meaning));
    return;
  }
  const probes = typeof property === 'string' ? PROBES.has(property) : property.kind === 'number';
  if (!probes) return;
  const name = lastName(object);
  if (name !== null && secrecyOf(name) !== 'none') {
    signs.push(signAt(node, 'boolean-blind', SECRET_PROBED, SECRET_MEANING));
  } else if (property === 'length' && isKeyList(object) && listsDocument(object)) {
    const meaning = 'the fields of the document are counted';
    signs.push(signAt(node, 'schema-or-file-access', FIELDS_COUNTED, meaning));
  } else if (typeof property !== 'string' && isKeyList(object)) {
    const meaning = 'the names of fields are read one by one';
    signs.push(signAt(node, 'schema-or-file-access', KEYS_PROBED, meaning));
  }
}

function isKeyList(node: Node): boolean {
  return (
    node.kind === 'call' &&
    node.callee.kind === 'access' &&
    node.callee.object.kind === 'name' &&
    node.callee.object.name === 'Object'
  );
}

/** `Object.keys(this)` */
function listsDocument(node: Node): boolean {
  const [listed] = node.kind === 'call' ? node.args : [];
  return listed?.kind === 'name' && listed.name === 'this';
}

function lastName(node: Node): string | null {
  if (node.kind === 'name') return node.name;
  if (node.kind !== 'access') return null;
  if (typeof node.property === 'string') return node.property;
  return node.property.kind === 'string' ? node.property.value : null;
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'series':
      return node.operands;
    case 'binary':
      return [node.left, node.right];
    case 'unary':
      return [node.operand];
    case 'conditional':
      return [node.test, node.whenTrue, node.whenFalse];
    case 'call':
      return [node.callee, ...node.args];
    case 'access':
      return typeof node.property === 'string' ? [node.object] : [node.object, node.property];
    case 'array':
      return node.elements;
    case 'object':
      return node.members.map(({ value }) => value);
    case 'string':
    case 'number':
    case 'constant':
    case 'regex':
    case 'name':
    case 'function':
    case 'opaque':
      return [];
  }
}
