import { CosmosClient, ErrorResponse, type Container } from '@azure/cosmos';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestCosmos, type TestCosmos } from './startTestCosmos';

let database: TestCosmos;
let alerts: Container;
/** The same container through a client that gives up at once. */
let impatient: Container;

beforeAll(async () => {
  database = await startTestCosmos();
  await database.container({ id: 'intel', partitionKey: { paths: ['/feed'] } });
  alerts = await database.container({ id: 'alerts', partitionKey: { paths: ['/accountId'] } });
  const { endpoint, key } = database.cosmos;
  impatient = new CosmosClient({
    endpoint,
    key,
    connectionPolicy: { retryOptions: { maxRetryAttemptCount: 0 } },
  })
    .database('warden')
    .container('alerts');
});
afterAll(() => database.stop());
beforeEach(() => database.cosmos.faults.clear());

const document = (id: string) => ({ id, accountId: 'a' });
const exists = async (id: string) => (await alerts.item(id, 'a').read()).statusCode === 200;

describe('before the operation', () => {
  test('429 says how long to wait, and the client tries again by itself', async () => {
    database.cosmos.faults.next(1, 429, { retryAfterMs: 17 });
    await expect(impatient.items.create(document('throttled'))).rejects.toMatchObject({
      code: 429,
      substatus: 3200,
      retryAfterInMs: 17,
    });
    expect(await exists('throttled')).toBe(false);

    database.cosmos.faults.next(3, 429);
    expect((await alerts.items.create(document('throttled'))).statusCode).toBe(201);
  });

  test('503 and a broken connection reach the caller of a write', async () => {
    database.cosmos.faults.next(1, 503);
    await expect(alerts.items.create(document('down'))).rejects.toMatchObject({ code: 503 });
    database.cosmos.faults.next(1, 'reset');
    await expect(alerts.items.create(document('down'))).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
    expect(await exists('down')).toBe(false);
  });
});

describe('after the operation', () => {
  test.each([503, 'reset', 429] as const)(
    '%s: it took effect, the answer is lost',
    async (kind) => {
      const id = `lost-${kind}`;
      database.cosmos.faults.next(1, kind, { when: 'after', operation: 'create' });
      await expect(impatient.items.create(document(id))).rejects.toMatchObject({});
      expect(await exists(id)).toBe(true);
      await expect(impatient.items.create(document(id))).rejects.toMatchObject({ code: 409 });
    },
  );
});

describe('aim', () => {
  test('a fault waits for its container and operation', async () => {
    const { faults } = database.cosmos;
    faults.next(1, 503, { container: 'intel' });
    faults.next(1, 503, { operation: 'patch' });
    faults.next(1, 503, { method: 'DELETE' });
    expect((await alerts.items.upsert(document('aimed'))).statusCode).toBe(201);
    const item = alerts.item('aimed', 'a');
    await expect(item.patch([{ op: 'set', path: '/n', value: 1 }])).rejects.toMatchObject({
      code: 503,
    });
    await expect(item.delete()).rejects.toMatchObject({ code: 503 });
    expect((await item.delete()).statusCode).toBe(204);
  });

  test('a client that starts under faults still finds its account and containers', async () => {
    database.cosmos.faults.next(1, 503, { operation: 'create' });
    const { endpoint, key } = database.cosmos;
    const client = new CosmosClient({ endpoint, key });
    const container = client.database('warden').container('alerts');
    await expect(container.items.create(document('new'))).rejects.toMatchObject({ code: 503 });
    client.dispose();
  });
});

test('random faults strike the share asked for, the same for the same seed', async () => {
  const outcomes = async (seed: number) => {
    const { faults } = database.cosmos;
    faults.atRandom({ seed, probability: 0.3, kinds: [429, 503], operation: 'upsert' });
    const codes: unknown[] = [];
    for (let n = 0; n < 200; n++) {
      await impatient.items.upsert(document('random')).then(
        ({ statusCode }) => codes.push(statusCode < 300 ? 'ok' : statusCode),
        (error: unknown) => codes.push(error instanceof ErrorResponse ? error.code : error),
      );
    }
    faults.clear();
    return codes;
  };
  const first = await outcomes(7);
  expect(await outcomes(7)).toEqual(first);
  expect(await outcomes(8)).not.toEqual(first);
  const failed = first.filter((code) => code !== 'ok');
  expect(failed.length).toBeGreaterThan(30);
  expect(failed.length).toBeLessThan(90);
  expect(new Set(failed)).toEqual(new Set([429, 503]));
});
