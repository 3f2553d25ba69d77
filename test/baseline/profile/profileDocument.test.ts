import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MEASURES, type VolumeScope } from '../../../lib/baseline/baseline';
import { ProfileError } from '../../../lib/baseline/profile/profileError';
import { readProfile } from '../../../lib/baseline/profile/readProfile';
import { MOST_BYTES, writeProfile } from '../../../lib/baseline/profile/writeProfile';
import type { AccountId } from '../../../lib/telemetry/event';
import {
  ACCOUNT,
  actorHour,
  ANN,
  baselineAfter,
  DAY,
  HOUR,
  hourOfActors,
  KEY,
  MONDAY,
  placeOf,
  profileOf,
  volumeOf,
} from './synthetic';

/** Not to be foreseen, so that nothing packs it well. */
function scattered(index: number): number {
  return ((index * 2_654_435_761) % 4_294_967_296) / 4_294_967_296;
}

/** So many actors with as many containers, in every hour. */
function busyHour(hour: number, count: number, nameLength = 0) {
  const padding = 'x'.repeat(nameLength);
  return Array.from({ length: count }, (_, index) => {
    const size = 1 + 9 * scattered(hour * 1_009 + index);
    const bytes = Math.round(1e6 * size * (1 + index));
    return actorHour({
      principal: { kind: 'entra', id: `00000000-0000-4000-8000-${index}${padding}` },
      address: `20.${index % 6}.${index}.7`,
      application: `application-${index % 30}${padding.slice(0, 60)}`,
      requests: Math.round(100 * size),
      failed: Math.round(9 * size),
      denied: Math.round(2 * size),
      throttled: Math.round(5 * size),
      requestBytes: Math.round(1e5 * size),
      responseBytes: bytes,
      requestUnits: 500 * size,
      operations: {
        read: 1,
        write: 0,
        delete: Math.round(10 * size),
        metadata: Math.round(4 * size),
        script: 1,
        other: 0,
        drop: 0,
        define: 0,
      },
      containers: [volumeOf(`database/container-${index}${padding}`, bytes)],
      distinctContainers: Math.round(4 * size),
      distinctDocuments: Math.round(50 * size),
    });
  });
}

const stored = (text: string): unknown => JSON.parse(text);

test('100 busy actors and containers for 42 days stay below 200 KB', () => {
  const profile = profileOf(42 * 24, (hour) => busyHour(hour, 100));
  const document = writeProfile(profile);
  expect(Buffer.byteLength(JSON.stringify(document))).toBeLessThanOrEqual(MOST_BYTES);
  expect(document.facets.principal?.things).toHaveLength(100);
  expect(document.volumes?.actors.series).toHaveLength(24);
});

test('where names are long the least usual is left out, and counted', () => {
  const profile = profileOf(10 * 24, (hour) => busyHour(hour, 100, 250));
  const document = writeProfile(profile);
  expect(Buffer.byteLength(JSON.stringify(document))).toBeLessThanOrEqual(MOST_BYTES);
  const { things = [], displaced = 0 } = document.facets.principal ?? {};
  expect(things.length).toBeGreaterThan(20);
  expect(things.length + displaced).toBe(100);
});

test('what was stored answers as before, and goes on learning', () => {
  const profile = profileOf(30 * 24, (hour) => busyHour(hour, 5));
  const again = readProfile(ACCOUNT, stored(JSON.stringify(writeProfile(profile))));
  for (let hour = 30 * 24; hour < 32 * 24; hour += 1) {
    const time = MONDAY + hour * HOUR;
    const activity = hourOfActors(time, [...busyHour(hour, 5), actorHour({ principal: ANN })]);
    expect(profile.learn(activity, placeOf, time)).toBe('learned');
    expect(again.learn(activity, placeOf, time)).toBe('learned');
  }
  const [before, after] = [baselineAfter(profile), baselineAfter(again)];
  const [actor = actorHour()] = busyHour(0, 5);
  const scopes: readonly VolumeScope[] = [
    { of: 'account' },
    { of: 'actor', actor },
    { of: 'container', container: 'database/container-3' },
  ];
  for (const scope of scopes) {
    for (const measure of MEASURES) {
      const time = MONDAY + 32 * DAY + 5 * HOUR;
      expect(after.usual(measure, scope, time)).toEqual(before.usual(measure, scope, time));
    }
  }
  const stranger = { principal: KEY, address: '30.9.0.1', application: 'postman' };
  expect(after.novelties(stranger)).toEqual(before.novelties(stranger));
  expect(after.historyDays).toBe(32);
  const peers = (baseline: typeof before) =>
    baseline.usual('requests', { of: 'peers' }, MONDAY + 32 * DAY)?.median ?? NaN;
  expect(peers(after) / peers(before)).toBeCloseTo(1, 1);
});

