import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { HOUR, row, sendRows, START, type RowFields } from './answers';
import { sendError, startLogsServer, type LogsServer } from './logsServer';
import { read, SECOND_WORKSPACE, WORKSPACE } from './support';

let server: LogsServer;
beforeEach(async () => {
  server = await startLogsServer();
});
afterEach(() => server.close());

const OPERATOR = '6f0a2b9d-52c7-4ac9-a5e5-6b7f4ff0f9a1';
const AZURE_CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const LIST_KEYS = 'MICROSOFT.DOCUMENTDB/DATABASEACCOUNTS/LISTKEYS/ACTION';

/** What an operator did in an hour, as the query tells it. */
function managed(fields: Partial<RowFields>, ...names: readonly string[]): RowFields {
  return row({
    category: 'ActivityLog',
    entraId: OPERATOR,
    permissionId: 'm.keller@ops.contoso.example',
    tokenType: '',
    userAgent: AZURE_CLI,
    address: '198.51.100.7',
    database: '',
    container: '',
    operations: names.map((name) => [name, '', '', 1, 0, 0, 0, 0]),
    ...fields,
  });
}

/** Every workspace holds these rows. */
function hold(rows: readonly RowFields[]): void {
  server.answer = ({ from, to }, response) =>
    sendRows(
      response,
      rows.filter(({ hour }) => hour >= from && hour < to),
    );
}

describe('who managed an account', () => {
  test('is told with what and from where, as by records of the Activity Log', async () => {
    const write = 'Microsoft.DocumentDB/databaseAccounts/write';
    const move = 'Microsoft.Resources/moveResources/action';
    hold([row(), managed({}, LIST_KEYS, write, move)]);
    const { hours, outcomes } = await read(server);
    const by = {
      principal: { kind: 'entra', id: OPERATOR },
      address: '198.51.100.7',
      tool: 'azure-cli',
      home: 'contoso.example',
      subject: '',
      firstSeen: START + 60_000,
      lastSeen: START + 120_000,
    };
    expect(hours).toHaveLength(1);
    expect(hours[0]?.actors).toHaveLength(1);
    expect(hours[0]?.deeds).toEqual([
      { kind: 'accountChange', ...by },
      { kind: 'keyListing', ...by },
    ]);
    expect(outcomes).toMatchObject([{ status: 'complete', rows: 2, problems: [] }]);
  });

  test('by an application without a name, and by nobody', async () => {
    const deploying = { permissionId: OPERATOR, userAgent: '11111111-2222-3333-4444-555555555555' };
    hold([
      row(),
      managed(deploying, LIST_KEYS),
      managed({ entraId: '', userAgent: '' }, LIST_KEYS),
    ]);
    const deeds = (await read(server)).hours[0]?.deeds ?? [];
    expect(deeds.map(({ principal, tool, home }) => [principal.kind, tool, home])).toEqual([
      ['entra', `app ${deploying.userAgent}`, ''],
      ['unknown', 'unknown', 'contoso.example'],
    ]);
  });

  test('counts once over two workspaces, and each has a part of it', async () => {
    server.answer = ({ workspace }, response) =>
      sendRows(response, [
        row(),
        managed({}, LIST_KEYS),
        ...(workspace === WORKSPACE ? [] : [managed({ address: '198.51.100.8' }, LIST_KEYS)]),
      ]);
    const workspaces = [WORKSPACE, SECOND_WORKSPACE];
    const { hours } = await read({ endpoint: server.endpoint, workspaces, hours: 1 });
    expect(hours[0]?.deeds?.map(({ address }) => address)).toEqual([
      '198.51.100.7',
      '198.51.100.8',
    ]);
  });
});

describe('the hours of which the Activity Log tells', () => {
  test('are those from the first operation on, and none before the account logs requests', async () => {
    const at = (hour: number) => ({ hour: START + hour * HOUR });
    hold([managed(at(0), LIST_KEYS), row(at(1)), managed(at(2), LIST_KEYS), row(at(3))]);
    const { hours } = await read(server);
    expect(hours.map(({ hour, actors, deeds }) => [hour, actors.length, deeds?.length])).toEqual([
      [START + HOUR, 1, undefined],
      [START + 2 * HOUR, 0, 1],
      [START + 3 * HOUR, 1, 0],
    ]);
  });

  test('are none where the workspace lacks the table; the requests come all the same', async () => {
    server.answer = ({ query }, response) => {
      const message = "'where' operator: Failed to resolve table expression named 'AzureActivity'";
      if (!query.includes('AzureActivity')) sendRows(response, [row()]);
      else sendError(response, 400, { code: 'SemanticError', message });
    };
    const { hours, outcomes } = await read({ endpoint: server.endpoint, hours: 1 });
    expect(hours.map(({ actors, deeds }) => [actors.length, deeds])).toEqual([[1, undefined]]);
    expect(outcomes).toMatchObject([{ status: 'complete', queries: 2, problems: [] }]);
  });

  test('are asked again in smaller pieces where an answer came in part', async () => {
    server.answer = ({ from, to }, response) => {
      const rows = [row({ hour: from }), managed({ hour: from }, LIST_KEYS)];
      if (to - from === HOUR) sendRows(response, rows);
      else sendRows(response, rows, { code: 'PartialError', message: 'The answer is cut' });
    };
    const { hours } = await read({ endpoint: server.endpoint, hours: 2 });
    expect(hours.map(({ hour, deeds }) => [hour, deeds?.length])).toEqual([
      [START, 1],
      [START + HOUR, 1],
    ]);
  });
});
