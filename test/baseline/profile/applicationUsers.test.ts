import { expect, test } from '@jest/globals';
import { baselineOf } from '../../../lib/baseline/profile/baselineOf';
import { actorHour, DAY, MONDAY, placeOf, profileOf } from './synthetic';

const user = (id: string, address: string, application: string) =>
  actorHour({ principal: { kind: 'entra', id }, address, application });

test('users of software are counted where they come from', () => {
  const profile = profileOf(4 * 24, () => [
    user('ann', '20.0.0.1', 'cosmos-python-sdk'),
    user('ben', '20.0.0.2', 'cosmos-python-sdk'),
    user('app', '20.3.0.1', 'cosmos-python-sdk'),
    user('app', '20.3.0.1', 'cosmos-js-sdk'),
  ]);
  const baseline = baselineOf(profile, MONDAY + 4 * DAY, placeOf);
  expect(baseline.usersIn('NL', 'cosmos-python-sdk')).toBe(2);
  expect(baseline.usersIn('US', 'cosmos-python-sdk')).toBe(1);
  expect(baseline.usersIn('NL', 'cosmos-js-sdk')).toBe(0);
  expect(baseline.usersIn('NL', 'curl')).toBe(0);
});
