import { request, type RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import { DeliveryError } from '../sink';
import { httpFailure } from './httpFailure';
import { isPrivate, PrivateTargetError, publicLookup } from './privateNetwork';
import { retryAfterOf } from './retryAfter';

export interface PostOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly allowPrivateNetwork: boolean;
  readonly signal: AbortSignal;
  readonly certificateAuthority?: string | undefined;
}

/**
 * Posts JSON over HTTPS. No redirect is followed: what is signed for one place goes to no other.
 * @throws DeliveryError which never names the path, as webhooks keep their secret in it
 */
export async function postJson(url: URL, body: string, options: PostOptions): Promise<void> {
  const { headers, allowPrivateNetwork, signal, certificateAuthority } = options;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A literal address is not looked up.
  if (!allowPrivateNetwork && isIP(host) > 0 && isPrivate(host)) throw new PrivateTargetError(host);
  const { status, retryAfter } = await post(url, body, {
    method: 'POST',
    signal,
    agent: false,
    headers: {
      ...headers,
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'cosmos-warden',
    },
    ...(allowPrivateNetwork ? {} : { lookup: publicLookup }),
    ...(certificateAuthority === undefined ? {} : { ca: certificateAuthority }),
  });
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400) {
    throw new DeliveryError(`answered ${status}, a redirect, which is not followed`);
  }
  throw httpFailure(status, retryAfterOf(retryAfter, Date.now()));
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

function post(url: URL, body: string, options: RequestOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      if (error instanceof DeliveryError) reject(error);
      else reject(new DeliveryError(`cannot be reached: ${reasonOf(error)}`, { cause: error }));
    };
    const sent = request(url, options, (response) => {
      const { statusCode = 0, headers } = response;
      // What it says is of no use; it is not read, whatever its length.
      response.on('error', fail).destroy();
      resolve({ status: statusCode, retryAfter: headers['retry-after'] });
    });
    sent.on('error', fail).end(body);
  });
}

function reasonOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
