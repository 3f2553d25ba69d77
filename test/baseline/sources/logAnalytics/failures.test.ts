import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { HOUR, row, sendRows, START } from './answers';
import { sendError, startLogsServer, type Asked, type LogsServer } from './logsServer';
import { account, read, SECOND_WORKSPACE, WORKSPACE } from './support';

let server: LogsServer;
beforeEach(async () => {
  server = await startLogsServer();
});
afterEach(() => server.close());

type Answer = (response: ServerResponse) => void;

/** Gives these answers one after the other, then rows for every hour asked. */
function script(...answers: readonly Answer[]): void {
  const left = [...answers];
  server.answer = (asked, response) => {
    const next = left.shift();
    if (next === undefined) sendRows(response, everyHour(asked));
    else next(response);
  };
}

function everyHour({ from, to }: Asked) {
  const hours = Array.from({ length: (to - from) / HOUR }, (_, index) => from + index * HOUR);
  return hours.map((hour) => row({ hour }));
}

const badRequest =
  (message: string): Answer =>
  (response) =>
    sendError(response, 400, {
      code: 'BadArgumentError',
      message: 'The request had some invalid properties',
      innererror: { code: 'SemanticError', message: 'A semantic error.', innererror: { message } },
    });

describe('a workspace that cannot be read is named with what to do', () => {
  test.each([
    [401, 'AuthenticationFailed', 'notSignedIn', /managed identity/],
    [403, 'InsufficientAccessError', 'noPermission', /Log Analytics Reader/],
    [403, 'InvalidAuthenticationTokenAudience', 'notSignedIn', /audience/],
    [404, 'WorkspaceNotFoundError', 'unknownWorkspace', /workspace id/],
    [418, 'Teapot', 'refusedQuery', /Report/],
  ])('%i %s', async (status, code, kind, advice) => {
    script((response) => sendError(response, status, { code, message: 'No.' }));
    const { hours, outcomes } = await read(server);
    expect(hours).toEqual([]);
    expect(outcomes).toMatchObject([
      { workspace: WORKSPACE, status: 'stopped', readUntil: START, queries: 1 },
    ]);
    const [problem] = outcomes[0]?.problems ?? [];
    expect(problem).toMatchObject({ kind, detail: `${code}; No.`, from: START });
    expect(problem?.advice).toMatch(advice);
  });

  test('without a token', async () => {
    const error = Object.assign(new Error('no identity'), { name: 'CredentialUnavailableError' });
    const credential = { getToken: () => Promise.reject(error) };
    const { outcomes } = await read({ endpoint: server.endpoint, credential });
    expect(outcomes[0]?.problems).toMatchObject([{ kind: 'notSignedIn', detail: 'no identity' }]);
  });

  test('with an answer that is not its own', async () => {
    script((response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'));
    const { outcomes } = await read(server);
    expect(outcomes[0]?.problems).toMatchObject([{ kind: 'unreadableAnswer' }]);
  });

  test('with columns of another query', async () => {
    script((response) => {
      const table = { name: 'PrimaryResult', columns: [{ name: 'x', type: 'long' }], rows: [[1]] };
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ tables: [table] }));
    });
    const { outcomes } = await read(server);
    expect(outcomes[0]?.problems).toMatchObject([
      { kind: 'unreadableAnswer', detail: 'no column Account' },
    ]);
  });

  test('that is not there', async () => {
    const { endpoint } = server;
    await server.close();
    const { outcomes, waits } = await read({ endpoint });
    expect(outcomes[0]?.problems).toMatchObject([{ kind: 'unreachable' }]);
    expect(waits).toEqual([2_000, 4_000]);
  });

  test('and the others go on; what was read before stays', async () => {
    let queries = 0;
    server.answer = (asked, response) => {
      queries += 1;
      const isDenied = asked.workspace === WORKSPACE && queries > 2;
      if (isDenied) sendError(response, 403, { code: 'InsufficientAccessError', message: 'No.' });
      else sendRows(response, everyHour(asked));
    };
    const workspaces = [WORKSPACE, SECOND_WORKSPACE];
    const { hours, outcomes } = await read({ endpoint: server.endpoint, workspaces, hours: 100 });
    expect(hours).toHaveLength(100);
    expect(outcomes).toMatchObject([
      { status: 'stopped', readUntil: START + 24 * HOUR, problems: [{ kind: 'noPermission' }] },
      { status: 'complete', readUntil: START + 100 * HOUR },
    ]);
  });
});

