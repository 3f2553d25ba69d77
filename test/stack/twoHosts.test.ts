import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AlertDocument } from '../../lib/alerts/document';
import { activityIds, dataPlaneRecord, queryRecord } from '../../lib/simulation/records';
import type { FixtureHost } from '../local/host/fixtureHost';
import { buildPrograms } from './builtPrograms';
import { startFixtureStack, type FixtureStack } from './fixtureStack';

const STATEMENTS = 200;
const PER_MESSAGE = 10;

let stack: FixtureStack;
let hosts: readonly FixtureHost[];
beforeAll(async () => {
  stack = await startFixtureStack(buildPrograms('functions', 'handlers'));
  hosts = [await stack.startHost(), await stack.startHost()];
});
afterAll(() => stack.stop());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** One partition of each host, once both have some. */
async function partitionOfEach(): Promise<readonly [string, string]> {
  for (let waited = 0; waited < 20_000; waited += 100) {
    const [one, other] = [...(await stack.owners()).values()];
    if (one?.length === 2 && other?.length === 2) return [one[0] ?? '', other[0] ?? ''];
    await pause(100);
  }
  throw new Error('the hosts do not share the partitions');
}

async function stored(): Promise<AlertDocument | undefined> {
  const [alert, ...others] = await stack.store.query<AlertDocument>('alerts', {});
  expect(others).toEqual([]);
  return alert;
}

test('clients that come by another host are filled in', async () => {
  const [first, second] = await partitionOfEach();
  // Both records of an operation are of the same moment, within one hour.
  const time = Date.parse('2026-11-22T12:00:00Z');
  const ids = activityIds(5);
  const statements = Array.from({ length: STATEMENTS }, (_, n) => ({
    time: time + n,
    account: 'shop',
    activityId: ids(),
  }));
  for (let at = 0; at < STATEMENTS; at += PER_MESSAGE) {
    const some = statements.slice(at, at + PER_MESSAGE);
    const text = `SELECT * FROM c WHERE c.name = 'x' OR 1 = 1`;
    const queries = { records: some.map((one) => queryRecord({ ...one, text })) };
    const clients = {
      records: some.map((one) =>
        dataPlaneRecord({ ...one, operation: 'Query', address: '192.0.2.44' }),
      ),
    };
    // In every second message the client's record is sent first.
    if ((at / PER_MESSAGE) % 2 === 0) {
      await stack.send(first, [queries]);
      if (at === 0) {
        await stack.settled();
        expect((await stored())?.internal.facts.pendingClients).toHaveLength(PER_MESSAGE);
      }
      await stack.send(second, [clients]);
    } else {
      await stack.send(second, [clients]);
      await stack.send(first, [queries]);
    }
  }
  await stack.settled();

  // An instance looks at an account's waiting list every 15 s at most; the sweep comes each minute.
  await pause(15_500);
  for (const { host } of hosts) await host.fireTimer('sweepWindows');
  const alert = await stored();
  expect(alert?.occurrences).toBe(STATEMENTS);
  expect(alert?.internal.facts.pendingClients).toEqual([]);
  expect(alert?.extendedProperties).not.toHaveProperty('findClient');
  expect(alert?.reason).toContain('192.0.2.44');
}, 60_000);
