import { expect, test } from '@jest/globals';
import { Baselines } from '../../lib/baseline/baselines';
import { DocumentProfileStore, MemoryProfileStore } from '../../lib/baseline/profileStore';
import { Profile } from '../../lib/baseline/profile/profile';
import { MemoryStore } from '../../lib/storage/memoryStore';
import type { AccountId } from '../../lib/telemetry/event';
import {
  ACCOUNT,
  actorHour,
  ANN,
  hourOfActors,
  MONDAY,
  placeOf,
  profileOf,
} from './profile/synthetic';

const MINUTE = 60_000;
const NOW = MONDAY + 20 * 24 * 60 * MINUTE;

// made-up ids
const account = (name: string) => name as AccountId;

test('it is null until it was prepared, and where nothing was learned', async () => {
  const store = new DocumentProfileStore(new MemoryStore());
  await store.save(profileOf(20 * 24, () => [actorHour()]));
  const baselines = new Baselines(store, placeOf);
  expect(baselines.of(ACCOUNT)).toBeNull();
  await baselines.prepare([ACCOUNT, account('new')], NOW);
  expect(baselines.of(ACCOUNT)).toMatchObject({ account: ACCOUNT, stage: 'established' });
  expect(baselines.of(account('new'))).toBeNull();
});

test('it is read again after ten minutes, or when it was told to forget', async () => {
  let reads = 0;
  const store = new MemoryProfileStore();
  await store.save(profileOf(20 * 24, () => [actorHour()]));
  const baselines = new Baselines(
    {
      load: (wanted) => {
        reads += 1;
        return store.load(wanted);
      },
    },
    placeOf,
  );
  for (const minute of [0, 1, 9]) await baselines.prepare([ACCOUNT], NOW + minute * MINUTE);
  expect(reads).toBe(1);
  await baselines.prepare([ACCOUNT], NOW + 11 * MINUTE);
  expect(reads).toBe(2);
  baselines.forget(ACCOUNT);
  await baselines.prepare([ACCOUNT], NOW + 11 * MINUTE);
  expect(reads).toBe(3);
});

test('of more accounts than are kept ready each is still known', async () => {
  const store = new DocumentProfileStore(new MemoryStore());
  const accounts = Array.from({ length: 200 }, (_, at) => account(`shop-${at}`));
  for (const one of accounts) {
    const profile = new Profile(one);
    const hour = { ...hourOfActors(MONDAY, [actorHour({ principal: ANN })]), account: one };
    profile.learn(hour, placeOf, MONDAY);
    await store.save(profile);
  }
  const baselines = new Baselines(store, placeOf);
  await baselines.prepare(accounts, NOW);
  for (const one of [...accounts, ...accounts]) expect(baselines.of(one)?.account).toBe(one);
});

test('of two instances one learns what the other saved', async () => {
  const documents = new MemoryStore();
  const profile = profileOf(20 * 24, () => [actorHour()]);
  await new DocumentProfileStore(documents).save(profile);
  const baselines = new Baselines(new DocumentProfileStore(documents), placeOf);
  await baselines.prepare([ACCOUNT], NOW);
  expect(baselines.of(ACCOUNT)?.knows('principal', `entra ${ANN.id}`)).toBe(false);
  profile.learn(hourOfActors(NOW, [actorHour({ principal: ANN })]), placeOf, NOW);
  await new DocumentProfileStore(documents).save(profile);
  await baselines.prepare([ACCOUNT], NOW + 11 * MINUTE);
  expect(baselines.of(ACCOUNT)?.knows('principal', `entra ${ANN.id}`)).toBe(true);
});

test('a damaged profile makes its account new, says so, and leaves the others alone', async () => {
  const documents = new MemoryStore();
  const store = new DocumentProfileStore(documents);
  await store.save(profileOf(20 * 24, () => [actorHour()]));
  const damaged = { id: 'profile', schemaVersion: 1, kind: 'profile', accountId: 'broken' };
  await documents.upsert('baselines', damaged);
  const baselines = new Baselines(store, placeOf);
  await baselines.prepare([account('broken'), ACCOUNT], NOW);
  expect(baselines.of(account('broken'))).toBeNull();
  expect(baselines.of(ACCOUNT)).not.toBeNull();
  expect(baselines.problems).toMatchObject([{ account: 'broken' }]);
  await store.save(new Profile(account('broken')));
  await baselines.prepare([account('broken')], NOW + 11 * MINUTE);
  expect(baselines.problems).toEqual([]);
});

test('a failing database is told to the caller, and asked again', async () => {
  let broken = true;
  const store = new MemoryProfileStore();
  await store.save(profileOf(20 * 24, () => [actorHour()]));
  const baselines = new Baselines(
    {
      load: (wanted) => (broken ? Promise.reject(new Error('down')) : store.load(wanted)),
    },
    placeOf,
  );
  await expect(baselines.prepare([ACCOUNT], NOW)).rejects.toThrow('down');
  broken = false;
  await baselines.prepare([ACCOUNT], NOW);
  expect(baselines.of(ACCOUNT)).not.toBeNull();
});

test('at most 2,000 accounts are kept, but all that a batch asks for', async () => {
  const loads: AccountId[] = [];
  const counting = new Baselines(
    {
      load: (wanted) => {
        loads.push(wanted);
        return Promise.resolve(new Profile(wanted));
      },
    },
    placeOf,
  );
  const many = Array.from({ length: 2_500 }, (_, index) => account(`account-${index}`));
  await counting.prepare(many, NOW);
  expect(many.every((one) => counting.of(one) !== null)).toBe(true);
  await counting.prepare([account('one-more')], NOW);
  expect(many.filter((one) => counting.of(one) !== null)).toHaveLength(1_999);
  expect(loads).toHaveLength(2_501);
});
