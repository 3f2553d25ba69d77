import { expect, test } from '@jest/globals';
import type { ActorHour, ActorIdentity } from '../../../lib/activity/hourActivity';
import type { Facet } from '../../../lib/baseline/baseline';
import { baselineOf } from '../../../lib/baseline/profile/baselineOf';
import type { Principal } from '../../../lib/telemetry/event';
import {
  actorHour,
  ANN,
  baselineAfter,
  DAY,
  HOUR,
  KEY,
  MONDAY,
  placeOf,
  profileOf,
} from './synthetic';

const EVE: Principal = { kind: 'entra', id: '00000000-0000-4000-8000-00000000000e' };
const entraKnown = [actorHour({ principal: ANN }), actorHour()];

function actor(parts: Partial<ActorIdentity> = {}): ActorIdentity {
  return { principal: KEY, address: '20.0.0.1', application: 'cosmos-dotnet-sdk', ...parts };
}

function newFacets(
  known: (hour: number) => readonly ActorHour[],
  who: ActorIdentity,
  days = 30,
): readonly Facet[] {
  const baseline = baselineAfter(profileOf(days * 24, known));
  return baseline.novelties(who).map(({ facet }) => facet);
}

test('what is known is no news', () => {
  expect(newFacets(() => entraKnown, actor())).toEqual([]);
  expect(newFacets(() => entraKnown, actor({ principal: ANN }))).toEqual([]);
});

test.each<[string, Partial<ActorIdentity>, readonly Facet[]]>([
  ['another address in a known /24', { address: '20.0.0.99' }, []],
  ['another network of a known country', { address: '21.0.7.1' }, ['network']],
  ['another country', { address: '20.3.0.1' }, ['network', 'asn', 'country']],
  ['another application', { application: 'mongoexport' }, ['application']],
  ['software without a name', { application: 'unknown' }, []],
  ['a new identity', { principal: EVE }, ['principal']],
  ['a rotated key', { principal: { kind: 'key', id: 'secondaryMasterKey' } }, []],
  [
    'a rotated key with other software',
    { principal: { kind: 'key', id: 'secondaryMasterKey' }, application: 'mongoexport' },
    ['application', 'authKind'],
  ],
  [
    'a rotated key on another network of no cloud',
    { principal: { kind: 'key', id: 'secondaryMasterKey' }, address: '21.0.7.1' },
    ['network', 'authKind'],
  ],
  [
    'a rotated key on another network of a cloud',
    { principal: { kind: 'key', id: 'secondaryMasterKey' }, address: '20.0.7.1' },
    ['network'],
  ],
  ['a read-only key', { principal: { kind: 'key', id: 'primaryReadonlyMasterKey' } }, ['authKind']],
  [
    'a resource token',
    { principal: { kind: 'resourceToken', id: 'p1' } },
    ['principal', 'authKind'],
  ],
  ['the platform', { principal: { kind: 'system', id: 'SystemAll' }, address: '20.5.0.1' }, []],
  ['nobody from nowhere', { principal: { kind: 'unknown', id: '' }, address: '' }, []],
  ['an address of no known place', { address: '20.99.0.1' }, ['network']],
  ['a loopback address', { address: '127.0.0.1' }, []],
])('%s', (_name, parts, facets) => {
  expect(newFacets(() => entraKnown, actor(parts))).toEqual(facets);
});

test('an identity in a country that only others come from', () => {
  const known = [...entraKnown, actorHour({ address: '20.1.0.1' })];
  const from = (principal: Principal) =>
    newFacets(() => known, actor({ principal, address: '20.1.0.1' }));
  expect(from(ANN)).toEqual(['principalCountry']);
  expect(from(EVE)).toEqual(['principal']);
  expect(from(KEY)).toEqual([]);
});

test('newcomers do not make it usual that an identity changes its country', () => {
  const known = (hour: number) => [
    ...entraKnown,
    actorHour({ address: '20.1.0.1' }),
    // Someone new each day.
    actorHour({ principal: { kind: 'entra', id: `build-${Math.floor(hour / 24)}` } }),
  ];
  const baseline = baselineAfter(profileOf(30 * 24, known));
  const [novelty] = baseline.novelties(actor({ principal: ANN, address: '20.1.0.1' }));
  expect(novelty).toMatchObject({ facet: 'principalCountry' });
  expect(novelty?.surprise).toBeGreaterThan(0.95);
  const [newcomer] = baseline.novelties(actor({ principal: EVE }));
  expect(newcomer).toMatchObject({ facet: 'principal' });
  expect(newcomer?.surprise).toBeLessThan(0.1);
});

test('an identity with an application that only others use', () => {
  const known = [...entraKnown, actorHour({ application: 'data-explorer' })];
  const who = actor({ principal: ANN, application: 'data-explorer' });
  expect(newFacets(() => known, who)).toEqual(['principalApplication']);
});

test('private addresses are known by their /16', () => {
  const known = [actorHour({ address: '10.1.0.4' })];
  expect(newFacets(() => known, actor({ address: '10.1.200.9' }))).toEqual([]);
  expect(newFacets(() => known, actor({ address: '10.2.0.4' }))).toEqual(['network']);
});

test('the internet is news where all was private, country included', () => {
  const known = [actorHour({ address: '10.1.0.4' })];
  expect(newFacets(() => known, actor({ address: '20.3.0.1' }))).toEqual([
    'network',
    'asn',
    'country',
  ]);
});

test('a database of places that was only now installed makes nothing new', () => {
  const known = [actorHour({ address: '20.99.0.1' })];
  expect(newFacets(() => known, actor({ address: '20.3.0.1' }))).toEqual(['network']);
});

