import { describe, expect, test } from '@jest/globals';
import { currentObservations } from '../../lib/baseline/observations/currentObservations';
import { Observations } from '../../lib/baseline/observations/observations';
import {
  readObservations,
  writeObservations,
} from '../../lib/baseline/observations/observationStore';
import { sumOf } from '../../lib/baseline/observations/observedDay';
import type { StoredDocument } from '../../lib/storage/documents';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { account, hoursFrom, LearningWorld, MONDAY, whenDue } from './learning/learningWorld';
import {
  containerTexts,
  daily,
  DAY,
  deed,
  HOUR,
  hourAgo,
  NOW,
  requests,
  SHOP,
} from '../coverage/accountFacts';

const observed = (hours: readonly Parameters<Observations['learn']>[0][]) => {
  const observations = new Observations(SHOP);
  for (const hour of hours) observations.learn(hour);
  return observations;
};

async function storedAndRead(observations: Observations) {
  const store = new MemoryStore();
  await writeObservations(store, observations);
  return readObservations(store, SHOP);
}

describe('observations', () => {
  test('come back from the database as they were', async () => {
    const hours = daily(10, {
      actors: [
        requests(100),
        requests(20, { address: '20.0.0.1', versions: ['3.1.0'], denied: 2, failed: 2 }),
      ],
      copies: 3,
      deeds: [deed('keyListing'), deed('keyRegeneration')],
      queryTexts: {
        containers: [containerTexts(50, { inlined: 40, distinct: 30 })],
        applications: [{ application: 'x', sampled: 9, withoutText: 1 }],
      },
    });
    const before = observed(hours);
    const { observations, problem } = await storedAndRead(before);
    expect(problem).toBeNull();
    expect(observations.known).toEqual(before.known);
    expect(observations.allDays().map((day) => day.toStored())).toEqual(
      before.allDays().map((day) => day.toStored()),
    );
    expect(observations.inlined.of('shop/orders')?.distinct.count).toBe(30);
    expect(observations.regenerations).toHaveLength(10);
  });

  test('an hour that comes again changes nothing, nor does an earlier one', () => {
    const hours = daily(3, { actors: [requests(10)] });
    const sum = sumOf(observed([...hours, ...hours]).window(NOW));
    expect(sum.figures.requests).toBe(30);
  });

  test('speak of fourteen days and keep no more', () => {
    const observations = observed(daily(40, { actors: [requests(10)] }));
    expect(observations.allDays()).toHaveLength(14);
    expect(observations.window(NOW + 4 * DAY)).toHaveLength(9);
    expect(observations.known.firstHour).toBe(NOW - 40 * DAY);
  });

  test('what the platform itself does is left out', () => {
    const system = requests(50, { principal: { kind: 'system', id: 'systemReadOnly' } });
    expect(sumOf(observed([hourAgo(1, { actors: [system] })]).window(NOW)).figures.requests).toBe(
      0,
    );
  });

  test('constants of the code never add up to many texts', () => {
    const texts = containerTexts(10, { inlined: 10, distinct: 3 });
    const hours = daily(60, { queryTexts: { containers: [texts], applications: [] } });
    expect(observed(hours).inlined.of('shop/orders')?.distinct.count).toBe(3);
  });

  test('stay small, whatever happens on an account', async () => {
    const hours = Array.from({ length: 14 * 24 }, (_, n) => ({
      account: SHOP,
      hour: NOW - 14 * DAY + n * HOUR,
      actors: Array.from({ length: 40 }, (_unused, a) =>
        requests(5, {
          address: `20.${n % 250}.${a}.1`,
          application: `tool-with-a-rather-long-name-${n}-${a}`,
          versions: [`1.${n}.${a}`],
        }),
      ),
      queryTexts: {
        containers: Array.from({ length: 12 }, (_unused, c) => ({
          ...containerTexts(50, { inlined: 50, distinct: 60 }),
          container: `database-${n % 9}/container-${c}-${n}`,
        })),
        applications: [],
      },
      deeds: [deed('keyListing', `somebody-${n}`)],
    }));
    const store = new MemoryStore();
    await writeObservations(store, observed(hours));
    const found = await store.read<StoredDocument>('baselines', SHOP, 'observations');
    expect(Buffer.byteLength(JSON.stringify(found?.document))).toBeLessThan(120_000);
  });

  test.each<[string, object]>([
    ['of another version', { schemaVersion: 2 }],
    ['with a damaged day', { days: [{ day: 'x' }] }],
    ['with a damaged sketch', { inlined: [['c', 1, 1, 'abc', '']] }],
  ])('a document %s is begun anew, and said so', async (_, damage) => {
    const store = new MemoryStore();
    await writeObservations(store, observed(daily(2, { actors: [requests(1)] })));
    const found = await store.read<StoredDocument>('baselines', SHOP, 'observations');
    await store.upsert('baselines', {
      ...(found?.document ?? { id: '', schemaVersion: 1 }),
      ...damage,
    });
    const { observations, problem } = await readObservations(store, SHOP);
    expect(observations.known.learnedThrough).toBeNull();
    expect(problem).toMatch(/^What was observed is damaged/);
  });
});

describe('the learning timer', () => {
  test('learns what was observed, and what it has not come to shows at once', async () => {
    const world = new LearningWorld();
    await world.happen('shop', hoursFrom(MONDAY, 20));
    const id = account('shop');
    const last = MONDAY + 19 * HOUR;
    const before = await currentObservations(world.store, id, last + 30 * 60_000);
    // Ten hours back, the running one among them.
    expect(sumOf(before.allDays()).figures.requests).toBe(10);

    await world.run(whenDue(MONDAY + 15 * HOUR));
    const { observations } = await readObservations(world.store, id);
    expect(observations.known.learnedThrough).toBe(MONDAY + 15 * HOUR);
    const now = await currentObservations(world.store, id, last + 30 * 60_000);
    expect(sumOf(now.allDays()).figures.requests).toBe(20);
  });

  test('an hour that is to come, by a clock that runs ahead, is not shown', async () => {
    const world = new LearningWorld();
    await world.happen('shop', [MONDAY, MONDAY + 40 * HOUR]);
    const found = await currentObservations(world.store, account('shop'), MONDAY + HOUR);
    expect(found.known.learnedThrough).toBe(MONDAY);
  });
});
