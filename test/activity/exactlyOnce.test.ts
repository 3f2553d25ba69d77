import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { compactHour } from '../../lib/activity/compactHour';
import { countActivity } from '../../lib/activity/countActivity';
import { DocumentActivityStore } from '../../lib/activity/documentActivityStore';
import { HourCounts } from '../../lib/activity/hourCounts';
import { windowOf } from '../../lib/activity/window';
import { StorageError } from '../../lib/storage/documents';
import { MemoryStore } from '../../lib/storage/memoryStore';
import type { AccessEvent } from '../../lib/telemetry/event';
import { FaultyStore } from '../pipeline/faultyStore';
import {
  ACCOUNT,
  at,
  inMessage,
  NEXT,
  request,
  sortedActors,
  START,
  storedWindow,
} from './support';

const PARTITIONS = 3;
const HOURS = [START, NEXT];

/** Two hours of a few actors, with everything that is counted. */
const EVENTS: readonly AccessEvent[] = Array.from({ length: 90 }, (_, n) =>
  request({
    time: START + n * 79_000,
    address: `203.0.113.${n % 5}`,
    operation: ['Read', 'Query', 'Delete', 'Upsert'][n % 4] ?? 'Read',
    status: n % 7 === 0 ? 403 : n % 11 === 0 ? 429 : 200,
    container: `c${n % 3}`,
    document: `d${n % 13}`,
    responseBytes: n * 1_000_003,
    requestUnits: n / 7,
  }),
);

function comparable(window: ReturnType<typeof windowOf>) {
  const watched = window.actors
    .flatMap((actor) => [...actor.watched].map(([kind, { total }]) => ({ kind, total })))
    .reduce<Record<string, number>>((sums, { kind, total }) => {
      return { ...sums, [kind]: (sums[kind] ?? 0) + total };
    }, {});
  return { actors: sortedActors(window), totals: window.totals, watched };
}

const expected = HOURS.map((hour) => {
  const counts = new HourCounts(hour);
  for (const event of EVENTS) {
    if (event.time >= hour && event.time < hour + (NEXT - START)) counts.count(event, false);
  }
  return comparable(windowOf(ACCOUNT, hour, [counts]));
});

test('the reference has all that is counted', () => {
  const [first, second] = expected;
  expect(first?.totals.requests).toBe(46);
  expect(second?.totals.requests).toBe(44);
  expect(Object.keys(first?.watched ?? {}).sort()).toEqual(['deleted', 'refused']);
});

interface Step {
  /** A batch of a partition is read, or an hour is compacted. */
  readonly act: 'read' | 'compact';
  readonly partition: number;
  readonly instance: number;
  readonly size: number;
  /** Messages that the checkpoint lags behind afterwards: they come again. */
  readonly lag: number;
  /** The store call at which the instance dies, if it gets that far. */
  readonly dieAt: number;
  readonly loseAnswer: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom<'read' | 'compact'>('read', 'read', 'compact'),
  partition: fc.nat(PARTITIONS - 1),
  instance: fc.nat(1),
  size: fc.integer({ min: 1, max: 5 }),
  lag: fc.constantFrom(0, 0, 1, 3),
  dieAt: fc.oneof(fc.constant(Infinity), fc.nat(12)),
  loseAnswer: fc.boolean(),
});

test('any cut, order, redelivery, crash and compaction give the same counts', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...EVENTS], { minLength: EVENTS.length }),
      fc.array(fc.nat(PARTITIONS - 1), { minLength: 1, maxLength: 7 }),
      fc.integer({ min: 1, max: 4 }),
      fc.array(step, { maxLength: 40 }),
      async (shuffled, places, perMessage, steps) => {
        const store = new MemoryStore();
        const partitions: AccessEvent[][] = Array.from({ length: PARTITIONS }, () => []);
        shuffled.forEach((event, n) => {
          const place = places[n % places.length] ?? 0;
          const queue = partitions[place] ?? [];
          const sequence = Math.floor(queue.length / perMessage);
          queue.push(inMessage(event, at(`ns/hub/${place}`, sequence)));
        });
        const open = () => {
          const faulty = new FaultyStore(store);
          return { faulty, activity: new DocumentActivityStore(faulty) };
        };
        const instances = [open(), open()];
        const read = partitions.map(() => 0);
        for (const { act, partition, instance, size, lag, dieAt, loseAnswer } of steps) {
          const { faulty, activity } = (instances[instance] ??= open());
          faulty.failAfter(dieAt, loseAnswer);
          // Messages are read whole, as the hub gives them.
          const from = (read[partition] ?? 0) * perMessage;
          const batch = partitions[partition]?.slice(from, from + size * perMessage) ?? [];
          try {
            if (act === 'compact') await compactHour(faulty, ACCOUNT, HOURS[size % 2] ?? START);
            else {
              await countActivity(activity, batch, new Set());
              const messages = Math.ceil(batch.length / perMessage);
              read[partition] = Math.max(0, (read[partition] ?? 0) + messages - lag);
            }
          } catch (error) {
            if (!(error instanceof StorageError)) throw error;
            instances[instance] = open();
          }
          faulty.heal();
        }
        const heir = open();
        for (const [partition, events] of partitions.entries()) {
          await countActivity(
            heir.activity,
            events.slice((read[partition] ?? 0) * perMessage),
            new Set(),
          );
        }
        const found = async () =>
          Promise.all(HOURS.map(async (hour) => comparable(await storedWindow(store, hour))));
        expect(await found()).toEqual(expected);
        for (const hour of HOURS) await compactHour(store, ACCOUNT, hour);
        expect(await found()).toEqual(expected);
      },
    ),
    { numRuns: 80 },
  );
});
