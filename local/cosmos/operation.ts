/** What a request does, in the terms of the Cosmos DB data plane. */
export type Operation =
  | 'read'
  | 'create'
  | 'upsert'
  | 'replace'
  | 'patch'
  | 'delete'
  | 'query'
  | 'readFeed'
  | 'changeFeed'
  | 'queryPlan'
  | 'batch'
  | 'metadata';

export type OperationKind = 'reads' | 'writes' | 'queries' | 'metadata';

export const KIND_OF: Readonly<Record<Operation, OperationKind>> = {
  read: 'reads',
  create: 'writes',
  upsert: 'writes',
  replace: 'writes',
  patch: 'writes',
  delete: 'writes',
  batch: 'writes',
  query: 'queries',
  readFeed: 'queries',
  changeFeed: 'queries',
  queryPlan: 'metadata',
  metadata: 'metadata',
};

type Header = (name: string) => string | undefined;

const isTrue = (value: string | undefined) => value?.toLowerCase() === 'true';

/** Tells the operation from method, path and headers; everything above documents is `metadata`. */
export function operationOf(
  method: string,
  segments: readonly string[],
  header: Header,
): Operation {
  if (segments[4] !== 'docs') return 'metadata';
  if (segments.length === 6) return DOCUMENT_METHODS[method] ?? 'metadata';
  if (method === 'GET') return header('a-im') === undefined ? 'readFeed' : 'changeFeed';
  if (isTrue(header('x-ms-cosmos-is-query-plan-request'))) return 'queryPlan';
  if (isTrue(header('x-ms-documentdb-isquery'))) return 'query';
  if (isTrue(header('x-ms-cosmos-is-batch-request'))) return 'batch';
  return isTrue(header('x-ms-documentdb-is-upsert')) ? 'upsert' : 'create';
}

const DOCUMENT_METHODS: Readonly<Partial<Record<string, Operation>>> = {
  GET: 'read',
  PUT: 'replace',
  PATCH: 'patch',
  DELETE: 'delete',
};
