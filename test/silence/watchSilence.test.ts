import { expect, test } from '@jest/globals';
import { Sightings } from '../../lib/ingestion/sightings';
import { silenceOptions } from '../../lib/silence/silenceOptions';
import { SilenceWatch } from '../../lib/silence/watchSilence';
import type { DocumentStore } from '../../lib/storage/documents';
import { MemoryStore } from '../../lib/storage/memoryStore';
import type { AccessEvent } from '../../lib/telemetry/event';
import { request } from '../activity/support';
import { FaultyStore } from '../pipeline/faultyStore';
import { storedAlerts, testPipeline } from '../pipeline/testPipeline';
import { DAY, HOUR, MINUTE, MONDAY, SETTINGS } from './silentWorld';

const STOP = MONDAY + 4 * DAY;
const DURING = STOP + 70 * MINUTE;
const AFTER = STOP + 3 * HOUR;

function steady(account: string, from: number, until: number): AccessEvent[] {
  const events: AccessEvent[] = [];
  for (let time = from; time < until; time += 15 * MINUTE) {
    const message = { source: 'ns/hub/0', sequence: time, enqueuedTime: time + MINUTE };
    events.push(request({ account, time }, message));
  }
  return events;
}

const BEFORE = ['shop', 'north', 'south', 'west'].flatMap((name) => steady(name, MONDAY, STOP));
const MEANWHILE = steady('north', STOP, DURING);
const back = (from: number, until: number) =>
  ['shop', 'north', 'south', 'west'].flatMap((name) => steady(name, from, until));

function watchOver(store: DocumentStore): SilenceWatch {
  const alerts = testPipeline(store);
  const sightings = new Sightings(store);
  return new SilenceWatch({ store, sightings, alerts, ...silenceOptions(SETTINGS) });
}

/** The store after a look while two silences are on, on an account and on the pipeline. */
async function silent(events: readonly AccessEvent[]): Promise<MemoryStore> {
  const store = new MemoryStore();
  await new Sightings(store).note([...BEFORE, ...events], DURING);
  return store;
}

const summary = async (store: DocumentStore) =>
  (await storedAlerts(store)).map(({ id, reason, history, revision }) => {
    return { id, reason, revision, history: history.map(({ what }) => what) };
  });

/** Looks once; the call after so many others fails, and another instance looks again. */
async function lookWithFault(store: MemoryStore, now: number, calls: number): Promise<boolean> {
  const faulty = new FaultyStore(store);
  faulty.failAfter(calls, calls % 2 === 0);
  const failed = await watchOver(faulty)
    .run(now, now)
    .then(
      () => false,
      () => true,
    );
  await watchOver(store).run(now, now);
  return failed;
}

test.each([
  ['of an account', ['north', 'south', 'west']],
  ['of the pipeline', ['north']],
])('a run that stops at any point leaves one alert on the silence %s', async (_of, alive) => {
  const reporting = (from: number, until: number) =>
    alive.flatMap((name) => steady(name, from, until));
  const events = reporting(STOP, DURING);
  const [expected] = await summary(await lookedAt(await silent(events)));
  for (let calls = 0, failed = true; failed; calls += 1) {
    const store = await silent(events);
    failed = await lookWithFault(store, DURING, calls);
    expect(await summary(store)).toEqual([expected]);
    // The app looks on, every few minutes.
    for (let now = DURING; now < AFTER; now += 15 * MINUTE) {
      await new Sightings(store).note(reporting(now - 15 * MINUTE, now), now);
      await watchOver(store).run(now, now);
    }
    for (let now = AFTER; now <= AFTER + HOUR; now += 15 * MINUTE) {
      await new Sightings(store).note(back(now - 15 * MINUTE, now), now);
      await lookWithFault(store, now, calls);
    }
    const [told, ...others] = await summary(store);
    expect(others).toEqual([]);
    expect(told).toMatchObject({ id: expected?.id, revision: 1 });
    expect(told?.history).toHaveLength(2);
  }
});

async function lookedAt(store: MemoryStore): Promise<MemoryStore> {
  await watchOver(store).run(DURING, DURING);
  return store;
}

test('two instances that look at once raise one alert', async () => {
  const store = await silent(MEANWHILE);
  const reports = await Promise.all([1, 2].map(() => watchOver(store).run(DURING, DURING)));
  expect(reports.map(({ state }) => state).sort()).toEqual(['busy', 'judged']);
  expect(await summary(store)).toHaveLength(1);
});

test('after the app was down, nothing is judged until the hub is read', async () => {
  const store = await silent(MEANWHILE);
  await watchOver(store).run(MONDAY + DAY, MONDAY + DAY);
  expect(await watchOver(store).run(DURING, DURING)).toMatchObject({
    state: 'settling',
    silent: 0,
  });
  const later = DURING + 25 * MINUTE;
  expect(await watchOver(store).run(later - 10 * MINUTE, later)).toMatchObject({ silent: 0 });
});
