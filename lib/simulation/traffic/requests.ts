import { ordinaryQuery } from './query';
import type { Random } from '../random';
import type { Action, Client, Container, Request } from './request';

/** Rows on a page of a query's answer. */
const PAGE_ROWS = 100;
/** A page of the answer ends here. */
const PAGE_BYTES = 1_048_576;

/** Shares of requests that end as they do in any application. */
const NOT_FOUND = 0.012;
const CONFLICT = 0.006;
const PRECONDITION_FAILED = 0.006;

/** One request of an application, with the failures that are usual for it. */
export function ordinaryRequest(
  random: Random,
  time: number,
  action: Action,
  client: Client,
  container: Container,
  inlinedQueries = 0,
): Request {
  const status = usualStatus(random, action);
  const base = { time, action, client, container, status };
  const bytes = Math.round(random.logNormal(container.documentBytes, 0.4));
  switch (action) {
    case 'queryDocuments': {
      const query = ordinaryQuery(random, container, inlinedQueries);
      const rows = query.shape === 'count' ? 1 : Math.min(PAGE_ROWS, random.poisson(8));
      const responseBytes = query.shape === 'count' ? 90 : 120 + rows * bytes;
      const requestUnits = 2.8 + rows * 0.45 + responseBytes / 9_000;
      return { ...base, requestBytes: 310, responseBytes, requestUnits, query, rows };
    }
    case 'createDocument':
    case 'upsertDocument':
    case 'replaceDocument': {
      const item = `${container.name}-${random.hex(10)}`;
      const requestUnits = 5.7 + bytes / 700;
      return { ...base, item, requestBytes: bytes, responseBytes: bytes + 220, requestUnits };
    }
    case 'deleteDocument': {
      const item = `${container.name}-${random.hex(10)}`;
      return { ...base, item, requestBytes: 0, responseBytes: 0, requestUnits: 6.2 };
    }
    case 'readDocument': {
      const item = `${container.name}-${random.hex(10)}`;
      const responseBytes = status === 200 ? bytes : 0;
      return { ...base, item, requestBytes: 0, responseBytes, requestUnits: 1 + bytes / 4_096 };
    }
    default:
      return { ...base, requestBytes: 0, responseBytes: 600, requestUnits: 1 };
  }
}

function usualStatus(random: Random, action: Action): number {
  switch (action) {
    case 'readDocument':
      return random.chance(NOT_FOUND) ? 404 : 200;
    case 'createDocument':
      return random.chance(CONFLICT) ? 409 : 201;
    case 'replaceDocument':
      return random.chance(PRECONDITION_FAILED) ? 412 : 200;
    case 'deleteDocument':
      return 204;
    default:
      return 200;
  }
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
