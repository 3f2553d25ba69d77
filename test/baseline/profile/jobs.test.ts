import { expect, test } from '@jest/globals';
import { hasDoneJobs } from '../../../lib/baseline/profile/jobs';

const FLOOR = 10;
const WEEK = 168;

/** Figures by the hour over so many weeks. */
function figures(weeks: number, valueAt: (hour: number) => number) {
  const hours = Array.from({ length: weeks * WEEK }, (_, hour) => valueAt(hour));
  return { first: 0, values: Float64Array.from(hours) };
}

const isAt = (hour: number, hourOfWeek: number) => hour % WEEK === hourOfWeek;

/** Whether a job between `least` and `most` is known. */
function isKnown(known: ReturnType<typeof figures>, hours: number, least: number, most: number) {
  return hasDoneJobs(known, hours, { least, most }, FLOOR);
}

test('a job that was done twice in two weeks is known with the smaller of its sizes', () => {
  const weekly = figures(2, (hour) => (isAt(hour, 30) ? 900 + hour : 100));
  expect(isKnown(weekly, 1, 930, Infinity)).toBe(true);
  expect(isKnown(weekly, 1, 931, Infinity)).toBe(false);
});

test('what is smaller than all of them is not', () => {
  const weekly = figures(2, (hour) => (isAt(hour, 30) ? 900 : 100));
  expect(isKnown(weekly, 1, 200, 900)).toBe(true);
  expect(isKnown(weekly, 1, 200, 899)).toBe(false);
});

test('of two jobs of a day both are known', () => {
  const sizes = new Map([
    [30, 600],
    [40, 900],
  ]);
  const weekly = figures(3, (hour) => sizes.get(hour % WEEK) ?? 100);
  expect(isKnown(weekly, 1, 500, 700)).toBe(true);
  expect(isKnown(weekly, 1, 800, 1_000)).toBe(true);
});

test('what was done on one day is not, nor on two days of many weeks', () => {
  const once = figures(2, (hour) => (hour === 30 ? 900 : 100));
  expect(isKnown(once, 1, 1, Infinity)).toBe(false);
  const twice = figures(6, (hour) => (hour === 30 || hour === 80 ? 900 : 100));
  expect(isKnown(twice, 1, 1, Infinity)).toBe(false);
});

test('a job of two hours counts whole in three hours, and by its larger one in one', () => {
  const sizes = new Map([
    [30, 600],
    [31, 800],
  ]);
  const weekly = figures(3, (hour) => sizes.get(hour % WEEK) ?? 100);
  expect(isKnown(weekly, 3, 1_400, 1_400)).toBe(true);
  expect(isKnown(weekly, 1, 801, Infinity)).toBe(false);
});

test('the course of the day is no job', () => {
  const daily = figures(4, (hour) => (hour % 24 >= 8 && hour % 24 < 18 ? 900 : 10));
  expect(isKnown(daily, 1, 1, Infinity)).toBe(false);
});

test('beside an hour that taught nothing there is no telling', () => {
  const weekly = figures(3, (hour) => (isAt(hour, 30) ? 900 : isAt(hour, 31) ? NaN : 800));
  expect(isKnown(weekly, 1, 1, Infinity)).toBe(false);
});
