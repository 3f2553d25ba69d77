/** Finds in a parsed text what is asked of the server: filters, pipelines and scripts. */

import { documentConstant, memberOf, UNKNOWN } from './constants';
import type { CallNode, Member, Node, ObjectNode, Parsed } from './language/tree';

/** A script that the server is asked to run; a predicate decides whether a document is found. */
export interface Script {
  readonly role: 'predicate' | 'function';
  readonly node: Node;
}

/** One command, or one call of a shell method. */
export interface Operation {
  /** `find`, `aggregate`, ... as written, or `filter` for a document without a command. */
  readonly name: string;
  readonly collection: string | null;
  readonly filters: readonly ObjectNode[];
  readonly stages: readonly Node[];
  readonly scripts: readonly Script[];
  /** At most one document is asked for, as a login does. */
  readonly findsOne: boolean;
  /** As `findsOne`, and written by a method that names one document, not by a page of size 1. */
  readonly single: boolean;
}

const FILTER_KEYS = new Set(['filter', 'query', 'q', '$query', 'restrictSearchWithMatch']);
const BATCH_KEYS = new Set(['updates', 'deletes', 'ops']);
const SCRIPT_KEYS = new Set(['map', 'reduce', 'finalize', 'eval', '$eval']);
/** The first member of a command, whose value is the name of a collection or a number. */
const COMMAND_NAMES = new Set([
  ...['find', 'aggregate', 'count', 'distinct', 'insert', 'update', 'delete', 'findAndModify'],
  ...['findandmodify', 'mapReduce', 'mapreduce', 'getMore', 'eval', '$eval', 'bulkWrite'],
]);
/** Other members that make a document a command where they hold a document or a list. */
const COMMAND_PARTS = new Set([
  ...['filter', 'pipeline', 'cursor', 'documents', 'updates', 'deletes', 'ops', 'query', 'q'],
  ...['explain', '$query', 'lsid'],
]);
/** `$db` and other members that drivers add to a command. */
const DRIVER_KEYS = new Set([
  ...[
    '$db',
    '$clusterTime',
    '$readPreference',
    '$configTime',
    '$topologyTime',
    '$audit',
    '$client',
  ],
  ...['$query', '$orderby', '$explain', '$hint', '$comment', '$max', '$min', '$maxTimeMS', '$eval'],
  ...['$returnKey', '$showDiskLoc', '$snapshot', '$impersonatedUser', '$replData', '$queryOptions'],
]);
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

/** True for a `$` member of a command that no driver writes there. */
export function isForeignCommandMember({ key }: Member): boolean {
  return key.charCodeAt(0) === 36 && !DRIVER_KEYS.has(key);
}

/** True where the document is a command and not a filter, which may have fields of such names. */
export function isCommand({ members }: ObjectNode): boolean {
  return members.some(({ key, value: { kind } }) => {
    if (COMMAND_NAMES.has(key)) return kind !== 'object' && kind !== 'array';
    if (COMMAND_PARTS.has(key)) return kind === 'object' || kind === 'array';
    return key === '$db';
  });
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
    operations.push({ ...nothing('pipeline'), stages: elements });
  } else {
    for (const element of elements) {
      if (element.kind === 'object') operations.push(documentOperation(element));
    }
  }
}

function documentOperation(document: ObjectNode): Operation {
  if (!isCommand(document)) return { ...nothing('filter'), filters: [document] };
  let filters: ObjectNode[] = [];
  let stages: readonly Node[] = [];
  const scripts: Script[] = [];
  for (const { key, value } of document.members) {
    if (FILTER_KEYS.has(key) && value.kind === 'object') filters.push(value);
    else if (key === 'pipeline' && value.kind === 'array') stages = stages.concat(value.elements);
    else if (BATCH_KEYS.has(key) && value.kind === 'array')
      filters = filters.concat(batchFilters(value.elements));
    else if (SCRIPT_KEYS.has(key)) scripts.push({ role: 'function', node: value });
    else if (key === 'explain' && value.kind === 'object') {
      const explained = documentOperation(value);
      filters = filters.concat(explained.filters);
      stages = stages.concat(explained.stages);
    }
  }
  if (document.members.some(isForeignCommandMember)) {
    filters.push({ ...document, members: document.members.filter(isForeignCommandMember) });
  }
  const first = document.members[0];
  const single = namesOne(document);
  return {
    name: first?.key ?? 'command',
    collection: first?.value.kind === 'string' ? first.value.value : null,
    filters,
    stages,
    scripts,
    findsOne: single || isOne(memberOf(document, 'limit')) || takesOne(stages),
    single,
  };
}

const ONE_DOCUMENT = new Set(['findAndModify', 'findandmodify', 'findOneAndUpdate']);

/** `findOne` of the drivers, and writes that change one document; a delete needs to name its own. */
function namesOne(document: ObjectNode): boolean {
  const name = document.members[0]?.key ?? '';
  if (ONE_DOCUMENT.has(name)) return true;
  if (name === 'find') {
    const limit = memberOf(document, 'limit');
    const batch = memberOf(document, 'singleBatch');
    return isOne(limit) && batch?.kind === 'constant' && batch.value === true;
  }
  const batch = memberOf(document, name === 'update' ? 'updates' : 'deletes');
  const write = batch?.kind === 'array' && batch.elements.length === 1 ? batch.elements[0] : null;
  if (write?.kind !== 'object') return false;
  const multi = memberOf(write, 'multi');
  return name === 'update' ? multi?.kind !== 'constant' || multi.value !== true : name === 'delete';
}

function takesOne(stages: readonly Node[]): boolean {
  return stages.some((stage) => isOne(memberOf(stage, '$limit')));
}

function isOne(limit: Node | undefined): boolean {
  const count = limit === undefined ? UNKNOWN : documentConstant(limit);
  return count === 1 || count === -1;
}

function batchFilters(elements: readonly Node[]): ObjectNode[] {
  return elements.flatMap((element) => {
    const filter = memberOf(element, 'q') ?? memberOf(element, 'filter');
    return filter?.kind === 'object' ? [filter] : [];
  });
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
    const limited = operations.slice(before).map((operation) => ({ ...operation, findsOne: true }));
    operations.splice(before, limited.length, ...limited);
    return;
  }
  if (method === 'runCommand' || method === 'adminCommand') {
    if (first?.kind === 'object') operations.push(documentOperation(first));
    return;
  }
  const operation: Operation = {
    ...nothing(method),
    collection: collectionOf(callee),
    findsOne: method.includes('One'),
    single: method.includes('One'),
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
  } else {
    const filter = method === 'distinct' ? second : first;
    if (filter?.kind !== 'object') return;
    const wrapped = memberOf(filter, '$query');
    operations.push({ ...operation, filters: [wrapped?.kind === 'object' ? wrapped : filter] });
  }
}

function asFunction(node: Node): Script {
  return { role: 'function', node };
}

function collectionOf(callee: Node): string | null {
  const object = callee.kind === 'access' ? callee.object : null;
  return object?.kind === 'access' && typeof object.property === 'string' ? object.property : null;
}

function nothing(name: string): Operation {
  return {
    name,
    collection: null,
    filters: [],
    stages: [],
    scripts: [],
    findsOne: false,
    single: false,
  };
}
