import { CosmosClient } from '@azure/cosmos';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CosmosStore, createContainers } from '../../lib/storage/cosmosStore';
import { StorageError, type DocumentStore } from '../../lib/storage/documents';
import { startCosmos, type LocalCosmos } from '../../local/cosmos/startCosmos';

let cosmos: LocalCosmos;
const clients: CosmosClient[] = [];
let store: CosmosStore;

/** A store whose client gives up after `retries` throttled tries. */
async function open(retries: number): Promise<CosmosStore> {
  const client = new CosmosClient({
    endpoint: cosmos.endpoint,
    key: cosmos.key,
    connectionPolicy: { retryOptions: { maxRetryAttemptCount: retries } },
  });
  clients.push(client);
  return new CosmosStore(await createContainers(client.databases, 'warden'));
}

beforeAll(async () => {
  cosmos = await startCosmos({ port: 0 });
  store = await open(2);
});
afterAll(async () => {
  for (const client of clients) client.dispose();
  await cosmos.stop();
});
beforeEach(() => cosmos.faults.clear());

const document = (id: string) => ({ id, schemaVersion: 1, accountId: 'a' });

const CALLS: readonly [string, (on: DocumentStore) => Promise<unknown>][] = [
  ['read', (on) => on.read('alerts', 'a', 'x')],
  ['create', (on) => on.create('alerts', document('x'))],
  ['replace', (on) => on.replace('alerts', document('x'), '"1"')],
  ['upsert', (on) => on.upsert('alerts', document('x'))],
  ['patch', (on) => on.patch('alerts', 'a', 'x', [{ path: ['n'], value: 1 }], '"1"')],
  ['delete', (on) => on.remove('alerts', 'a', 'x')],
  ['query', (on) => on.query('alerts', { partition: 'a' })],
];

describe.each(CALLS)('%s', (operation, call) => {
  // The client itself tries a read again for ten seconds where the connection breaks.
  const kinds = ['read', 'query'].includes(operation)
    ? ([429, 503] as const)
    : ([429, 503, 'reset'] as const);
  test.each(kinds)('%s that does not pass is a StorageError', async (kind) => {
    cosmos.faults.next(1000, kind);
    const error: unknown = await call(store).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StorageError);
    expect(error).toMatchObject({ operation, container: 'alerts' });
    // What the client threw stays with it for the log.
    expect(error).toHaveProperty('cause');
  });

  test('a throttled call that passes on the second try is no error', async () => {
    cosmos.faults.next(1, 429);
    await expect(call(store)).resolves.not.toThrow();
  });
});

test.each(CALLS)(
  '%s: a connection that breaks once costs a read nothing',
  async (operation, call) => {
    cosmos.faults.next(1, 'reset');
    const outcome = await call(store).then(
      () => 'done',
      (error: unknown) => error instanceof StorageError && 'StorageError',
    );
    expect(outcome).toBe(['read', 'query'].includes(operation) ? 'done' : 'StorageError');
  },
);

test('a create whose answer was lost says the second time that it is there', async () => {
  cosmos.faults.next(1, 'reset', { when: 'after', operation: 'create' });
  await expect(store.create('alerts', document('lost'))).rejects.toBeInstanceOf(StorageError);
  expect(await store.create('alerts', document('lost'))).toBeNull();
});

test('a database that is not there is a StorageError, and soon', async () => {
  const gone = await startCosmos({ port: 0 });
  const client = new CosmosClient({ endpoint: gone.endpoint, key: gone.key });
  await gone.stop();
  const lost = new CosmosStore(client.database('warden'));
  await expect(lost.read('alerts', 'a', 'x')).rejects.toMatchObject({
    name: 'StorageError',
    message: expect.stringContaining('ECONNREFUSED'),
  });
  client.dispose();
});
