import { describe, expect, test } from '@jest/globals';
import { accountName } from '../../lib/telemetry/displayNames';
import { namesOf, at, DAY, every, hourOf, MINUTE, play, until, weekdayOf } from './silentWorld';

const steady = every(10);

test('an account with one record a week is found in its third week, and not before', async () => {
  const onSundays = every(60, (time) => weekdayOf(time) === 0 && hourOf(time) === 4);
  const habits = { sunday: until(at(33, 0), onSundays), other: every(120) };
  const found = await play({ habits, learned: 33, days: 48.2 });
  expect(namesOf(found)).toEqual(['sunday']);
  const [{ at: foundAt } = { at: NaN }] = found;
  expect(foundAt).toBeGreaterThan(at(27, 4) + 14 * DAY);
  expect(foundAt).toBeLessThanOrEqual(at(27, 5) + 21 * DAY);
});

test('where most accounts of one region are silent, the others are judged by themselves', async () => {
  const lost = { start: at(4, 10), end: at(4, 13), accounts: ['n1', 'n2', 'n3'] };
  const habits = {
    n1: steady,
    n2: steady,
    n3: steady,
    n4: steady,
    w1: steady,
    w2: steady,
    w3: steady,
    w4: steady,
    w5: steady,
    w6: until(at(4, 11.5), steady),
  };
  const north = 'North Europe';
  const regions = { n1: north, n2: north, n3: north, n4: north };
  const found = await play({ habits, regions, learned: 4, days: 5, lost: [lost] });
  expect(namesOf(found)).toEqual(['hub', 'w6']);
  const hub = found.find(({ alert }) => accountName(alert.accountId) === 'hub');
  expect(hub?.alert.reason).toMatch(/^3 of 4 accounts in North Europe/);
  expect(hub?.alert.resourceIdentifiers).toHaveLength(4);
});

test('an account that is back and stops again has a second alert', async () => {
  const lost = [
    { start: at(4, 2), end: at(4, 5), accounts: ['shop'] },
    { start: at(4, 12), end: at(4, 15), accounts: ['shop'] },
  ];
  const habits = { shop: steady, one: steady, two: steady, three: steady };
  const found = await play({ habits, learned: 4, days: 5, lost });
  expect(namesOf(found)).toEqual(['shop', 'shop']);
  for (const { alert } of found) expect(alert.reason).toContain('they come again');
});

describe('records that come late', () => {
  const habits = { shop: until(at(4, 6), steady), one: steady, two: steady, three: steady };

  test('a straggler of before the silence changes no alert', async () => {
    const [alone] = await play({ habits, learned: 4, days: 5 });
    const late = { shop: until(at(4, 6) + 25 * MINUTE, steady) };
    // The last two records of the account are four hours on their way.
    const held = [{ account: 'shop', from: at(4, 6), arrive: at(4, 10) }];
    const found = await play({ habits: { ...habits, ...late }, learned: 4, days: 5, held });
    expect(found).toHaveLength(1);
    expect(found[0]?.alert.id).toBe(alone?.alert.id);
    expect(found[0]?.alert.history).toHaveLength(1);
  });

  test('an account whose records always take half an hour gets half an hour more', async () => {
    const slow = { shop: 30 };
    const [quick] = await play({ habits, learned: 4, days: 5 });
    const [found] = await play({ habits, learned: 4, days: 5, slow });
    const later = (found?.at ?? NaN) - (quick?.at ?? NaN);
    expect(later).toBeGreaterThanOrEqual(25 * MINUTE);
    expect(later).toBeLessThanOrEqual(75 * MINUTE);
  });
});
