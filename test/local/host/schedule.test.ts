import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseSchedule, ScheduleError } from '../../../local/host/schedule';

const next = (schedule: string, after: string) =>
  new Date(parseSchedule(schedule).next(Date.parse(after))).toISOString();

describe('next due time', () => {
  test.each([
    ['* * * * * *', '2026-03-01T10:00:00.000Z', '2026-03-01T10:00:01.000Z'],
    ['* * * * * *', '2026-03-01T10:00:00.999Z', '2026-03-01T10:00:01.000Z'],
    ['0 * * * * *', '2026-03-01T10:00:00.000Z', '2026-03-01T10:01:00.000Z'],
    ['0 */15 * * * *', '2026-03-01T10:46:01.000Z', '2026-03-01T11:00:00.000Z'],
    ['*/20 * * * * *', '2026-03-01T10:46:41.000Z', '2026-03-01T10:47:00.000Z'],
    ['5,8,10 * * * * *', '2026-03-01T10:46:08.000Z', '2026-03-01T10:46:10.000Z'],
    ['0 5 * * * *', '2026-03-01T10:05:00.000Z', '2026-03-01T11:05:00.000Z'],
    ['0 30 9 * * 1-5', '2026-03-06T09:30:00.000Z', '2026-03-09T09:30:00.000Z'],
    ['0 30 9 * * MON-FRI', '2026-03-06T09:29:59.000Z', '2026-03-06T09:30:00.000Z'],
    ['0 30 9 * Jan Mon', '2026-03-06T09:30:00.000Z', '2027-01-04T09:30:00.000Z'],
    ['0 0 0 * * sunday', '2026-03-06T00:00:00.000Z', '2026-03-08T00:00:00.000Z'],
    ['0 0 5-7 * * *', '2026-03-06T07:00:00.000Z', '2026-03-07T05:00:00.000Z'],
    ['0 0 1-23/7 * * *', '2026-03-06T08:00:00.000Z', '2026-03-06T15:00:00.000Z'],
    ['0 0 20/2 * * *', '2026-03-06T20:00:00.000Z', '2026-03-06T22:00:00.000Z'],
    ['59 59 23 31 12 *', '2026-12-31T23:59:59.000Z', '2027-12-31T23:59:59.000Z'],
    ['0 0 0 29 2 *', '2026-03-01T00:00:00.000Z', '2028-02-29T00:00:00.000Z'],
    ['0 0 0 29 2 *', '2096-03-01T00:00:00.000Z', '2104-02-29T00:00:00.000Z'],
    // Day and weekday must both match.
    ['0 0 0 13 * FRI', '2026-03-14T00:00:00.000Z', '2026-11-13T00:00:00.000Z'],
    // Five fields run at second 0.
    ['*/5 * * * *', '2026-03-01T10:00:00.000Z', '2026-03-01T10:05:00.000Z'],
    ['00:00:30', '2026-03-01T10:00:00.000Z', '2026-03-01T10:00:30.000Z'],
    ['06:30:00', '2026-03-01T10:00:00.000Z', '2026-03-01T16:30:00.000Z'],
    // From 24 upward the first pair counts days.
    ['24:00:00', '2026-03-01T10:00:00.000Z', '2026-03-25T10:00:00.000Z'],
  ])('%s after %s is %s', (schedule, after, expected) => {
    expect(next(schedule, after)).toBe(expected);
  });

  test('never lies in the past, and nothing due is skipped', () => {
    const field = (min: number, max: number) =>
      fc.oneof(fc.constant('*'), fc.integer({ min, max }).map(String));
    const schedules = fc
      .tuple(field(0, 59), field(0, 59), field(0, 23), field(1, 28), field(1, 12), field(0, 6))
      .map((fields) => fields.join(' '));
    const time = fc.integer({ min: 0, max: 4_000_000_000_000 });
    fc.assert(
      fc.property(
        schedules,
        time,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (text, now, part) => {
          const schedule = parseSchedule(text);
          const due = schedule.next(now);
          expect(due).toBeGreaterThan(now);
          const between = Math.floor(now + part * (due - now - 1));
          expect(schedule.next(between)).toBe(due);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test.each([
  '',
  '* * * *',
  '60 * * * * *',
  '* * 24 * * *',
  '* * * 0 * *',
  '* * * * 13 *',
  '* * * * * 7',
  '* * * * * MO',
  '*/0 * * * * *',
  '5-1 * * * * *',
  '1-2-3 * * * * *',
  '1/2/3 * * * * *',
  ', * * * * *',
  '1.5 * * * * *',
  '0 0 0 31 2 *',
  '00:00:00',
  '1:2:3:4',
  'a:b:c',
])('%p is refused', (schedule) => {
  expect(() => parseSchedule(schedule)).toThrow(ScheduleError);
});
