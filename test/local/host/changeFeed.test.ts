import type { Container } from '@azure/cosmos';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { InMemoryCheckpoints } from '../../../local/host/checkpoints';
import { startTestCosmos, type TestCosmos } from '../cosmos/startTestCosmos';
import { buildFixture, startFixture, until, type FixtureHost } from './fixtureHost';

let bundle: string;
let cosmos: TestCosmos;
let alerts: Container;
let leases: Container;
let checkpoints: InMemoryCheckpoints;

beforeAll(() => {
  bundle = buildFixture('changeFeedApp');
});
beforeEach(async () => {
  cosmos = await startTestCosmos();
  alerts = await cosmos.container({ id: 'alerts', partitionKey: { paths: ['/accountId'] } });
  leases = await cosmos.container({ id: 'leases', partitionKey: { paths: ['/id'] } });
  checkpoints = new InMemoryCheckpoints();
});
const databases: TestCosmos[] = [];
afterAll(async () => {
  for (const one of databases) await one.stop();
});

async function start(settings: Record<string, string> = {}): Promise<FixtureHost> {
  databases.push(cosmos);
  const { endpoint, key } = cosmos.cosmos;
  const DATABASE = `AccountEndpoint=${endpoint};AccountKey=${key};`;
  const fixture = await startFixture({
    bundle,
    checkpoints,
    settings: { DATABASE, DATABASE_NAME: 'warden', ...settings },
  });
  // From now on it sees what is written.
  for (;;) {
    const { resources } = await leases.items.readAll().fetchAll();
    if (resources.length > 0) return fixture;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

interface Batch {
  readonly documents: readonly { readonly id: string; readonly n?: number }[];
  readonly retryCount?: number;
}
// The fixture writes what this says.
const batches = ({ written }: FixtureHost): Batch[] => written('changed') as Batch[];
const ids = (fixture: FixtureHost): string[] =>
  batches(fixture).flatMap(({ documents }) => documents.map(({ id }) => id));
const create = (id: string, n = 0) => alerts.items.upsert({ id, accountId: 'a', n });

test('what is written from the start on comes in batches, whole and in order', async () => {
  await create('before');
  const fixture = await start();
  expect(fixture.host.functions).toContainEqual({
    kind: 'changeFeed',
    name: 'changed',
    container: 'alerts',
  });
  for (const id of ['1', '2', '3', '4', '5']) await create(id, Number(id));
  await until(() => ids(fixture).length === 5, 'all came');
  expect(ids(fixture)).toEqual(['1', '2', '3', '4', '5']);
  for (const { documents } of batches(fixture)) expect(documents.length).toBeLessThanOrEqual(3);
  expect(batches(fixture)[0]?.documents[0]).toMatchObject({ id: '1', accountId: 'a', n: 1 });
  await create('1', 9);
  await until(() => ids(fixture).length === 6, 'the change came');
  expect(batches(fixture).at(-1)?.documents).toMatchObject([{ id: '1', n: 9 }]);
  await fixture.host.stop();
});

describe('a function that fails', () => {
  test('gets the same batch again, as its policy says', async () => {
    const fixture = await start({ FAILURES: '2' });
    await create('1');
    await until(() => batches(fixture).length === 3, 'the batch came three times');
    expect(batches(fixture).map(({ retryCount }) => retryCount)).toEqual([0, 1, 2]);
    await create('2');
    await until(() => ids(fixture).at(-1) === '2', 'the feed went on');
    expect(ids(fixture)).toEqual(['1', '1', '1', '2']);
    await fixture.host.stop();
  });

  test('is passed over when no try is left', async () => {
    const fixture = await start({ FAILURES: '4' });
    await create('1');
    await until(() => batches(fixture).length === 4, 'all tries were made');
    await create('2');
    await until(() => ids(fixture).at(-1) === '2', 'the feed went on');
    expect(ids(fixture)).toEqual(['1', '1', '1', '1', '2']);
    await fixture.host.stop();
  });
});

test('another host goes on where the first has stopped', async () => {
  const first = await start();
  await create('1');
  await until(() => ids(first).length === 1, 'the first came');
  await first.host.stop();
  await create('2');
  const second = await start();
  await create('3');
  await until(() => ids(second).includes('3'), 'the rest came');
  expect(ids(second)).toEqual(['2', '3']);
  await second.host.stop();
});

test('of two hosts one reads the feed', async () => {
  const first = await start();
  const second = await start();
  for (const id of ['1', '2', '3']) await create(id);
  await until(() => ids(first).length + ids(second).length >= 3, 'all came');
  expect([...ids(first), ...ids(second)]).toEqual(['1', '2', '3']);
  await first.host.stop();
  await second.host.stop();
});

test('a function whose connection is not set cannot run; the host says so', async () => {
  databases.push(cosmos);
  const { host } = await startFixture({
    bundle,
    checkpoints,
    settings: { DATABASE_NAME: 'warden' },
  });
  expect(host.failures).toEqual([
    { name: 'changed', reason: expect.stringContaining('DATABASE must hold a connection string') },
  ]);
  await host.stop();
});
