import { describe, expect, test } from '@jest/globals';
import type { Usual } from '../../../lib/baseline/baseline';
import { deviationsAbove } from '../../../lib/baseline/profile/deviation';
import { actorHour, baselineAfter, HOUR, MONDAY, profileOf, volumeOf } from './synthetic';

const MB = 1e6;
const WEEK = 168;
/** Below this nobody is alarmed, whatever is usual. */
const FLOOR = 2 * MB;

/** The same numbers in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function noise(next: () => number, spread: number): number {
  const normal = Math.sqrt(-2 * Math.log(next() + 1e-9)) * Math.cos(2 * Math.PI * next());
  return Math.exp(spread * normal);
}

interface Week {
  /** Bytes of each hour or stretch of the week after what was learned, and what is usual then. */
  readonly hours: readonly { readonly bytes: number; readonly usual: Usual }[];
}

/** Learns so many days of bytes by the hour, and asks for each hour of the next week. */
function weekAfter(
  days: number,
  bytesAt: (hour: number) => number,
  stretch = 1,
  start = MONDAY,
): Week {
  const learned = days * 24;
  const bytes = Array.from({ length: learned + WEEK + stretch }, (_, hour) => bytesAt(hour));
  const profile = profileOf(
    learned,
    (hour) => {
      const responseBytes = bytes[hour] ?? 0;
      if (responseBytes === 0) return [];
      return [actorHour({ responseBytes, containers: [volumeOf('shop/orders', responseBytes)] })];
    },
    start,
  );
  const baseline = baselineAfter(profile);
  const hours = Array.from({ length: WEEK }, (_, index) => {
    const hour = learned + index;
    const time = start + hour * HOUR;
    const usual = baseline.usual('responseBytes', { of: 'account' }, time, stretch);
    if (usual === null) throw new RangeError('nothing to compare with');
    const sum = bytes.slice(hour, hour + stretch).reduce((total, one) => total + one, 0);
    return { bytes: sum, usual };
  });
  return { hours };
}

function largestRatio({ hours }: Week): number {
  return Math.max(...hours.map(({ bytes, usual }) => bytes / Math.max(usual.percentile99, FLOOR)));
}

function usualAt({ hours }: Week, weekday: number, hour: number): Usual {
  const found = hours[weekday * 24 + hour];
  if (found === undefined) throw new RangeError('no such hour');
  return found.usual;
}

describe.each([1, 6])('what is usual in stretches of %i hours is not exceeded by', (stretch) => {
  const next = random(stretch);
  const ordinary: readonly (readonly [string, number, (hour: number) => number])[] = [
    ['a nightly job', 20, (h) => (h % 24 === 2 ? 500 * MB : MB) * noise(next, 0.2)],
    ['a nightly job', 41, (h) => (h % 24 === 2 ? 500 * MB : MB) * noise(next, 0.2)],
    ['a weekly backup', 20, (h) => (h % WEEK === 147 ? 5_000 * MB : MB) * noise(next, 0.2)],
    ['a weekly backup', 41, (h) => (h % WEEK === 147 ? 5_000 * MB : MB) * noise(next, 0.2)],
    ['growth by 3 % a day', 20, (h) => 10 * MB * 1.03 ** (h / 24) * noise(next, 0.2)],
    ['growth by 3 % a day', 41, (h) => 10 * MB * 1.03 ** (h / 24) * noise(next, 0.2)],
    ['rare bursts at any hour', 41, () => (next() < 0.015 ? 20 * MB * noise(next, 0.4) : 0)],
    ['steady noise', 20, () => 10 * MB * noise(next, 0.4)],
    ['steady noise', 41, () => 10 * MB * noise(next, 0.4)],
    ['busy weekends', 20, (h) => (h % WEEK >= 120 ? 50 * MB : 5 * MB) * noise(next, 0.2)],
    ['busy weekends', 41, (h) => (h % WEEK >= 120 ? 50 * MB : 5 * MB) * noise(next, 0.2)],
    [
      'business hours',
      20,
      (h) => (h % WEEK < 120 && h % 24 >= 8 && h % 24 < 18 ? 30 * MB : 0) * noise(next, 0.3),
    ],
  ];
  test.each(ordinary)('%s after %i days', (_name, days, bytesAt) => {
    expect(largestRatio(weekAfter(days, bytesAt, stretch))).toBeLessThan(2);
  });
});

test('the night job of 2 am makes 2 am usual, and not the afternoon', () => {
  const week = weekAfter(41, (h) => (h % 24 === 2 ? 500 * MB : MB));
  const night = usualAt(week, 2, 2);
  expect(night.median / (500 * MB)).toBeCloseTo(1, 1);
  const afternoon = usualAt(week, 2, 14);
  expect(afternoon.hours).toBe('thisHourOfWeek');
  expect(afternoon.largest).toBeLessThan(1.2 * MB);
});

test('a job may start an hour early or late', () => {
  const week = weekAfter(41, (h) => (h % 24 === 2 ? 500 * MB : MB));
  for (const hour of [1, 3]) {
    expect(usualAt(week, 2, hour).percentile99).toBeGreaterThan(400 * MB);
    expect(usualAt(week, 2, hour).median).toBeLessThan(1.2 * MB);
  }
});

