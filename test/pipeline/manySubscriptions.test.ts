import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Alert } from '../../lib/alerts/alert';
import { NO_BASELINES, type KnownBaselines } from '../../lib/baseline/baseline';
import { baselineOf } from '../../lib/baseline/profile/baselineOf';
import { Profile } from '../../lib/baseline/profile/profile';
import { DETECTORS } from '../../lib/detectors';
import { CASE_HOUR } from '../../lib/detectors/historyCases';
import { CASE_TIME } from '../../lib/detectors/detectorCase';
import { activityRecord, STRANGER } from '../../lib/detectors/managementCases';
import type { Message } from '../../lib/ingestion/message';
import { ALL_SUBSCRIPTIONS, seenFromAbove } from '../../lib/management/subscription';
import type { RawRecord } from '../../lib/simulation/records';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { eventOf } from '../management/eventOf';
import { HourCounts } from '../../lib/activity/hourCounts';
import { hourActivityOf, windowOf } from '../../lib/activity/window';
import { placeOf } from './managedShop';
import { storedAlerts, testPipeline, TEST_THRESHOLDS } from './testPipeline';

const DAY = 86_400_000;
const SCRIPT = 'CosmosDB_SuspiciousListKeys.MaliciousScript';
const subscription = (n: number) => `/subscriptions/5c0b0000-0000-4000-8000-00000000000${n}`;
const account = (n: number) =>
  `${subscription(n)}/resourcegroups/shop-rg/providers/microsoft.documentdb/databaseaccounts/shop${n}`;

/** The keys of one account in each subscription, by one identity within minutes. */
function listings(subscriptions: number, sketch = {}, accountsOfEach = 1): RawRecord[] {
  return Array.from({ length: subscriptions * accountsOfEach }, (_, n) => {
    const at = n % subscriptions;
    const suffix = n < subscriptions ? '' : `-${n}`;
    return ['Start', 'Success'].map((result, step) =>
      activityRecord({
        operation: 'listKeys/action',
        resourceId: `${account(at)}${suffix}`.toUpperCase(),
        time: CASE_TIME + n * 20_000 + step * 900,
        correlationId: `77777777-0000-4000-8000-0000000000${10 + n}`,
        ...sketch,
        result,
      }),
    );
  }).flat();
}

function messagesOf(records: readonly RawRecord[]): Message[] {
  return records.map((record, n) => ({
    position: { source: `ns/activity-log/${n % 3}`, sequence: n, enqueuedTime: n },
    records: [record],
    unreadable: [],
  }));
}

async function after(
  messages: readonly Message[],
  size: number,
  baselines: KnownBaselines = NO_BASELINES,
): Promise<readonly Alert[]> {
  const store = new MemoryStore();
  const app = testPipeline(store, TEST_THRESHOLDS, DETECTORS, '', baselines, placeOf);
  for (let at = 0; at < messages.length; at += size) {
    await app.process(messages.slice(at, at + size));
  }
  return (await storedAlerts(store)).filter(({ alertType }) => alertType === SCRIPT);
}

const DEPENDS_ON_ORDER = { timeGeneratedUtc: '', revision: 0, history: [] };

describe('keys listed in many subscriptions, of fewer accounts than are reported in each', () => {
  test('are one alert about all of them', async () => {
    const [alert, ...more] = await after(messagesOf(listings(6, STRANGER)), 4);
    expect(more).toEqual([]);
    expect(alert).toMatchObject({
      accountId: ALL_SUBSCRIPTIONS,
      severity: 'Medium',
      occurrences: 6,
      resourceIdentifiers: [0, 1, 2, 3, 4, 5].map((n) => ({ azureResourceId: account(n) })),
    });
    expect(alert?.reason).toContain('6 accounts in 6 subscriptions');
  });

  test('any order, cuts and repeats: the same alert', async () => {
    const messages = messagesOf(listings(6, STRANGER));
    const alike = (alerts: readonly Alert[]) =>
      alerts.map((alert) => ({ ...alert, ...DEPENDS_ON_ORDER }));
    const expected = alike(await after(messages, 100));
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(messages, { minLength: messages.length }),
        fc.array(fc.nat(messages.length - 1), { maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        async (shuffled, again, size) => {
          const sent = [...shuffled, ...again.flatMap((n) => shuffled[n] ?? [])];
          const renumbered = sent.map((message, n) => ({
            ...message,
            position: { ...message.position, sequence: n, enqueuedTime: n },
          }));
          expect(alike(await after(renumbered, size))).toEqual(expected);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('within one subscription the alert is about that one alone', async () => {
    const alerts = await after(messagesOf(listings(1, STRANGER, 6)), 4);
    expect(alerts.map(({ accountId }) => accountId)).toEqual([subscription(0)]);
  });

  test('by different identities they are no script', async () => {
    const each = listings(6).map((record, n) => {
      const identity = `88888888-0000-4000-8000-00000000000${Math.floor(n / 2)}`;
      return { ...record, identity: { claims: { oid: identity } } };
    });
    expect(await after(messagesOf(each), 4)).toEqual([]);
  });
});

/** What a month of such nights teaches about the accounts with these ids. */
function known(records: readonly RawRecord[], of: (account: string) => boolean): KnownBaselines {
  const events = seenFromAbove(records.map((record) => eventOf(record)));
  const profiles = new Map<string, Profile>();
  for (let day = 28; day > 0; day -= 1) {
    const hour = CASE_HOUR - day * DAY;
    for (const id of new Set(events.map((event) => event.account))) {
      if (!of(id)) continue;
      const counts = new HourCounts(hour);
      for (const event of events.filter((one) => one.account === id)) {
        counts.count({ ...event, time: event.time - day * DAY }, false);
      }
      const own = events.find((one) => one.account === id)?.account;
      if (own === undefined) continue;
      const profile = profiles.get(own) ?? new Profile(own);
      profiles.set(own, profile);
      profile.learn(hourActivityOf(windowOf(own, hour, [counts])), placeOf, CASE_TIME);
    }
  }
  return {
    prepare: () => Promise.resolve(),
    of: (id) => {
      const profile = profiles.get(id);
      return profile === undefined ? null : baselineOf(profile, CASE_TIME, placeOf);
    },
  };
}

describe('a deployment that lists the keys of every subscription each night', () => {
  const nightly = listings(6);

  test('is known by the profile of all subscriptions', async () => {
    const baselines = known(nightly, (id) => id === ALL_SUBSCRIPTIONS);
    expect(await after(messagesOf(nightly), 5, baselines)).toEqual([]);
    const [strange] = await after(messagesOf(listings(6, STRANGER)), 5, baselines);
    expect(strange).toMatchObject({ accountId: ALL_SUBSCRIPTIONS, occurrences: 6 });
  });

  test('is known by its subscriptions, while nothing is known of all of them', async () => {
    const baselines = known(nightly, (id) => id !== ALL_SUBSCRIPTIONS);
    expect(await after(messagesOf(nightly), 5, baselines)).toEqual([]);
  });

  test('is reported where a subscription does not know it', async () => {
    const baselines = known(nightly, (id) => id !== ALL_SUBSCRIPTIONS && id !== subscription(3));
    expect(await after(messagesOf(nightly), 5, baselines)).toHaveLength(1);
  });
});
