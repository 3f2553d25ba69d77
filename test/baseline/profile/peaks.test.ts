import { expect, test } from '@jest/globals';
import { peakOf } from '../../../lib/baseline/profile/peaks';

const FLOOR = 10;
const WEEK = 168;

/** Figures by the hour over so many weeks. */
function figures(weeks: number, valueAt: (hour: number) => number) {
  const hours = Array.from({ length: weeks * WEEK }, (_, hour) => valueAt(hour));
  return { first: 0, values: Float64Array.from(hours) };
}

const isAt = (hour: number, hourOfWeek: number) => hour % WEEK === hourOfWeek;

test('a job that was done twice in two weeks counts with the smaller of its sizes', () => {
  const weekly = figures(2, (hour) => (isAt(hour, 30) ? 900 + hour : 100));
  expect(peakOf(weekly, 1, FLOOR)).toBe(930);
});

test('what was done on one day does not, nor on two days of many weeks', () => {
  expect(
    peakOf(
      figures(2, (hour) => (hour === 30 ? 900 : 100)),
      1,
      FLOOR,
    ),
  ).toBe(0);
  const twice = figures(6, (hour) => (hour === 30 || hour === 80 ? 900 : 100));
  expect(peakOf(twice, 1, FLOOR)).toBe(0);
});

test('a job of two hours counts whole in three hours, and by its larger one in one', () => {
  const sizes = new Map([
    [30, 600],
    [31, 800],
  ]);
  const weekly = figures(3, (hour) => sizes.get(hour % WEEK) ?? 100);
  expect(peakOf(weekly, 3, FLOOR)).toBe(1_400);
  expect(peakOf(weekly, 1, FLOOR)).toBe(800);
});

test('the course of the day is no job', () => {
  const daily = figures(4, (hour) => (hour % 24 >= 8 && hour % 24 < 18 ? 900 : 10));
  expect(peakOf(daily, 1, FLOOR)).toBe(0);
});

test('beside an hour that taught nothing there is no telling', () => {
  const weekly = figures(3, (hour) => (isAt(hour, 30) ? 900 : isAt(hour, 31) ? NaN : 800));
  expect(peakOf(weekly, 1, FLOOR)).toBe(0);
});
