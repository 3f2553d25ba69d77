import * as z from 'zod';
import type { Container, StoredDocument } from './container';
import { badRequest, conflict, notFound, preconditionFailed } from './cosmosError';
import type { Json, JsonObject } from './json';
import { partitionKeyOf, requireSamePartition, type PartitionKey } from './partitionKey';
import { MAX_PATCH_OPERATIONS, patchDocument } from './patch';
import { compileQuery } from './query/compileQuery';

const MAX_ID_BYTES = 1023;

/** Conditions of a request: `If-Match` holds an ETag, `If-None-Match` an ETag or `*`. */
export interface Conditions {
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

/** @throws CosmosError 409 when the id is taken in this partition. */
export function createDocument(
  container: Container,
  partition: PartitionKey,
  body: JsonObject,
): StoredDocument {
  const id = checkContent(container, partition, body);
  if (container.find(partition, id)) throw conflict();
  return container.put(partition, id, body);
}

/** Like Azure, it applies `If-Match` only where there is a document to match. */
export function upsertDocument(
  container: Container,
  partition: PartitionKey,
  body: JsonObject,
  conditions: Conditions,
): { document: StoredDocument; created: boolean } {
  const id = checkContent(container, partition, body);
  const existing = container.find(partition, id);
  if (existing) checkConditions(existing, conditions);
  return { document: container.put(partition, id, body), created: existing === undefined };
}

/** @throws CosmosError 404, or 412 when a condition fails, 400 when the body names another id. */
export function replaceDocument(
  container: Container,
  partition: PartitionKey,
  id: string,
  body: JsonObject,
  conditions: Conditions,
): StoredDocument {
  checkConditions(existingDocument(container, partition, id), conditions);
  if (checkContent(container, partition, body) !== id) {
    throw badRequest('The id of a document cannot be changed.');
  }
  return container.put(partition, id, body);
}

/** @throws CosmosError 404, or 412 when a condition fails. */
export function deleteDocument(
  container: Container,
  partition: PartitionKey,
  id: string,
  conditions: Conditions,
): StoredDocument {
  const existing = existingDocument(container, partition, id);
  checkConditions(existing, conditions);
  container.remove(existing);
  return existing;
}

const json: z.ZodType<Json> = z.json();
const operationsSchema = z
  .array(
    z.object({
      op: z.enum(['add', 'set', 'replace', 'remove', 'incr']),
      path: z.string(),
      value: json.optional(),
    }),
  )
  .min(1)
  .max(MAX_PATCH_OPERATIONS);
const patchSchema = z.union([
  operationsSchema.transform((operations) => ({ operations, condition: undefined })),
  z.object({ operations: operationsSchema, condition: z.string().optional() }),
]);

/**
 * Applies a patch, all of its operations or none.
 * @throws CosmosError 404; 412 when the ETag or the `condition` ("from c where ...") does not hold; 400.
 */
export function patchStoredDocument(
  container: Container,
  partition: PartitionKey,
  id: string,
  request: unknown,
  conditions: Conditions,
): StoredDocument {
  const patch = patchSchema.safeParse(request);
  if (!patch.success) {
    throw badRequest(
      `The patch request is invalid: 1 to ${MAX_PATCH_OPERATIONS} operations of add, set, replace, remove or incr.`,
    );
  }
  const existing = existingDocument(container, partition, id);
  checkConditions(existing, conditions);
  const { operations, condition } = patch.data;
  if (condition !== undefined && !holds(condition, existing.body)) throw preconditionFailed();
  const body = patchDocument(existing.body, operations);
  if (body.id !== id) throw badRequest('The id of a document cannot be patched.');
  requireSamePartition(partition, partitionKeyOf(body, container.paths));
  return container.put(partition, id, body);
}

function holds(condition: string, document: JsonObject): boolean {
  const { result } = compileQuery(`SELECT * ${condition}`)([document], {
    parameters: [],
    maxItemCount: 1,
    continuation: undefined,
    compositeIndexes: [],
  });
  return result.length > 0;
}

function existingDocument(
  container: Container,
  partition: PartitionKey,
  id: string,
): StoredDocument {
  const existing = container.find(partition, id);
  if (!existing) throw notFound();
  return existing;
}

function checkConditions(existing: StoredDocument, { ifMatch, ifNoneMatch }: Conditions): void {
  const matchFails = ifMatch !== undefined && ifMatch !== '*' && ifMatch !== existing.etag;
  const noneMatchFails = ifNoneMatch === '*' || ifNoneMatch === existing.etag;
  if (matchFails || noneMatchFails) throw preconditionFailed();
}

/** The id of a document that may be stored in this partition. */
function checkContent(container: Container, partition: PartitionKey, body: JsonObject): string {
  const { id } = body;
  if (typeof id !== 'string' || id === '' || Buffer.byteLength(id) > MAX_ID_BYTES) {
    throw badRequest(
      `The input content is invalid because the required property 'id' is no text of 1 to ${MAX_ID_BYTES} bytes.`,
    );
  }
  requireSamePartition(partition, partitionKeyOf(body, container.paths));
  return id;
}