test('who was only ever refused is not known', () => {
  const refused = actorHour({ principal: EVE, requests: 3, denied: 3, failed: 3 });
  expect(newFacets(() => [...entraKnown, refused], actor({ principal: EVE }))).toEqual([
    'principal',
  ]);
});

test('what is known can be asked for by value, a network by any of its addresses', () => {
  const baseline = baselineAfter(profileOf(48, () => entraKnown));
  expect(baseline.knows('network', '20.0.0.77')).toBe(true);
  expect(baseline.knows('network', '20.0.0.0/24')).toBe(true);
  expect(baseline.knows('network', '20.0.1.77')).toBe(false);
  expect(baseline.knows('authKind', 'key secondaryMasterKey')).toBe(true);
  expect(baseline.knows('authKind', 'key secondaryReadonlyMasterKey')).toBe(false);
  expect(baseline.daysSeen('country', 'NL')).toBe(2);
  expect(baseline.daysSeen('country', 'US')).toBe(0);
});

test('answers about many actors stay right', () => {
  const baseline = baselineAfter(profileOf(48, () => entraKnown));
  for (let round = 0; round < 2; round += 1) {
    for (let number = 0; number < 6_000; number += 1) {
      const address = `20.0.${number % 250}.${Math.floor(number / 250)}`;
      const novelties = baseline.novelties(actor({ address }));
      expect(novelties).toHaveLength(number % 250 === 0 ? 0 : 1);
    }
  }
});

test('writers of scripts are known by themselves and make no actor new', () => {
  const operations = {
    read: 0,
    write: 0,
    delete: 0,
    metadata: 0,
    script: 1,
    other: 0,
    drop: 0,
    define: 0,
  };
  const known = [actorHour({ principal: ANN, operations }), actorHour()];
  const baseline = baselineAfter(profileOf(48, () => known));
  expect(baseline.knows('scriptWriter', `entra ${ANN.id}`)).toBe(true);
  expect(baseline.knows('scriptWriter', 'key primaryMasterKey')).toBe(false);
  expect(baseline.novelties(actor())).toEqual([]);
});

test('a novelty says what is usual, and how usual news are', () => {
  const baseline = baselineAfter(profileOf(30 * 24, () => entraKnown));
  const [novelty] = baseline
    .novelties(actor({ address: '20.3.0.1' }))
    .filter(({ facet }) => facet === 'country');
  expect(novelty).toMatchObject({
    value: 'US',
    lastSeen: null,
    dormantDays: Infinity,
    usual: ['NL'],
    knownValues: 1,
  });
  expect(novelty?.surprise).toBeGreaterThan(0.95);
});

test('one more address of a mobile back end is no surprise, though its network is not known', () => {
  const phone = (number: number) =>
    actorHour({
      principal: { kind: 'resourceToken', id: `user-${number}` },
      address: `20.${number % 5}.${Math.floor(number / 250) % 250}.${number % 250}`,
    });
  const phones = (hour: number) =>
    Array.from({ length: 20 }, (_, index) => phone(hour * 7_919 + index * 251));
  const baseline = baselineAfter(profileOf(20 * 24, phones));
  const novelties = baseline.novelties({
    principal: { kind: 'resourceToken', id: 'user-new' },
    address: '21.0.9.9',
    application: 'cosmos-dotnet-sdk',
  });
  expect(novelties.map(({ facet }) => facet)).toEqual(['principal', 'network']);
  for (const { surprise } of novelties) expect(surprise).toBeLessThan(0.2);
});

test('what comes back after 30 days is news again, with the time it was last seen', () => {
  const profile = profileOf(50 * 24, (hour) => (hour < 240 ? entraKnown : [actorHour()]));
  const baseline = baselineAfter(profile);
  const novelties = baseline.novelties(actor({ principal: ANN }));
  const dormant = novelties.find(({ facet }) => facet === 'principal');
  expect(dormant).toMatchObject({ lastSeen: MONDAY + 239 * HOUR, dormantDays: 40 });
  expect(baseline.daysSeen('principal', `entra ${ANN.id}`)).toBe(10);
});

test('nothing is dormant where the account itself was idle', () => {
  const profile = profileOf(20 * 24, () => entraKnown);
  const later = (profile.learnedThrough ?? 0) + 40 * DAY;
  expect(baselineOf(profile, later, placeOf).novelties(actor({ principal: ANN }))).toEqual([]);
});

test('a key that nobody used is news where its software used neither of the pair', () => {
  const reader = {
    principal: { kind: 'key', id: 'primaryReadonlyMasterKey' },
    application: 'js',
  } as const;
  const known = () => [actorHour(), actorHour(reader)];
  const secondary = { principal: { kind: 'key', id: 'secondaryMasterKey' } } as const;
  expect(newFacets(known, actor({ ...secondary, application: 'js' }))).toEqual([
    'keyHolder',
    'authKind',
  ]);
  expect(newFacets(known, actor(secondary))).toEqual([]);
});

test('the first network of another cloud is rare where networks of its own come and go', () => {
  const moving = (hour: number) => [actorHour({ address: `20.50.${Math.floor(hour / 48)}.4` })];
  const baseline = baselineAfter(profileOf(30 * 24, moving));
  const surpriseAt = (address: string) =>
    baseline.novelties(actor({ address })).find(({ facet }) => facet === 'network')?.surprise;
  expect(surpriseAt('20.50.200.4')).toBeLessThan(0.7);
  expect(surpriseAt('3.8.152.219')).toBeGreaterThan(0.9);
});
