import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AccessKeys, AuthLevel } from './accessKeys';
import { allows } from './accessKeys';
import type { RegisteredFunction } from './functionApp';
import {
  BodyTooLargeError,
  readBody,
  streamMetadata,
  toHttpData,
  writeResponse,
} from './httpMessage';
import type { Invoker } from './invoker';
import { triggerBinding } from './invoker';
import type { Log } from './log';
import { messageOf } from './log';
import { settlesWithin } from './pause';
import type { Route } from './route';
import { parseRoute } from './route';
import type { HttpData } from './rpc';
import type { StreamedCall, StreamingWorker } from './streamingWorker';

/** How long answers under way may take once the host stops. */
const CLOSE_MS = 300;

/** An HTTP function and how it is reached. */
export interface HttpEndpoint {
  readonly registered: RegisteredFunction;
  readonly route: Route;
  /** Upper case; empty means all. */
  readonly methods: readonly string[];
  readonly authLevel: AuthLevel;
}

/** The port is taken, or may not be used. */
export class PortError extends Error {
  override readonly name = 'PortError';
  constructor(
    readonly port: number,
    cause: unknown,
  ) {
    super(`Cannot listen on port ${port}: ${messageOf(cause)}. Choose another port.`, { cause });
  }
}

/** @throws {RouteError} */
export function toEndpoint(registered: RegisteredFunction, routePrefix: string): HttpEndpoint {
  const { name } = registered.metadata;
  const { binding } = triggerBinding(registered.metadata);
  const template = typeof binding['route'] === 'string' ? binding['route'] : name;
  const methods = Array.isArray(binding['methods']) ? binding['methods'] : [];
  const level = String(binding['authLevel']).toLowerCase();
  return {
    registered,
    route: parseRoute(`${routePrefix}/${template}`),
    methods: methods.map((method) => String(method).toUpperCase()),
    authLevel: level === 'function' || level === 'admin' ? level : 'anonymous',
  };
}

/**
 * The HTTP side of the host, on loopback only. Answers as Azure's host does: 404 for an unknown
 * path and also for a known one with a method that no function there takes (HEAD and OPTIONS
 * included), 401 for a missing or wrong key, 413 above 100 MB, 500 without a body for a function
 * that fails.
 */
export class HttpServer {
  readonly #server: Server;
  readonly #endpoints: readonly HttpEndpoint[];
  readonly #invoker: Invoker;
  readonly #keys: AccessKeys | undefined;
  readonly #log: Log;
  readonly #worker: StreamingWorker | undefined;
  #closed: Promise<void> = Promise.resolve();

  constructor(
    endpoints: readonly HttpEndpoint[],
    invoker: Invoker,
    keys: AccessKeys | undefined,
    log: Log,
    worker?: StreamingWorker,
  ) {
    const order = (endpoint: HttpEndpoint) => endpoint.route.precedence;
    this.#endpoints = [...endpoints].sort((a, b) => (order(a) < order(b) ? -1 : 1));
    this.#invoker = invoker;
    this.#keys = keys;
    this.#log = log;
    this.#worker = worker;
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch((error: unknown) => {
        this.#fail(request, response, error);
      });
    });
  }

  /**
   * @param port 0 for any
   * @returns the port in use
   * @throws {PortError}
   */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (error) => reject(new PortError(port, error)));
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    return typeof address === 'object' && address ? address.port : port;
  }

  /** Takes no new request; running ones may finish. */
  stopListening(): void {
    this.#closed = new Promise((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
  }

  /** Lets answers under way go out for a moment, then cuts what is still open. */
  async close(): Promise<void> {
    await settlesWithin(this.#closed, CLOSE_MS);
    this.#server.closeAllConnections();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = requestUrl(request);
    if (!url) {
      end(response, 400);
      return;
    }
    const path = rawPath(request.url ?? '/');
    const method = request.method ?? 'GET';
    for (const { registered, route, methods, authLevel } of this.#endpoints) {
      if (methods.length > 0 && !methods.includes(method)) continue;
      const params = route.match(path);
      if (!params) continue;
      const key = request.headers['x-functions-key'] ?? url.searchParams.get('code') ?? undefined;
      if (this.#keys && !allows(authLevel, key?.toString(), this.#keys)) {
        end(response, 401);
        return;
      }
      const body = await readBody(request);
      const http = toHttpData(request, url, params, body);
      if (this.#worker) {
        const call = { request, response, url, body, invocationId: randomUUID() };
        await this.#stream(this.#worker, call, registered, http);
        return;
      }
      // The invoker has logged a failure.
      const answer = await this.#invoker.invoke(registered, { data: { http } }).catch(() => null);
      if (answer) writeResponse(response, answer);
      else end(response, 500);
      return;
    }
    end(response, 404);
  }

  /** Announces the call and passes its request on; a call that fails ends the answer. */
  async #stream(
    worker: StreamingWorker,
    call: StreamedCall,
    registered: RegisteredFunction,
    http: HttpData,
  ): Promise<void> {
    const { response, invocationId } = call;
    const failed = new AbortController();
    const metadata = streamMetadata(http);
    const run = this.#invoker.invoke(registered, { invocationId, data: { http }, metadata });
    run.catch(() => failed.abort());
    try {
      await worker.pass(call, failed.signal);
    } catch {
      // The invoker has logged it, or the caller has left.
      if (response.headersSent) response.destroy();
      else end(response, 500);
    }
  }

  #fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    if (error instanceof BodyTooLargeError) {
      response.setHeader('connection', 'close');
      end(response, 413);
      return;
    }
    // A person who leaves in the middle of an upload is no fault of the app.
    if (request.destroyed && !request.complete) return;
    this.#log({ level: 'error', source: 'host', message: `No HTTP answer: ${messageOf(error)}` });
    if (response.headersSent) response.destroy();
    else end(response, 500);
  }
}

function end(response: ServerResponse, status: number): void {
  for (const name of response.getHeaderNames()) {
    if (name !== 'connection') response.removeHeader(name);
  }
  response.writeHead(status, { 'content-length': 0 }).end();
}

function requestUrl(request: IncomingMessage): URL | undefined {
  const target = request.url ?? '/';
  const absolute = target.startsWith('/')
    ? `http://${request.headers.host ?? ''}${target}`
    : target;
  return URL.canParse(absolute) ? new URL(absolute) : undefined;
}

/** The path as it was sent: a URL object would resolve `%2e%2e` before routing. */
function rawPath(target: string): string {
  const path = target.replace(/^https?:\/\/[^/]*/i, '');
  return path.split(/[?#]/, 1)[0] ?? '/';
}
