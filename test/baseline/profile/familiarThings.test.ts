import { expect, test } from '@jest/globals';
import { FamiliarThings } from '../../../lib/baseline/profile/familiarThings';

const DAY = 24;

test('it counts days, not hours or actors', () => {
  const things = new FamiliarThings(10);
  expect(things.see('NL', 0)).toBe(true);
  expect(things.see('NL', 0)).toBe(false);
  expect(things.see('NL', 5)).toBe(false);
  things.see('NL', 3 * DAY);
  expect(things.get('NL')).toMatchObject({ firstSeen: 0, lastSeen: 3 * DAY, days: 2 });
});

test('the least usual goes where there are too many, and that is counted', () => {
  const things = new FamiliarThings(2);
  for (let hour = 0; hour < 20; hour += 1) things.see('often', hour);
  things.see('once', 5);
  things.see('new', 20);
  expect([...things.values()].map(({ value }) => value).sort()).toEqual(['new', 'often']);
  expect(things.displaced).toBe(1);
});

test('what was usual long ago is less usual than what is usual now', () => {
  const things = new FamiliarThings(10);
  for (let hour = 0; hour < 30; hour += 1) things.see('before', hour);
  for (let hour = 0; hour < 10; hour += 1) things.see('now', 75 * DAY + hour);
  expect(things.mostUsual(76 * DAY)[0]?.value).toBe('now');
});

test('it is forgotten 90 days after it was last seen, not after 60', () => {
  const things = new FamiliarThings(10);
  things.see('gone', 0);
  things.forget(60 * DAY);
  expect(things.get('gone')).toBeDefined();
  things.forget(91 * DAY);
  expect(things.get('gone')).toBeUndefined();
});
