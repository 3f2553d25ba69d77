/* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment --
   the client's own factories give other classes than its option declares */
import { ChangeFeedStartFrom, type ChangeFeedIteratorOptions, type Container } from '@azure/cosmos';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startTestCosmos, type TestCosmos } from './startTestCosmos';

let database: TestCosmos;
let alerts: Container;
let containers = 0;

beforeAll(async () => {
  database = await startTestCosmos();
});
afterAll(() => database.stop());
beforeEach(async () => {
  alerts = await database.container({
    id: `alerts${containers++}`,
    partitionKey: { paths: ['/accountId'] },
  });
  for (const id of ['1', '2', '3']) {
    await alerts.items.create({ id, accountId: id === '2' ? 'b' : 'a' });
  }
});

/** The ids of all changes until there are no more, and where to go on. */
async function changes(options: ChangeFeedIteratorOptions) {
  const iterator = alerts.items.getChangeFeedIterator<{ id: string }>(options);
  const ids: string[] = [];
  for (;;) {
    const response = await iterator.readNext();
    if (response.statusCode === 304) return { ids, continuation: response.continuationToken };
    ids.push(...response.result.map(({ id }) => id));
  }
}

test('gives the latest versions in order of writing, page by page', async () => {
  await alerts.items.upsert({ id: '1', accountId: 'a', n: 1 });
  const { ids } = await changes({
    changeFeedStartFrom: ChangeFeedStartFrom.Beginning(),
    maxItemCount: 2,
  });
  expect(ids).toEqual(['2', '3', '1']);
});

test('of one partition key', async () => {
  const { ids } = await changes({ changeFeedStartFrom: ChangeFeedStartFrom.Beginning('a') });
  expect(ids).toEqual(['1', '3']);
});

test('goes on from a continuation, and gives nothing twice', async () => {
  const { continuation } = await changes({
    changeFeedStartFrom: ChangeFeedStartFrom.Beginning(),
  });
  await alerts.items.create({ id: '4', accountId: 'a' });
  const { ids } = await changes({
    changeFeedStartFrom: ChangeFeedStartFrom.Continuation(continuation),
  });
  expect(ids).toEqual(['4']);
});

test('starts from now, and a deletion is no change', async () => {
  const iterator = alerts.items.getChangeFeedIterator<{ id: string }>({
    changeFeedStartFrom: ChangeFeedStartFrom.Now(),
  });
  expect((await iterator.readNext()).statusCode).toBe(304);
  await alerts.items.create({ id: '5', accountId: 'b' });
  await alerts.item('1', 'a').delete();
  expect((await iterator.readNext()).result.map(({ id }) => id)).toEqual(['5']);
});

test('starts from a time', async () => {
  database.clock.ms += 60_000;
  const start = new Date(database.clock.ms);
  await alerts.items.create({ id: '6', accountId: 'a' });
  const { ids } = await changes({ changeFeedStartFrom: ChangeFeedStartFrom.Time(start) });
  expect(ids).toEqual(['6']);
});
