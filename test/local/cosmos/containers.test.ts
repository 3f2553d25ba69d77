import { PartitionKeyDefinitionVersion, PartitionKeyKind } from '@azure/cosmos';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestCosmos, type TestCosmos } from './startTestCosmos';

let database: TestCosmos;

beforeAll(async () => {
  database = await startTestCosmos();
});
afterAll(() => database.stop());

const definition = { id: 'activity', partitionKey: { paths: ['/accountId'] }, defaultTtl: 3600 };

test('createIfNotExists creates once and reads afterwards', async () => {
  const { containers } = database.client.database('warden');
  expect((await containers.createIfNotExists(definition)).statusCode).toBe(201);
  const again = await containers.createIfNotExists({ ...definition, defaultTtl: 1 });
  expect(again.statusCode).toBe(200);
  expect(again.resource).toMatchObject(definition);
  await expect(containers.create(definition)).rejects.toMatchObject({ code: 409 });
  expect((await database.client.databases.createIfNotExists({ id: 'warden' })).statusCode).toBe(
    200,
  );
});

test('databases and containers can be read, listed, queried and deleted', async () => {
  const { database: other } = await database.client.databases.create({ id: 'other' });
  const { resources: databases } = await database.client.databases.readAll().fetchAll();
  expect(databases.map(({ id }) => id)).toEqual(['warden', 'other']);

  await other.containers.create({ id: 'one', partitionKey: { paths: ['/id'] } });
  await other.containers.create({ id: 'two', partitionKey: { paths: ['/id'] } });
  const { resources: containers } = await other.containers.readAll().fetchAll();
  expect(containers.map(({ id }) => id)).toEqual(['one', 'two']);
  const found = await other.containers
    .query({
      query: 'SELECT * FROM c WHERE c.id = @id',
      parameters: [{ name: '@id', value: 'two' }],
    })
    .fetchAll();
  expect(found.resources).toHaveLength(1);

  await other.container('one').delete();
  await expect(other.container('one').read()).rejects.toMatchObject({ code: 404 });
  await other.delete();
  await expect(other.read()).rejects.toMatchObject({ code: 404 });
});

test('defaultTtl can be changed afterwards, the partition key cannot', async () => {
  const container = await database.container({ id: 'changed', partitionKey: { paths: ['/p'] } });
  const { resource } = await container.replace({
    id: 'changed',
    partitionKey: { paths: ['/p'] },
    defaultTtl: 60,
  });
  expect(resource?.defaultTtl).toBe(60);
  await expect(
    container.replace({ id: 'changed', partitionKey: { paths: ['/q'] } }),
  ).rejects.toMatchObject({ code: 400 });
});

test('a nested and a hierarchical partition key', async () => {
  const nested = await database.container({
    id: 'nested',
    partitionKey: { paths: ['/scope/account'] },
  });
  await nested.items.create({ id: '1', scope: { account: 'a' } });
  expect((await nested.item('1', 'a').read()).statusCode).toBe(200);

  const hierarchical = await database.container({
    id: 'hierarchical',
    partitionKey: {
      paths: ['/tenant', '/user'],
      kind: PartitionKeyKind.MultiHash,
      version: PartitionKeyDefinitionVersion.V2,
    },
  });
  await hierarchical.items.create({ id: '1', tenant: 't', user: 'u' });
  expect((await hierarchical.item('1', ['t', 'u']).read()).statusCode).toBe(200);
  expect((await hierarchical.item('1', ['t', 'v']).read()).statusCode).toBe(404);
});

test('a container without a partition key is refused', async () => {
  const { containers } = database.client.database('warden');
  await expect(
    containers.create({ id: 'bad', partitionKey: { paths: ['noSlash'] } }),
  ).rejects.toMatchObject({ code: 400 });
});
