import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SeriesError } from '../../../lib/baseline/profile/codes';
import { ACTOR_LAYOUT, CONTAINER_LAYOUT } from '../../../lib/baseline/profile/layout';
import { codeOf, scaleFor } from '../../../lib/baseline/profile/logScale';
import { KEPT_DAYS, VolumeSeries } from '../../../lib/baseline/profile/volumeSeries';

const START = 480_000;
const KEPT_HOURS = KEPT_DAYS * 24;

const stored = (value: number) => scaleFor('requests')[codeOf('requests', value)];

/** Hours that only ever rise, as they are learned. */
const hourSteps = fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.nat(100_000)), {
  minLength: 1,
  maxLength: 60,
});

test('it tells what was noted in the last 42 days, however the hours came, also after storing', () => {
  fc.assert(
    fc.property(hourSteps, (steps) => {
      const series = new VolumeSeries(CONTAINER_LAYOUT, START);
      const bytes = new Map<number, number>();
      let hour = START;
      for (const [step, value] of steps) {
        hour += step;
        bytes.set(hour, value * 1024);
        series.put(hour, 'responseBytes', value * 1024);
      }
      const again = VolumeSeries.from(CONTAINER_LAYOUT, series.toStored());
      const first = series.firstHour;
      expect(again.firstHour).toBe(first);
      const expected = Array.from({ length: hour + 1 - first }, (_, index) => {
        const value = bytes.get(first + index) ?? 0;
        return scaleFor('responseBytes')[codeOf('responseBytes', value)];
      });
      expect([...series.read('responseBytes', first, expected.length)]).toEqual(expected);
      expect([...again.read('responseBytes', first, expected.length)]).toEqual(expected);
    }),
  );
});

test('a coarse measure tells the largest of its six hours', () => {
  const series = new VolumeSeries(ACTOR_LAYOUT, START);
  series.put(START + 6, 'requests', 10);
  series.put(START + 8, 'requests', 40);
  series.put(START + 9, 'requests', 20);
  const expected = [0, 40, 40, 40, 40, 40, 40, 0].map(stored);
  expect([...series.read('requests', START + 5, 8)]).toEqual(expected);
});

test('days beyond the 42 go, and hours before them are passed over', () => {
  const series = new VolumeSeries(CONTAINER_LAYOUT, START);
  series.put(START, 'requests', 5);
  series.put(START + 2 * KEPT_HOURS, 'requests', 7);
  series.put(START, 'requests', 9);
  expect(series.firstHour).toBeGreaterThan(START + KEPT_HOURS);
  expect(series.read('requests', START, 1)[0]).toBe(0);
  expect(series.read('requests', START + 2 * KEPT_HOURS, 1)[0]).toBe(stored(7));
});

test('what was read can be noted in further', () => {
  const series = new VolumeSeries(CONTAINER_LAYOUT, START);
  series.put(START, 'requests', 5);
  const again = VolumeSeries.from(CONTAINER_LAYOUT, series.toStored());
  again.put(START + 30, 'requests', 6);
  expect(again.read('requests', START, 1)[0]).toBe(stored(5));
  expect(again.read('requests', START + 30, 1)[0]).toBe(stored(6));
});

test.each([
  ['no deflated text', 'AAAA'],
  [
    'a bomb',
    'Y2AYBaNgFIyCUTAKRsEoGAWjYBSMglEwCkbBKBgFo2AUjIJRMApGwSgYBaNgFIyCUTAKRsEoGAWjYBSMglEwCkbBKBgFo2AUjIJRMApGwSgYBaNgFIyCUTAKRsEoGAWjYBSMglEwCkbBKBgFo2AUjIJRMApGwSgYBaNgFIyCUTAKRsEoGAUA',
  ],
])('%s is refused when it is read', (_, days) => {
  const read = () =>
    VolumeSeries.from(CONTAINER_LAYOUT, { firstHour: START, firstDay: START / 24, days });
  expect(read).toThrow(SeriesError);
});
