import type { Container, OperationInput } from '@azure/cosmos';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestCosmos, type TestCosmos } from './startTestCosmos';

let database: TestCosmos;
let alerts: Container;

beforeAll(async () => {
  database = await startTestCosmos();
  alerts = await database.container({ id: 'alerts', partitionKey: { paths: ['/accountId'] } });
});
afterAll(() => database.stop());

describe('one id in two partitions', () => {
  test('is two documents', async () => {
    await alerts.items.create({ id: 'same', accountId: 'a', n: 1 });
    await alerts.items.create({ id: 'same', accountId: 'b', n: 2 });
    expect((await alerts.item('same', 'a').read()).resource).toMatchObject({ n: 1 });
    expect((await alerts.item('same', 'b').read()).resource).toMatchObject({ n: 2 });

    await alerts.item('same', 'a').delete();
    expect((await alerts.item('same', 'a').read()).statusCode).toBe(404);
    expect((await alerts.item('same', 'b').read()).statusCode).toBe(200);
  });

  test('a second document of an id in one partition is a conflict', async () => {
    await alerts.items.create({ id: 'twice', accountId: 'a' });
    await expect(alerts.items.create({ id: 'twice', accountId: 'a' })).rejects.toMatchObject({
      code: 409,
    });
  });
});

describe('another partition key', () => {
  test('finds nothing to read, replace, patch or delete', async () => {
    await alerts.items.create({ id: 'mine', accountId: 'a' });
    const elsewhere = alerts.item('mine', 'b');
    expect((await elsewhere.read()).statusCode).toBe(404);
    const notFound = { code: 404 };
    await expect(elsewhere.replace({ id: 'mine', accountId: 'b' })).rejects.toMatchObject(notFound);
    await expect(elsewhere.patch([{ op: 'set', path: '/n', value: 1 }])).rejects.toMatchObject(
      notFound,
    );
    await expect(elsewhere.delete()).rejects.toMatchObject(notFound);
  });

  test('cannot be replaced into a document, nor patched', async () => {
    await alerts.items.create({ id: 'fixed', accountId: 'a' });
    await expect(
      alerts.item('fixed', 'a').replace({ id: 'fixed', accountId: 'b' }),
    ).rejects.toMatchObject({ code: 400, substatus: 1001 });
    await expect(
      alerts.item('fixed', 'a').patch([{ op: 'set', path: '/accountId', value: 'b' }]),
    ).rejects.toMatchObject({ code: 400 });
  });

  test('may be any text, in the partition and in the id', async () => {
    const accountId = '/subscriptions/ü "x"\u2028/日本';
    const id = 'a b%20"ü:日本&=+';
    await alerts.items.create({ id, accountId, n: 1 });
    expect((await alerts.item(id, accountId).read()).resource).toMatchObject({ n: 1 });
    await alerts.item(id, accountId).replace({ id, accountId, n: 2 });
    await alerts.item(id, accountId).patch([{ op: 'incr', path: '/n', value: 1 }]);
    const { resources } = await alerts.items
      .query('SELECT VALUE c.n FROM c', { partitionKey: accountId })
      .fetchAll();
    expect(resources).toEqual([3]);
  });
});

