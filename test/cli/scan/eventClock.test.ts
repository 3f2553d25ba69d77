import { describe, expect, test } from '@jest/globals';
import { EventClock } from '../../../cli/scan/eventClock';

const DAY = 86_400_000;
const HOUR = DAY / 24;
const MONDAY = Date.UTC(2026, 2, 2);
const WRONG = [Date.UTC(9999, 0), Date.UTC(2031, 0), Date.UTC(2016, 0), Date.UTC(1601, 0), 0];

function clockAfter(times: readonly number[], learnDays = 0): EventClock {
  const clock = new EventClock(learnDays);
  for (const time of times) clock.observe(time);
  return clock;
}

const week = Array.from({ length: 7 * 24 }, (_, hour) => MONDAY + hour * HOUR);
const end = MONDAY + 7 * DAY - HOUR;

test('it is the newest event, whatever the order', () => {
  expect(clockAfter([MONDAY + 2 * HOUR, MONDAY, MONDAY + HOUR]).now()).toBe(MONDAY + 2 * HOUR);
});

describe.each(WRONG)('one record of %d', (wrong) => {
  test.each([0, 1, 80, week.length])('as number %i of a week changes nothing', (place) => {
    const clock = clockAfter([...week.slice(0, place), wrong, ...week.slice(place)], 3);
    expect(clock.now()).toBe(end);
    // Between the first two, either may be the wrong one.
    expect(clock.raisesFrom()).toBeGreaterThanOrEqual(MONDAY + 3 * DAY);
    expect(clock.raisesFrom()).toBeLessThanOrEqual(MONDAY + 3 * DAY + HOUR);
  });
});

test('a gap of weeks is believed when three events in a row tell of the same day', () => {
  const later = MONDAY + 40 * DAY;
  const clock = clockAfter([...week, later, later + HOUR]);
  expect(clock.now()).toBe(end);
  clock.observe(Date.UTC(2031, 0));
  clock.observe(later + 2 * HOUR);
  expect(clock.now()).toBe(end);
  for (const hour of [3, 4, 5]) clock.observe(later + hour * HOUR);
  expect(clock.now()).toBe(later + 5 * HOUR);
});

test('days that only teach begin with the first event; without any, everything may be raised', () => {
  expect(clockAfter(week, 14).raisesFrom()).toBe(MONDAY + 14 * DAY);
  expect(clockAfter(week).raisesFrom()).toBe(-Infinity);
  expect(clockAfter(week, Infinity).raisesFrom()).toBe(Infinity);
});
