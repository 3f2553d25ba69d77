import { expect, test } from '@jest/globals';
import { MemoryStore } from '../../../lib/storage/memoryStore';
import { StorageError } from '../../../lib/storage/documents';
import { FaultyStore } from '../../pipeline/faultyStore';
import { startStore } from '../../api/cosmosFixture';
import { HOUR, whenDue } from '../learning/learningWorld';
import { FIRST_DAY, SECOND_DAY, Theft } from './theft';

const LAST_HOUR = FIRST_DAY + 23 * HOUR;
const TYPE = 'CosmosDB_DataExfiltrationAnomaly';

async function afterFirstDay(stealing = true): Promise<Theft> {
  const theft = new Theft(new MemoryStore());
  await theft.learnTwentyDays();
  await theft.day(FIRST_DAY, stealing);
  return theft;
}

test('the second day of a theft is found as the first one was', async () => {
  const theft = await afterFirstDay();
  expect((await theft.alertsOf(FIRST_DAY)).map(({ alertType }) => alertType)).toEqual([TYPE]);
  expect(await theft.learn(LAST_HOUR)).toMatchObject({ hours: 24 });
  expect(await theft.largestKnown()).toBeLessThan(6);
  await theft.day(SECOND_DAY, true);
  expect((await theft.alertsOf(SECOND_DAY)).map(({ alertType }) => alertType)).toEqual([TYPE]);
});

test.each(['Resolved', 'InProgress'] as const)(
  'an alert that is %s teaches nothing',
  async (status) => {
    const theft = await afterFirstDay();
    await theft.setStatus(status);
    await theft.learn(LAST_HOUR);
    expect(await theft.largestKnown()).toBeLessThan(6);
  },
);

test('dismissed as expected before its hour is learned, it teaches, and nothing is found again', async () => {
  const theft = await afterFirstDay();
  await theft.setStatus('Dismissed');
  await theft.learn(LAST_HOUR);
  expect(await theft.largestKnown()).toBeGreaterThan(350);
  await theft.day(SECOND_DAY, true);
  expect(await theft.alertsOf(SECOND_DAY)).toEqual([]);
});

test('dismissed later it teaches late, and once', async () => {
  const theft = await afterFirstDay();
  await theft.learn(LAST_HOUR);
  await theft.setStatus('Dismissed');
  await theft.day(SECOND_DAY, false, 2);
  await theft.learn(SECOND_DAY);
  expect(await theft.largestKnown()).toBeGreaterThan(350);
  const weightOfNetwork = async () => {
    const things = (await theft.world.profile('shop'))?.knowledge.facets.network.things;
    return things?.get('20.0.0.0/24')?.weight ?? 0;
  };
  const before = await weightOfNetwork();
  await theft.learn(SECOND_DAY + HOUR);
  // One hour more of a weight that fades, and not that of the alert again.
  const more = (await weightOfNetwork()) - before;
  expect(more).toBeGreaterThan(0);
  expect(more).toBeLessThanOrEqual(1);
});

test('killed while it teaches late, the profile is as without', async () => {
  const build = async () => {
    const theft = new Theft(new MemoryStore());
    await theft.learnTwentyDays();
    await theft.day(FIRST_DAY, true, 4);
    await theft.learn(FIRST_DAY + 3 * HOUR);
    await theft.setStatus('Dismissed');
    await theft.day(SECOND_DAY, false, 1);
    await theft.world.heard(whenDue(SECOND_DAY));
    return theft;
  };
  const whole = await build();
  await whole.learn(SECOND_DAY);
  const expected = await whole.world.profiles();
  let deaths = 0;
  for (let calls = 0; ; calls += 1) {
    const theft = await build();
    const dying = new FaultyStore(theft.store);
    dying.failAfter(calls, calls % 2 === 0);
    const now = whenDue(SECOND_DAY);
    const end = await theft.world.runAlone(now, { store: dying }).catch((error: unknown) => error);
    if (!(end instanceof Error)) break;
    expect(end).toBeInstanceOf(StorageError);
    deaths += 1;
    await theft.world.run(now + 11 * 60_000);
    expect(await theft.world.profiles()).toEqual(expected);
  }
  expect(deaths).toBeGreaterThan(10);
});

test('the same story over the real Cosmos DB client', async () => {
  const fixture = await startStore();
  try {
    const theft = new Theft(fixture.store);
    await theft.learnTwentyDays();
    await theft.day(FIRST_DAY, true);
    expect(await theft.learn(LAST_HOUR)).toMatchObject({ state: 'done', hours: 24, failed: 0 });
    expect(await theft.largestKnown()).toBeLessThan(6);
    await theft.day(SECOND_DAY, true, 5);
    expect(await theft.alertsOf(SECOND_DAY)).toHaveLength(1);
    await theft.setStatus('Dismissed');
    await theft.learn(SECOND_DAY + 4 * HOUR);
    expect(await theft.largestKnown()).toBeGreaterThan(350);
  } finally {
    await fixture.stop();
  }
});
