import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpCookie, HttpData, InvocationResponse, Nullable, TypedData } from './rpc';

/** The largest request body of Azure's host. */
const MAX_BODY_BYTES = 104_857_600;

/** The request body is larger than the host takes. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
}

/** @throws {BodyTooLargeError} */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES)
    throw new BodyTooLargeError();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    // A request without an encoding set gives buffers.
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw new BodyTooLargeError();
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/**
 * A request in the form in which Azure's host hands it to a function. Repeated query parameters
 * become one value, joined by commas, as there.
 */
export function toHttpData(
  request: IncomingMessage,
  url: URL,
  params: Readonly<Record<string, string>>,
  body: Buffer,
): HttpData {
  const headers: [string, string][] = [];
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    if (values) headers.push([name, values.join(name === 'cookie' ? '; ' : ', ')]);
  }
  const query = [...new Set(url.searchParams.keys())].map((name): [string, string] => [
    name,
    url.searchParams.getAll(name).join(','),
  ]);
  return {
    url: url.href,
    method: request.method ?? 'GET',
    nullableHeaders: nullable(headers),
    nullableQuery: nullable(query),
    nullableParams: nullable(Object.entries(params)),
    ...(body.length > 0 && { body: { bytes: body } }),
  };
}

/** What the library reads of a request whose body comes as a stream. */
export function streamMetadata({
  nullableHeaders = {},
  nullableParams = {},
}: HttpData): Record<string, TypedData> {
  const headers = Object.entries(nullableHeaders).map(([name, { value }]) => [name, value]);
  const params = Object.entries(nullableParams).map(([name, { value }]): [string, TypedData] => [
    name,
    value === undefined ? {} : { string: value },
  ]);
  return {
    ...Object.fromEntries(params),
    Headers: { json: JSON.stringify(Object.fromEntries(headers)) },
  };
}

/** Sends what the library made of a handler's answer; 204 if it gave none. */
export function writeResponse(response: ServerResponse, answer: InvocationResponse): void {
  const http = answer.returnValue?.http;
  if (!http) {
    response.writeHead(204).end();
    return;
  }
  const body = Buffer.from(http.body?.bytes ?? http.body?.string ?? '');
  const status = Number(http.statusCode ?? 200);
  for (const [name, value] of Object.entries(http.headers ?? {})) {
    if (name !== 'transfer-encoding') response.setHeader(name, value);
  }
  const cookies = (http.cookies ?? []).map(formatCookie);
  if (cookies.length > 0) response.appendHeader('set-cookie', cookies);
  const hasNoBody = status === 204 || status === 304;
  if (!hasNoBody) response.setHeader('content-length', body.length);
  response.writeHead(status).end(hasNoBody ? undefined : body);
}

function formatCookie(cookie: HttpCookie): string {
  const { domain, path, expires, maxAge, sameSite } = cookie;
  const parts = [`${cookie.name ?? ''}=${encodeURIComponent(cookie.value ?? '')}`];
  if (maxAge?.value !== undefined) parts.push(`Max-Age=${Math.floor(maxAge.value)}`);
  if (domain?.value) parts.push(`Domain=${domain.value}`);
  if (path?.value) parts.push(`Path=${path.value}`);
  if (expires?.value?.seconds !== undefined) {
    parts.push(`Expires=${new Date(expires.value.seconds * 1000).toUTCString()}`);
  }
  if (cookie.httpOnly?.value) parts.push('HttpOnly');
  if (cookie.secure?.value) parts.push('Secure');
  if (sameSite === 'lax') parts.push('SameSite=Lax');
  if (sameSite === 'strict') parts.push('SameSite=Strict');
  if (sameSite === 'explicitNone') parts.push('SameSite=None');
  return parts.join('; ');
}

function nullable(entries: [string, string][]): Record<string, Nullable<string>> {
  return Object.fromEntries(entries.map(([name, value]) => [name, { value }]));
}
