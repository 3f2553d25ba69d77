import * as z from 'zod';
import type { Container } from './container';
import { badRequest } from './cosmosError';
import type { JsonObject } from './json';
import type { PartitionKey } from './partitionKey';
import { compileQuery, type QueryOptions } from './query/compileQuery';
import type { CompositeIndex } from './query/compositeIndex';
import { jsonBody, type CosmosRequest, type Reply } from './request';
import { estimatedQueryUnits } from './requestUnits';

/** Azure's page size for a query or feed that asks for none. */
const DEFAULT_PAGE_SIZE = 100;

const querySchema = z.object({
  query: z.string(),
  parameters: z.array(z.object({ name: z.string(), value: z.unknown() })).default([]),
});

const indexingSchema = z
  .object({
    compositeIndexes: z.array(
      z.array(z.object({ path: z.string(), order: z.string().optional() })),
    ),
  })
  .catch({ compositeIndexes: [] });

/** A query over one partition, or over all when the request names none. */
export function queryDocuments(
  container: Container,
  partition: PartitionKey | undefined,
  request: CosmosRequest,
): Reply {
  const { query, parameters } = parseQuery(request);
  const { compositeIndexes } = indexingSchema.parse(container.definition.indexingPolicy);
  return page(container, partition, query, pageOptions(request, parameters, compositeIndexes));
}

/** All documents of a container or a partition, as `SELECT * FROM c`. */
export function readFeed(
  container: Container,
  partition: PartitionKey | undefined,
  request: CosmosRequest,
): Reply {
  return page(container, partition, 'SELECT * FROM c', pageOptions(request, [], []));
}

/** A query over the definitions of databases or containers. */
export function queryDefinitions(
  collectionName: string,
  definitions: readonly JsonObject[],
  request: CosmosRequest,
): Reply {
  const { query, parameters } = parseQuery(request);
  const options = pageOptions(request, parameters, []);
  const { result } = compileQuery(query)(definitions, { ...options, maxItemCount: -1 });
  return { status: 200, body: { [collectionName]: result, _count: result.length } };
}

/**
 * What the gateway tells a client about a query: with a single physical partition nothing is left for
 * the client to merge, sort or add up.
 */
export function queryPlan(request: CosmosRequest): Reply {
  compileQuery(parseQuery(request).query);
  return {
    status: 200,
    body: {
      partitionedQueryExecutionInfoVersion: 2,
      queryInfo: {
        distinctType: 'None',
        top: null,
        offset: null,
        limit: null,
        orderBy: [],
        orderByExpressions: [],
        groupByExpressions: [],
        groupByAliases: [],
        aggregates: [],
        groupByAliasToAggregateType: {},
        rewrittenQuery: '',
        hasSelectValue: false,
        hasNonStreamingOrderBy: false,
      },
      queryRanges: [{ min: '', max: 'FF', isMinInclusive: true, isMaxInclusive: false }],
    },
  };
}

/**
 * The latest versions of documents since a change (`If-None-Match`: the ETag of the last answer, `*` for
 * "from now") or a time (`If-Modified-Since`). 304 when there is nothing new.
 */
export function changeFeed(
  container: Container,
  partition: PartitionKey | undefined,
  request: CosmosRequest,
): Reply {
  if (request.header('a-im')?.toLowerCase() !== 'incremental feed') {
    throw badRequest('The embedded Cosmos DB has the latest version mode of the change feed only.');
  }
  const known = request.header('if-none-match');
  const since = Date.parse(request.header('if-modified-since') ?? '');
  const from = known === '*' ? container.latestChange : Number(known?.replaceAll('"', '') ?? 0);
  if (!Number.isInteger(from)) throw badRequest('The change feed continuation is invalid.');

  const changed = container
    .changedAfter(from, partition)
    .filter(({ writtenAt }) => !(writtenAt * 1000 < since));
  const size = pageSize(request);
  const documents = size < 0 ? changed : changed.slice(0, size);
  const last = documents.length < changed.length ? documents.at(-1)?.change : undefined;
  const headers = { etag: `"${last ?? container.latestChange}"` };
  if (documents.length === 0) {
    return { status: 304, headers, estimatedRequestUnits: estimatedQueryUnits(0) };
  }
  const body = feedBody(documents.map(({ text }) => text));
  return { status: 200, body, headers, estimatedRequestUnits: estimatedQueryUnits(body.length) };
}

function page(
  container: Container,
  partition: PartitionKey | undefined,
  query: string,
  options: QueryOptions,
): Reply {
  const documents = container.list(partition).map(({ body }) => body);
  const { result, continuation } = compileQuery(query)(documents, options);
  const body = feedBody(result.map((row) => JSON.stringify(row)));
  return {
    status: 200,
    body,
    headers: {
      'x-ms-item-count': String(result.length),
      ...(continuation === undefined ? {} : { 'x-ms-continuation': continuation }),
    },
    estimatedRequestUnits: estimatedQueryUnits(Buffer.byteLength(body)),
  };
}

function feedBody(documents: readonly string[]): string {
  return `{"_rid":"","Documents":[${documents.join(',')}],"_count":${documents.length}}`;
}

function parseQuery(request: CosmosRequest): z.infer<typeof querySchema> {
  const parsed = querySchema.safeParse(jsonBody(request));
  if (parsed.success) return parsed.data;
  throw badRequest('The query request needs a query text and parameters with a name and a value.');
}

function pageOptions(
  request: CosmosRequest,
  parameters: QueryOptions['parameters'],
  compositeIndexes: readonly CompositeIndex[],
): QueryOptions {
  const continuation = request.header('x-ms-continuation');
  return { parameters, maxItemCount: pageSize(request), continuation, compositeIndexes };
}

function pageSize(request: CosmosRequest): number {
  const size = Number(request.header('x-ms-max-item-count') ?? DEFAULT_PAGE_SIZE);
  if (!Number.isInteger(size) || size === 0) throw badRequest('The page size is invalid.');
  return size;
}
