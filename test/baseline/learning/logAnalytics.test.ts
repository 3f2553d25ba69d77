import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LogAnalyticsHistory } from '../../../lib/baseline/sources/logAnalytics/logAnalyticsHistory';
import { MonitorLogsReader } from '../../../lib/baseline/sources/logAnalytics/monitorLogsReader';
import { PATIENCE } from '../../../lib/baseline/sources/logAnalytics/patience';
import type { HistorySource } from '../../../lib/baseline/learning/backfill';
import { readLearningRun } from '../../../lib/baseline/learning/learningRun';
import { READS, row, sendRows } from '../sources/logAnalytics/answers';
import { CERTIFICATE } from '../sources/logAnalytics/certificate';
import { sendError, startLogsServer, type LogsServer } from '../sources/logAnalytics/logsServer';
import { TOKEN, WORKSPACE } from '../sources/logAnalytics/support';
import { account, DAY, HOUR, LearningWorld, MONDAY, whenDue } from './learningWorld';

let server: LogsServer;
beforeAll(async () => {
  server = await startLogsServer();
});
afterAll(() => server.close());

/** What `openHistory` makes of the settings, with the server's certificate. */
function workspace(): HistorySource {
  const reader = new MonitorLogsReader({
    credential: TOKEN,
    endpoint: server.endpoint,
    audience: null,
    queryTimeoutSeconds: 60,
    graceMs: 0,
    patience: { ...PATIENCE, wait: () => Promise.resolve() },
    transport: { tlsOptions: { ca: CERTIFICATE } },
  });
  const history = new LogAnalyticsHistory(reader);
  return {
    reach: 20 * DAY,
    read: (accounts, from, to, signal) =>
      history.read({ workspaces: [WORKSPACE], accounts, from, to, signal }),
  };
}

test('a new deployment knows the account after its first run, by the real client', async () => {
  const world = new LearningWorld();
  const began = MONDAY + 9 * HOUR;
  await world.happen('shop', [began]);
  server.answer = ({ from, to }, response) => {
    const hours = Array.from({ length: (to - from) / HOUR }, (_, n) => from + n * HOUR);
    sendRows(
      response,
      hours.map((hour) => row({ account: account('shop'), hour, operations: [READS] })),
    );
  };
  await world.run(began + 50 * 60_000, { history: workspace() });
  expect(server.asked.every(({ accounts }) => accounts.join() === 'shop')).toBe(true);
  const profile = await world.profile('shop');
  expect(profile?.historyDays).toBe(19);
  const { facets, volumes } = profile?.knowledge ?? {};
  expect([...(facets?.network.things.values() ?? [])].map(({ value }) => value)).toEqual([
    '203.0.113.0/24',
  ]);
  const [bytes = 0] = volumes?.account.read('responseBytes', MONDAY / HOUR - 1, 1) ?? [];
  expect(bytes / 50_000).toBeCloseTo(1, 1);

  await world.run(whenDue(began), { history: workspace() });
  expect((await world.profile('shop'))?.learnedThrough).toBe(began);
});

test('who lists the keys is known from the Activity Log of the time before', async () => {
  const world = new LearningWorld();
  const began = MONDAY + 9 * HOUR;
  await world.happen('shop', [began]);
  const listing = ['Microsoft.DocumentDB/databaseAccounts/listKeys/action', '', ''] as const;
  server.answer = ({ from, to }, response) => {
    const hours = Array.from({ length: (to - from) / HOUR }, (_, n) => from + n * HOUR);
    const keys = (hour: number) =>
      row({
        account: account('shop'),
        hour,
        category: 'ActivityLog',
        entraId: '6f0a2b9d-52c7-4ac9-a5e5-6b7f4ff0f9a1',
        operations: [[...listing, 1, 0, 0, 0, 0]],
      });
    const requests = hours.map((hour) => row({ account: account('shop'), hour }));
    sendRows(response, [...requests, ...hours.filter((hour) => hour % DAY === 0).map(keys)]);
  };
  await world.run(began + 50 * 60_000, { history: workspace() });
  const { manager } = (await world.profile('shop'))?.knowledge.facets ?? {};
  expect([...(manager?.things.values() ?? [])]).toMatchObject([
    { value: 'entra 6f0a2b9d-52c7-4ac9-a5e5-6b7f4ff0f9a1 keyListing', days: 20 },
  ]);
  expect(manager?.arrivals.dailyProbability).toBeLessThan(0.1);
});

test('a refused permission is told with what to do, and the app goes on', async () => {
  const world = new LearningWorld();
  const began = MONDAY + 9 * HOUR;
  await world.happen('shop', [began]);
  server.answer = (_, response) => {
    sendError(response, 403, { code: 'InsufficientAccessError', message: 'No access' });
  };
  expect(await world.run(began + 50 * 60_000, { history: workspace() })).toMatchObject({
    state: 'done',
    failed: 0,
  });
  expect((await readLearningRun(world.store))?.backfillProblems).toEqual([
    { problem: expect.stringMatching(/Log Analytics Reader/), accounts: 1 },
  ]);
});
