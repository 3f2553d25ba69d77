import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FeedServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** What the next requests get. */
  answer: RequestListener;
  /** Requests so far. */
  readonly requests: { readonly path: string; readonly headers: Record<string, unknown> }[];
  close(): Promise<void>;
}

/** A web server on loopback whose answers a test chooses. */
export async function startFeedServer(): Promise<FeedServer> {
  const server = createServer((request, response) => {
    feedServer.requests.push({ path: request.url ?? '', headers: request.headers });
    feedServer.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A listening TCP server has an address of this type.
  const { port } = server.address() as AddressInfo;
  const feedServer: FeedServer = {
    url: `http://127.0.0.1:${port}`,
    answer: (_, response) => response.writeHead(404).end(),
    requests: [],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return feedServer;
}

/** Answers with a text list, as plain text unless told otherwise. */
export function list(
  text: string | Uint8Array,
  headers: Record<string, string> = {},
): RequestListener {
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'text/plain', ...headers }).end(text);
  };
}

/** `count` distinct addresses, one a line. */
export function addresses(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => `1.2.${index >> 8}.${index & 255}`);
  return `${lines.join('\n')}\n`;
}