describe('ETag conditions', () => {
  const ifMatch = (condition: string) => ({ accessCondition: { type: 'IfMatch', condition } });

  test('every write changes the ETag, and an old one fails with 412', async () => {
    const { resource: first } = await alerts.items.create({ id: 'tagged', accountId: 'a', n: 1 });
    const stale = ifMatch(String(first?._etag));
    const item = alerts.item('tagged', 'a');
    const { resource: second, etag } = await item.replace(
      { id: 'tagged', accountId: 'a', n: 2 },
      stale,
    );
    expect(second?._etag).not.toBe(first?._etag);
    expect(etag).toBe(second?._etag);

    const body = { id: 'tagged', accountId: 'a', n: 3 };
    const failed = { code: 412 };
    await expect(item.replace(body, stale)).rejects.toMatchObject(failed);
    await expect(alerts.items.upsert(body, stale)).rejects.toMatchObject(failed);
    await expect(item.patch([{ op: 'set', path: '/n', value: 3 }], stale)).rejects.toMatchObject(
      failed,
    );
    await expect(item.delete(stale)).rejects.toMatchObject(failed);
    expect((await item.read()).resource).toMatchObject({ n: 2 });

    await item.delete(ifMatch(String(second?._etag)));
    expect((await item.read()).statusCode).toBe(404);
  });

  test('If-None-Match * lets an upsert create but not replace', async () => {
    const onlyNew = { accessCondition: { type: 'IfNoneMatch', condition: '*' } };
    const body = { id: 'fresh', accountId: 'a' };
    expect((await alerts.items.upsert(body, onlyNew)).statusCode).toBe(201);
    await expect(alerts.items.upsert(body, onlyNew)).rejects.toMatchObject({ code: 412 });
    expect((await alerts.items.upsert(body)).statusCode).toBe(200);
  });

  test('a read of a known version answers 304', async () => {
    const { resource } = await alerts.items.create({ id: 'known', accountId: 'a' });
    const response = await alerts.item('known', 'a').read({
      accessCondition: { type: 'IfNoneMatch', condition: String(resource?._etag) },
    });
    expect(response.statusCode).toBe(304);
  });
});

describe('the document limit', () => {
  test('2 MB of UTF-8 JSON is refused with 413, also when a patch passes it', async () => {
    const half = '\u00fc'.repeat(2 ** 19);
    await alerts.items.create({ id: 'large', accountId: 'a', half });
    const tooLarge = { code: 413, message: expect.stringContaining('Request size is too large') };
    await expect(
      alerts.items.create({ id: 'larger', accountId: 'a', half, other: half }),
    ).rejects.toMatchObject(tooLarge);
    await expect(
      alerts.item('large', 'a').patch([{ op: 'set', path: '/other', value: half }]),
    ).rejects.toMatchObject(tooLarge);
    await expect(
      alerts.items.create({ id: 'huge', accountId: 'a', text: 'x'.repeat(6_000_000) }),
    ).rejects.toMatchObject(tooLarge);
    expect((await alerts.item('large', 'a').read()).resource).not.toHaveProperty('other');
  });
});

describe('refusals', () => {
  test('batch and bulk are refused by name', async () => {
    const operations: OperationInput[] = [
      { operationType: 'Create', resourceBody: { id: 'batched', accountId: 'a' } },
    ];
    await expect(alerts.items.batch(operations, 'a')).rejects.toThrow('transactional batch');
    expect((await alerts.item('batched', 'a').read()).statusCode).toBe(404);
  });

  test('a document in a container that does not exist is 404', async () => {
    const missing = database.client.database('warden').container('missing');
    await expect(missing.items.create({ id: 'x' })).rejects.toMatchObject({ code: 404 });
  });

  test('an id of more than 1023 bytes is refused', async () => {
    const id = 'x'.repeat(1024);
    await expect(alerts.items.create({ id, accountId: 'a' })).rejects.toMatchObject({ code: 400 });
  });
});

test('names such as __proto__ in a document are data', async () => {
  const body = { id: 'proto', accountId: 'a', ['__proto__']: { x: 1 }, constructor: 2 };
  await alerts.items.create(body);
  const { resource } = await alerts.item('proto', 'a').read<Record<string, unknown>>();
  expect(Object.keys(resource ?? {})).toEqual(expect.arrayContaining(['__proto__', 'constructor']));
  const { resources } = await alerts.items
    .query("SELECT c.id FROM c WHERE c.id = 'proto' AND c.x = 1", { partitionKey: 'a' })
    .fetchAll();
  expect(resources).toEqual([]);
});
