import { createHash } from 'node:crypto';
import {
  isReading,
  withHeaders,
  type ApiResponse,
  type StreamedResponse,
  type WritingRequest,
} from './http';

/**
 * The answer with an ETag; 304 without a body where the caller has it already. So a page can ask
 * every few seconds and is only sent what has changed. RFC 9110, section 13.1.2.
 */
export function revalidated(
  request: WritingRequest,
  answer: ApiResponse | StreamedResponse,
): ApiResponse | StreamedResponse {
  if (!isReading(request) || answer.status !== 200) return answer;
  const { body } = answer;
  if (typeof body !== 'string') return answer;
  const etag = answer.headers['etag'] ?? weakTag(body);
  const tagged = withHeaders({ ...answer, body }, { etag });
  return isKnown(request.headers, etag) ? { ...tagged, status: 304, body: '' } : tagged;
}

/** Weak: the same content, not the same bytes once a proxy has compressed it. */
function weakTag(body: string): string {
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}

function isKnown(headers: Headers, etag: string): boolean {
  const text = headers.get('if-none-match');
  if (text === null) return false;
  if (text.trim() === '*') return true;
  const opaque = /"[^"]*"/.exec(etag)?.[0] ?? etag;
  return new Set(text.match(/"[^"]*"/g)).has(opaque);
}
