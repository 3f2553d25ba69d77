/** Reads command documents, as drivers send them. */

import { documentConstant, isExtendedValue, memberOf, UNKNOWN } from './constants';
import type { Member, Node, ObjectNode } from './language/tree';
import type { Operation, Script } from './operation';
import { emptyOperation } from './operation';

/** What the members of commands hold. */
const ROLES: ReadonlyMap<
  string,
  'filter' | 'batch' | 'script' | 'output' | 'pipeline' | 'explain'
> = new Map([
  ...['filter', 'query', 'q', '$query', 'restrictSearchWithMatch'].map(
    (key) => [key, 'filter'] as const,
  ),
  ...['updates', 'deletes', 'ops'].map((key) => [key, 'batch'] as const),
  ...['map', 'reduce', 'finalize', 'eval', '$eval'].map((key) => [key, 'script'] as const),
  ...['projection', 'fields', 'update'].map((key) => [key, 'output'] as const),
  ['pipeline', 'pipeline'] as const,
  ['explain', 'explain'] as const,
]);
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
  ...['$db', '$clusterTime', '$readPreference', '$configTime', '$topologyTime', '$audit'],
  ...['$query', '$orderby', '$explain', '$hint', '$comment', '$max', '$min', '$maxTimeMS', '$eval'],
  ...['$returnKey', '$showDiskLoc', '$snapshot', '$impersonatedUser', '$replData', '$queryOptions'],
  ...['$client'],
]);
const ONE_DOCUMENT = new Set(['findAndModify', 'findandmodify', 'findOneAndUpdate']);

/** True for a `$` member of a command that no driver writes there. */
export function isForeignCommandMember({ key }: Member): boolean {
  return key.charCodeAt(0) === 36 && !DRIVER_KEYS.has(key);
}

/** What the server accepts in every command. */
const COMMON_PARTS = [
  ...['lsid', 'readConcern', 'writeConcern', 'maxTimeMS', 'comment', 'collation', 'hint', 'let'],
  ...['txnNumber', 'autocommit', 'startTransaction', 'apiVersion', 'apiStrict', 'cursor'],
  ...['apiDeprecationErrors', 'explain', 'stmtId', 'rawData', 'bypassDocumentValidation'],
  ...['encryptionInformation', 'queryOptions', 'readPreference', 'databaseVersion', 'shardVersion'],
  ...['recoveryToken', 'mayBypassWriteBlocking', 'clientOperationKey', 'options', 'jsonSchema'],
  ...['csfleEncryptionSchemas', '$readPreference'],
];
const PARTS = new Map<string, ReadonlySet<string>>([
  ['find', parts('filter sort projection max min resumeAfter startAt')],
  ['count', parts('query fields')],
  ['distinct', parts('query key')],
  ['aggregate', parts('pipeline exchange runtimeConstants collectionUUID')],
]);

function parts(own: string): ReadonlySet<string> {
  return new Set([...COMMON_PARTS, ...own.split(' ')]);
}

/** A document among the members of a reading command that the server has no place for. */
export function unknownMember({ members }: ObjectNode): Member | null {
  const first = members[0];
  const known = first?.value.kind === 'string' ? PARTS.get(first.key) : undefined;
  if (known === undefined) return null;
  for (const member of members) {
    if (member.value.kind !== 'object' || isExtendedValue(member.value)) continue;
    if (!known.has(member.key) && !member.key.startsWith('$')) return member;
  }
  return null;
}

/** True where the document is a command and not a filter, which may have fields of such names. */
export function isCommand({ members }: ObjectNode): boolean {
  return members.some(({ key, value: { kind } }) => {
    if (COMMAND_NAMES.has(key)) return kind !== 'object' && kind !== 'array';
    if (COMMAND_PARTS.has(key)) return kind === 'object' || kind === 'array';
    return key === '$db';
  });
}

/** A document that stands alone: a command, or the filter of one. */
export function documentOperation(document: ObjectNode): Operation {
  if (!isCommand(document)) return { ...emptyOperation('filter'), filters: [document] };
  let filters: ObjectNode[] = [];
  let stages: readonly Node[] = [];
  let outputs: Node[] = [];
  const scripts: Script[] = [];
  for (const { key, value } of document.members) {
    switch (ROLES.get(key)) {
      case 'filter':
        if (value.kind === 'object') filters.push(value);
        break;
      case 'pipeline':
        if (value.kind === 'array') stages = stages.concat(value.elements);
        break;
      case 'batch':
        if (value.kind !== 'array') break;
        filters = filters.concat(batchFilters(value.elements));
        if (value.elements.some(isStage)) stages = stages.concat(value.elements);
        outputs = outputs.concat(value.elements.flatMap((each) => memberOf(each, 'u') ?? []));
        break;
      case 'script':
        scripts.push({ role: 'function', node: value });
        break;
      case 'output':
        outputs.push(value);
        break;
      case 'explain': {
        if (value.kind !== 'object') break;
        const explained = documentOperation(value);
        filters = filters.concat(explained.filters);
        stages = stages.concat(explained.stages);
        break;
      }
      case undefined:
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
    sortedBy: firstMember(memberOf(document, 'sort')),
    listed: (first?.key === 'distinct' ? memberOf(document, 'key') : null) ?? null,
    outputs,
  };
}

/** True for a document that begins with an operator, as a stage does. */
export function isStage(node: Node): boolean {
  return node.kind === 'object' && node.members[0]?.key.startsWith('$') === true;
}

/** True for a pipeline that ends in at most one document. */
export function takesOne(stages: readonly Node[]): boolean {
  return stages.some((stage) => isOne(memberOf(stage, '$limit')));
}

/** True for a limit of 1, which older drivers write as -1. */
export function isOne(limit: Node | undefined): boolean {
  const count = limit === undefined ? UNKNOWN : documentConstant(limit);
  return count === 1 || count === -1;
}

/** The first member of a document, or null. */
export function firstMember(node: Node | undefined): Member | null {
  return node?.kind === 'object' ? (node.members[0] ?? null) : null;
}

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

function batchFilters(elements: readonly Node[]): ObjectNode[] {
  return elements.flatMap((element) => {
    const filter = memberOf(element, 'q') ?? memberOf(element, 'filter');
    return filter?.kind === 'object' ? [filter] : [];
  });
}
