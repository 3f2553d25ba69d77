import { expect, test } from '@jest/globals';
import { readLearningRun } from '../../../lib/baseline/learning/learningRun';
import { StorageError } from '../../../lib/storage/documents';
import { FaultyStore } from '../../pipeline/faultyStore';
import { FakeHistory } from './fakeHistory';
import { account, DAY, HOUR, hoursFrom, LearningWorld, MONDAY, whenDue } from './learningWorld';

/** The app was put in on a Monday morning. */
const BEGAN = MONDAY + 9 * HOUR;
const NOW = BEGAN + 50 * 60_000;

async function firstMorning(...names: readonly string[]): Promise<LearningWorld> {
  const world = new LearningWorld();
  for (const name of names) await world.happen(name, [BEGAN]);
  return world;
}

const networksOf = async (world: LearningWorld, name: string) =>
  [...((await world.profile(name))?.knowledge.facets.network.things.values() ?? [])]
    .map(({ value }) => value)
    .sort();

test('on day 0 the past comes from Log Analytics, and our own hours follow', async () => {
  const world = await firstMorning('shop');
  const history = new FakeHistory();
  expect(await world.run(NOW, { history })).toMatchObject({ backfilled: 1, hours: 0 });
  expect(history.asked).toHaveLength(1);
  const profile = await world.profile('shop');
  expect(profile?.historyDays).toBe(29);
  expect(profile?.learnedThrough).toBeLessThan(BEGAN);
  expect((await readLearningRun(world.store))?.stages).toMatchObject({ established: 1 });

  expect(await world.run(whenDue(BEGAN), { history })).toMatchObject({ backfilled: 0, hours: 1 });
  expect((await world.profile('shop'))?.learnedThrough).toBe(BEGAN);
  expect(await networksOf(world, 'shop')).toEqual(['20.0.0.0/24', '20.1.0.0/24']);
  expect(history.asked).toHaveLength(1);
});

test('without a workspace our own activity teaches at once', async () => {
  const world = await firstMorning('shop');
  expect(await world.run(whenDue(BEGAN))).toMatchObject({ backfilled: 0, hours: 1 });
});

test('a workspace that is set days later teaches a young account the time before', async () => {
  const world = await firstMorning('shop');
  await world.happen('shop', hoursFrom(BEGAN + HOUR, 47));
  const later = whenDue(BEGAN + 47 * HOUR);
  await world.run(later);
  expect((await world.profile('shop'))?.historyDays).toBe(2);
  const history = new FakeHistory();
  await world.run(later, { history });
  await world.run(later + HOUR, { history });
  const profile = await world.profile('shop');
  expect(profile?.historyDays).toBe(29);
  expect(profile?.learnedThrough).toBe(BEGAN + 47 * HOUR);
  expect(history.asked).toMatchObject([{ to: BEGAN }]);
});

test('an account that nothing is known of does not wait for ever, nor one that came today', async () => {
  const world = await firstMorning('shop');
  const history = new FakeHistory();
  history.since = Infinity;
  await world.run(NOW, { history });
  expect(await world.profile('shop')).toBeNull();
  await world.happen('new', [BEGAN + HOUR]);
  await world.run(whenDue(BEGAN + HOUR), { history });
  await world.run(whenDue(BEGAN + HOUR) + HOUR, { history });
  expect((await world.profile('shop'))?.learnedThrough).toBe(BEGAN);
  expect((await world.profile('new'))?.learnedThrough).toBe(BEGAN + HOUR);
  expect(history.asked.map(({ accounts }) => accounts)).toEqual([
    [account('shop')],
    [account('new')],
  ]);
});

test('a refused permission is told, and after four tries our own activity teaches', async () => {
  const world = await firstMorning('shop');
  const history = new FakeHistory();
  history.fails = { from: 0, kind: 'noPermission' };
  let now = whenDue(BEGAN);
  for (const tries of [1, 2, 3, 4]) {
    expect(await world.run(now, { history })).toMatchObject({ hours: 0 });
    expect(history.asked).toHaveLength(tries);
    expect(await world.run(now + 5 * HOUR, { history })).toMatchObject({
      backfilled: 0,
      hours: tries === 4 ? 1 : 0,
    });
    now += 6.1 * HOUR;
  }
  const run = await readLearningRun(world.store);
  expect(run).toMatchObject({
    backfillGivenUp: 1,
    backfillWaiting: 0,
    backfillProblems: [
      { problem: expect.stringMatching(/workspace logs: .*Log Analytics Reader/), accounts: 1 },
    ],
  });
  expect((await world.profile('shop'))?.learnedThrough).toBe(BEGAN);
});

