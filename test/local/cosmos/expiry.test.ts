import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Container } from '@azure/cosmos';
import { startTestCosmos, type TestCosmos } from './startTestCosmos';

let database: TestCosmos;

beforeAll(async () => {
  database = await startTestCosmos();
});
afterAll(() => database.stop());

const pass = (seconds: number) => (database.clock.ms += seconds * 1000);

async function visible(container: Container): Promise<string[]> {
  const { resources } = await container.items
    .query<string>('SELECT VALUE c.id FROM c', { partitionKey: 'x' })
    .fetchAll();
  return resources;
}

test('documents expire by the default, their own ttl, or never', async () => {
  const container = await database.container({
    id: 'withDefault',
    partitionKey: { paths: ['/p'] },
    defaultTtl: 100,
  });
  await container.items.create({ id: 'default', p: 'x' });
  await container.items.create({ id: 'short', p: 'x', ttl: 10 });
  await container.items.create({ id: 'long', p: 'x', ttl: 1000 });
  await container.items.create({ id: 'forever', p: 'x', ttl: -1 });

  pass(9);
  expect(await visible(container)).toEqual(['default', 'short', 'long', 'forever']);
  pass(1);
  expect(await visible(container)).toEqual(['default', 'long', 'forever']);
  pass(90);
  expect((await container.item('default', 'x').read()).statusCode).toBe(404);
  await expect(container.item('default', 'x').delete()).rejects.toMatchObject({ code: 404 });
  pass(10_000);
  expect(await visible(container)).toEqual(['forever']);
});

test('a write starts the time again, and an expired id is free', async () => {
  const container = await database.container({
    id: 'renewed',
    partitionKey: { paths: ['/p'] },
    defaultTtl: 100,
  });
  await container.items.create({ id: 'kept', p: 'x' });
  await container.items.create({ id: 'lost', p: 'x' });
  pass(60);
  await container.item('kept', 'x').patch([{ op: 'set', path: '/n', value: 1 }]);
  pass(60);
  expect(await visible(container)).toEqual(['kept']);
  expect((await container.items.create({ id: 'lost', p: 'x' })).statusCode).toBe(201);
});

test('ttl means nothing where the container has no defaultTtl; -1 only switches it on', async () => {
  const off = await database.container({ id: 'off', partitionKey: { paths: ['/p'] } });
  const on = await database.container({
    id: 'on',
    partitionKey: { paths: ['/p'] },
    defaultTtl: -1,
  });
  for (const container of [off, on]) {
    await container.items.create({ id: 'own', p: 'x', ttl: 1 });
    await container.items.create({ id: 'none', p: 'x' });
  }
  pass(10_000);
  expect(await visible(off)).toEqual(['own', 'none']);
  expect(await visible(on)).toEqual(['none']);
});

test('an invalid ttl is refused', async () => {
  const container = await database.container({ id: 'refused', partitionKey: { paths: ['/p'] } });
  for (const ttl of [0, -2, 1.5]) {
    await expect(container.items.create({ id: 'bad', p: 'x', ttl })).rejects.toMatchObject({
      code: 400,
    });
  }
});
