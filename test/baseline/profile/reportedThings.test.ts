import { expect, test } from '@jest/globals';
import { baselineOf } from '../../../lib/baseline/profile/baselineOf';
import { readProfile } from '../../../lib/baseline/profile/readProfile';
import {
  MOST_REPORTED,
  ReportedThings,
  type ReportedThing,
} from '../../../lib/baseline/profile/reportedThings';
import { writeProfile } from '../../../lib/baseline/profile/writeProfile';
import {
  ACCOUNT,
  actorHour,
  DAY,
  HOUR,
  hourOfActors,
  MONDAY,
  placeOf,
  profileOf,
} from './synthetic';

const HOURS_A_DAY = 24;
const PYTHON: ReportedThing = { facet: 'application', value: 'cosmos-python-sdk' };
const usual = actorHour();
const newcomer = actorHour({ application: PYTHON.value });

/** Twenty days of one application, and an hour whose alert told of another one. */
function afterReport() {
  const profile = profileOf(20 * HOURS_A_DAY, () => [usual]);
  const hour = MONDAY + 20 * DAY;
  profile.learn({ ...hourOfActors(hour, [usual]), reported: [PYTHON] }, placeOf, hour);
  return profile;
}

const noveltiesAt = (profile: ReturnType<typeof afterReport>, time: number) =>
  baselineOf(profile, time, placeOf)
    .novelties(newcomer)
    .map(({ facet, value, reported }) => ({ facet, value, reported }));

test('what was reported is neither known nor news', () => {
  const profile = afterReport();
  for (let hour = MONDAY + 20 * DAY + HOUR; hour < MONDAY + 25 * DAY; hour += HOUR) {
    profile.learn(hourOfActors(hour, [usual, newcomer]), placeOf, hour);
  }
  expect(noveltiesAt(profile, MONDAY + 25 * DAY)).toEqual([{ ...PYTHON, reported: true }]);
  // Seen all the time, it stays so.
  expect(noveltiesAt(profile, MONDAY + 52 * DAY)).toEqual([{ ...PYTHON, reported: true }]);
});

test('it is news again after 30 days without it', () => {
  const profile = afterReport();
  expect(noveltiesAt(profile, MONDAY + 50 * DAY)).toEqual([{ ...PYTHON, reported: true }]);
  expect(noveltiesAt(profile, MONDAY + 51 * DAY)).toEqual([{ ...PYTHON, reported: false }]);
});

test('once it was expected, it becomes known', () => {
  const profile = afterReport();
  profile.forgetReported([PYTHON]);
  expect(noveltiesAt(profile, MONDAY + 21 * DAY)).toEqual([{ ...PYTHON, reported: false }]);
  const hour = MONDAY + 21 * DAY;
  profile.learn(hourOfActors(hour, [newcomer]), placeOf, hour);
  expect(noveltiesAt(profile, hour + HOUR)).toEqual([]);
});

test('the key is reported with whichever of both it is', () => {
  const profile = profileOf(20 * HOURS_A_DAY, () => [usual]);
  const reported = [{ facet: 'authKind', value: 'key primaryReadonlyMasterKey' }] as const;
  const hour = MONDAY + 20 * DAY;
  profile.learn({ ...hourOfActors(hour, [usual]), reported }, placeOf, hour);
  const baseline = baselineOf(profile, hour, placeOf);
  expect(baseline.wasReported('authKind', 'key secondaryReadonlyMasterKey')).toBe(true);
  expect(baseline.wasReported('authKind', 'key secondaryMasterKey')).toBe(false);
});

test('it is stored with the profile, and older profiles have none', () => {
  const document = writeProfile(afterReport());
  const read = readProfile(ACCOUNT, JSON.parse(JSON.stringify(document)));
  expect(noveltiesAt(read, MONDAY + 21 * DAY)).toEqual([{ ...PYTHON, reported: true }]);
  const { reported, ...older } = document;
  expect(reported).toHaveLength(1);
  const again = readProfile(ACCOUNT, older);
  expect(noveltiesAt(again, MONDAY + 21 * DAY)).toEqual([{ ...PYTHON, reported: false }]);
});

test('those seen longest ago go where there are too many', () => {
  const things = new ReportedThings();
  for (let n = 0; n <= MOST_REPORTED; n += 1) {
    things.note({ facet: 'application', value: `application-${n}` }, n);
    things.note({ facet: 'application', value: 'application-0' }, n);
  }
  expect(things.toStored()).toHaveLength(MOST_REPORTED);
  expect(things.has('application', 'application-0', MOST_REPORTED)).toBe(true);
  expect(things.has('application', 'application-1', MOST_REPORTED)).toBe(false);
});

test('a network is reported and becomes known all the same', () => {
  const things = new ReportedThings();
  things.note({ facet: 'network', value: '192.0.2.0/24' }, 1);
  expect(things.has('network', '192.0.2.0/24', 2)).toBe(true);
  expect(things.holdsBack('network', '192.0.2.0/24', 2)).toBe(false);
});
