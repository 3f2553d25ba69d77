import type { IncomingMessage } from 'node:http';
import { badRequest, tooLarge } from './cosmosError';
import { isJsonObject, type JsonObject } from './json';

/** More than this is not read: above the document limit, with room for a patch or a long query. */
const MAX_REQUEST_BYTES = 4 * 1024 * 1024;

export interface CosmosRequest {
  readonly method: string;
  /** Decoded path segments, for example `['dbs', 'warden', 'colls', 'alerts', 'docs', 'id-1']`. */
  readonly segments: readonly string[];
  readonly header: (name: string) => string | undefined;
  readonly body: string;
  readonly bytes: number;
}

/** An answer before it is put on the wire. */
export interface Reply {
  readonly status: number;
  /** Text is sent as it is, an object as JSON. */
  readonly body?: string | object | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly estimatedRequestUnits?: number;
}

/** @throws CosmosError 413 for a body that no operation may have, 400 for a path that is no URL path. */
export async function readRequest(incoming: IncomingMessage): Promise<CosmosRequest> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    // A request without an encoding set gives buffers only.
    const buffer = chunk as Buffer;
    bytes += buffer.length;
    if (bytes <= MAX_REQUEST_BYTES) chunks.push(buffer);
  }
  if (bytes > MAX_REQUEST_BYTES) throw tooLarge();
  return {
    method: incoming.method ?? 'GET',
    segments: segmentsOf(incoming.url ?? '/'),
    header: (name) => {
      const value = incoming.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    body: Buffer.concat(chunks).toString('utf8'),
    bytes,
  };
}

/** @throws CosmosError 400 when the body is no JSON. */
export function parseBody({ body }: CosmosRequest): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw badRequest('The input content is invalid because it is not JSON.');
  }
}

/** @throws CosmosError 400 when the body is no JSON object. */
export function jsonBody(request: CosmosRequest): JsonObject {
  const value = parseBody(request);
  if (isJsonObject(value)) return value;
  throw badRequest('The input content is invalid because it is not a JSON object.');
}

function segmentsOf(url: string): string[] {
  const [path = ''] = url.split('?');
  try {
    return path
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent);
  } catch {
    throw badRequest(`The path ${path} is not a valid URL path.`);
  }
}
