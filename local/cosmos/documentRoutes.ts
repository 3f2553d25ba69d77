import type { Container, StoredDocument } from './container';
import { badRequest, notFound } from './cosmosError';
import {
  createDocument,
  deleteDocument,
  patchStoredDocument,
  replaceDocument,
  upsertDocument,
} from './documentWrites';
import { changeFeed, queryDocuments, queryPlan, readFeed } from './feedRoutes';
import type { Operation } from './operation';
import { partitionKeyFromHeader, type PartitionKey } from './partitionKey';
import { jsonBody, parseBody, type CosmosRequest, type Reply } from './request';
import { estimatedReadUnits, estimatedWriteUnits } from './requestUnits';

/** Answers one request on the documents of a container. @throws CosmosError */
export function answerDocuments(
  operation: Exclude<Operation, 'metadata'>,
  container: Container,
  request: CosmosRequest,
): Reply {
  const id = request.segments[5] ?? '';
  const conditions = {
    ifMatch: request.header('if-match'),
    ifNoneMatch: request.header('if-none-match'),
  };
  const header = request.header('x-ms-documentdb-partitionkey');
  const partition =
    header === undefined ? undefined : partitionKeyFromHeader(header, container.paths);

  switch (operation) {
    case 'read':
      return readDocument(container, required(partition), id, conditions.ifNoneMatch);
    case 'create':
      return written(201, createDocument(container, required(partition), jsonBody(request)));
    case 'upsert': {
      const body = jsonBody(request);
      const { document, created } = upsertDocument(
        container,
        required(partition),
        body,
        conditions,
      );
      return written(created ? 201 : 200, document);
    }
    case 'replace': {
      const body = jsonBody(request);
      return written(200, replaceDocument(container, required(partition), id, body, conditions));
    }
    case 'patch': {
      const patch = parseBody(request);
      const key = required(partition);
      return written(200, patchStoredDocument(container, key, id, patch, conditions));
    }
    case 'delete': {
      const { bytes } = deleteDocument(container, required(partition), id, conditions);
      return { status: 204, estimatedRequestUnits: estimatedWriteUnits(bytes) };
    }
    case 'batch':
      throw badRequest(
        'The embedded Cosmos DB does not support transactional batch and bulk; do not rely on it.',
      );
    case 'query':
      return queryDocuments(container, partition, request);
    case 'queryPlan':
      return queryPlan(request);
    case 'readFeed':
      return readFeed(container, partition, request);
    case 'changeFeed':
      return changeFeed(container, partition, request);
  }
}

function readDocument(
  container: Container,
  partition: PartitionKey,
  id: string,
  knownEtag: string | undefined,
): Reply {
  const document = container.find(partition, id);
  if (!document) throw notFound();
  const { text, etag, bytes } = document;
  const estimatedRequestUnits = estimatedReadUnits(bytes);
  if (knownEtag === etag) return { status: 304, headers: { etag }, estimatedRequestUnits };
  return { status: 200, body: text, headers: { etag }, estimatedRequestUnits };
}

function written(status: number, { text, etag, bytes }: StoredDocument): Reply {
  return {
    status,
    body: text,
    headers: { etag },
    estimatedRequestUnits: estimatedWriteUnits(bytes),
  };
}

function required(partition: PartitionKey | undefined): PartitionKey {
  if (partition !== undefined) return partition;
  throw badRequest('PartitionKey value must be supplied for this operation.');
}
