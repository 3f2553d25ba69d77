/** A receiver may not keep alerts away for longer than they are tried at all, ms. */
const LONGEST = 24 * 3_600_000;

/**
 * The wait that a `Retry-After` header asks for, ms: seconds or an HTTP date (RFC 9110, 10.2.3).
 * Null where there is none, or none that can be read.
 */
export function retryAfterOf(header: string | null | undefined, now: number): number | null {
  const text = header?.trim() ?? '';
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), LONGEST) : null;
}
