import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { DeliveryError } from '../../lib/delivery/sink';
import { StorageError, type DocumentStore } from '../../lib/storage/documents';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { FaultyStore } from '../pipeline/faultyStore';
import {
  change,
  dueAlert,
  HOUR,
  LATER,
  MemorySink,
  MINUTE,
  outboxOf,
  risen,
  setUp,
  store,
  stored,
  TestClock,
} from './support';

/** The store with every call put off until the scheduler lets it through. */
function inTurns(store: DocumentStore, scheduler: fc.Scheduler): DocumentStore {
  return new Proxy(store, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...call: unknown[]): Promise<unknown> => {
        await scheduler.schedule(Promise.resolve());
        return Reflect.apply(method, target, call);
      };
    },
  });
}

test('instances that run side by side send each message once', async () => {
  const alerts = await Promise.all([1, 2, 3].map((n) => dueAlert(n)));
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, isFlaky) => {
      const documents = new MemoryStore();
      await store(documents, ...alerts);
      const sinks = [new MemorySink('one'), new MemorySink('two')];
      let refusals = isFlaky ? 1 : 0;
      for (const sink of sinks) {
        sink.behave = async () => {
          await scheduler.schedule(Promise.resolve());
          refusals -= 1;
          if (refusals >= 0) throw new DeliveryError('answered 503');
        };
      }
      const clock = new TestClock();
      const instances = [1, 2, 3].map(() => outboxOf(inTurns(documents, scheduler), sinks, clock));
      const runs = instances.flatMap((outbox) => [
        outbox.deliverChanged(alerts),
        outbox.deliverDue(LATER),
      ]);
      await scheduler.waitFor(Promise.all(runs));
      for (const sink of sinks) sink.behave = () => undefined;
      clock.time += HOUR;
      await outboxOf(documents, sinks, clock).deliverDue(LATER);
      const wanted = alerts.map(({ id }) => `${id}-1`).sort();
      for (const { ids } of sinks) expect(ids.sort()).toEqual(wanted);
    }),
    { numRuns: 100 },
  );
});

test('what an instance had sent but not noted when it ended is sent again, under the same id', async () => {
  const alert = await dueAlert(1);
  const sink = new MemorySink('one');
  const { documents, clock } = await setUp([alert], sink);
  // It reads the alert, claims it, sends it, and is gone.
  const dying = new FaultyStore(documents);
  dying.failAfter(2, false);
  const end = outboxOf(dying, [sink], clock).deliverChanged([alert]);
  await expect(end).rejects.toBeInstanceOf(StorageError);
  expect(sink.tries).toBe(1);
  const heir = outboxOf(documents, [sink], clock);
  // The message is still the other one's.
  await heir.deliverChanged([alert]);
  clock.time += MINUTE / 2;
  await heir.deliverDue(LATER);
  expect(sink.tries).toBe(1);
  clock.time += 2 * MINUTE;
  await heir.deliverDue(LATER);
  expect(sink.ids).toEqual([`${alert.id}-1`, `${alert.id}-1`]);
  expect((await stored(documents, alert)).deliveryDueAt).toBeNull();
});

test('a revision that another instance sends meanwhile is not sent again', async () => {
  const alert = await dueAlert(1);
  const sink = new MemorySink('one');
  const { documents, clock, outbox } = await setUp([alert], sink);
  let answer: () => void = () => undefined;
  sink.behave = () => new Promise((resolve) => (answer = resolve));
  const first = outbox.deliverChanged([alert]);
  while (sink.tries < 1) await new Promise((done) => setImmediate(done));
  const answerFirst = answer;

  const newer = await change(documents, alert, risen);
  const second = outboxOf(documents, [sink], clock).deliverChanged([newer]);
  while (sink.tries < 2) await new Promise((done) => setImmediate(done));
  answerFirst();
  await first;
  // Neither the first instance's note nor a third instance disturbs the second.
  await outboxOf(documents, [sink], clock).deliverChanged([await stored(documents, alert)]);
  answer();
  await second;
  clock.time += HOUR;
  await outbox.deliverDue(LATER);
  expect(sink.ids).toEqual([`${alert.id}-1`, `${alert.id}-2`]);
  expect((await stored(documents, alert)).delivery['one']).toMatchObject({
    state: 'delivered',
    deliveredRevision: 2,
  });
});
