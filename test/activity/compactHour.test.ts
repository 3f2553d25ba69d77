import { expect, test } from '@jest/globals';
import { compactHour } from '../../lib/activity/compactHour';
import { countActivity } from '../../lib/activity/countActivity';
import { DocumentActivityStore } from '../../lib/activity/documentActivityStore';
import { compactedId, partId, type ActivityDocument } from '../../lib/activity/documents';
import { accountResource } from '../../lib/simulation/records';
import type { AccountId } from '../../lib/telemetry/event';
import { describeEveryStore } from '../storage/everyStore';
import { at, request, START, storedWindow } from './support';

const NOBODY: ReadonlySet<never> = new Set();

describeEveryStore((open) => {
  let accounts = 0;
  /** An account of its own for each test. */
  function freshAccount() {
    accounts += 1;
    const name = `compact-${accounts}`;
    const account = accountResource(name).toLowerCase() as AccountId; // events hold it like this
    const count = (activity: DocumentActivityStore, partition: number, sequence: number) =>
      countActivity(
        activity,
        [request({ account: name, responseBytes: 100 }, at(`ns/hub/${partition}`, sequence))],
        NOBODY,
      );
    const totals = async () => (await storedWindow(open(), START, account)).totals;
    const read = async (id: string) =>
      (await open().read<ActivityDocument>('activity', account, id))?.document;
    return { account, count, totals, read };
  }

  test('one part is left as it is, and nothing is nothing', async () => {
    const { account, count, totals, read } = freshAccount();
    expect(await compactHour(open(), account, START)).toBe(0);
    await count(new DocumentActivityStore(open()), 0, 0);
    expect(await compactHour(open(), account, START)).toBe(0);
    expect(await read(compactedId(START))).toBeUndefined();
    expect(await totals()).toMatchObject({ requests: 1 });
  });

  test('several parts become one document, and hold nothing themselves', async () => {
    const { account, count, totals, read } = freshAccount();
    const activity = new DocumentActivityStore(open());
    for (const partition of [0, 1, 2]) await count(activity, partition, 5 + partition);
    const before = await totals();
    expect(await compactHour(open(), account, START)).toBe(3);
    expect(await totals()).toEqual(before);
    expect(await read(partId(START, 'ns/hub/1'))).toMatchObject({
      kind: 'moved',
      sequence: 6,
      into: compactedId(START),
    });
    expect(await read(compactedId(START))).toMatchObject({
      kind: 'compacted',
      covers: [0, 1, 2].map((partition) => partId(START, `ns/hub/${partition}`)),
    });
    expect(await compactHour(open(), account, START)).toBe(0);
    expect(await totals()).toEqual(before);
  });

  test('late and redelivered messages count once, for the old instance and a new one', async () => {
    const { account, count, totals, read } = freshAccount();
    const old = new DocumentActivityStore(open());
    for (const partition of [0, 1]) await count(old, partition, 5);
    await compactHour(open(), account, START);
    for (const activity of [old, new DocumentActivityStore(open())]) {
      await count(activity, 0, 5);
      await count(activity, 1, 4);
    }
    expect(await totals()).toMatchObject({ requests: 2 });
    await count(old, 0, 6);
    await count(new DocumentActivityStore(open()), 0, 6);
    await count(new DocumentActivityStore(open()), 0, 7);
    await count(old, 3, 1);
    expect(await totals()).toMatchObject({ requests: 5, responseBytes: 500 });
    expect(await read(partId(START, 'ns/hub/0', 2))).toMatchObject({ kind: 'part', sequence: 7 });
    expect(await compactHour(open(), account, START)).toBe(2);
    await count(old, 0, 7);
    expect(await totals()).toMatchObject({ requests: 5, responseBytes: 500 });
    await count(old, 0, 8);
    expect(await read(partId(START, 'ns/hub/0', 3))).toMatchObject({ kind: 'part', sequence: 8 });
  });

  test('two compactions and a writer at once lose and double nothing', async () => {
    const { account, count, totals } = freshAccount();
    const activities = [0, 1, 2].map(() => new DocumentActivityStore(open()));
    for (let sequence = 0; sequence < 6; sequence += 1) {
      await Promise.all([
        ...activities.map((activity, partition) => count(activity, partition, sequence)),
        compactHour(open(), account, START),
        compactHour(open(), account, START),
      ]);
      expect(await totals()).toMatchObject({ requests: 3 * (sequence + 1) });
    }
  });

  test('an instance that remembers parts from before does not count them beside the whole', async () => {
    const { account, count } = freshAccount();
    const activity = new DocumentActivityStore(open());
    for (const partition of [0, 1]) await count(activity, partition, 5);
    await compactHour(open(), account, START);
    const requests = async (how: 'fresh' | 'remembered') => {
      const parts = await activity.parts(account, START, how);
      return parts.flatMap(({ actors }) => actors.everyone()).map(({ totals }) => totals.requests);
    };
    expect(await requests('fresh')).toEqual([2]);
    expect(await requests('remembered')).toEqual([2]);
  });
});
