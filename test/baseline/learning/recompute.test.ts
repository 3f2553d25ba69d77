import { expect, test } from '@jest/globals';
import { readHour } from '../../../lib/activity/readHour';
import { readLearningRun } from '../../../lib/baseline/learning/learningRun';
import { MemoryStore } from '../../../lib/storage/memoryStore';
import { StorageError } from '../../../lib/storage/documents';
import { FaultyStore } from '../../pipeline/faultyStore';
import { account, DAY, HOUR, hoursFrom, LearningWorld, MONDAY, whenDue } from './learningWorld';

const ADDRESS = '20.0.0.1';

async function threeDays(): Promise<LearningWorld> {
  const world = new LearningWorld();
  await world.happen('shop', hoursFrom(MONDAY, 12, 6));
  return world;
}

test('hours that are over are learned once, each run those that are new', async () => {
  const world = await threeDays();
  const first = await world.run(whenDue(MONDAY + 36 * HOUR));
  expect(first).toMatchObject({ state: 'done', accounts: 1, hours: 7, behind: 0, failed: 0 });
  expect((await world.profile('shop'))?.learnedThrough).toBe(MONDAY + 36 * HOUR);
  expect(await world.run(whenDue(MONDAY + 36 * HOUR))).toMatchObject({ accounts: 0, hours: 0 });
  expect(await world.run(whenDue(MONDAY + 66 * HOUR))).toMatchObject({ accounts: 1, hours: 5 });
  expect((await world.profile('shop'))?.historyDays).toBe(2);
});

test('an hour is not learned while an alert about six hours may still begin with it', async () => {
  const world = new LearningWorld();
  await world.happen('shop', [MONDAY]);
  const due = whenDue(MONDAY);
  expect(due).toBeGreaterThan(MONDAY + 7 * HOUR);
  expect(await world.run(due - HOUR)).toMatchObject({ hours: 0 });
  expect(await world.run(due)).toMatchObject({ hours: 1 });
});

test('what several partitions told of an hour is learned together and compacted', async () => {
  const world = new LearningWorld();
  for (const partition of [0, 1, 2]) {
    await world.happen('shop', [MONDAY], [{ responseBytes: 1e6 }], partition);
  }
  await world.run(whenDue(MONDAY));
  const profile = await world.profile('shop');
  const series = profile?.knowledge.volumes?.account;
  expect((series?.read('responseBytes', MONDAY / HOUR, 1)[0] ?? 0) / 3e6).toBeCloseTo(1, 1);
  const stored = await readHour(world.store, account('shop'), MONDAY);
  expect(stored).toMatchObject({ parts: [], covered: [], compacted: expect.anything() });
});

test('two at once: the second finds the timer busy, and a dead owner keeps it for ten minutes', async () => {
  const world = await threeDays();
  const now = whenDue(MONDAY + 36 * HOUR);
  await world.heard(now);
  const both = await Promise.all([
    world.runAlone(now, { owner: 'one' }),
    world.runAlone(now, { owner: 'two' }),
  ]);
  expect(both.map(({ state }) => state).sort()).toEqual(['busy', 'done']);

  const dying = new FaultyStore(world.store);
  dying.failAfter(4, false);
  const later = whenDue(MONDAY + 66 * HOUR);
  await expect(world.run(later, { store: dying })).rejects.toBeInstanceOf(StorageError);
  expect(await world.run(later + 5 * 60_000, { owner: 'two' })).toMatchObject({ state: 'busy' });
  expect(await world.run(later + 11 * 60_000, { owner: 'two' })).toMatchObject({ hours: 5 });
});

test('killed at any call to the database, before or after it takes effect, it learns the same', async () => {
  const now = whenDue(MONDAY + 66 * HOUR);
  const build = async () => {
    const world = new LearningWorld();
    for (const name of ['shop', 'bank']) {
      await world.happen(name, hoursFrom(MONDAY, 4, 18));
      await world.happen(name, hoursFrom(MONDAY, 1), [{ address: '20.1.0.1' }], 1);
    }
    return world;
  };
  const whole = await build();
  await whole.run(now);
  const expected = await whole.profiles();
  expect(expected).toHaveLength(2);
  let deaths = 0;
  for (const loseAnswer of [false, true]) {
    for (let calls = 0; ; calls += 1) {
      const world = await build();
      const dying = new FaultyStore(world.store);
      dying.failAfter(calls, loseAnswer);
      const end = await world.run(now, { store: dying }).catch((error: unknown) => error);
      if (!(end instanceof Error)) break;
      expect(end).toBeInstanceOf(StorageError);
      deaths += 1;
      await world.run(now + 11 * 60_000);
      expect(await world.profiles()).toEqual(expected);
    }
  }
  expect(deaths).toBeGreaterThan(60);
});

