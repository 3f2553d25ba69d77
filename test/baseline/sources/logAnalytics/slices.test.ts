import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ServerResponse } from 'node:http';
import { MOST_ROWS } from '../../../../lib/baseline/sources/logAnalytics/historyQuery';
import { SliceLength } from '../../../../lib/baseline/sources/logAnalytics/sliceLength';
import { accountId, HOUR, row, sendRows, START } from './answers';
import { sendError, startLogsServer, type Asked, type LogsServer } from './logsServer';
import { account, read } from './support';

let server: LogsServer;
beforeEach(async () => {
  server = await startLogsServer();
});
afterEach(() => server.close());

function rowsFor({ accounts, from, to }: Asked) {
  const hours = Array.from({ length: (to - from) / HOUR }, (_, index) => from + index * HOUR);
  return hours.flatMap((hour) => accounts.map((name) => row({ account: accountId(name), hour })));
}

const LIMIT_PASSED = {
  code: 'PartialError',
  message: 'There were some errors when processing your query.',
  details: [
    {
      code: 'EngineError',
      message: 'Something went wrong processing your query on the server.',
      innererror: {
        code: '-2133196797',
        message: 'Query result set has exceeded the internal record count limit 500000',
        severity: 2,
        severityName: 'Error',
      },
    },
  ],
};
const MISSING_TABLE_WARNING = {
  ...LIMIT_PASSED,
  details: [
    {
      code: 'EngineError',
      message: 'Something went wrong processing your query on the server.',
      innererror: {
        code: '-2133196790',
        message: "Failed to resolve table expression named 'CDBMongoRequests'",
        severity: 3,
        severityName: 'Warning',
      },
    },
  ],
};

type Refusal = (response: ServerResponse, asked: Asked) => void;
const REFUSALS: Readonly<Record<string, Refusal>> = {
  partial: (response, asked) => sendRows(response, rowsFor(asked).slice(0, 2), LIMIT_PASSED),
  tooLarge: (response) =>
    sendError(response, 400, { code: 'BadArgumentError', message: 'Response size too large' }),
  gatewayTimeout: (response) =>
    sendError(response, 504, { code: 'GatewayTimeout', message: 'Too long' }),
};

describe('answers that are not the whole', () => {
  test.each(Object.keys(REFUSALS))(
    'are asked for again in smaller pieces, whatever they are: %s',
    async (name) => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 30 }),
          fc.integer({ min: 1, max: 3 }),
          fc.integer({ min: 1, max: 40 }),
          async (hours, accounts, most) => {
            server.answer = (asked, response) => {
              const size = rowsFor(asked).length;
              if (size > most) REFUSALS[name]?.(response, asked);
              else sendRows(response, rowsFor(asked));
            };
            const names = Array.from({ length: accounts }, (_, index) => `shop-${index}`);
            const ids = names.map(account);
            const found = await read({ endpoint: server.endpoint, accounts: ids, hours });
            const expected = Array.from({ length: hours }, (_, index) =>
              ids.map((id) => [START + index * HOUR, id]),
            ).flat();
            expect(found.hours.map(({ hour, account: id }) => [hour, id])).toEqual(expected);
            expect(found.outcomes).toMatchObject([{ status: 'complete', problems: [] }]);
          },
        ),
        { numRuns: 4 },
      );
    },
  );

  test('are used where all that is missing is a table', async () => {
    server.answer = (asked, response) => sendRows(response, rowsFor(asked), MISSING_TABLE_WARNING);
    const { hours, outcomes } = await read(server);
    expect(hours).toHaveLength(24);
    expect(outcomes).toMatchObject([{ status: 'complete', queries: 1 }]);
  });

  test('of one row too many are too large', async () => {
    server.answer = (asked, response) => {
      const rows = rowsFor(asked);
      const first = asked.to - asked.from > HOUR ? MOST_ROWS + 1 : rows.length;
      sendRows(response, first > MOST_ROWS ? new Array(first).fill(rows[0] ?? row()) : rows);
    };
    const { hours } = await read({ endpoint: server.endpoint, hours: 3 });
    expect(hours).toHaveLength(3);
    expect(server.asked.map(({ from, to }) => (to - from) / HOUR)).toEqual([3, 2, 1, 1, 1]);
  });
});

describe('one account whose hour is too large', () => {
  test('is asked with its heaviest clients told apart', async () => {
    server.answer = (asked, response) => {
      if (asked.crowded) sendRows(response, rowsFor(asked));
      else sendRows(response, [], LIMIT_PASSED);
    };
    const { hours, outcomes } = await read({ endpoint: server.endpoint, hours: 1 });
    expect(hours).toHaveLength(1);
    expect(server.asked.map(({ crowded }) => crowded)).toEqual([false, true]);
    expect(outcomes).toMatchObject([{ status: 'complete' }]);
  });

  test('is left out, and named, where that is too large as well; the other goes on', async () => {
    const isLoud = (asked: Asked) =>
      asked.accounts.includes('loud') && asked.from <= START + HOUR && asked.to > START + HOUR;
    server.answer = (asked, response) => {
      if (isLoud(asked)) sendError(response, 504, { code: 'GatewayTimeout', message: 'Too long' });
      else sendRows(response, rowsFor(asked));
    };
    const accounts = [account('loud'), account('quiet')];
    const { hours, outcomes } = await read({ endpoint: server.endpoint, accounts, hours: 3 });
    expect(hours).toHaveLength(5);
    expect(outcomes).toMatchObject([
      {
        status: 'partly',
        readUntil: START + 3 * HOUR,
        problems: [
          { kind: 'timedOut', account: accounts[0], from: START + HOUR, to: START + 2 * HOUR },
        ],
      },
    ]);
  });

  test('three times in a row ends the reading of a workspace', async () => {
    server.answer = (_, response) =>
      sendError(response, 504, { code: 'GatewayTimeout', message: 'Too long' });
    const { hours, outcomes } = await read({ endpoint: server.endpoint, hours: 200 });
    expect(hours).toEqual([]);
    expect(outcomes).toMatchObject([{ status: 'stopped' }]);
    expect(outcomes[0]?.problems).toHaveLength(4);
    expect(server.asked.length).toBeLessThan(15);
  });
});

test('a slice halves where it is too large and doubles after three that came whole', () => {
  const length = new SliceLength();
  const seen = [length.hours];
  for (const event of [0.9, 'large', 0, 0, 0, 0.1, 0.9, 0, 0] as const) {
    if (event === 'large') length.shrink(length.hours);
    else length.came(event);
    seen.push(length.hours);
  }
  expect(seen).toEqual([24, 24, 12, 12, 12, 24, 48, 48, 96, 168]);
  length.shrink(2);
  expect(length.hours).toBe(1);
});
