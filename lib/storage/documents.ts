/** The port to the database: documents in containers, with ETags and plain queries. */

/** Seconds in a day, the unit of the containers' times to live. */
const DAY = 86_400;

/**
 * The containers of the database, their partition key fields and times to live in seconds; -1 where
 * only documents with a `ttl` of their own end, null where none does.
 */
export const CONTAINERS = {
  alerts: { partitionKey: 'accountId', timeToLive: 90 * DAY },
  baselines: { partitionKey: 'accountId', timeToLive: -1 },
  activity: { partitionKey: 'accountId', timeToLive: 45 * DAY },
  suppressions: { partitionKey: 'scope', timeToLive: null },
  intel: { partitionKey: 'feed', timeToLive: -1 },
  deadLetters: { partitionKey: 'day', timeToLive: 14 * DAY },
  leases: { partitionKey: 'id', timeToLive: null },
} as const;

export type ContainerName = keyof typeof CONTAINERS;

/** Every stored document says which version of its schema it has. */
export interface StoredDocument {
  readonly id: string;
  readonly schemaVersion: number;
}

export interface Versioned<T> {
  readonly document: T;
  readonly etag: string;
}

export type Scalar = string | number | boolean | null;

/** A test on one field; `field` is a path of property names joined by dots. */
export type Condition =
  | { readonly field: string; readonly is: 'equal'; readonly value: Scalar }
  | { readonly field: string; readonly is: 'oneOf'; readonly values: readonly Scalar[] }
  | {
      readonly field: string;
      readonly is: 'below' | 'atMost' | 'above' | 'atLeast';
      readonly value: string | number;
    }
  /** Substring, as written: no wildcards, case matters. */
  | { readonly field: string; readonly is: 'containing'; readonly value: string }
  | { readonly field: string; readonly is: 'present' | 'absent' };

/** Values travel as query parameters, so text from a log is never part of a query. */
export interface DocumentQuery {
  /** Value of the partition key; without it the query runs over all partitions. */
  readonly partition?: string;
  readonly where?: readonly Condition[];
  readonly orderBy?: { readonly field: string; readonly descending: boolean };
  readonly limit?: number;
}

/** One field of a patch, which Cosmos DB takes ten of. */
export interface FieldChange {
  /** Names from the outside in; all but the last must be there, and be objects. */
  readonly path: readonly string[];
  /** Anything that JSON can hold. */
  readonly value: unknown;
}

/**
 * Reads and writes documents. What it throws is a {@link StorageError}: the database could not be
 * reached or refused the work, and trying again later may succeed.
 */
export interface DocumentStore {
  read<T extends StoredDocument>(
    container: ContainerName,
    partition: string,
    id: string,
  ): Promise<Versioned<T> | null>;
  /** Null where a document with this id is there already. */
  create<T extends StoredDocument>(
    container: ContainerName,
    document: T,
  ): Promise<Versioned<T> | null>;
  /** Null where the document has changed since `etag`, or is gone. */
  replace<T extends StoredDocument>(
    container: ContainerName,
    document: T,
    etag: string,
  ): Promise<Versioned<T> | null>;
  upsert<T extends StoredDocument>(container: ContainerName, document: T): Promise<Versioned<T>>;
  /**
   * Sets fields and leaves the others as they are; all of them or none. Null where the document has
   * changed since `etag`, or is gone.
   */
  patch<T extends StoredDocument>(
    container: ContainerName,
    partition: string,
    id: string,
    changes: readonly FieldChange[],
    etag: string,
  ): Promise<Versioned<T> | null>;
  /** Does nothing where there is no such document. */
  remove(container: ContainerName, partition: string, id: string): Promise<void>;
  query<T extends StoredDocument>(
    container: ContainerName,
    query: DocumentQuery,
  ): Promise<readonly T[]>;
}

/** The database failed: unreachable, throttled after retries, or refusing. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  constructor(
    readonly operation: string,
    readonly container: ContainerName,
    cause: unknown,
  ) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    super(`Cosmos DB ${operation} in container '${container}' failed: ${detail}`, { cause });
  }
}

/**
 * The value of a document's partition key.
 * @throws TypeError where it has none: a fault in our code, which no retry would heal
 */
export function partitionOf(container: ContainerName, document: StoredDocument): string {
  const value: unknown = Reflect.get(document, CONTAINERS[container].partitionKey);
  if (typeof value !== 'string') {
    throw new TypeError(
      `Document '${document.id}' for '${container}' has no '${CONTAINERS[container].partitionKey}'`,
    );
  }
  return value;
}
