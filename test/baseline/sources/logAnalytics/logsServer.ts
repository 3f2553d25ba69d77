import { createServer } from 'node:https';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { CERTIFICATE, PRIVATE_KEY } from './certificate';

/** A query as the service got it. */
export interface Asked {
  readonly workspace: string;
  readonly query: string;
  /** Epoch ms, out of the timespan of the request. */
  readonly from: number;
  readonly to: number;
  /** Account names in the query. */
  readonly accounts: readonly string[];
  readonly crowded: boolean;
  readonly prefer: string;
  readonly authorization: string;
}

export interface LogsServer {
  readonly endpoint: string;
  /** How the next queries are answered. */
  answer: (asked: Asked, response: ServerResponse) => void;
  readonly asked: Asked[];
  close(): Promise<void>;
}

/** A server with the query API on https. It evaluates no KQL, but refuses what cannot be any. */
export async function startLogsServer(): Promise<LogsServer> {
  const server = createServer({ key: PRIVATE_KEY, cert: CERTIFICATE }, (request, response) => {
    void text(request).then((body) => {
      const path = /^\/v1\/workspaces\/([^/]+)\/query$/.exec(request.url ?? '');
      const workspace = path?.[1];
      if (request.method !== 'POST' || workspace === undefined) {
        sendError(response, 404, { code: 'PathNotFoundError', message: 'The path does not exist' });
        return;
      }
      // What the client sends; a test fails on anything else.
      const { query, timespan } = JSON.parse(body) as { query: string; timespan: string };
      const flaw = flawOf(query, timespan);
      if (flaw !== null) {
        sendError(response, 400, { code: 'BadArgumentError', message: flaw });
        return;
      }
      const [from = '', to = ''] = timespan.split('/');
      const asked: Asked = {
        workspace,
        query,
        from: Date.parse(from),
        to: Date.parse(to),
        accounts: accountsIn(query),
        crowded: query.includes('let Clients ='),
        prefer: String(request.headers.prefer),
        authorization: String(request.headers.authorization),
      };
      logsServer.asked.push(asked);
      logsServer.answer(asked, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A listening TCP server has an address of this type.
  const { port } = server.address() as AddressInfo;
  const logsServer: LogsServer = {
    endpoint: `https://127.0.0.1:${port}`,
    answer: (_, response) => response.writeHead(500).end(),
    asked: [],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return logsServer;
}

/** An error as the service words it, in its `error` member. */
export interface ServiceErrorBody {
  readonly code: string;
  readonly message: string;
  readonly innererror?: unknown;
  readonly details?: readonly unknown[];
}

export function sendError(
  response: ServerResponse,
  status: number,
  error: ServiceErrorBody,
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify({ error }));
}

/** Unbalanced brackets outside of literals, or a timespan that is not the query's own range. */
function flawOf(query: string, timespan: string): string | null {
  const code = query.replace(/@?"(?:[^"\\]|\\.)*"/g, '""');
  const open: string[] = [];
  for (const mark of code.match(/[()[\]{}]/g) ?? []) {
    if ('([{'.includes(mark)) open.push(mark);
    else if ('([{'.indexOf(open.pop() ?? ' ') !== ')]}'.indexOf(mark)) return 'Syntax Error';
  }
  if (open.length > 0) return 'Syntax Error';
  const range = [...query.matchAll(/^let (?:From|To) = datetime\((\S+)\);$/gm)].map(([, t]) => t);
  return range.join('/') === timespan ? null : 'timespan';
}

function accountsIn(query: string): readonly string[] {
  const list = /let Accounts = dynamic\((\[.*\])\);/.exec(query)?.[1] ?? '';
  // Account names are plain, so a list of KQL literals is a list of JSON texts.
  const names = JSON.parse(list) as readonly string[];
  return names;
}
