import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { accountId, HOUR, READS, row, sendRows, START, type RowFields } from './answers';
import { startLogsServer, type Asked, type LogsServer } from './logsServer';
import { account, read, SECOND_WORKSPACE, WORKSPACE } from './support';

let server: LogsServer;
beforeEach(async () => {
  server = await startLogsServer();
});
afterEach(() => server.close());

const within = ({ from, to }: Asked, rows: readonly RowFields[]) =>
  rows.filter(({ hour }) => hour >= from && hour < to);

/** Every workspace holds these rows. */
function hold(rows: readonly RowFields[]): void {
  server.answer = (asked, response) => sendRows(response, within(asked, rows));
}

describe('an hour of activity', () => {
  test('tells who did what from where with what, as records would', async () => {
    hold([
      row({
        operations: [
          READS,
          ['Upsert', 'Document', '201', 4, 2_000, 900, 40, 3],
          ['Delete', 'Document', '204', 2, 500, 0, 12, 2],
          ['Read', 'Collection', '200', 1, 200, 700, 2, 0],
          ['Replace', 'StoredProcedure', '200', 1, 900, 900, 6, 0],
          ['Execute', 'StoredProcedure', '200', 3, 90, 90, 9, 0],
          ['Read', 'Document', '403', 5, 0, 0, 0, 5],
          ['Read', 'Document', '429', 6, 0, 0, 0, 4],
          ['Read', 'Document', '404', 7, 0, 0, 7, 7],
        ],
      }),
    ]);
    const { hours, outcomes } = await read(server);
    expect(hours).toEqual([
      {
        account: accountId('shop'),
        hour: START,
        actors: [
          {
            principal: { kind: 'key', id: 'primaryMasterKey' },
            address: '203.0.113.9',
            application: 'cosmos-dotnet-sdk',
            isOther: false,
            api: 'nosql',
            requests: 39,
            denied: 5,
            throttled: 6,
            failed: 18,
            requestBytes: 4_690,
            responseBytes: 52_590,
            requestUnits: 104.5,
            operations: {
              read: 28,
              write: 4,
              delete: 2,
              metadata: 1,
              script: 1,
              other: 3,
              drop: 0,
              define: 0,
            },
            containers: [{ container: 'store/orders', requests: 39, responseBytes: 52_590 }],
            distinctContainers: 1,
            distinctDocuments: 7,
            firstSeen: START + 60_000,
            lastSeen: START + 120_000,
          },
        ],
      },
    ]);
    expect(outcomes).toEqual([
      {
        workspace: WORKSPACE,
        status: 'complete',
        readUntil: START + 24 * HOUR,
        queries: 1,
        rows: 1,
        problems: [],
      },
    ]);
  });

  test('has one actor for versions of a user agent, spellings of an address and empty values', async () => {
    hold([
      row({ userAgent: 'cosmos-netstandard-sdk/3.35.4|4|X64', address: '203.0.113.9:51000' }),
      row({ userAgent: 'cosmos-netstandard-sdk/3.36.0|4|X64', container: 'carts' }),
      row({ entraId: '6F0A2B9D-52C7-4AC9-A5E5-6B7F4FF0F9A1', tokenType: '' }),
      row({ tokenType: 'ResourceToken', permissionId: 'perm', userAgent: '<empty>' }),
    ]);
    const { hours } = await read(server);
    const actors = hours[0]?.actors ?? [];
    expect(actors.map(({ principal, application }) => [principal.id, application])).toEqual([
      ['primaryMasterKey', 'cosmos-dotnet-sdk'],
      ['6f0a2b9d-52c7-4ac9-a5e5-6b7f4ff0f9a1', 'cosmos-dotnet-sdk'],
      ['perm', 'unknown'],
    ]);
    expect(actors[0]).toMatchObject({ requests: 20, distinctContainers: 2 });
  });

  test('knows the codes and commands of the other APIs', async () => {
    const entry = (name: string, status: string) => [name, '', status, 1, 0, 0, 0, 0] as const;
    const one = (category: string, name: string, operations: RowFields['operations']) =>
      row({ category, account: accountId(name), database: '', container: 'people', operations });
    hold([
      one('MongoRequests', 'mongo', [entry('find', '0'), entry('delete', '16500')]),
      one('CassandraRequests', 'cass', [entry('QuerySelect', '-1'), entry('QueryInsert', '8448')]),
      one('GremlinRequests', 'graph', [entry('eval', '200'), entry('eval.drop', '200')]),
      one('TableApiRequests', 'table', [entry('Query', ''), entry('Insert', '403')]),
    ]);
    const names = ['mongo', 'cass', 'graph', 'table'];
    const { hours } = await read({ endpoint: server.endpoint, accounts: names.map(account) });
    const seen = hours.map(({ account: id, actors: [actor] }) => [
      id.slice(id.lastIndexOf('/') + 1),
      actor?.api,
      actor?.operations.read,
      actor?.operations.write,
      actor?.operations.delete,
      actor?.throttled,
      actor?.denied,
      actor?.containers[0]?.container,
    ]);
    expect(seen).toEqual([
      ['cass', 'cassandra', 1, 1, 0, 0, 1, 'people'],
      ['graph', 'gremlin', 1, 0, 1, 0, 0, 'people'],
      ['mongo', 'mongodb', 1, 0, 1, 1, 0, 'people'],
      ['table', 'table', 1, 1, 0, 0, 1, 'people'],
    ]);
  });

  test('keeps the 40 heaviest actors and adds the others up', async () => {
    const clients = Array.from({ length: 60 }, (_, index) =>
      row({
        address: `10.0.0.${index}`,
        operations: [['Read', 'Document', '200', index + 1, 10, 20, 1, 1]],
      }),
    );
    hold([...clients, row({ told: false, tokenType: '', address: '', userAgent: '' })]);
    const actors = (await read(server)).hours[0]?.actors ?? [];
    expect(actors).toHaveLength(41);
    expect(actors[0]).toMatchObject({ address: '10.0.0.59', requests: 60, isOther: false });
    expect(actors[39]).toMatchObject({ address: '10.0.0.20', isOther: false });
    expect(actors[40]).toMatchObject({
      principal: { kind: 'unknown', id: 'other' },
      address: '',
      isOther: true,
      // 1 to 20, and the ten of the clients that the query had not told apart.
      requests: 210 + 10,
    });
  });

  test('names 8 containers and adds the others up', async () => {
    hold(
      Array.from({ length: 30 }, (_, index) =>
        row({
          container: `c${index}`,
          operations: [['Read', 'Document', '200', 1, 1, 1_000 + index, 1, 1]],
        }),
      ),
    );
    const actor = (await read(server)).hours[0]?.actors[0];
    expect(actor?.distinctContainers).toBe(30);
    expect(actor?.containers).toHaveLength(9);
    expect(actor?.containers[0]).toMatchObject({ container: 'store/c29' });
    expect(actor?.containers[8]).toEqual({ container: '', requests: 22, responseBytes: 22_231 });
  });
});