test('a workspace that fails half way is asked again from there, six hours later', async () => {
  const world = await firstMorning('shop', 'bank');
  const history = new FakeHistory();
  const half = MONDAY - 15 * DAY;
  history.fails = { from: half, kind: 'unavailable' };
  await world.run(NOW, { history });
  expect((await world.profile('bank'))?.learnedThrough).toBe(half - HOUR);
  history.fails = null;
  expect(await world.run(NOW + HOUR, { history })).toMatchObject({ backfilled: 0 });
  await world.run(NOW + 6.1 * HOUR, { history });
  expect(history.asked[1]).toMatchObject({
    from: half,
    accounts: [account('shop'), account('bank')],
  });
  for (const name of ['shop', 'bank']) {
    expect((await world.profile(name))?.historyDays).toBe(29);
  }
  expect((await readLearningRun(world.store))?.backfillProblems).toEqual([]);
});

test('time that is too short for all is no failure: the next run goes on', async () => {
  const world = await firstMorning('shop', 'bank');
  const history = new FakeHistory();
  history.since = MONDAY - 25 * DAY;
  let runs = 0;
  for (let waiting = 1; waiting > 0; runs += 1) {
    await world.run(NOW + runs * 15 * 60_000, { history, patience: 500 });
    waiting = (await readLearningRun(world.store))?.backfillWaiting ?? 0;
    expect(runs).toBeLessThan(10);
  }
  expect(runs).toBeGreaterThan(1);
  const starts = history.asked.map(({ from }) => from);
  expect(new Set(starts).size).toBe(starts.length);
  expect((await world.profile('bank'))?.historyDays).toBe(25);
});

test('a long gap in our own activity is asked for once, and what is known stays', async () => {
  const world = await firstMorning('shop');
  const history = new FakeHistory();
  await world.run(NOW, { history });
  const back = BEGAN + 10 * DAY;
  await world.happen('shop', [back]);
  await world.run(whenDue(back), { history });
  await world.run(whenDue(back) + HOUR, { history });
  expect(history.asked[1]).toMatchObject({ from: BEGAN + HOUR, to: back });
  expect((await world.profile('shop'))?.learnedThrough).toBe(back);
  expect((await world.profile('shop'))?.historyDays).toBe(40);
  await world.happen('shop', [back + 12 * HOUR]);
  await world.run(whenDue(back + 12 * HOUR), { history });
  expect(history.asked).toHaveLength(2);
});

test('killed at any call to the database, the past is learned as without', async () => {
  const build = async () => {
    const world = await firstMorning('shop', 'bank');
    const history = new FakeHistory();
    history.since = BEGAN - 9 * DAY;
    return { world, history };
  };
  const rounds = async (world: LearningWorld, history: FakeHistory) => {
    for (const hour of [0, 1, 2]) await world.run(whenDue(BEGAN) + hour * HOUR, { history });
    return world.profiles();
  };
  const whole = await build();
  const expected = rounded(await rounds(whole.world, whole.history));
  let deaths = 0;
  for (let calls = 0; ; calls += 2) {
    const { world, history } = await build();
    const dying = new FaultyStore(world.store);
    dying.failAfter(calls, calls % 4 === 0);
    const first = whenDue(BEGAN) - HOUR;
    const end = await world.run(first, { store: dying, history }).catch((error: unknown) => error);
    if (!(end instanceof Error)) break;
    expect(end).toBeInstanceOf(StorageError);
    deaths += 1;
    expect(rounded(await rounds(world, history))).toEqual(expected);
  }
  expect(deaths).toBeGreaterThan(15);
});

/** Each saving rounds the weights of quantiles and of series. */
function rounded(profiles: readonly unknown[]): string {
  return JSON.stringify(profiles)
    .replace(/\d+\.\d+/g, (number) => String(Math.floor(Number(number))))
    .replace(/"weight":\d+/g, (weight) => weight.slice(0, -2));
}
