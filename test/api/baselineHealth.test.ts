import { beforeEach, expect, test } from '@jest/globals';
import { readSettings } from '../../lib/settings';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { Warden } from '../../lib/warden';
import { FakeHistory } from '../baseline/learning/fakeHistory';
import { account, DAY, HOUR, hoursFrom, LearningWorld } from '../baseline/learning/learningWorld';

const ENVIRONMENT = {
  WARDEN_COSMOS_ENDPOINT: 'http://127.0.0.1:1/',
  WARDEN_COSMOS_KEY: 'a2V5',
  WARDEN_TOR_FEED: 'off',
  EventHubConnection: 'Endpoint=sb://localhost',
};
const NOW = Date.now();
const YESTERDAY = Math.floor((NOW - DAY) / HOUR) * HOUR;

let store: MemoryStore;
let world: LearningWorld;
beforeEach(() => {
  store = new MemoryStore();
  world = new LearningWorld(store);
});

function warden(): Warden {
  const { settings, problems } = readSettings(ENVIRONMENT);
  return new Warden(settings, problems, store);
}

test('before the first run nothing is said to be wrong', async () => {
  expect(await warden().health()).toMatchObject({
    status: 'ok',
    baselines: { needsAttention: false, lastRun: null, accountsByStage: null },
  });
});

test('what the timer did last, how far behind, and accounts by stage', async () => {
  for (const name of ['a', 'b']) await world.happen(name, hoursFrom(YESTERDAY, 12));
  await world.heard(NOW);
  const app = warden();
  expect(await app.recomputeBaselines()).toMatchObject({ state: 'done', accounts: 2, hours: 24 });
  expect(await app.health()).toMatchObject({
    status: 'ok',
    baselines: {
      needsAttention: false,
      lastRun: {
        state: 'done',
        minutesAgo: 0,
        accountsLearned: 2,
        hoursLearned: 24,
        accountsBehind: 0,
        accountsFailed: 0,
        heardThroughUtc: expect.stringMatching(/Z$/),
      },
      accountsByStage: { new: 2, provisional: 0, established: 0 },
      logAnalytics: { accountsWaiting: 0, accountsGivenUp: 0, problems: [] },
    },
  });
  await world.happen('c', hoursFrom(YESTERDAY, 12));
  expect(await world.run(NOW, { patience: 12 })).toMatchObject({ state: 'outOfTime', behind: 1 });
  expect((await warden().health()).baselines.lastRun).toMatchObject({ accountsBehind: 1 });
});

test('a timer that has not run for hours is a reason to look', async () => {
  await world.happen('a', hoursFrom(YESTERDAY, 3));
  await world.run(NOW - 3 * HOUR);
  const { status, baselines } = await warden().health();
  expect([status, baselines.needsAttention, baselines.lastRun?.minutesAgo]).toEqual([
    'degraded',
    true,
    180,
  ]);
});

test('what Log Analytics has refused, with what to do', async () => {
  await world.happen('a', [YESTERDAY]);
  const history = new FakeHistory();
  history.fails = { from: 0, kind: 'noPermission' };
  await world.run(NOW - HOUR, { history });
  expect((await warden().health()).baselines.logAnalytics).toEqual({
    accountsWaiting: 1,
    accountsGivenUp: 0,
    problems: [{ problem: expect.stringContaining('Log Analytics Reader'), accounts: 1 }],
  });
});

test('profiles and activity that cannot be used, and clocks that are wrong', async () => {
  await world.happen('a', hoursFrom(YESTERDAY, 12));
  const damaged = { id: 'profile', schemaVersion: 1, kind: 'profile', accountId: account('a') };
  await store.upsert('baselines', damaged);
  const app = warden();
  await app.pipeline.sweep([{ account: account('a'), hour: YESTERDAY }]);
  const before = await app.health();
  expect(before).toMatchObject({
    status: 'degraded',
    baselines: {
      unusableProfiles: [{ account: account('a'), detail: expect.stringContaining('damaged') }],
    },
  });
  await world.happen('a', [Date.UTC(2031, 0)], [{}], 1, NOW);
  await world.run(NOW - 1000);
  expect((await app.health()).baselines).toMatchObject({
    needsAttention: true,
    accountProblems: [
      {
        account: account('a'),
        detail: expect.stringMatching(/learned anew/),
        timeUtc: expect.any(String),
      },
    ],
    wrongClocks: [{ account: account('a'), toldUtc: '2031-01-01T00:01:00.000Z' }],
  });
});
