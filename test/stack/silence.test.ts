import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Sightings } from '../../lib/ingestion/sightings';
import { activityIds, dataPlaneRecord } from '../../lib/simulation/records';
import { request } from '../activity/support';
import { buildPrograms } from './builtPrograms';
import { HUB, startFixtureStack, type FixtureStack } from './fixtureStack';

const MINUTE = 60_000;

let stack: FixtureStack;
beforeAll(async () => {
  stack = await startFixtureStack(buildPrograms('functions', 'handlers'));
});
afterAll(() => stack.stop());

const ids = activityIds(3);

/** What the app has seen of accounts in four days that are over since `until`. */
async function seen(until: number): Promise<void> {
  const sightings = new Sightings(stack.store);
  const events = ['shop', 'north'].flatMap((account) =>
    Array.from({ length: 4 * 96 }, (_, n) => {
      const time = until - n * 15 * MINUTE;
      const message = { source: `localhost/${HUB}/0`, sequence: n, enqueuedTime: time + MINUTE };
      return request({ account, time }, message);
    }),
  );
  await sightings.note(events, until);
}

async function report(account: string, minutesAgo = 0): Promise<void> {
  const time = Date.now() - minutesAgo * MINUTE;
  const record = dataPlaneRecord({ time, account, activityId: ids() });
  await stack.send('0', [{ records: [record] }]);
  await stack.settled();
}

test('the timer raises a silence once, whichever host looks, and says when it is over', async () => {
  await seen(Date.now() - 110 * MINUTE);
  const first = await stack.startHost();
  await report('north');
  await first.host.fireTimer('watchSilence');
  const [alert, ...others] = await stack.alerts();
  expect(others).toEqual([]);
  expect(alert).toMatchObject({
    alertType: 'CosmosDB_TelemetrySilence',
    accountId: expect.stringMatching(/\/shop$/),
    severity: 'Medium',
    reason: expect.stringMatching(/No record of the account for \d+ minutes.* 1 other account/),
  });
  expect(first.written('watchSilence')).toMatchObject([
    { event: 'silence', state: 'judged', silent: 1, outages: 0, alertsCreated: 1 },
  ]);

  await first.host.stop();
  const second = await stack.startHost();
  await report('north');
  await second.host.fireTimer('watchSilence');
  expect(await stack.alerts()).toEqual([alert]);

  // One record is no return yet of an account that has some in each quarter of an hour.
  await report('shop', 75);
  await second.host.fireTimer('watchSilence');
  expect(await stack.alerts()).toEqual([alert]);

  for (const minutesAgo of [60, 45, 30, 15, 0]) {
    await report('shop', minutesAgo);
    await second.host.fireTimer('watchSilence');
  }
  const [told] = await stack.alerts();
  expect(told).toMatchObject({
    id: alert?.id,
    status: 'Active',
    revision: 1,
    reason: expect.stringContaining('they come again since'),
    history: [{ what: 'created' }, { what: expect.stringContaining('records come again') }],
  });
});
