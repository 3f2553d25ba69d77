import { expect, test } from '@jest/globals';
import { ArrivalRate } from '../../../lib/baseline/profile/arrivalRate';

/** Watches days 0, 1... and lets something new arrive on those named. */
function watched(days: number, arrivals: (day: number) => boolean): ArrivalRate {
  const rate = new ArrivalRate();
  for (let day = 0; day < days; day += 1) {
    rate.watch(day);
    if (arrivals(day)) rate.arrive();
  }
  return rate;
}

test('everything is new on the first days, and that tells nothing', () => {
  const atFirst = watched(30, (day) => day < 3);
  const never = watched(30, () => false);
  expect(atFirst.surprise).toBe(never.surprise);
});

test('14 quiet days are no proof: less than one a fortnight, but not none', () => {
  const { dailyProbability } = watched(14, () => false);
  expect(dailyProbability).toBeGreaterThan(0);
  expect(dailyProbability).toBeLessThan(1 / 14);
});

test('30 quiet days make something new very unusual', () => {
  expect(watched(30, () => false).surprise).toBeGreaterThan(0.95);
});

test('where there is something new every day, one more is nothing', () => {
  expect(watched(30, () => true).surprise).toBeLessThan(0.1);
});

test('something new each week lies between', () => {
  const { surprise } = watched(42, (day) => day % 7 === 0);
  expect(surprise).toBeGreaterThan(0.75);
  expect(surprise).toBeLessThan(0.92);
});

test('many at once count as one day with arrivals', () => {
  const once = watched(30, (day) => day === 20);
  const many = new ArrivalRate();
  for (let day = 0; day < 30; day += 1) {
    many.watch(day);
    if (day === 20) for (let count = 0; count < 50; count += 1) many.arrive();
  }
  expect(many.surprise).toBe(once.surprise);
});

test('what arrived long ago is forgotten', () => {
  const early = watched(60, (day) => day >= 5 && day < 10);
  const late = watched(60, (day) => day >= 53 && day < 58);
  expect(early.surprise).toBeGreaterThan(late.surprise + 0.1);
});

test('days without telemetry make what is known older, not surer', () => {
  const quiet = watched(30, () => false);
  const before = quiet.surprise;
  quiet.watch(60);
  expect(quiet.surprise).toBeLessThan(before);
});

test('it goes on after storing as if it had never stopped', () => {
  const rate = watched(20, (day) => day % 5 === 0);
  const again = new ArrivalRate(rate.toStored());
  for (const one of [rate, again]) {
    one.watch(20);
    one.arrive();
    one.watch(21);
  }
  expect(again.surprise).toBe(rate.surprise);
});

test('of some of the new things alone, as if only these had arrived', () => {
  const all = watched(30, (day) => day % 3 === 0);
  const some = watched(30, (day) => day === 12 || day === 24);
  expect(all.surpriseOfSome([12, 24, 24])).toBeCloseTo(some.surprise, 12);
  expect(all.surpriseOfSome([0, 1])).toBe(watched(30, () => false).surprise);
});
