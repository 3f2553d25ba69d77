import { readFile } from 'node:fs/promises';
import type { FeedDefinition } from './feedDefinition';
import { FeedRefusedError } from './feedEntries';

/** How feeds are reached; tests and the local stack give their own. */
export interface FeedAccess {
  readonly fetch: typeof fetch;
  readonly readFile: (path: string, signal: AbortSignal) => Promise<Uint8Array>;
}

export const systemFeedAccess: FeedAccess = {
  fetch: (input, init) => fetch(input, init),
  readFile: (path, signal) => readFile(path, { signal }),
};

export interface DownloadLimits {
  readonly signal: AbortSignal;
  readonly maxBytes: number;
}

/** What the server said of a copy, to ask next time whether it has changed. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export type Download = 'notModified' | (Validators & { readonly bytes: Uint8Array });

/** The source gave no usable answer; trying again later may help. */
export class FeedUnavailableError extends Error {
  override readonly name = 'FeedUnavailableError';
}

const MOST_REDIRECTS = 5;
const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Gets the bytes of a feed from its URL or file. Redirects are followed by hand, because each step
 * has to be HTTPS; plain HTTP is allowed on the loopback address alone.
 * @throws FeedRefusedError FeedUnavailableError, and what `fetch` and `readFile` throw
 */
export async function downloadFeed(
  feed: FeedDefinition,
  access: FeedAccess,
  previous: Validators | null,
  limits: DownloadLimits,
): Promise<Download> {
  const url = urlOf(feed.source);
  if (url === null) return readFeedFile(feed.source, access, limits);

  const response = await fetchFollowing(url, access, conditions(previous), limits.signal);
  if (response.status === 304 && previous !== null) return 'notModified';
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new FeedUnavailableError(`the server answered ${response.status}`);
  }
  if (/^text\/html\b/i.test(response.headers.get('content-type') ?? '')) {
    await response.body?.cancel();
    throw new FeedRefusedError('it is an HTML page, not a list');
  }
  return {
    bytes: await readBody(response, limits.maxBytes),
    etag: response.headers.get('etag'),
    lastModified: response.headers.get('last-modified'),
  };
}

/** The source without what may be secret: query and user information of a URL. */
export function shownSource(source: string): string {
  const url = urlOf(source);
  return url === null ? source : `${url.origin}${url.pathname}`;
}

/** Null for a file path; a Windows drive letter is no scheme. */
function urlOf(source: string): URL | null {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(source) && URL.canParse(source) ? new URL(source) : null;
}

async function readFeedFile(
  path: string,
  access: FeedAccess,
  limits: DownloadLimits,
): Promise<Download> {
  const bytes = await access.readFile(path, limits.signal);
  if (bytes.byteLength > limits.maxBytes) throw tooLarge(limits.maxBytes);
  return { bytes, etag: null, lastModified: null };
}

async function fetchFollowing(
  start: URL,
  access: FeedAccess,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  let url = start;
  for (let step = 0; step <= MOST_REDIRECTS; step++) {
    checkUrl(url);
    const response = await access.fetch(url, { headers, signal, redirect: 'manual' });
    const location = response.headers.get('location');
    if (response.status === 304 || response.status < 300 || response.status >= 400) return response;
    await response.body?.cancel();
    if (location === null || !URL.canParse(location, url.href)) {
      throw new FeedUnavailableError(`the server answered ${response.status} without a location`);
    }
    const target = new URL(location, url);
    if (url.protocol === 'https:' && target.protocol !== 'https:') {
      throw new FeedRefusedError(`it redirects from HTTPS to ${target.protocol}//${target.host}`);
    }
    url = target;
  }
  throw new FeedRefusedError(`it redirects more than ${MOST_REDIRECTS} times`);
}

function checkUrl(url: URL): void {
  if (url.username !== '' || url.password !== '') {
    throw new FeedRefusedError('its URL holds a user name or password');
  }
  const loopback = url.protocol === 'http:' && LOOPBACK_HOST.test(url.hostname);
  if (url.protocol !== 'https:' && !loopback) {
    throw new FeedRefusedError(`it is reached over ${url.protocol}//${url.host}, not over HTTPS`);
  }
}

function conditions(previous: Validators | null): Record<string, string> {
  const headers: Record<string, string> = { accept: '*/*', 'user-agent': 'cosmos-warden' };
  if (previous?.etag) headers['if-none-match'] = previous.etag;
  if (previous?.lastModified) headers['if-modified-since'] = previous.lastModified;
  return headers;
}

async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  const body: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = response.body ?? [];
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Counted as it comes in: a declared length may be missing or wrong, or the body compressed.
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function tooLarge(maxBytes: number): FeedRefusedError {
  return new FeedRefusedError(`it is larger than ${maxBytes} bytes`);
}