describe('requests that are told twice', () => {
  test('count once: by the data plane where it has the hour, else by the category of the API', async () => {
    const mongo = (hour: number) =>
      row({ hour, category: 'MongoRequests', operations: [['find', '', '0', 9, 0, 0, 0, 0]] });
    hold([row(), mongo(START), mongo(START + HOUR)]);
    const { hours } = await read(server);
    expect(hours.map(({ actors }) => actors.map(({ api, requests }) => [api, requests]))).toEqual([
      [['nosql', 10]],
      [['mongodb', 9]],
    ]);
  });

  test('count once where AzureDiagnostics has them as well, which is taken where it is alone', async () => {
    hold([row(), row({ legacy: true }), row({ legacy: true, hour: START + HOUR })]);
    const { hours } = await read(server);
    expect(hours.map(({ actors }) => actors[0]?.requests)).toEqual([10, 10]);
  });

  test('count once over two workspaces: the fuller one has the hour', async () => {
    const more = row({ operations: [READS, READS] });
    const later = row({ hour: START + HOUR });
    server.answer = (asked, response) => {
      sendRows(response, within(asked, asked.workspace === WORKSPACE ? [row(), later] : [more]));
    };
    const { hours, outcomes } = await read({
      endpoint: server.endpoint,
      workspaces: [WORKSPACE, SECOND_WORKSPACE],
    });
    expect(hours.map(({ actors }) => actors[0]?.requests)).toEqual([20, 10]);
    expect(outcomes.map(({ status }) => status)).toEqual(['complete', 'complete']);
  });
});

describe('accounts', () => {
  test('are asked for together, 200 a query, by names alone', async () => {
    hold([]);
    const accounts = Array.from({ length: 450 }, (_, index) => account(`shop-${index}`));
    const { outcomes } = await read({ endpoint: server.endpoint, accounts });
    expect(server.asked.map(({ accounts: names }) => names.length)).toEqual([200, 200, 50]);
    expect(new Set(server.asked.flatMap(({ accounts: names }) => names)).size).toBe(450);
    expect(outcomes[0]?.status).toBe('empty');
  });

  test('of the same name elsewhere, or with no possible name, give nothing', async () => {
    const elsewhere = accountId('shop').replace('shops', 'former');
    hold([row({ account: elsewhere }), row({ account: accountId('shop').toUpperCase() })]);
    const accounts = [account('shop'), account('shop") or true')];
    const { hours, outcomes } = await read({ endpoint: server.endpoint, accounts });
    expect(hours.map(({ actors }) => actors[0]?.requests)).toEqual([10]);
    expect(server.asked[0]?.accounts).toEqual(['shop']);
    expect(outcomes[0]).toMatchObject({
      status: 'partly',
      problems: [{ kind: 'invalidName', account: accounts[1] }],
    });
  });
});

test('the client signs in and names the time that a query may take', async () => {
  hold([]);
  await read(server);
  expect(server.asked[0]).toMatchObject({
    authorization: 'Bearer static',
    prefer: 'wait=60',
    from: START,
    to: START + 24 * HOUR,
  });
});
