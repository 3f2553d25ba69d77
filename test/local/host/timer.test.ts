import { beforeAll, describe, expect, test } from '@jest/globals';
import { InMemoryCheckpoints } from '../../../local/host/checkpoints';
import { UnknownTimerError } from '../../../local/host/host';
import { buildFixture, startFixture, until } from './fixtureHost';

const YEARLY = { TICK: '0 0 0 1 1 *' };
const EACH_SECOND = { TICK: '* * * * * *' };
let bundle: string;

beforeAll(() => {
  bundle = buildFixture('timerApp');
});

describe('fireTimer', () => {
  test('hands over the schedule status in the library’s spelling', async () => {
    const now = Date.parse('2026-06-01T12:00:00Z');
    const { host, written } = await startFixture({ bundle, settings: YEARLY, now: () => now });
    await host.fireTimer('tick');
    expect(written('tick')).toEqual([
      {
        schedule: { adjustForDST: true },
        scheduleStatus: {
          last: '0001-01-01T00:00:00',
          next: '2027-01-01T00:00:00.000Z',
          lastUpdated: '2026-06-01T12:00:00.000Z',
        },
        isPastDue: false,
      },
    ]);
    await host.stop();
  });

  test('retries as the function declares', async () => {
    const settings = { ...YEARLY, FAILURES: '2' };
    const { host, written } = await startFixture({ bundle, settings });
    await host.fireTimer('flaky');
    expect(written('flaky')).toMatchObject([
      { retryCount: 0, maxRetryCount: 2 },
      { retryCount: 1, exception: { message: 'try 0' } },
      { retryCount: 2, exception: { message: 'try 1' } },
    ]);
    await host.stop();
  });

  test('rejects with the error of the last try', async () => {
    const { host } = await startFixture({ bundle, settings: { ...YEARLY, FAILURES: '9' } });
    await expect(host.fireTimer('flaky')).rejects.toMatchObject({ message: 'try 2' });
    await expect(host.fireTimer('nothing')).rejects.toThrow(UnknownTimerError);
    await host.stop();
  });
});

describe('the schedule', () => {
  test('fires when due and writes down when', async () => {
    const checkpoints = new InMemoryCheckpoints();
    const { host, written } = await startFixture({ bundle, settings: EACH_SECOND, checkpoints });
    await until(() => written('tick').length >= 2, 'the timer fired twice');
    await host.stop();
    const status = await checkpoints.readTimerStatus('tick');
    expect((status?.next ?? 0) % 1000).toBe(0);
    expect(status?.last).toBeGreaterThan(Date.now() - 10_000);
    expect(written('tick')[1]).not.toMatchObject({
      scheduleStatus: { last: '0001-01-01T00:00:00' },
    });
  });

  test('a run that was missed while no host was up comes at start, as past due', async () => {
    const checkpoints = new InMemoryCheckpoints();
    await checkpoints.writeTimerStatus('tick', { next: Date.now() - 5000, lastUpdated: 0 });
    const { host, written } = await startFixture({ bundle, settings: YEARLY, checkpoints });
    await until(() => written('tick').length > 0, 'the missed run came');
    await host.stop();
    expect(written('tick')).toEqual([expect.objectContaining({ isPastDue: true })]);
  });

  test('runOnStartup runs once at start', async () => {
    const settings = { ...YEARLY, ON_STARTUP: 'true' };
    const { host, written } = await startFixture({ bundle, settings });
    await until(() => written('tick').length > 0, 'the timer ran at start');
    await host.stop();
    expect(written('tick')).toEqual([expect.objectContaining({ isPastDue: false })]);
  });

  test('of two hosts only one runs a timer, and the other takes over from it', async () => {
    const shared = { bundle, settings: EACH_SECOND, checkpoints: new InMemoryCheckpoints() };
    const first = await startFixture(shared);
    const second = await startFixture(shared);
    await until(() => first.written('tick').length >= 2, 'the first host fired twice');
    expect(second.written('tick')).toEqual([]);
    await first.host.stop();
    const runsOfFirst = first.written('tick').length;
    await until(() => second.written('tick').length >= 1, 'the second host took over');
    expect(first.written('tick')).toHaveLength(runsOfFirst);
    await second.host.stop();
  });
});
