import { describe, expect, test } from '@jest/globals';
import { accountName } from '../../lib/telemetry/displayNames';
import {
  namesOf,
  at,
  every,
  hourOf,
  isWeekend,
  MINUTE,
  nowAndThen,
  play,
  until,
  type Habit,
} from './silentWorld';

const steady = every(10);

/** One habit on some days, and another one on all others. */
function onDays(isOne: (time: number) => boolean, one: Habit, other: Habit): Habit {
  return (random, from, end) =>
    [
      ...one(random, from, end).filter(isOne),
      ...other(random, from, end).filter((time) => !isOne(time)),
    ].sort((a, b) => a - b);
}

/** Wednesday of the fourth week. */
const HOLIDAY = 23;
const isHoliday = (time: number): boolean => time >= at(HOLIDAY, 0) && time < at(HOLIDAY, 24);
const isFree = (time: number): boolean => isWeekend(time) || isHoliday(time);
const LEARNED = 21;
const others = { one: steady, two: steady, three: steady, four: steady };

describe('an account that few use at weekends', () => {
  const busy = every(5);
  const quiet = nowAndThen(40);

  test('is not silent on a holiday that is like a Sunday', async () => {
    const habits = { ...others, shop: onDays(isFree, quiet, busy) };
    expect(namesOf(await play({ habits, learned: LEARNED, days: 26 }))).toEqual([]);
  });

  test('is found within three of its pauses when it stops on a working day', async () => {
    const stop = at(HOLIDAY, 9.5);
    const habits = { ...others, shop: until(stop, onDays(isWeekend, quiet, busy)) };
    const [found, ...more] = await play({ habits, learned: LEARNED, days: 24 });
    expect(more).toEqual([]);
    expect(found?.at).toBeLessThanOrEqual(stop + 3 * 40 * MINUTE);
  });
});

test('a day on which next to nothing comes to a busy account is one silence', async () => {
  const habits = { ...others, shop: onDays(isHoliday, nowAndThen(120), every(5)) };
  const found = namesOf(await play({ habits, learned: LEARNED, days: 26 }));
  expect(found.filter((name) => name === 'shop')).toEqual(['shop']);
});

test('a record in the evening of a silent day, when few are due, is no return either', async () => {
  const busyByDay: Habit = (random, from, end) =>
    every(5)(random, from, end).filter((time) => hourOf(time) < 16);
  const evenings: Habit = (random, from, end) =>
    every(45)(random, from, end).filter((time) => hourOf(time) >= 16);
  const usual = onDays((time) => hourOf(time) < 16, busyByDay, evenings);
  const only =
    (...times: readonly number[]): Habit =>
    (_, from, end) =>
      times.filter((time) => time >= from && time < end);
  const once = only(at(HOLIDAY, 16.6));
  const thrice = only(at(HOLIDAY, 10), at(HOLIDAY, 13), at(HOLIDAY, 16.6));
  for (const rarely of [once, thrice]) {
    const habits = { ...others, shop: onDays(isHoliday, rarely, usual) };
    expect(namesOf(await play({ habits, learned: LEARNED, days: 26 }))).toEqual(['shop']);
  }
});

describe('accounts that people use by the week, with a job at night', () => {
  const inOffice = (time: number): boolean => hourOf(time) >= 8 && hourOf(time) < 18;
  const atNight = (time: number): boolean => hourOf(time) >= 2 && hourOf(time) < 2.5;
  const office = (isOff: (time: number) => boolean): Habit =>
    every(10, (time) => !isOff(time) && (inOffice(time) || atNight(time)));
  const closedAt = (start: number): Habit => {
    const isOff = (time: number) => isWeekend(time) || (time >= start && isHoliday(time));
    return office(isOff);
  };
  /** Work has begun when everybody is sent home. */
  const sentHome = closedAt(at(HOLIDAY, 10));

  test('are one note on a holiday', async () => {
    const habits = { ...others, a: sentHome, b: sentHome, c: sentHome };
    const found = await play({ habits, learned: LEARNED, days: 26 });
    expect(found.map(({ alert }) => alert)).toMatchObject([
      {
        accountId: '/providers/microsoft.eventhub/namespaces/ns/eventhubs/hub',
        severity: 'Informational',
        reason: expect.stringMatching(/^3 of 3 accounts with weekly days of rest in West Europe/),
      },
    ]);
  });

  test('one that stops while the others go on is found', async () => {
    const open = office(isWeekend);
    const habits = { ...others, a: open, b: open, c: sentHome };
    const found = await play({ habits, learned: LEARNED, days: 26 });
    expect(namesOf(found)).toEqual(['c']);
    expect(found[0]?.alert.severity).toBe('Medium');
  });
});

describe('all accounts of a subscription, in many regions', () => {
  const regions = ['North Europe', 'West Europe', 'East US', 'Central India'];
  const places = regions.flatMap((region, n) =>
    ['a', 'b', 'c', 'd'].map((name) => ({ name: `${name}${n}`, region })),
  );
  const own = places.filter(({ name }) => name.startsWith('a')).map(({ name }) => name);
  const subscription = '99990000-0000-4000-8000-000000000000';
  const scenario = {
    regions: Object.fromEntries(places.map(({ name, region }) => [name, region])),
    subscriptions: Object.fromEntries(own.map((name) => [name, subscription])),
    learned: 4,
    days: 5.5,
    lost: [{ start: at(4, 10), end: at(4, 16), accounts: own }],
  };
  const habits = Object.fromEntries(places.map(({ name }) => [name, steady]));

  test('are one note when they are silent at once', async () => {
    const found = await play({ ...scenario, habits });
    expect(namesOf(found)).toEqual(['hub']);
    expect(found[0]?.alert).toMatchObject({
      severity: 'Informational',
      reason: expect.stringContaining(`4 of 4 accounts in subscription ${subscription}`),
    });
  });

  test('hide none of another subscription that stops meanwhile', async () => {
    const stopped = { ...habits, b0: until(at(4, 11), steady) };
    const found = await play({ ...scenario, habits: stopped });
    expect(namesOf(found)).toEqual(['b0', 'hub']);
    const alone = found.find(({ alert }) => accountName(alert.accountId).toLowerCase() === 'b0');
    expect(alone?.alert.severity).toBe('Medium');
    expect(alone?.at).toBeLessThanOrEqual(at(4, 12));
  });
});
