import { describe, expect, test } from '@jest/globals';
import { describeBaseline } from '../../../lib/baseline/describe/describeBaseline';
import { describeText } from '../../../lib/baseline/describe/describeText';
import { hoursText } from '../../../lib/baseline/describe/hoursText';
import { Profile } from '../../../lib/baseline/profile/profile';
import { ACCOUNT, actorHour, ANN, MONDAY, profileOf, volumeOf } from '../profile/synthetic';

const MB = 1e6;

/** Ann works on weekdays from 8 to 18; a job runs at two every night with the key. */
function office(days: number): Profile {
  return profileOf(days * 24, (hour) => {
    const isOffice = hour % 168 < 120 && hour % 24 >= 8 && hour % 24 < 18;
    return [
      ...(isOffice
        ? [
            actorHour({
              principal: ANN,
              requests: 40,
              responseBytes: MB,
              containers: [volumeOf('shop/orders', MB)],
            }),
          ]
        : []),
      ...(hour % 24 === 2 ? [actorHour({ responseBytes: 500 * MB, address: '20.1.0.1' })] : []),
    ];
  });
}

test('it tells what is known in numbers', () => {
  const description = describeBaseline(office(28));
  expect(description).toMatchObject({
    account: ACCOUNT,
    stage: 'established',
    historyDays: 27,
    learnedFrom: new Date(MONDAY + 2 * 3_600_000).toISOString(),
    activeHours: { weekdays: '02:00-03:00, 08:00-18:00', weekends: '02:00-03:00' },
  });
  expect(description.known.country).toMatchObject({ count: 2, displaced: 0 });
  expect(description.known.country.values.map(({ value }) => value)).toEqual(['NL', 'DE']);
  expect(description.known.principal.values).toMatchObject([
    { value: `entra ${ANN.id}`, firstSeen: '2026-01-05T08:00:00.000Z', days: 20 },
  ]);
  const ann = description.principals.find(({ principal }) => principal.startsWith('entra'));
  expect(ann).toMatchObject({ weekdays: '08:00-18:00', weekends: 'never', hops: false, days: 20 });
  const [heaviest] = description.volumes?.actors ?? [];
  expect(heaviest).toMatchObject({
    principal: 'key primaryMasterKey',
    application: 'cosmos-dotnet-sdk',
    hours: 28,
  });
  expect((heaviest?.median ?? 0) / (500 * MB)).toBeCloseTo(1, 1);
  expect(description.volumes?.containers).toMatchObject([{ container: 'shop/orders', hours: 200 }]);
});

test('it says what it is blind to', () => {
  const { blindTo } = describeBaseline(
    profileOf(48, () => [
      actorHour({ principal: { kind: 'unknown', id: '' }, address: '', application: 'unknown' }),
    ]),
  );
  const text = blindTo.join('\n');
  for (const word of ['no identity', 'no client address', 'no application', 'no documents']) {
    expect(text).toContain(word);
  }
  const sighted = describeBaseline(
    profileOf(48, () => [actorHour({ principal: ANN, distinctDocuments: 5 })]),
  );
  expect(sighted.blindTo).toEqual([]);
  expect(describeBaseline(new Profile(ACCOUNT)).blindTo).toEqual(['Nothing was learned yet.']);
});

test('keys, private addresses and skipped hours are said', () => {
  const profile = profileOf(48, () => [actorHour({ address: '10.0.0.4' })]);
  profile.skip(MONDAY + 48 * 3_600_000, MONDAY + 49 * 3_600_000);
  const text = describeBaseline(profile).blindTo.join('\n');
  expect(text).toContain('account keys');
  expect(text).toContain('private');
  expect(text).toContain('1 of the last 1,008 hours');
});

test('as lines for a terminal it tells the same', () => {
  const lines = describeText(describeBaseline(office(28)));
  const text = lines.join('\n');
  expect(lines[0]).toBe('shop: established, 27 days of history, 2026-01-05 to 2026-02-01');
  expect(text).toContain('Countries: 2 known');
  expect(text).toMatch(/key primaryMasterKey, cosmos-dotnet-sdk: median \d+\.\d MB/);
  expect(text).toContain('shop/orders: median');
  expect(text).toContain('Blind to:');
});

test('a name from the log cannot steer the terminal', () => {
  const profile = profileOf(2, () => [actorHour({ application: 'evil\u001b[2J\u202eapp' })]);
  const text = describeText(describeBaseline(profile)).join('');
  for (const control of ['\u001b', '\u202e']) expect(text).not.toContain(control);
});

describe('hours of the day', () => {
  test.each([
    [0, 'never'],
    [0xffffff, 'around the clock'],
    [0b111, '00:00-03:00'],
    [(1 << 23) | 1, '00:00-01:00, 23:00-24:00'],
  ])('%i are %s', (hours, text) => {
    expect(hoursText(hours)).toBe(text);
  });
});
