import { dataPlaneRecord, queryRecord, type RawRecord } from '../../simulation/records';
import { CASE_TIME, type DetectorCase } from '../detectorCase';
import { activityRecord, controlPlaneRecord } from '../managementCases';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Habit {
  readonly account?: string;
  readonly category?: 'DataPlaneRequests' | 'QueryRuntimeStatistics';
  readonly days: number;
  /** Between two records. */
  readonly every: number;
  /** When it has records at all; at all times where absent. */
  readonly when?: (time: number) => boolean;
  /** The last record, at the latest; the time of the case where absent. */
  readonly until?: number;
}

/** Records of an account that has had the habit all the time. */
function records(habit: Habit): RawRecord[] {
  const { account = 'shop', days, every, when = () => true, until = CASE_TIME } = habit;
  const made: RawRecord[] = [];
  for (let time = CASE_TIME - days * DAY; time <= until; time += every) {
    if (!when(time)) continue;
    const activityId = `${account} ${habit.category ?? ''} ${time}`;
    const sketch = { time, account, activityId };
    made.push(
      habit.category === 'QueryRuntimeStatistics'
        ? queryRecord({ ...sketch, text: 'SELECT * FROM c' })
        : dataPlaneRecord(sketch),
    );
  }
  return made;
}

const hourOf = (time: number): number => Math.floor((time % DAY) / HOUR);
/** Weekdays from 7 to 18 UTC; the case is a Wednesday, at 9:30. */
const inOffice = (time: number): boolean => {
  const weekday = new Date(time).getUTCDay();
  return weekday > 0 && weekday < 6 && hourOf(time) >= 7 && hourOf(time) < 18;
};
const atNight = (time: number): boolean => hourOf(time) === 2;
const others = ['north', 'south', 'west'];

const restless = { days: 3.2, every: 15 * MINUTE } as const;
const office = { days: 15, every: 15 * MINUTE, when: inOffice } as const;
const nightly = { days: 21, every: 15 * MINUTE, when: atNight } as const;

export const cases: readonly DetectorCase[] = [
  {
    name: 'an account that never rested is silent, and another one goes on',
    records: [
      ...records(restless),
      ...records({ ...restless, account: 'north', until: CASE_TIME + 65 * MINUTE }),
    ],
    watchedAt: CASE_TIME + 70 * MINUTE,
    expected: {
      severity: 'Medium',
      occurrences: 1,
      reason: ['for 73 minutes', 'since 2026-03-04 09:27 UTC', '1 other account'],
    },
  },
  {
    name: 'an office that falls silent on a working day',
    records: records(office),
    watchedAt: CASE_TIME + 75 * MINUTE,
    expected: { severity: 'Medium', occurrences: 1, reason: ['longest pause'] },
  },
  {
    name: 'queries are no longer logged, while requests are',
    records: [
      ...records({ ...restless, until: CASE_TIME + 65 * MINUTE }),
      ...records({ ...restless, category: 'QueryRuntimeStatistics' }),
    ],
    watchedAt: CASE_TIME + 70 * MINUTE,
    expected: { severity: 'Low', occurrences: 1, reason: ['of QueryRuntimeStatistics'] },
  },
  {
    name: 'a job that has not come for three nights',
    records: records({ ...nightly, until: CASE_TIME - 7 * HOUR }),
    watchedAt: CASE_TIME + 2.5 * DAY,
    expected: { severity: 'Medium', occurrences: 1, reason: ['23.3 hours'] },
  },
  {
    name: 'most accounts of a region are silent at once: one alert, on the hub',
    records: [
      ...records(restless),
      ...others.flatMap((account) => records({ ...restless, account })),
      ...records({ ...restless, account: 'east', until: CASE_TIME + 65 * MINUTE }),
    ],
    watchedAt: CASE_TIME + 70 * MINUTE,
    expected: { severity: 'Medium', occurrences: 1, reason: ['4 of 5 accounts in West Europe'] },
  },
  {
    name: 'the setting that exports the logs was deleted: that is the other alert',
    records: [
      ...records(restless),
      activityRecord({
        operation: 'Microsoft.Insights/diagnosticSettings/delete',
        target: '/providers/Microsoft.Insights/diagnosticSettings/to-hub',
      }),
    ],
    watchedAt: CASE_TIME + 70 * MINUTE,
    expected: { severity: 'Informational', occurrences: 1, reason: ['No record'] },
  },
  {
    name: 'shorter than any silence, with the delay of the export',
    records: records(restless),
    watchedAt: CASE_TIME + 50 * MINUTE,
    expected: null,
  },
  {
    name: 'an office at night',
    records: records({ ...office, until: CASE_TIME + 9 * HOUR }),
    watchedAt: CASE_TIME + 20 * HOUR,
    expected: null,
  },
  {
    name: 'an office on a day on which nobody works',
    records: records({ ...office, until: CASE_TIME - 10 * HOUR }),
    watchedAt: CASE_TIME + 8 * HOUR,
    expected: null,
  },
  {
    name: 'a job that was left out for one night',
    records: records({ ...nightly, until: CASE_TIME - 12 * HOUR }),
    watchedAt: CASE_TIME + 12 * HOUR,
    expected: null,
  },
  {
    name: 'an account that is too new to know its pauses',
    records: records({ ...office, days: 5 }),
    watchedAt: CASE_TIME + DAY,
    expected: null,
  },
  {
    name: 'an account that was deleted, as the Activity Log says',
    records: [
      ...records(restless),
      activityRecord({ operation: 'delete', time: CASE_TIME + MINUTE, category: 'Delete' }),
    ],
    watchedAt: CASE_TIME + DAY,
    expected: null,
  },
  {
    name: 'an account that was deleted, as its own log says',
    records: [
      ...records(restless),
      controlPlaneRecord({ operationName: 'AccountDeleteStart', time: CASE_TIME + MINUTE }),
      controlPlaneRecord({ operationName: 'AccountDeleteComplete', time: CASE_TIME + 2 * MINUTE }),
    ],
    watchedAt: CASE_TIME + DAY,
    expected: null,
  },
];
