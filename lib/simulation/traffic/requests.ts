import { ordinaryQuery, type QueryIntent } from './query';
import type { Random } from '../random';
import type { Action, Client, Request } from './request';
import type { Container } from './container';

/** Rows on a page of a query's answer. */
const PAGE_ROWS = 100;
/** A page of the answer ends here. */
const PAGE_BYTES = 1_048_576;

/** Shares of requests that end as they do in any application. */
const NOT_FOUND = 0.012;
const CONFLICT = 0.006;
const PRECONDITION_FAILED = 0.006;

/** One request for documents as an application makes it, with the failures that are usual for it. */
export function ordinaryRequest(
  random: Random,
  time: number,
  action: Action,
  client: Client,
  container: Container,
  inlinedQueries = 0,
): Request {
  const status = usualStatus(random, action);
  const bytes = Math.round(random.logNormal(container.documentBytes, 0.4));
  let item = '';
  let query: QueryIntent | undefined;
  let rows = 0;
  let requestBytes = 0;
  let responseBytes = 0;
  let requestUnits: number;
  if (action === 'queryDocuments') {
    query = ordinaryQuery(random, container, inlinedQueries);
    rows = query.shape === 'count' ? 1 : Math.min(PAGE_ROWS, random.poisson(8));
    requestBytes = 310;
    responseBytes = query.shape === 'count' ? 90 : 120 + rows * bytes;
    requestUnits = 2.8 + rows * 0.45 + responseBytes / 9_000;
  } else {
    item = `${container.name}-${random.hex(8)}`;
    if (WRITES.has(action)) {
      requestBytes = bytes;
      responseBytes = bytes + 220;
      requestUnits = 5.7 + bytes / 700;
    } else if (action === 'deleteDocument') {
      requestUnits = 6.2;
    } else {
      responseBytes = status === 200 ? bytes : 0;
      requestUnits = 1 + bytes / 4_096;
    }
  }
  const sizes = { requestBytes, responseBytes, requestUnits };
  return query === undefined
    ? { time, action, client, container, item, status, ...sizes }
    : { time, action, client, container, status, ...sizes, query, rows };
}

const WRITES: ReadonlySet<Action> = new Set([
  'createDocument',
  'upsertDocument',
  'replaceDocument',
]);

function usualStatus(random: Random, action: Action): number {
  if (action === 'readDocument') return random.chance(NOT_FOUND) ? 404 : 200;
  if (action === 'createDocument') return random.chance(CONFLICT) ? 409 : 201;
  if (action === 'replaceDocument') return random.chance(PRECONDITION_FAILED) ? 412 : 200;
  return action === 'deleteDocument' ? 204 : 200;
}

/** The same request, refused because too many units were asked for; it will be tried again. */
export function throttled(request: Request): Request {
  return { ...request, status: 429, responseBytes: 0, requestUnits: 0.38, rows: 0 };
}

/** The same request, refused by the firewall or for a bad key. */
export function refused(request: Request, status: 401 | 403): Request {
  return { ...request, status, responseBytes: 0, requestUnits: 0, rows: 0 };
}

/** One page of reading a container from end to end. */
export function feedPage(
  time: number,
  client: Client,
  container: Container,
  bytes = PAGE_BYTES,
): Request {
  return {
    time,
    action: 'listDocuments',
    client,
    container,
    status: 200,
    requestBytes: 0,
    responseBytes: Math.round(bytes),
    requestUnits: 2 + bytes / 2_500,
    rows: Math.round(bytes / container.documentBytes),
  };
}

/** A request about the account or a container, such as SDKs and tools send when they start. */
export function metadataRequest(
  time: number,
  action: Action,
  client: Client,
  container: Container | null,
): Request {
  return {
    time,
    action,
    client,
    container,
    status: 200,
    requestBytes: 0,
    responseBytes: 640,
    requestUnits: 1,
  };
}
