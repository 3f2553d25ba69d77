import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Account } from './account';
import { CosmosError } from './cosmosError';
import { Counters } from './counters';
import { answerDocuments } from './documentRoutes';
import { Faults, type Fault } from './faults';
import { checkMasterKey, EMULATOR_KEY } from './masterKey';
import { answerMetadata } from './metadataRoutes';
import { KIND_OF, operationOf } from './operation';
import { readRequest, type CosmosRequest, type Reply } from './request';
import { ESTIMATED_REFUSAL_UNITS } from './requestUnits';

export interface CosmosOptions {
  /** 0 takes any free port. Default 8081, as the Azure emulator. */
  readonly port?: number;
  readonly host?: '127.0.0.1';
  /** Account key in base64. Default: the published key of the Azure emulator. */
  readonly key?: string;
  /** Epoch milliseconds, for `_ts` and expiry. */
  readonly now?: () => number;
}

export interface LocalCosmos {
  /** Plain HTTP: the client takes it, and no certificate is needed on loopback. */
  readonly endpoint: string;
  readonly key: string;
  readonly port: number;
  readonly counters: Counters;
  readonly faults: Faults;
  stop(): Promise<void>;
}

const SWEEP_INTERVAL_MS = 60_000;

/**
 * Starts an in-memory Cosmos DB (API for NoSQL) on loopback, for the real `@azure/cosmos` client.
 * @throws when the port is taken.
 */
export async function startCosmos(options: CosmosOptions = {}): Promise<LocalCosmos> {
  const { port = 8081, host = '127.0.0.1', key = EMULATOR_KEY, now = Date.now } = options;
  const account = new Account(now);
  const counters = new Counters();
  const faults = new Faults();
  let endpoint = '';

  const server = createServer((incoming, response) => {
    void serve(incoming, response);
  });

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    let request: CosmosRequest;
    try {
      request = await readRequest(incoming);
    } catch (error) {
      // A client that went away gets no answer; a body or path that cannot be read gets its refusal.
      if (error instanceof CosmosError) send(response, refusalOf(error));
      else response.destroy();
      return;
    }
    const { method, segments, header } = request;
    const operation = operationOf(method, segments, header);
    const container = segments[3] ?? '';
    const kind = KIND_OF[operation];
    const fault = kind === 'metadata' ? undefined : faults.take({ method, operation, container });
    let reply = fault?.when === 'before' ? faultReply(fault) : answer(request, operation);
    if (fault?.when === 'after') reply = faultReply(fault);

    const isBroken = fault?.kind === 'reset';
    const responseBytes = isBroken ? 0 : send(response, reply);
    if (isBroken) response.destroy();
    counters.add(container, kind, {
      refused: reply.status >= 400 ? 1 : 0,
      requestBytes: request.bytes,
      responseBytes,
      estimatedRequestUnits: reply.estimatedRequestUnits ?? 0,
    });
  }

  function answer(request: CosmosRequest, operation: ReturnType<typeof operationOf>): Reply {
    const { method, segments, header } = request;
    try {
      const date = header('x-ms-date');
      checkMasterKey(key, { method, segments, date, authorization: header('authorization') });
      if (operation === 'metadata') return answerMetadata(account, endpoint, request);
      const container = account.container(segments[1] ?? '', segments[3] ?? '');
      return answerDocuments(operation, container, request);
    } catch (error) {
      return refusalOf(error);
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  // A server that listens on a host and port has an address of this kind.
  const listening = server.address() as AddressInfo;
  endpoint = `http://${host}:${listening.port}/`;
  const sweep = setInterval(() => account.removeExpired(), SWEEP_INTERVAL_MS).unref();

  return {
    endpoint,
    key,
    port: listening.port,
    counters,
    faults,
    stop: () =>
      new Promise((resolve) => {
        clearInterval(sweep);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refusalOf(error: unknown): Reply {
  if (error instanceof CosmosError) {
    const { status, code, message, headers } = error;
    const body = { code, message };
    return { status, body, headers, estimatedRequestUnits: ESTIMATED_REFUSAL_UNITS };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: 500, body: { code: 'InternalServerError', message } };
}

/** Codes, substatus and texts as Azure sends them. */
function faultReply({ kind, retryAfterMs }: Fault): Reply {
  if (kind === 429) {
    return {
      status: 429,
      body: {
        code: 'TooManyRequests',
        message:
          'Request rate is large. More Request Units may be needed, so no changes were made. Please retry this request later.',
      },
      headers: { 'x-ms-retry-after-ms': String(retryAfterMs), 'x-ms-substatus': '3200' },
    };
  }
  return {
    status: 503,
    body: { code: 'ServiceUnavailable', message: 'Service is currently unavailable.' },
  };
}

/** Sends an answer and gives the size of its body in bytes. */
function send(response: ServerResponse, reply: Reply): number {
  const { status, body, headers = {}, estimatedRequestUnits = 0 } = reply;
  const text = body === undefined || typeof body === 'string' ? (body ?? '') : JSON.stringify(body);
  const bytes = Buffer.byteLength(text);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': bytes,
    'x-ms-activity-id': randomUUID(),
    'x-ms-request-charge': estimatedRequestUnits.toFixed(2),
    'x-ms-version': '2020-07-15',
    ...headers,
  });
  response.end(text);
  return bytes;
}
