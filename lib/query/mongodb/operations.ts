/** Finds in a parsed text what is asked of the server: commands, filters and calls of the shell. */

import { documentOperation, firstMember, isOne, takesOne } from './commands';
import { memberOf } from './constants';
import type { CallNode, Node, Parsed } from './language/tree';
import type { Operation, Script } from './operation';
import { emptyOperation } from './operation';

const PIPELINE_METHODS = new Set(['aggregate', 'watch']);
const WRITES_DOCUMENTS = /^(insert|save|create|bulkWrite)/;

/** The operations of a text, in its order. */
export function operationsOf({ statements }: Parsed): Operation[] {
  const operations: Operation[] = [];
  for (const statement of statements) {
    if (statement.kind === 'expression') collect(statement.value, operations);
    if (statement.kind === 'declaration')
      statement.values.forEach((node) => collect(node, operations));
  }
  return operations;
}

function collect(node: Node, operations: Operation[]): void {
  if (node.kind === 'object') operations.push(documentOperation(node));
  else if (node.kind === 'array') collectArray(node.elements, operations);
  else if (node.kind === 'binary') collect(node.right, operations);
  else if (node.kind === 'unary') collect(node.operand, operations);
  else if (node.kind === 'series') node.operands.forEach((operand) => collect(operand, operations));
  else if (node.kind === 'access') collect(node.object, operations);
  else if (node.kind === 'call') collectCall(node, operations);
}

/** A list is a pipeline where each of its documents has a `$` member, else a list of filters. */
function collectArray(elements: readonly Node[], operations: Operation[]): void {
  const first = elements[0]?.kind === 'object' ? elements[0].members[0]?.key : undefined;
  if (first?.startsWith('$') === true) {
    operations.push({ ...emptyOperation('pipeline'), stages: elements });
  } else {
    for (const element of elements) {
      if (element.kind === 'object') operations.push(documentOperation(element));
    }
  }
}

/** `db.users.find({...}).limit(1)`: the outermost call is the last of the chain. */
function collectCall(call: CallNode, operations: Operation[]): void {
  const { callee, args } = call;
  const before = operations.length;
  if (callee.kind === 'access' && callee.object.kind !== 'name') collect(callee.object, operations);
  const method =
    callee.kind === 'access' ? callee.property : callee.kind === 'name' ? callee.name : '';
  if (typeof method !== 'string' || WRITES_DOCUMENTS.test(method)) return;
  const [first, second] = args;
  if (method === 'limit' && isOne(first)) {
    amend(operations, before, { findsOne: true });
    return;
  }
  if (method === 'sort') {
    amend(operations, before, { sortedBy: firstMember(first) });
    return;
  }
  if (method === 'runCommand' || method === 'adminCommand') {
    if (first?.kind === 'object') operations.push(documentOperation(first));
    return;
  }
  const operation: Operation = {
    ...emptyOperation(method),
    collection: collectionOf(callee),
    findsOne: method.includes('One'),
    single: method.includes('One'),
    outputs: second === undefined ? [] : [second],
  };
  if (PIPELINE_METHODS.has(method)) {
    const stages = first?.kind === 'array' ? first.elements : args;
    operations.push({ ...operation, stages, findsOne: takesOne(stages) });
  } else if (method === 'eval') {
    operations.push({ ...operation, scripts: args.slice(0, 1).map(asFunction) });
  } else if (method.toLowerCase() === 'mapreduce') {
    const scripts = args.slice(0, 2).map(asFunction);
    const query = args[2] === undefined ? undefined : memberOf(args[2], 'query');
    operations.push({ ...operation, scripts, filters: query?.kind === 'object' ? [query] : [] });
  } else if (method === 'distinct') {
    const filters = second?.kind === 'object' ? [second] : [];
    operations.push({ ...operation, listed: first ?? null, filters, outputs: [] });
  } else {
    if (first?.kind !== 'object') return;
    const wrapped = memberOf(first, '$query');
    operations.push({ ...operation, filters: [wrapped?.kind === 'object' ? wrapped : first] });
  }
}

/** Says more of the operations that a chain of calls began with. */
function amend(operations: Operation[], from: number, more: Partial<Operation>): void {
  const amended = operations.slice(from).map((operation) => ({ ...operation, ...more }));
  operations.splice(from, amended.length, ...amended);
}

function asFunction(node: Node): Script {
  return { role: 'function', node };
}

function collectionOf(callee: Node): string | null {
  const object = callee.kind === 'access' ? callee.object : null;
  return object?.kind === 'access' && typeof object.property === 'string' ? object.property : null;
}
