import { badRequest, CosmosError } from './cosmosError';
import { isJsonObject, memberOf, type Json, type JsonObject } from './json';

/** A partition key value in canonical JSON, for example `["account-1"]`; `[{}]` where it is missing. */
export type PartitionKey = string & { readonly partitionKey: unique symbol };

export const pathSegments = (path: string): string[] => path.split('/').slice(1);

export function valueAt(document: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = document;
  for (const name of pathSegments(path)) {
    value = isJsonObject(value) ? memberOf(value, name) : undefined;
  }
  return value;
}

/** The partition that a document belongs to by its content. */
export function partitionKeyOf(document: JsonObject, paths: readonly string[]): PartitionKey {
  return canonical(paths.map((path) => valueAt(document, path) ?? {}));
}

/**
 * The partition that a request names in `x-ms-documentdb-partitionkey`.
 * @throws CosmosError 400 when it is no JSON array with as many components as the container has paths.
 */
export function partitionKeyFromHeader(header: string, paths: readonly string[]): PartitionKey {
  let key: unknown;
  try {
    key = JSON.parse(header);
  } catch {
    throw badRequest(`Partition key ${header} is invalid.`);
  }
  if (!Array.isArray(key) || key.length !== paths.length) {
    throw badRequest(
      'The partition key supplied in x-ms-partitionkey header has fewer components than defined in the collection.',
    );
  }
  return canonical(key);
}

/** @throws CosmosError 400 with Azure's substatus 1001, which tells this mistake from others. */
export function requireSamePartition(fromHeader: PartitionKey, fromDocument: PartitionKey): void {
  if (fromHeader === fromDocument) return;
  throw new CosmosError(
    400,
    'BadRequest',
    "PartitionKey extracted from document doesn't match the one specified in the header.",
    { 'x-ms-substatus': '1001' },
  );
}

function canonical(key: readonly unknown[]): PartitionKey {
  // The only place that makes this brand.
  return JSON.stringify(key) as PartitionKey;
}
