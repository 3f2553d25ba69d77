import { expect, test } from '@jest/globals';
import { Baselines } from '../../../lib/baseline/baselines';
import { DocumentProfileStore } from '../../../lib/baseline/profileStore';
import { Profile } from '../../../lib/baseline/profile/profile';
import { withheldInSubscription } from '../../../lib/baseline/teaching/withheldInSubscription';
import { taughtBy } from '../../../lib/baseline/teaching/untaught';
import {
  activityRecord,
  managedHistory,
  OFFICE,
  STRANGER,
  subscriptionHistory,
} from '../../../lib/detectors/managementCases';
import { MemoryStore } from '../../../lib/storage/memoryStore';
import { DAY, HOUR, LearningWorld, placeOf, whenDue } from '../learning/learningWorld';
import { storedAlerts, testPipeline, TEST_THRESHOLDS } from '../../pipeline/testPipeline';
import { FIRST_DAY } from './theft';

const LIST_KEYS = 'AzureCosmosDB_SuspiciousListKeys.SuspiciousPrincipal';
const known = managedHistory();
const shift = FIRST_DAY - ((known.at(-1)?.hour ?? 0) + HOUR);

/** An account that is managed each day, of which the last 27 days are learned. */
async function managedAccount() {
  const store = new MemoryStore();
  const [first] = known;
  if (first === undefined) throw new RangeError('no history');
  const profile = new Profile(first.account);
  for (const hour of known) {
    const time = hour.hour + shift;
    const deeds = hour.deeds?.map((deed) => ({ ...deed, firstSeen: time, lastSeen: time })) ?? [];
    profile.learn({ ...hour, hour: time, deeds }, placeOf, time);
  }
  await new DocumentProfileStore(store).save(profile);
  let sequence = 0;
  return {
    store,
    world: new LearningWorld(store),
    listKeys: async (time: number, sketch: Partial<Parameters<typeof activityRecord>[0]>) => {
      const baselines = new Baselines(new DocumentProfileStore(store), placeOf);
      const pipeline = testPipeline(store, TEST_THRESHOLDS, undefined, '', baselines, placeOf);
      const record = activityRecord({ operation: 'listKeys/action', time, ...sketch });
      sequence += 1;
      const position = { source: 'ns/hub/0', sequence, enqueuedTime: time };
      await pipeline.process([{ position, records: [record], unreadable: [] }]);
    },
    alertsOf: async (day: number): Promise<readonly string[]> => {
      const alerts = await storedAlerts(store);
      return alerts
        .filter(({ alertType }) => alertType === LIST_KEYS)
        .filter(({ startTimeUtc }) => Math.floor(Date.parse(startTimeUtc) / DAY) * DAY === day)
        .map(({ severity }) => severity);
    },
  };
}

test('who lists keys is reported once, and again from another country', async () => {
  const { world, listKeys, alertsOf } = await managedAccount();
  // The second octet tells the country; the second address is of another network of the first one's.
  const addresses = [OFFICE, '192.0.77.8', '203.4.113.9'];
  for (const [day, address] of addresses.entries()) {
    const start = FIRST_DAY + day * DAY;
    await listKeys(start + 9 * HOUR, { ...STRANGER, address });
    await world.run(whenDue(start + 23 * HOUR));
  }
  expect(await alertsOf(FIRST_DAY)).toEqual(['Medium']);
  expect(await alertsOf(FIRST_DAY + DAY)).toEqual([]);
  const again = await alertsOf(FIRST_DAY + 2 * DAY);
  expect(again).toHaveLength(1);
  const things = (await world.profile('shop'))?.knowledge.facets;
  expect(things?.managerTool.things.get('powershell')).toBeUndefined();
  expect(things?.managerTool.things.get('azure-cli')?.days).toBeGreaterThan(20);
});

test('an alert about one account keeps its manager from vouching in the subscription', async () => {
  const { store, listKeys } = await managedAccount();
  const time = FIRST_DAY + 9 * HOUR;
  await listKeys(time, STRANGER);
  const [hour] = subscriptionHistory(['demo/shop'], 1);
  const [deed] = hour?.deeds ?? [];
  if (hour === undefined || deed === undefined) throw new RangeError('no deed');
  const seen = { ...deed, firstSeen: time, lastSeen: time };
  const deeds = [seen, { ...seen, address: STRANGER.address }];
  const activity = { ...hour, hour: time, deeds };
  const withheld = await withheldInSubscription(store, activity);
  expect(taughtBy(activity, withheld).deeds).toEqual([seen]);
});
