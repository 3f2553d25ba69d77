import { Refusal } from './http';

/** Whether a stored version, by its ETag, is the one that a caller means. */
export type IsExpected = (etag: string) => boolean;

/**
 * What `If-Match` asks for (RFC 9110, 13.1.1), or null where it is not there. `*` is met by every
 * version. An ETag is taken without its `W/`: a proxy that compresses puts it there, and the version
 * of the document is the same.
 */
export function ifMatch(headers: Headers): IsExpected | null {
  const text = headers.get('if-match');
  if (text === null) return null;
  if (text.trim() === '*') return () => true;
  const wanted = new Set(text.match(/"[^"]*"/g));
  return (etag) => wanted.has(etag);
}

/** As `ifMatch`, where it must be there. @throws Refusal 428 */
export function requiredIfMatch(headers: Headers): IsExpected {
  const expected = ifMatch(headers);
  if (expected !== null) return expected;
  const detail = 'Send If-Match with the ETag that GET gave, so that nobody else is overwritten';
  throw new Refusal(428, 'Precondition required', detail, { header: 'If-Match' });
}

/** The answer to a precondition that is not met. */
export function preconditionFailed(what: string): Refusal {
  const detail = `${what} is not what If-Match names; read it again`;
  return new Refusal(412, 'Precondition failed', detail);
}

/** The answer to who wrote at the same time as somebody else, and was the slower one. */
export function lostRace(headers: Headers, what: string): Refusal {
  if (headers.has('if-match')) return preconditionFailed(what);
  const detail = `${what} was written by somebody else at the same time; read it again`;
  return new Refusal(409, 'Conflict', detail);
}
