import { expect, test } from '@jest/globals';
import { accountName } from '../../lib/telemetry/displayNames';
import {
  at,
  every,
  HOUR,
  hourOf,
  isWeekend,
  longestPause,
  MINUTE,
  nowAndThen,
  play,
  until,
  type Habit,
} from './silentWorld';

const inOffice = (time: number): boolean =>
  !isWeekend(time) && hourOf(time) >= 8 && hourOf(time) < 18;
const LEARNED = 15;

const HABITS = {
  steady: every(5),
  tenth: every(10),
  hourly: every(60),
  idle: nowAndThen(30),
  idler: nowAndThen(360),
  nightly: every(10, (time) => hourOf(time) >= 2 && hourOf(time) < 3),
  weekend: every(10, (time) => isWeekend(time) && hourOf(time) >= 9 && hourOf(time) < 21),
  office: every(7, inOffice),
} as const satisfies Record<string, Habit>;

test('no alert on any account in weeks with an outage of six hours, a restart and a day off', async () => {
  const found = await play({
    habits: HABITS,
    learned: LEARNED,
    days: 23,
    lost: [{ start: at(16, 10), end: at(16, 16) }],
    restarts: [at(18, 3)],
    down: [{ start: at(19, 9), end: at(20, 9) }],
  });
  expect(found.map(({ alert }) => alert)).toMatchObject([
    {
      accountId: '/providers/microsoft.eventhub/namespaces/ns/eventhubs/hub',
      severity: 'Medium',
      revision: 1,
      reason: expect.stringMatching(/^\d of \d accounts in West Europe .* they come again since/),
      history: [{ what: 'created' }, { what: expect.stringContaining('records come again') }],
    },
  ]);
  expect(found[0]?.at).toBeLessThanOrEqual(at(16, 11));
});

/** When they stop, on days 14 to 20 of a Monday's count. */
const STOPS: Readonly<Record<keyof typeof HABITS, number>> = {
  steady: at(16, 4.3),
  tenth: at(17, 14.2),
  hourly: at(18, 12.4),
  idle: at(18, 3),
  idler: at(15, 20),
  nightly: at(16, 2.5),
  weekend: at(19, 15),
  office: at(16, 13.2),
};
/** The longest way to the hub in this world. */
const DELAY = 6 * MINUTE;

test('every stop is found in time, once, on its account', async () => {
  const stopping = Object.entries(HABITS).map(
    // the keys are those of the habits
    ([name, habit]) => [`${name}-stop`, until(STOPS[name as keyof typeof HABITS], habit)] as const,
  );
  const habits = { ...HABITS, ...Object.fromEntries(stopping) };
  const found = await play({ habits, learned: LEARNED, days: 20 });
  const names = found.map(({ alert }) => accountName(alert.accountId).toLowerCase());
  expect(names.sort()).toEqual(stopping.map(([name]) => name).sort());
  for (const { alert, at: foundAt } of found) {
    const name = accountName(alert.accountId).toLowerCase();
    // the names of accounts that stop are those of the habits, and `-stop`
    const stop = STOPS[name.replace('-stop', '') as keyof typeof HABITS];
    const usual = longestPause(habits, name, stop, name.startsWith('idle') ? 84 * HOUR : HOUR);
    const limit = Math.max(60 * MINUTE, 3 * usual + DELAY);
    expect([name, foundAt - stop <= limit]).toEqual([name, true]);
  }
});
