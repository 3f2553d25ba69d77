import type { Container } from '@azure/cosmos';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestCosmos, type TestCosmos } from './startTestCosmos';

let database: TestCosmos;
let activity: Container;

beforeAll(async () => {
  database = await startTestCosmos();
  activity = await database.container({ id: 'activity', partitionKey: { paths: ['/accountId'] } });
  for (let n = 0; n < 250; n++) {
    const accountId = n % 2 === 0 ? 'even' : 'odd';
    await activity.items.create({ id: `d${n}`, accountId, n, group: n % 7 });
  }
});
afterAll(() => database.stop());

const QUERIES = [
  ['partition', 'SELECT VALUE c.n FROM c', { partitionKey: 'even' }, 125],
  [
    'partition, ordered',
    'SELECT VALUE c.n FROM c ORDER BY c.n DESC',
    { partitionKey: 'even' },
    125,
  ],
  ['ties in the order', 'SELECT VALUE c.n FROM c ORDER BY c.group', { partitionKey: 'even' }, 125],
  ['container', 'SELECT VALUE c.n FROM c', {}, 250],
  ['container, with a plan', 'SELECT VALUE c.n FROM c', { forceQueryPlan: true }, 250],
  ['top over pages', 'SELECT TOP 60 VALUE c.n FROM c', { partitionKey: 'even' }, 60],
] as const;

test.each(QUERIES)('fetchNext gives every result once: %s', async (_, query, options, expected) => {
  const pages = activity.items.query<number>(query, { ...options, maxItemCount: 40 });
  const seen: number[] = [];
  let requests = 0;
  while (pages.hasMoreResults()) {
    const { resources } = await pages.fetchNext();
    expect(resources.length).toBeLessThanOrEqual(40);
    seen.push(...resources);
    requests += 1;
  }
  expect(new Set(seen).size).toBe(expected);
  expect(seen).toHaveLength(expected);
  expect(requests).toBeGreaterThanOrEqual(expected / 40);
  const { resources: all } = await activity.items.query<number>(query, options).fetchAll();
  expect(seen).toEqual(all);
});

test('without maxItemCount a page holds 100 results, as in Azure', async () => {
  const pages = activity.items.query('SELECT * FROM c', { partitionKey: 'even' });
  expect((await pages.fetchNext()).resources).toHaveLength(100);
  expect((await pages.fetchNext()).resources).toHaveLength(25);
  expect(pages.hasMoreResults()).toBe(false);
});

test('a continuation token resumes in another iterator', async () => {
  const query = 'SELECT VALUE c.n FROM c ORDER BY c.n';
  const options = { partitionKey: 'odd', maxItemCount: 3 };
  const first = await activity.items.query<number>(query, options).fetchNext();
  const { continuationToken } = first;
  expect(first.resources).toEqual([1, 3, 5]);
  const second = await activity.items.query(query, { ...options, continuationToken }).fetchNext();
  expect(second.resources).toEqual([7, 9, 11]);
  await expect(
    activity.items.query(query, { ...options, continuationToken: 'rubbish' }).fetchNext(),
  ).rejects.toMatchObject({ code: 400 });
});

test('deleting what was read skips nothing', async () => {
  const container = await database.container({ id: 'swept', partitionKey: { paths: ['/p'] } });
  for (let n = 0; n < 10; n++) await container.items.create({ id: `d${n}`, p: 'x' });
  const pages = container.items.query<{ id: string }>('SELECT c.id FROM c', {
    partitionKey: 'x',
    maxItemCount: 3,
  });
  while (pages.hasMoreResults()) {
    for (const { id } of (await pages.fetchNext()).resources)
      await container.item(id, 'x').delete();
  }
  expect((await container.items.readAll().fetchAll()).resources).toEqual([]);
});

test('readAll pages over the container', async () => {
  const { resources } = await activity.items.readAll({ maxItemCount: 90 }).fetchAll();
  expect(resources).toHaveLength(250);
});
