import { expect, test } from '@jest/globals';
import { Habits } from '../../../lib/baseline/profile/habits';
import type { Place } from '../../../lib/baseline/profile/facets';

const DAY = 24;

const at = (...countries: string[]): Place[] =>
  countries.map((country) => ({ country, asn: null, latitude: null, longitude: null }));

test('one that is in two countries at once on many of its days hops', () => {
  const habits = new Habits();
  for (let day = 0; day < 10; day += 1) habits.note('entra a', day * DAY, at('NL', 'US'));
  expect(habits.hopping().has('entra a')).toBe(true);
});

test('so does one whose proxy changes from hour to hour', () => {
  const habits = new Habits();
  for (let hour = 0; hour < 10 * DAY; hour += 1) {
    habits.note('entra a', hour, at(hour % 2 === 0 ? 'NL' : 'US'));
  }
  expect(habits.hopping().has('entra a')).toBe(true);
});

test('a journey now and then is no hop, and neither is one impossible day', () => {
  const habits = new Habits();
  for (let day = 0; day < 40; day += 1) {
    habits.note('entra a', day * DAY + 9, at(day < 20 ? 'NL' : 'US'));
    habits.note('entra b', day * DAY + 9, at('NL', ...(day === 30 ? ['BR'] : [])));
  }
  expect(habits.hopping().has('entra a')).toBe(false);
  expect(habits.hopping().has('entra b')).toBe(false);
  expect(habits.hopping().has('nobody')).toBe(false);
});

test('weekdays and weekends have hours of their own', () => {
  const habits = new Habits();
  // 1 January 1970 was a Thursday.
  habits.note('entra a', 8, []);
  habits.note('entra a', 2 * DAY + 20, []);
  expect([...habits.values()][0]).toMatchObject({
    weekdayHours: 1 << 8,
    weekendHours: 1 << 20,
    days: 2,
  });
});

test('only the 200 principals that were seen last are kept', () => {
  const habits = new Habits();
  habits.note('resourceToken first', 0, []);
  for (let hour = 1; hour <= 500; hour += 1) habits.note(`resourceToken ${hour}`, hour, []);
  expect([...habits.values()]).toHaveLength(200);
  expect([...habits.values()][0]?.principal).toBe('resourceToken 301');
});

test('hours that are learned late make nobody hop', () => {
  const habits = new Habits();
  for (let hour = 0; hour < 10 * DAY; hour += 1) habits.note('entra a', hour, at('NL'));
  for (let day = 0; day < 9; day += 1) habits.note('entra a', day * DAY, at('US'));
  expect(habits.hopping().has('entra a')).toBe(false);
});
