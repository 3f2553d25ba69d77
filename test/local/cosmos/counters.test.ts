import type { Container } from '@azure/cosmos';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { estimatedReadUnits, estimatedWriteUnits } from '../../../local/cosmos/requestUnits';
import { startTestCosmos, type TestCosmos } from './startTestCosmos';

let database: TestCosmos;
let alerts: Container;

beforeAll(async () => {
  database = await startTestCosmos();
  alerts = await database.container({ id: 'alerts', partitionKey: { paths: ['/accountId'] } });
});
afterAll(() => database.stop());
beforeEach(() => database.cosmos.counters.reset());

test('operations are counted by container and kind, refused ones too', async () => {
  await alerts.items.create({ id: '1', accountId: 'a' });
  await alerts.items.upsert({ id: '1', accountId: 'a', n: 1 });
  await alerts.item('1', 'a').patch([{ op: 'incr', path: '/n', value: 1 }]);
  await alerts.item('1', 'a').read();
  await alerts.item('absent', 'a').read();
  await alerts.items.query('SELECT * FROM c', { partitionKey: 'a' }).fetchAll();
  const { writes, reads, queries } = database.cosmos.counters.of('alerts');
  expect(writes).toMatchObject({ operations: 3, refused: 0 });
  expect(reads).toMatchObject({ operations: 2, refused: 1 });
  expect(queries).toMatchObject({ operations: 1, refused: 0 });
  expect(database.cosmos.counters.of('intel').writes.operations).toBe(0);
  expect(Object.keys(database.cosmos.counters.snapshot())).toContain('alerts');
});

test('bytes are those of the bodies', async () => {
  const { resource } = await alerts.items.create({
    id: '2',
    accountId: 'a',
    text: 'ü'.repeat(500),
  });
  const { writes } = database.cosmos.counters.of('alerts');
  expect(writes.requestBytes).toBe(
    Buffer.byteLength(JSON.stringify({ id: '2', accountId: 'a', text: 'ü'.repeat(500) })),
  );
  expect(writes.responseBytes).toBe(Buffer.byteLength(JSON.stringify(resource)));
});

test('the estimate meets the documented figures for 1 KB and 100 KB', () => {
  expect([1, 100].map((kb) => estimatedReadUnits(kb * 1024))).toEqual([1, 10]);
  expect([1, 100].map((kb) => estimatedWriteUnits(kb * 1024))).toEqual([5, 50]);
  expect(estimatedReadUnits(10)).toBe(1);
});

test('the charge of a response is what the counters add up', async () => {
  const write = await alerts.items.create({ id: '3', accountId: 'a', text: 'x'.repeat(50_000) });
  const read = await alerts.item('3', 'a').read();
  const query = await alerts.items
    .query("SELECT * FROM c WHERE c.id = '3'", { partitionKey: 'a' })
    .fetchAll();
  expect(write.requestCharge).toBeGreaterThan(20);
  expect(read.requestCharge).toBeLessThan(write.requestCharge / 4);
  expect(query.requestCharge).toBeGreaterThan(read.requestCharge);
  const { writes, reads, queries } = database.cosmos.counters.of('alerts');
  expect(writes.estimatedRequestUnits).toBeCloseTo(write.requestCharge, 1);
  expect(reads.estimatedRequestUnits).toBeCloseTo(read.requestCharge, 1);
  expect(queries.estimatedRequestUnits).toBeCloseTo(query.requestCharge, 1);
});