test('whatever was learned can be stored and read again', () => {
  const name = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constant('__proto__'));
  const figure = fc.oneof(fc.nat(), fc.double(), fc.constant(Number.MAX_VALUE));
  const actor = fc
    .record({ id: name, application: name, address: name, container: name, figure })
    .map(({ id, application, address, container, figure: bytes }) =>
      actorHour({
        principal: { kind: 'entra', id },
        application,
        address,
        responseBytes: bytes,
        containers: [volumeOf(container, bytes)],
      }),
    );
  fc.assert(
    fc.property(fc.array(fc.array(actor, { maxLength: 4 }), { maxLength: 12 }), (hours) => {
      const profile = profileOf(hours.length, (hour) => hours[hour] ?? []);
      const document = JSON.stringify(writeProfile(profile));
      expect(JSON.stringify(writeProfile(readProfile(ACCOUNT, stored(document))))).toBe(document);
    }),
  );
});

test('writing twice gives the same', () => {
  const profile = profileOf(100, (hour) => busyHour(hour, 8));
  const once = JSON.stringify(writeProfile(profile));
  expect(JSON.stringify(writeProfile(readProfile(ACCOUNT, stored(once))))).toBe(once);
});

const document = writeProfile(profileOf(48, (hour) => busyHour(hour, 2)));

test.each<[string, unknown, RegExp]>([
  ['an older version', { ...document, schemaVersion: 0 }, /version 0/],
  ['a newer version', { ...document, schemaVersion: 2, facets: [] }, /version 2/],
  ['nothing', null, /damaged/],
  ['a text', 'profile', /damaged/],
  ['missing parts', { ...document, habits: undefined }, /damaged at 'habits/],
  ['an impossible number', { ...document, lastHour: 1e12 }, /damaged at 'lastHour'/],
  ['another account', { ...document, accountId: 'other' }, /that of 'other'/],
  [
    'damaged volumes',
    {
      ...document,
      volumes: { ...document.volumes, account: { firstHour: 1, firstDay: 0, days: 'AAAA' } },
    },
    /volumes are damaged/,
  ],
  [
    'a damaged sketch',
    { ...document, volumes: { ...document.volumes, peers: { requests: 'many' } } },
    /volumes are damaged/,
  ],
])('%s is set aside with a reason', (_name, broken, reason) => {
  const read = () => readProfile(ACCOUNT, broken);
  expect(read).toThrow(ProfileError);
  expect(read).toThrow(reason);
});

test('a facet that was not known yet is learned from now on', () => {
  const { country, ...facets } = document.facets;
  expect(country?.things).toHaveLength(2);
  const profile = readProfile(ACCOUNT, { ...document, facets });
  const time = MONDAY + 48 * HOUR;
  profile.learn(hourOfActors(time, busyHour(48, 2)), placeOf, time);
  const again = writeProfile(profile).facets;
  expect(again.country?.things).toHaveLength(2);
  expect(again.principal).toMatchObject({ things: [{ 3: 3 }, { 3: 3 }] });
});

test('the account that is asked for is the one that is named', () => {
  // a made-up id
  expect(() => readProfile('lab' as AccountId, document)).toThrow(/baseline of 'lab'/);
});