test('it stops when its time is up, and the next run begins with what is known least', async () => {
  const world = new LearningWorld();
  const names = ['a', 'b', 'c', 'd', 'e'];
  for (const name of names) await world.happen(name, hoursFrom(MONDAY, 48));
  const now = whenDue(MONDAY + 47 * HOUR);
  const through = async () =>
    Promise.all(names.map(async (name) => (await world.profile(name))?.learnedThrough ?? 0));
  let runs = 0;
  for (let behind = 1; behind > 0; runs += 1) {
    const before = await through();
    const report = await world.run(now, { patience: 60 });
    behind = report.behind;
    expect(report.state).toBe(behind === 0 ? 'done' : 'outOfTime');
    const after = await through();
    // Nobody learns twice while somebody has not learned at all.
    const moved = before.filter((one, at) => one !== after[at]);
    expect(moved.length).toBeGreaterThan(0);
    if (moved.some((one) => one > 0)) expect(after).not.toContain(0);
    expect(runs).toBeLessThan(20);
  }
  expect(runs).toBeGreaterThan(2);
  expect(await through()).toEqual(names.map(() => MONDAY + 47 * HOUR));
});

test('an idle account costs nothing, and a gap of weeks a few requests', async () => {
  const world = await threeDays();
  await world.run(whenDue(MONDAY + 66 * HOUR));
  expect(await world.run(MONDAY + 20 * DAY)).toMatchObject({ accounts: 0 });
  await world.happen('shop', [MONDAY + 30 * DAY]);
  const counting = new FaultyStore(world.store);
  expect(await world.run(whenDue(MONDAY + 30 * DAY), { store: counting })).toMatchObject({
    accounts: 1,
    hours: 1,
  });
  expect(counting.calls).toBeLessThan(20);
});

test('after a standstill an hour waits until the backlog of the hub is read', async () => {
  const world = await threeDays();
  const now = whenDue(MONDAY + 66 * HOUR);
  await world.happen('shop', hoursFrom(MONDAY + 3 * DAY, 2));
  // One partition has a backlog of two days, another has none.
  await world.heard(now, 1000, 1);
  await world.heard(now, 2 * DAY, 0);
  await world.runAlone(now);
  const learned = (await world.profile('shop'))?.learnedThrough ?? 0;
  expect(learned).toBeLessThanOrEqual(now - 2 * DAY - 3 * HOUR);
  expect(learned).toBeGreaterThan(MONDAY);
  // The app was started again after a day: nobody knows yet what the hub holds.
  expect(await world.runAlone(now + DAY)).toMatchObject({ hours: 0 });
  await world.run(now + DAY + HOUR);
  expect((await world.profile('shop'))?.learnedThrough).toBe(MONDAY + 3 * DAY + HOUR);
});

test('an hour of the far future or past teaches nothing, and the others are learned', async () => {
  const world = await threeDays();
  const [future, past] = [Date.UTC(2031, 0), Date.UTC(2016, 5)];
  await world.happen('shop', [future], [{ address: '20.3.0.1' }], 1);
  await world.happen('shop', [past], [{ address: '20.4.0.1' }], 2);
  const now = whenDue(MONDAY + 66 * HOUR);
  expect(await world.run(now)).toMatchObject({ state: 'done', hours: 12 });
  const networks = (await world.profile('shop'))?.knowledge.facets.network.things;
  expect([...(networks?.values() ?? [])]).toHaveLength(1);
});

test('a damaged profile is set aside and learned anew; the others go on, and the run tells', async () => {
  const world = new LearningWorld();
  for (const name of ['shop', 'bank', 'old']) await world.happen(name, hoursFrom(MONDAY, 8, 6));
  const now = whenDue(MONDAY + 42 * HOUR);
  await world.run(now);
  const whole = await world.profile('shop');
  const spoil = async (name: string, change: object) => {
    const found = await world.store.read('baselines', account(name), 'profile');
    await world.store.upsert('baselines', {
      id: '',
      schemaVersion: 1,
      ...found?.document,
      ...change,
    });
  };
  await spoil('shop', { volumes: { account: 'nonsense' } });
  await spoil('old', { schemaVersion: 99 });
  for (const name of ['shop', 'bank', 'old']) await world.happen(name, [MONDAY + 48 * HOUR]);
  const later = whenDue(MONDAY + 48 * HOUR);
  expect(await world.run(later)).toMatchObject({
    state: 'done',
    accounts: 3,
    failed: 0,
    hours: 19,
  });

  const anew = await world.profile('shop');
  expect(anew?.knowledge.firstHour).toBe(whole?.knowledge.firstHour);
  expect((await world.profile('old'))?.learnedThrough).toBe(MONDAY + 48 * HOUR);
  const aside = await world.store.read('baselines', account('shop'), 'profile-set-aside');
  expect(aside?.document).toMatchObject({ volumes: { account: 'nonsense' } });
  const run = await readLearningRun(world.store);
  expect(run?.problems.map((one) => [one.account, one.detail])).toEqual(
    expect.arrayContaining([
      [account('shop'), expect.stringMatching(/damaged.*learned anew/)],
      [account('old'), expect.stringMatching(/version 99.*learned anew/)],
    ]),
  );
  expect(run?.problems).toHaveLength(2);
});

