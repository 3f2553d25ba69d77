import { expect, test } from '@jest/globals';
import { baselineOf } from '../../../lib/baseline/profile/baselineOf';
import { Profile } from '../../../lib/baseline/profile/profile';
import type { Stage } from '../../../lib/baseline/baseline';
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

test.each<[number, Stage, number]>([
  [0, 'new', 0],
  [71, 'new', 0],
  [72, 'provisional', 0.6],
  [335, 'provisional', 0.6],
  [336, 'established', 1],
])('after %i hours an account is %s', (hours, stage, confidenceCap) => {
  const profile = profileOf(hours, () => [actorHour()]);
  expect(baselineAfter(profile)).toMatchObject({ stage, confidenceCap, account: ACCOUNT });
});

test('an hour is learned once, and earlier ones no more', () => {
  const profile = profileOf(48, () => [actorHour({ requests: 10 })]);
  const before = JSON.stringify(
    baselineAfter(profile).usual('requests', { of: 'account' }, MONDAY + 2 * DAY),
  );
  const again = hourOfActors(MONDAY + 47 * HOUR, [actorHour({ principal: ANN, requests: 99 })]);
  expect(profile.learn(again, placeOf, MONDAY + 3 * DAY)).toBe('alreadyLearned');
  expect(profile.skip(MONDAY, MONDAY + 3 * DAY)).toBe('alreadyLearned');
  expect(profile.learnedThrough).toBe(MONDAY + 47 * HOUR);
  const baseline = baselineAfter(profile);
  expect(JSON.stringify(baseline.usual('requests', { of: 'account' }, MONDAY + 2 * DAY))).toBe(
    before,
  );
  expect(baseline.knows('principal', `entra ${ANN.id}`)).toBe(false);
});

test('an hour of which something was kept back can teach it late', () => {
  const actors = (withAnn: boolean) => [
    actorHour({ responseBytes: 5e6 }),
    ...(withAnn ? [actorHour({ principal: ANN, responseBytes: 400e6, address: '20.2.0.1' })] : []),
  ];
  const profile = profileOf(30 * 24, () => actors(false));
  const late = MONDAY + 20 * DAY;
  const usual = () =>
    baselineAfter(profile).usual('responseBytes', { of: 'account' }, late + 7 * DAY)?.largest ?? 0;
  expect(usual()).toBeLessThan(6e6);
  profile.learnLate(hourOfActors(late, actors(true)), placeOf);
  expect(usual()).toBeGreaterThan(350e6);
  expect(baselineAfter(profile).knows('principal', `entra ${ANN.id}`)).toBe(true);
  expect(profile.learnedThrough).toBe(MONDAY + 30 * DAY - HOUR);
  profile.learnLate(hourOfActors(late + 30 * DAY, actors(true)), placeOf);
  expect(profile.learnedThrough).toBe(MONDAY + 30 * DAY - HOUR);
});

test.each([
  ['before 2015', Date.UTC(2014, 5)],
  ['far in the future', MONDAY + 400 * DAY],
  ['never', NaN],
])('an hour %s is not learned, and counted', (_name, hour) => {
  const profile = new Profile(ACCOUNT);
  expect(profile.learn(hourOfActors(hour, [actorHour()]), placeOf, MONDAY)).toBe('impossible');
  expect(profile.knowledge.refused).toBe(1);
  expect(profile.learnedThrough).toBeNull();
});

test('an actor with impossible figures is left out, and the others are learned', () => {
  const profile = profileOf(24, () => [
    actorHour({ requests: 10 }),
    actorHour({ principal: ANN, responseBytes: Infinity }),
    actorHour({ principal: ANN, requests: -1 }),
    actorHour({ principal: ANN, containers: [volumeOf('shop/orders', NaN)] }),
  ]);
  expect(profile.knowledge.refused).toBe(3 * 24);
  const usual = baselineAfter(profile).usual('requests', { of: 'account' }, MONDAY + DAY);
  expect(usual?.largest).toBeLessThan(12);
  expect(usual?.largest).toBeGreaterThan(8);
});

test('empty hours before the first request are no history', () => {
  const profile = profileOf(10 * 24, (hour) => (hour < 216 ? [] : [actorHour()]));
  expect(profile.historyDays).toBe(1);
});

