import { expect, test } from '@jest/globals';
import { MemoryStore } from '../../../lib/storage/memoryStore';
import { DAY, HOUR } from '../learning/learningWorld';
import { FIRST_DAY, Theft } from './theft';

const APP = 'CosmosDB_AppAnomaly';
const DAYS = 5;

/** A new application is there from 9 to 17 on five days, and each night the day is learned. */
async function fiveDays(onDay?: (theft: Theft, day: number) => Promise<void>): Promise<number[]> {
  const theft = new Theft(new MemoryStore());
  await theft.learnTwentyDays();
  const alerts: number[] = [];
  for (let day = 0; day < DAYS; day += 1) {
    const start = FIRST_DAY + day * DAY;
    await theft.dayWith('azsdk-python-cosmos/4.7.0 Python/3.12.4', start);
    const raised = await theft.alertsOf(start);
    alerts.push(raised.filter(({ alertType }) => alertType === APP).length);
    await onDay?.(theft, day);
    await theft.learn(start + 23 * HOUR);
  }
  return alerts;
}

test('a new application is reported once, not daily', async () => {
  expect(await fiveDays()).toEqual([1, 0, 0, 0, 0]);
});

test('it stays unknown to those who look at volumes', async () => {
  let known: boolean | undefined;
  await fiveDays(async (theft, day) => {
    if (day < DAYS - 1) return;
    const things = (await theft.world.profile('shop'))?.knowledge.facets.application.things;
    known = things?.get('cosmos-python-sdk') !== undefined;
  });
  expect(known).toBe(false);
});

test('dismissed on the second day, it is learned', async () => {
  let known: boolean | undefined;
  await fiveDays(async (theft, day) => {
    if (day === 1) await theft.setStatus('Dismissed');
    if (day < DAYS - 1) return;
    const things = (await theft.world.profile('shop'))?.knowledge.facets.application.things;
    known = things?.get('cosmos-python-sdk') !== undefined;
  });
  expect(known).toBe(true);
});