describe('tables', () => {
  test('that are not there although the union is fuzzy are left out', async () => {
    const message = "Failed to resolve table expression named 'CDBGremlinRequests'";
    script(badRequest(message));
    const { hours, outcomes } = await read(server);
    expect(hours).toHaveLength(24);
    expect(outcomes).toMatchObject([{ status: 'complete', problems: [] }]);
    expect(server.asked.map(({ query }) => query.includes('CDBGremlinRequests'))).toEqual([
      true,
      false,
    ]);
  });

  test('on the Basic plan are left out and named', async () => {
    script(badRequest("'CDBDataPlaneRequests' is a Basic Logs table"));
    const { hours, outcomes } = await read(server);
    expect(hours).toHaveLength(24);
    expect(outcomes).toMatchObject([{ status: 'partly', problems: [{ kind: 'basicPlan' }] }]);
    expect(server.asked[1]?.query).not.toContain('CDBDataPlaneRequests');
  });

  test('on the Basic plan that the service does not name stop the workspace', async () => {
    script(badRequest('The query should contain a single Basic or Auxiliary Logs table.'));
    const { outcomes } = await read(server);
    expect(outcomes).toMatchObject([{ status: 'stopped', problems: [{ kind: 'basicPlan' }] }]);
    expect(outcomes[0]?.problems[0]?.advice).toMatch(/Analytics plan/);
  });

  test('refused again after they were left out stop the workspace', async () => {
    const refused = badRequest("Failed to resolve table expression named 'CDBGremlinRequests'");
    script(refused, refused);
    const { outcomes } = await read(server);
    expect(outcomes).toMatchObject([{ status: 'stopped', problems: [{ kind: 'missingTable' }] }]);
  });
});

test('a workspace without any data is empty, not broken', async () => {
  script((response) => response.writeHead(204).end());
  const { hours, outcomes } = await read(server);
  expect(hours).toEqual([]);
  expect(outcomes).toMatchObject([{ status: 'empty', problems: [] }]);
});

describe('throttling', () => {
  const throttled =
    (retryAfter?: string): Answer =>
    (response) =>
      sendError(
        response,
        429,
        { code: 'ThrottledError', message: 'Too many.' },
        retryAfter === undefined ? {} : { 'Retry-After': retryAfter },
      );
  const unavailable: Answer = (response) => response.writeHead(503).end();

  test('is waited out for as long as the service says', async () => {
    script(throttled('7'), throttled());
    const { hours, waits, outcomes } = await read(server);
    expect(hours).toHaveLength(24);
    expect(waits).toEqual([7_000, 4_000]);
    expect(outcomes).toMatchObject([{ status: 'complete' }]);
  });

  test('is given up after the tries, or where the wait would be too long', async () => {
    script(throttled(), unavailable, throttled());
    const patient = await read(server);
    expect(patient.waits).toEqual([2_000, 4_000]);
    expect(patient.outcomes).toMatchObject([
      { status: 'stopped', readUntil: START, problems: [{ kind: 'throttled' }] },
    ]);
    script(throttled('3600'));
    const hurried = await read(server);
    expect(hurried.waits).toEqual([]);
    expect(hurried.outcomes).toMatchObject([{ problems: [{ kind: 'throttled' }] }]);
  });

  test('takes a date as well', async () => {
    script(throttled(new Date(Date.now() - 1_000).toUTCString()));
    const { hours, waits } = await read(server);
    expect(hours).toHaveLength(24);
    expect(waits).toEqual([0]);
  });
});

test('an answer that does not come in time is asked for again in smaller pieces', async () => {
  server.answer = (asked, response) => {
    if (asked.to - asked.from <= 6 * HOUR) sendRows(response, everyHour(asked));
    // Half an answer, then nothing.
    else response.writeHead(200, { 'content-type': 'application/json' }).write('{"tables":[');
  };
  const { hours, outcomes } = await read({ endpoint: server.endpoint, deadlineMs: 500 });
  expect(hours).toHaveLength(24);
  expect(outcomes).toMatchObject([{ status: 'complete', problems: [] }]);
});

test('a gateway that asks to wait before the smaller pieces is heeded', async () => {
  script((response) =>
    sendError(response, 504, { code: 'GatewayTimeout', message: 'x' }, { 'Retry-After': '5' }),
  );
  const { hours, waits } = await read(server);
  expect(hours).toHaveLength(24);
  expect(waits).toEqual([5_000]);
});

test('an abort ends the reading with its reason', async () => {
  const abort = new AbortController();
  server.answer = () => abort.abort(new Error('the run is over'));
  const run = read({
    endpoint: server.endpoint,
    signal: abort.signal,
    accounts: [account('shop')],
  });
  await expect(run).rejects.toThrow('the run is over');
});
