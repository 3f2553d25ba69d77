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
const LITERAL_MEANING = 'a text stands for a condition';

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
    judgeLogic(node, predicate, signs);
  } else if (predicate && node.kind === 'binary') {
    judgeComparison(node, signs);
  }
}

function judgeLogic({ operator, operands }: SeriesNode, predicate: boolean, signs: Sign[]): void {
  const constant = operands.find((operand) => truthOf(operand) === true);
  if (predicate && operator === '||' && constant !== undefined) {
    const meaning = 'an alternative that is always true';
    signs.push(signAt(constant, 'tautology', ALWAYS_TRUE_BRANCH, meaning));
  }
  const [first] = operands;
  if (first?.kind === 'string') {
    signs.push(signAt(first, 'boolean-blind', LITERAL_CONDITION, LITERAL_MEANING));
  }
}

function judgeComparison(node: Node & { kind: 'binary' }, signs: Sign[]): void {
  if (!/^([!=]==?|[<>]=?)$/.test(node.operator)) return;
  if (scriptConstant(node.left) !== UNKNOWN && scriptConstant(node.right) !== UNKNOWN) {
    signs.push(signAt(node, 'boolean-blind', CONSTANTS_COMPARED, 'two constants are compared'));
  } else if (samePath(node.left, node.right)) {
    signs.push(signAt(node, 'tautology', SAME_COMPARED, 'a value is compared with itself'));
  }
}

function judgeCall(call: CallNode, signs: Sign[]): void {
  const { callee } = call;
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
    signs.push(signAt(node, 'boolean-blind', SECRET_PROBED, 'a secret is read bit by bit'));
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