test('documents of activity that are damaged are told, and the rest of the hour is learned', async () => {
  const world = new LearningWorld();
  await world.happen('shop', hoursFrom(MONDAY, 4), [{ responseBytes: 1e6 }]);
  await world.happen('shop', [MONDAY + HOUR], [{ address: '20.1.0.1' }], 1);
  const found = await world.store.query('activity', {});
  const [one] = found.filter((document) => Reflect.get(document, 'hour') === MONDAY + HOUR);
  await world.store.upsert('activity', { ...one, counts: { actors: 7 } } as never);
  const compacted = { ...one, id: `${one?.id.slice(0, 13) ?? ''}|compacted`, kind: 'compacted' };
  await world.store.upsert('activity', { ...compacted, covers: 'none' } as never);
  expect(await world.run(whenDue(MONDAY + 3 * HOUR))).toMatchObject({ state: 'done', hours: 4 });
  const run = await readLearningRun(world.store);
  expect(run?.problems).toMatchObject([
    { account: account('shop'), detail: expect.stringContaining('cannot be read') },
  ]);
});

test('impossible numbers teach nothing, and are counted in the profile', async () => {
  const world = new LearningWorld();
  await world.happen('shop', hoursFrom(MONDAY, 3), [
    {},
    { address: '20.1.0.1', responseBytes: 5e6 },
  ]);
  const documents = await world.store.query('activity', {});
  for (const document of documents) {
    const text = JSON.stringify(document).replaceAll('5000000', '-5000000');
    expect(text).not.toBe(JSON.stringify(document));
    await world.store.upsert('activity', JSON.parse(text) as never);
  }
  await world.run(whenDue(MONDAY + 2 * HOUR));
  const profile = await world.profile('shop');
  const run = await readLearningRun(world.store);
  // Either the document is refused when it is read, or the actor when it is learned.
  expect((profile?.knowledge.refused ?? 0) + (run?.problems.length ?? 0)).toBeGreaterThan(0);
});

test('one account that always fails does not keep the others from learning', async () => {
  const world = new LearningWorld();
  for (const name of ['a', 'bad', 'c']) await world.happen(name, [MONDAY]);
  const store = new (class extends MemoryStore {
    override upsert: MemoryStore['upsert'] = (container, document) => {
      if (document.id === 'profile' && JSON.stringify(document).includes('/bad"')) {
        return Promise.reject(new StorageError('upsert', container, new Error('too large')));
      }
      return super.upsert(container, document);
    };
  })();
  for (const container of ['activity', 'leases'] as const) {
    for (const document of await world.store.query(container, {})) {
      await store.upsert(container, document);
    }
  }
  const poisoned = new LearningWorld(store);
  const report = await poisoned.run(whenDue(MONDAY));
  expect(report).toMatchObject({ state: 'done', accounts: 2, failed: 1 });
  expect((await readLearningRun(store))?.problems).toMatchObject([
    { account: account('bad'), detail: expect.stringContaining('too large') },
  ]);
});

test('an account that was deleted and comes back after months is learned anew, and told', async () => {
  const world = new LearningWorld();
  await world.happen('shop', hoursFrom(MONDAY, 24), [{ address: '20.2.0.1' }]);
  await world.run(whenDue(MONDAY + 23 * HOUR));
  const back = MONDAY + 120 * DAY;
  await world.happen('shop', hoursFrom(back, 3), [{ address: ADDRESS }]);
  await world.run(whenDue(back + 2 * HOUR));
  const profile = await world.profile('shop');
  expect(profile?.knowledge.firstHour).toBe(back / HOUR);
  const countries = [...(profile?.knowledge.facets.country.things.values() ?? [])];
  expect(countries.map(({ value }) => value)).toEqual(['NL']);
  expect((await readLearningRun(world.store))?.problems).toMatchObject([
    { detail: expect.stringContaining('learned anew') },
  ]);
});
