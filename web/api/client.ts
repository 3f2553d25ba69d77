import { accessKey } from './accessKey';
import { ApiError, errorOf } from './apiError';

/** Answers that are kept to be asked for anew with their ETag. */
const MOST_KEPT = 80;
const PATIENCE_MS = 30_000;

export interface Answer<T> {
  readonly body: T;
  readonly etag: string | null;
}

const kept = new Map<string, Answer<unknown>>();

/**
 * Reads. The same object comes again as long as the answer is the same, so that a view can leave
 * everything as it is.
 * @param path below `/api/`, such as `alerts?top=50`
 * @throws ApiError
 */
export async function read<T>(path: string): Promise<Answer<T>> {
  const known = kept.get(path);
  const headers: Record<string, string> =
    known?.etag === undefined || known.etag === null ? {} : { 'if-none-match': known.etag };
  const answer = await ask(path, { headers });
  // It was stored under the path, which decides the shape.
  if (answer.status === 304 && known !== undefined) return known as Answer<T>;
  if (!answer.ok) throw await errorOf(answer);
  // The API's own types are the contract; both sides are built from them.
  const fresh = { body: (await answer.json()) as T, etag: answer.headers.get('etag') };
  kept.delete(path);
  kept.set(path, fresh);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  return fresh;
}

export interface Change {
  readonly body?: unknown;
  /** Only if nobody else has changed it since. */
  readonly ifMatch?: string;
  readonly ifNoneMatch?: '*';
}

/** Changes something. @throws ApiError */
export async function send<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  { body, ifMatch, ifNoneMatch }: Change = {},
): Promise<T> {
  const answer = await ask(path, {
    method,
    headers: {
      'x-warden-request': '1',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      ...(ifNoneMatch === undefined ? {} : { 'if-none-match': ifNoneMatch }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw await errorOf(answer);
  const text = await answer.text();
  // As above.
  return (text === '' ? null : JSON.parse(text)) as T;
}

/** Path and query of the next page; the host in it is as the app sees itself, not as we reach it. */
export function pathOfLink(path: string, link: string): string {
  return `${path}${new URL(link).search}`;
}

async function ask(path: string, options: RequestInit): Promise<Response> {
  const base = location.pathname.replace(/dashboard\/?$/i, '');
  const headers = new Headers(options.headers);
  const key = accessKey();
  if (key !== null) headers.set('x-functions-key', key);
  try {
    return await fetch(base + path, {
      ...options,
      headers,
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (cause) {
    const detail = 'It is down, or the network is. The page goes on trying.';
    throw new ApiError(0, 'The API does not answer', detail, null, { cause });
  }
}
