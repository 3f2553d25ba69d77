import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { activityIds, dataPlaneRecord } from '../../lib/simulation/records';
import { temporaryFolder } from '../temporaryFolder';
import { buildPrograms } from './builtPrograms';
import { startFixtureStack, type FixtureStack } from './fixtureStack';

const LISTED = '198.51.100.7';
const feed = { id: 'own', kind: 'malicious', source: '', format: 'plain' };

let stack: FixtureStack;
beforeAll(async () => {
  const source = join(temporaryFolder(), 'list.txt');
  writeFileSync(source, LISTED);
  stack = await startFixtureStack(buildPrograms('functions', 'handlers'), 1, () => ({
    WARDEN_INTEL_FEEDS: JSON.stringify([{ ...feed, source }]),
  }));
});
afterAll(() => stack.stop());

test('lists count from the moment they are fetched, also where there were none before', async () => {
  const { host } = await stack.startHost();
  // A batch, a sweep or a look at the health comes before the first lists.
  expect((await fetch(`${host.url}/api/health`)).status).toBe(200);
  await host.fireTimer('refreshThreatIntel');
  const record = dataPlaneRecord({
    time: Date.now(),
    account: 'shop',
    activityId: activityIds(1)(),
    address: LISTED,
  });
  await stack.send('0', [{ records: [record] }]);
  await stack.settled();
  expect((await stack.alerts()).map(({ alertType }) => alertType)).toEqual([
    'CosmosDB_SuspiciousIp',
  ]);
});