test('with six weeks the backup of Sunday is usual on Sundays only', () => {
  const week = weekAfter(41, (h) => (h % WEEK === 147 ? 5_000 * MB : MB));
  // The next week begins on a Sunday: 41 days after a Monday.
  expect(usualAt(week, 0, 3).percentile99).toBeGreaterThan(4_000 * MB);
  expect(usualAt(week, 3, 3).largest).toBeLessThan(1.2 * MB);
});

test('weekdays and weekends are apart from two weeks on', () => {
  const bytes = (h: number) => (h % WEEK >= 120 ? 50 * MB : 5 * MB);
  // Day 16 is a Wednesday, so day 3 of what follows is a Saturday.
  const week = weekAfter(16, bytes);
  expect(usualAt(week, 0, 12)).toMatchObject({ hours: 'thisHourOfDay' });
  expect(usualAt(week, 0, 12).largest).toBeLessThan(6 * MB);
  expect(usualAt(week, 3, 12).median).toBeGreaterThan(45 * MB);
});

test('the end of the last month explains that of this one', () => {
  const start = Date.UTC(2026, 0, 19);
  const isClosing = (hour: number) => {
    const date = new Date(start + hour * HOUR).getUTCDate();
    return (date >= 28 || date === 1) && hour % 24 === 10;
  };
  const week = weekAfter(40, (h) => (isClosing(h) ? 300 * MB : 3 * MB), 1, start);
  // Day 40 is 28 February, a Saturday; of the last month's end no day was a Tuesday.
  expect(usualAt(week, 0, 10).percentile99).toBeGreaterThan(250 * MB);
  expect(usualAt(week, 1, 10).percentile99).toBeGreaterThan(250 * MB);
  expect(usualAt(week, 3, 10).percentile99).toBeLessThan(4 * MB);
});

test('growth scales up what was usual weeks ago, shrinking scales nothing', () => {
  const growing = weekAfter(41, (h) => 10 * MB * 1.03 ** (h / 24));
  const level = 10 * MB * 1.03 ** 41;
  expect(usualAt(growing, 0, 0).median).toBeGreaterThan(0.7 * level);
  const shrinking = weekAfter(41, (h) => 100 * MB * 0.97 ** (h / 24));
  expect(usualAt(shrinking, 0, 0).largest).toBeGreaterThan(60 * MB);
});

test('a theft of ten times the usual stands out, fast or slow', () => {
  const next = random(7);
  const bytes = () => 10 * MB * noise(next, 0.3);
  for (const stretch of [1, 6]) {
    const { usual } = weekAfter(41, bytes, stretch).hours[30] ?? {};
    if (usual === undefined) throw new RangeError('no such hour');
    const stolen = 10 * usual.median;
    expect(stolen / usual.percentile99).toBeGreaterThan(3);
    expect(deviationsAbove(usual, stolen)).toBeGreaterThan(4);
  }
});

test('six hours at five times the usual stand out where no single hour would', () => {
  const next = random(11);
  const bytes = () => 10 * MB * noise(next, 0.6);
  const { usual: hour } = weekAfter(41, bytes).hours[30] ?? {};
  const { usual: stretch } = weekAfter(41, bytes, 6).hours[30] ?? {};
  if (hour === undefined || stretch === undefined) throw new RangeError('no such hour');
  expect((5 * stretch.median) / stretch.percentile99).toBeGreaterThan(2);
  expect((5 * hour.median) / hour.percentile99).toBeLessThan(2);
});

test('idle hours count as zeros, hours that teach nothing do not count', () => {
  const profile = profileOf(30 * 24, (h) => (h % 24 === 12 ? [actorHour({ requests: 50 })] : []));
  const scope = { of: 'account' } as const;
  const time = (profile.learnedThrough ?? 0) + HOUR;
  const midnight = baselineAfter(profile).usual('requests', scope, time);
  expect(midnight).toMatchObject({ median: 0, largest: 0 });
  expect(midnight?.days).toBeGreaterThanOrEqual(4);
  for (let hour = 0; hour < 14 * 24; hour += 1) {
    profile.skip(time + hour * HOUR, time + hour * HOUR);
  }
  const noon = time + 14 * 24 * HOUR + 12 * HOUR;
  const usual = baselineAfter(profile).usual('requests', scope, noon);
  expect(usual?.median).toBeGreaterThan(45);
});

test('an hour is not compared with itself, nor with what came after it', () => {
  const profile = profileOf(30 * 24, (h) => [
    actorHour({ responseBytes: h === 29 * 24 ? 900 * MB : MB }),
  ]);
  const baseline = baselineAfter(profile);
  for (const hour of [29 * 24, 28 * 24]) {
    const time = MONDAY + hour * HOUR;
    const usual = baseline.usual('responseBytes', { of: 'account' }, time);
    expect(usual?.largest).toBeLessThan(2 * MB);
  }
});
