import type { Container, PatchOperation } from '@azure/cosmos';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestCosmos, type TestCosmos } from './startTestCosmos';

let database: TestCosmos;
let alerts: Container;

beforeAll(async () => {
  database = await startTestCosmos();
  alerts = await database.container({ id: 'alerts', partitionKey: { paths: ['/accountId'] } });
});
afterAll(() => database.stop());
beforeEach(async () => {
  await alerts.items.upsert({
    id: 'alert',
    accountId: 'a',
    count: 5,
    delivery: { webhook: 'sent' },
    history: ['created', 'seen'],
  });
});

async function patched(...operations: PatchOperation[]) {
  const { resource } = await alerts.item('alert', 'a').patch<Record<string, unknown>>(operations);
  return resource;
}

test('set, add, replace, remove and incr on nested paths', async () => {
  const result = await patched(
    { op: 'set', path: '/delivery/eventGrid', value: { state: 'due', tries: 1 } },
    { op: 'replace', path: '/delivery/webhook', value: 'failed' },
    { op: 'incr', path: '/delivery/eventGrid/tries', value: 2 },
    { op: 'incr', path: '/count', value: -1.5 },
    { op: 'incr', path: '/fresh', value: 7 },
    { op: 'add', path: '/status', value: 'Active' },
  );
  expect(result).toMatchObject({
    delivery: { webhook: 'failed', eventGrid: { state: 'due', tries: 3 } },
    count: 3.5,
    fresh: 7,
    status: 'Active',
  });
  const after = await patched({ op: 'remove', path: '/delivery/webhook' });
  expect(after?.delivery).toEqual({ eventGrid: { state: 'due', tries: 3 } });
});

test('arrays: insert, append, set and remove by index', async () => {
  const result = await patched(
    { op: 'add', path: '/history/0', value: 'first' },
    { op: 'add', path: '/history/-', value: 'last' },
    { op: 'set', path: '/history/1', value: 'CREATED' },
    { op: 'remove', path: '/history/2' },
  );
  expect(result?.history).toEqual(['first', 'CREATED', 'last']);
});

test('escaped slashes in a path name one member', async () => {
  expect(await patched({ op: 'set', path: '/delivery/a~1b~0c', value: 1 })).toMatchObject({
    delivery: { 'a/b~c': 1 },
  });
});

describe('what Azure refuses', () => {
  test.each<[string, PatchOperation]>([
    ['a path below a missing parent', { op: 'set', path: '/missing/child', value: 1 }],
    ['replacing what is absent', { op: 'replace', path: '/absent', value: 1 }],
    ['removing what is absent', { op: 'remove', path: '/absent' }],
    ['an index out of bounds', { op: 'add', path: '/history/9', value: 1 }],
    ['incrementing a text', { op: 'incr', path: '/delivery/webhook', value: 1 }],
    ['a system property', { op: 'set', path: '/_ts', value: 1 }],
    ['the id', { op: 'set', path: '/id', value: 'other' }],
  ])('%s', async (_, operation) => {
    const applied: PatchOperation = { op: 'set', path: '/count', value: 99 };
    await expect(patched(applied, operation)).rejects.toMatchObject({ code: 400 });
    expect((await alerts.item('alert', 'a').read()).resource).toMatchObject({ count: 5 });
  });

  test('more than ten operations', async () => {
    const operations = Array.from({ length: 11 }, (): PatchOperation => ({
      op: 'incr',
      path: '/count',
      value: 1,
    }));
    await expect(patched(...operations)).rejects.toMatchObject({ code: 400 });
  });
});

test('a condition decides, and 412 says that it did not hold', async () => {
  const item = alerts.item('alert', 'a');
  const operations: PatchOperation[] = [{ op: 'set', path: '/delivery/webhook', value: 'again' }];
  await expect(
    item.patch({ condition: "from c where c.delivery.webhook = 'due'", operations }),
  ).rejects.toMatchObject({ code: 412 });
  const { resource } = await item.patch<{ delivery: { webhook: string } }>({
    condition: "FROM c WHERE c.delivery.webhook = 'sent' AND c.count > 4",
    operations,
  });
  expect(resource?.delivery.webhook).toBe('again');
  await expect(item.patch({ condition: 'where', operations })).rejects.toMatchObject({ code: 400 });
});
