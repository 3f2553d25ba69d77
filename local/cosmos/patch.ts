import { badRequest, type CosmosError } from './cosmosError';
import { isJsonObject, memberOf, type Json, type JsonObject } from './json';
import { pathSegments } from './partitionKey';

export interface PatchOperation {
  readonly op: 'add' | 'set' | 'replace' | 'remove' | 'incr';
  /** JSON pointer, for example `/delivery/webhook`. */
  readonly path: string;
  readonly value?: Json | undefined;
}

/** Azure takes at most ten operations in one patch. */
export const MAX_PATCH_OPERATIONS = 10;

/**
 * A copy of the document with the operations applied, all or none.
 * Rules: https://learn.microsoft.com/azure/cosmos-db/partial-document-update
 * @throws CosmosError 400 that names the operation, counted from 1.
 */
export function patchDocument(
  document: JsonObject,
  operations: readonly PatchOperation[],
): JsonObject {
  const patched = structuredClone(document);
  operations.forEach((operation, index) => apply(patched, operation, index + 1));
  return patched;
}

function apply(document: JsonObject, operation: PatchOperation, position: number): void {
  const refuse = (why: string): CosmosError =>
    badRequest(`For Operation(${position}): ${why}. Learn more: https://aka.ms/cosmosdbpatchdocs`);
  const segments = pathSegments(operation.path).map((segment) =>
    segment.replaceAll('~1', '/').replaceAll('~0', '~'),
  );
  const name = segments.pop();
  if (!operation.path.startsWith('/') || name === undefined || name === '') {
    throw refuse(`Invalid path '${operation.path}'`);
  }
  if (operation.path.startsWith('/_')) throw refuse(`Cannot patch system property '${name}'`);

  let parent: Json | undefined = document;
  for (const segment of segments) {
    if (Array.isArray(parent)) parent = parent[indexIn(parent, segment) ?? parent.length];
    else parent = isJsonObject(parent) ? memberOf(parent, segment) : undefined;
  }
  if (Array.isArray(parent)) applyToArray(parent, name, operation, refuse);
  else if (isJsonObject(parent)) applyToObject(parent, name, operation, refuse);
  else {
    throw refuse(
      `${operation.op} can only reach a child of an existing node (array or object) and cannot create a path recursively, no path found beyond '${operation.path}'`,
    );
  }
}

type Refuse = (why: string) => CosmosError;

function applyToObject(
  parent: JsonObject,
  name: string,
  { op, path, value }: PatchOperation,
  refuse: Refuse,
): void {
  const current = memberOf(parent, name);
  if (current === undefined && (op === 'remove' || op === 'replace')) {
    throw refuse(`${op} needs an existing node at '${path}'`);
  }
  if (op === 'remove') Reflect.deleteProperty(parent, name);
  else define(parent, name, op === 'incr' ? sum(current, value, path, refuse) : value);
}

function applyToArray(
  parent: Json[],
  name: string,
  { op, path, value = null }: PatchOperation,
  refuse: Refuse,
): void {
  const index = name === '-' || name === String(parent.length) ? undefined : indexIn(parent, name);
  const atEnd = name === '-' || name === String(parent.length);
  if (index === undefined && !(atEnd && (op === 'add' || op === 'set'))) {
    throw refuse(`Index at '${path}' is out of array bounds`);
  }
  if (index === undefined) parent.push(value);
  else if (op === 'add') parent.splice(index, 0, value);
  else if (op === 'remove') parent.splice(index, 1);
  else parent[index] = op === 'incr' ? sum(parent[index], value, path, refuse) : value;
}

function indexIn(array: readonly Json[], text: string): number | undefined {
  return /^\d+$/.test(text) && Number(text) < array.length ? Number(text) : undefined;
}

function sum(
  current: Json | undefined,
  by: Json | undefined,
  path: string,
  refuse: Refuse,
): number {
  if (typeof by !== 'number' || (current !== undefined && typeof current !== 'number')) {
    throw refuse(`incr needs numbers, at '${path}'`);
  }
  return (current ?? 0) + by;
}

/** Assignment that stays data for names such as `__proto__`. */
function define(parent: JsonObject, name: string, value: Json | undefined): void {
  Object.defineProperty(parent, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