test('the platform is neither known nor counted', () => {
  const system = actorHour({ principal: { kind: 'system', id: 'SystemAll' }, requests: 500 });
  const profile = profileOf(24, () => [actorHour({ requests: 10 }), system]);
  const usual = baselineAfter(profile).usual('requests', { of: 'account' }, MONDAY + DAY);
  expect(usual?.largest).toBeLessThan(12);
});

test('an account that comes back after 90 days is learned anew', () => {
  const profile = profileOf(30 * 24, () => [actorHour({ principal: ANN })]);
  const back = MONDAY + 130 * DAY;
  profile.learn(hourOfActors(back, [actorHour()]), placeOf, back);
  const baseline = baselineOf(profile, back, placeOf);
  expect(baseline).toMatchObject({ stage: 'new', historyDays: 0 });
  expect(baseline.knows('principal', `entra ${ANN.id}`)).toBe(false);
});

test('an actor is one principal with one application, whatever its addresses', () => {
  const profile = profileOf(10 * 24, () => [
    actorHour({ responseBytes: 30e6 }),
    actorHour({ responseBytes: 20e6, address: '20.0.1.1' }),
    actorHour({ responseBytes: 1e6, application: 'postman' }),
  ]);
  const baseline = baselineAfter(profile);
  const usual = (application: string, principal = KEY) =>
    baseline.usual(
      'responseBytes',
      { of: 'actor', actor: { principal, application, address: '99.0.0.1' } },
      MONDAY + 10 * DAY,
    );
  expect((usual('cosmos-dotnet-sdk')?.median ?? 0) / 50e6).toBeCloseTo(1, 1);
  expect((usual('postman')?.median ?? 0) / 1e6).toBeCloseTo(1, 1);
  expect(usual('python-sdk')).toBeNull();
  // After a rotation the same work is done with the other key.
  const rotated = usual('cosmos-dotnet-sdk', { kind: 'key', id: 'secondaryMasterKey' });
  expect(rotated?.median).toBe(usual('cosmos-dotnet-sdk')?.median);
  const readOnly = usual('cosmos-dotnet-sdk', { kind: 'key', id: 'primaryReadonlyMasterKey' });
  expect(readOnly).toBeNull();
});

test('peers are single actors: the sum of those without room is none', () => {
  const profile = profileOf(10 * 24, () => [
    actorHour({ responseBytes: 1e6 }),
    actorHour({ responseBytes: 3e6, address: '20.0.1.1' }),
    actorHour({ responseBytes: 900e6, isOther: true, address: '' }),
  ]);
  const baseline = baselineAfter(profile);
  const peers = baseline.usual('responseBytes', { of: 'peers' }, MONDAY + 10 * DAY);
  expect(peers?.largest).toBeLessThan(3.3e6);
  expect(
    baseline.usual('responseBytes', { of: 'account' }, MONDAY + 10 * DAY)?.median,
  ).toBeGreaterThan(800e6);
});

test('containers are known by name, and the heaviest actors keep their series', () => {
  const profile = profileOf(5 * 24, () =>
    Array.from({ length: 60 }, (_, index) =>
      actorHour({
        application: `application-${index}`,
        responseBytes: index * 1e6,
        containers: [volumeOf(`shop/container-${index}`, index * 1e6)],
      }),
    ),
  );
  const baseline = baselineAfter(profile);
  const time = MONDAY + 5 * DAY;
  const ofActor = (index: number) =>
    baseline.usual(
      'responseBytes',
      { of: 'actor', actor: { principal: KEY, address: '', application: `application-${index}` } },
      time,
    );
  const ofContainer = (index: number) =>
    baseline.usual(
      'responseBytes',
      { of: 'container', container: `shop/container-${index}` },
      time,
    );
  expect((ofActor(59)?.median ?? 0) / 59e6).toBeCloseTo(1, 1);
  expect((ofContainer(59)?.median ?? 0) / 59e6).toBeCloseTo(1, 1);
  expect(ofActor(1)).toBeNull();
  expect(ofContainer(1)).toBeNull();
  expect(
    baseline.usual('deleted', { of: 'container', container: 'shop/container-59' }, time),
  ).toBeNull();
});
