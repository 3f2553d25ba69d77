import { createServer } from 'node:https';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { selfSigned, type Certificate } from './certificate';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the receiver does with the next request. */
export type Behaviour = (response: ServerResponse, request: IncomingMessage) => void;

export interface HttpsReceiver {
  readonly url: string;
  readonly port: number;
  readonly certificate: Certificate;
  /** In order of arrival, whatever became of them. */
  readonly requests: Request[];
  behave(behaviour: Behaviour): void;
  stop(): Promise<void>;
}

export const answer =
  (status: number, headers: Record<string, string> = {}): Behaviour =>
  (response) =>
    void response.writeHead(status, headers).end();
export const hang: Behaviour = () => undefined;
export const reset: Behaviour = (_, { socket }) => void socket.destroy();
/** Half an answer, and then nothing. */
export const breakOff: Behaviour = (response, { socket }) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('half', () => socket.destroy());
};

/** A server on this machine that takes requests over TLS and can fail in every way. */
export async function startHttpsReceiver(certificate = selfSigned()): Promise<HttpsReceiver> {
  const requests: Request[] = [];
  let behaviour: Behaviour = answer(200);
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const raw = Buffer.concat(chunks);
    const { method = '', url = '', headers } = request;
    const body = headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw;
    requests.push({ method, path: url, headers, body: body.toString('utf8') });
    behaviour(response, request);
  };
  const server = createServer(certificate, (request, response) => {
    take(request, response).catch(() => response.destroy());
  });
  // Clients that do not believe its certificate hang up.
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a host and port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://localhost:${port}`,
    port,
    certificate,
    requests,
    behave: (next) => (behaviour = next),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
