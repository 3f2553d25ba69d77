/** A command without its literals, in one writing: equal for equal shapes. */

import { isExtendedValue } from './constants';
import type { Node, Parsed, Statement } from './language/tree';

/** Members that drivers add or that hold numbers that change from call to call. */
const LEFT_OUT = new Set([
  ...['lsid', '$clusterTime', 'txnNumber', '$readPreference', 'readConcern', 'writeConcern'],
  ...['autocommit', 'startTransaction', 'recoveryToken', '$db', 'maxTimeMS', 'comment', '$comment'],
]);
/** Their text names a collection, a field or a language. */
const NAMED = new Set([
  ...[
    'find',
    'aggregate',
    'count',
    'distinct',
    'insert',
    'update',
    'delete',
    'findAndModify',
    'key',
  ],
  ...[
    'findandmodify',
    'mapReduce',
    'mapreduce',
    'from',
    'localField',
    'foreignField',
    'as',
    'coll',
  ],
  ...[
    'getMore',
    'collection',
    'drop',
    'create',
    'collStats',
    'listIndexes',
    'createIndexes',
    '$out',
  ],
]);

/** Literals become `?`, lists of equal shapes one element with a `+`; keys keep their order. */
export function shapeOf({ statements }: Parsed): string {
  return statements.map(statementShape).filter(Boolean).join(';');
}

function statementShape(statement: Statement): string {
  switch (statement.kind) {
    case 'expression':
      return nodeShape(statement.value);
    case 'return':
      return statement.value === null ? 'return' : `return ${nodeShape(statement.value)}`;
    case 'declaration':
      return `var ${statement.values.map(nodeShape).join(',')}`;
    case 'throw':
      return 'throw';
    case 'loop':
    case 'if':
    case 'selection':
      return `${statement.kind}{${statement.body.map(statementShape).join(';')}}`;
    case 'block':
      return `{${statement.body.map(statementShape).join(';')}}`;
    case 'other':
      return '';
  }
}

function nodeShape(node: Node): string {
  switch (node.kind) {
    case 'string':
    case 'number':
    case 'constant':
    case 'regex':
      return '?';
    case 'object':
      return isExtendedValue(node) ? '?' : objectShape(node.members);
    case 'array':
      return `[${collapsed(node.elements.map(nodeShape)).join(',')}]`;
    case 'name':
      return node.name;
    case 'access':
      return typeof node.property === 'string'
        ? `${nodeShape(node.object)}.${node.property}`
        : `${nodeShape(node.object)}[${nodeShape(node.property)}]`;
    case 'call':
      return isConstructor(node.callee) ? '?' : callShape(node.callee, node.args);
    case 'unary':
      return node.operator === '-'
        ? nodeShape(node.operand)
        : node.operator + nodeShape(node.operand);
    case 'binary':
      return nodeShape(node.left) + node.operator + nodeShape(node.right);
    case 'series':
      return node.operands.map(nodeShape).join(node.operator);
    case 'conditional':
      return [node.test, node.whenTrue, node.whenFalse].map(nodeShape).join(':');
    case 'function':
      return `function{${node.body.map(statementShape).filter(Boolean).join(';')}}`;
    case 'opaque':
      return '!';
  }
}

function objectShape(members: readonly { key: string; value: Node }[]): string {
  let shape = '{';
  for (const { key, value } of members) {
    if (LEFT_OUT.has(key)) continue;
    if (shape.length > 1) shape += ',';
    shape +=
      NAMED.has(key) && value.kind === 'string'
        ? `${key}:${value.value}`
        : `${key}:${nodeShape(value)}`;
  }
  return `${shape}}`;
}

function callShape(callee: Node, args: readonly Node[]): string {
  return `${nodeShape(callee)}(${args.map(nodeShape).join(',')})`;
}

/** `ObjectId(...)`, `ISODate(...)`, `NumberLong(...)`: they stand for one value. */
function isConstructor(callee: Node): boolean {
  return callee.kind === 'name' && /^[A-Z]/.test(callee.name);
}

function collapsed(shapes: readonly string[]): readonly string[] {
  const [first] = shapes;
  if (first === undefined || shapes.length < 2) return shapes;
  return shapes.every((shape) => shape === first) ? [`${first}+`] : shapes;
}
