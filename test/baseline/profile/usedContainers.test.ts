import { expect, test } from '@jest/globals';
import { baselineOf } from '../../../lib/baseline/profile/baselineOf';
import { actorHour, DAY, HOUR, MONDAY, placeOf, profileOf, volumeOf } from './synthetic';

const DAYS = 20;
const NOW = MONDAY + DAYS * DAY;
const orders = volumeOf('shop/orders', 5_000);

/** An account of one container, another of which is asked for as often as told, six days ago. */
function after(requests: number, days = 1) {
  const looks = Array.from({ length: days }, (_, n) => DAYS * 24 - (6 + n) * 24);
  const profile = profileOf(DAYS * 24, (hour) => {
    const look = { ...volumeOf('shop/bills', 500), requests };
    const containers = looks.includes(hour) ? [orders, look] : [orders];
    return [actorHour({ containers, distinctContainers: containers.length })];
  });
  return baselineOf(profile, NOW + HOUR, placeOf);
}

test('a look at a container does not bring it into use, nor make the next ones no news', () => {
  const baseline = after(3);
  expect(baseline.unusedContainers(['shop/orders', 'shop/bills', 'shop/mail'])).toEqual([
    'shop/bills',
    'shop/mail',
  ]);
  expect(baseline.daysInUse('shop/bills')).toBe(0);
});

test('many requests, or another day with some, do', () => {
  for (const baseline of [after(200), after(3, 2)]) {
    expect(baseline.daysInUse('shop/bills')).toBeGreaterThanOrEqual(6);
    expect(baseline.daysInUse('shop/orders')).toBe(DAYS);
  }
});

test('a database is in use as long as its oldest container', () => {
  expect(after(3).daysInUse('shop')).toBe(DAYS);
  expect(after(3).daysInUse('sho')).toBe(0);
});
