import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { request as send } from 'node:http';
import { pipeline } from 'node:stream/promises';

/** How the host names the call for which a request is passed on. */
const INVOCATION = 'x-ms-invocation-id';
/** Headers that are about one connection, and are not passed on. */
const OF_CONNECTION: readonly string[] = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'expect',
];

/** One HTTP call to an app that streams. */
export interface StreamedCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly body: Buffer;
  readonly invocationId: string;
}

/**
 * The library's side of streams: with `enableHttpStream` it has an HTTP server of its own, to which
 * the host passes requests on while it announces them as invocations.
 */
export class StreamingWorker {
  readonly #port: string;

  /** @param uri where the library says it listens */
  constructor(uri: string) {
    this.#port = new URL(uri).port;
  }

  /**
   * Passes a call on, and its answer back as it comes. Rejects where either side breaks off, or `signal`
   * says that there will be no answer; the other side is cut then.
   */
  async pass(call: StreamedCall, signal: AbortSignal): Promise<void> {
    const { response } = call;
    // Also for a caller who has left: a call that was announced waits for its request.
    const answer = await this.#send(call, signal);
    for (const [name, value] of Object.entries(passedOn(answer.headers))) {
      if (value !== undefined) response.setHeader(name, value);
    }
    response.writeHead(answer.statusCode ?? 200);
    // At once, as Azure's host does: what comes later may take a while.
    response.flushHeaders();
    await pipeline(answer, response, { signal });
  }

  #send(call: StreamedCall, signal: AbortSignal): Promise<IncomingMessage> {
    const { request, url, body, invocationId } = call;
    return new Promise((resolve, reject) => {
      const passed = send({
        host: '127.0.0.1',
        port: this.#port,
        method: request.method,
        path: url.href.slice(url.origin.length),
        headers: {
          ...passedOn(request.headers),
          [INVOCATION]: invocationId,
          'x-forwarded-host': url.host,
          'x-forwarded-proto': 'http',
          'content-length': body.length,
        },
        signal,
      });
      passed.on('error', reject).on('response', resolve).end(body);
    });
  }
}

function passedOn(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !OF_CONNECTION.includes(name)),
  );
}
