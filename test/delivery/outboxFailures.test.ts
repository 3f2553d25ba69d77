import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { AlertDocument } from '../../lib/alerts/document';
import { DeliveryError } from '../../lib/delivery/sink';
import { StorageError } from '../../lib/storage/documents';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { FaultyStore } from '../pipeline/faultyStore';
import {
  change,
  dueAlert,
  HOUR,
  LATER,
  MemorySink,
  MINUTE,
  NOW,
  outboxOf,
  risen,
  setUp,
  store,
  stored,
  TestClock,
} from './support';

describe('a sink that fails', () => {
  test('is tried again by the timer, later each time, until it takes the message', async () => {
    const alert = await dueAlert(1);
    const sink = new MemorySink('one');
    const { documents, clock, outbox } = await setUp([alert], sink);
    sink.behave = () => Promise.reject(new DeliveryError('answered 503'));
    const waits: number[] = [];
    await outbox.deliverChanged([alert]);
    for (let tries = 1; tries < 8; tries += 1) {
      const after = await stored(documents, alert);
      expect(after.delivery['one']).toMatchObject({
        state: 'failed',
        attempts: tries,
        lastError: 'answered 503',
      });
      const due = after.deliveryDueAt ?? NaN;
      expect(due).toBe(Date.parse(after.delivery['one']?.nextAt ?? ''));
      waits.push(due - clock.time);
      // Not before its time.
      clock.time = due - 1;
      await outbox.deliverDue(LATER);
      expect(sink.tries).toBe(tries);
      clock.time = due + MINUTE;
      await outbox.deliverDue(LATER);
      expect(sink.tries).toBe(tries + 1);
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBeGreaterThan(10 * MINUTE);
    sink.behave = () => undefined;
    clock.time += HOUR;
    await outbox.deliverDue(LATER);
    expect(sink.ids).toEqual([`${alert.id}-1`]);
    expect((await stored(documents, alert)).deliveryDueAt).toBeNull();
  });

  test('is given up after 24 hours, and taken up again by the next change', async () => {
    const alert = await dueAlert(1);
    const sink = new MemorySink('one');
    const { documents, clock, outbox } = await setUp([alert], sink);
    sink.behave = () => Promise.reject(new DeliveryError('answered 401', { ofMessage: true }));
    let last = NOW;
    for (let runs = 0; runs < 1500; runs += 1) {
      const before = sink.tries;
      await outbox.deliverDue(LATER);
      if (sink.tries > before) last = clock.time;
      clock.time += MINUTE;
    }
    expect(last - NOW).toBeGreaterThanOrEqual(24 * HOUR);
    expect(last - NOW).toBeLessThan(24.1 * HOUR);
    const after = await stored(documents, alert);
    expect(after.delivery['one']).toMatchObject({ state: 'givenUp', nextAt: null });
    expect(after.deliveryDueAt).toBeNull();
    sink.behave = () => undefined;
    await outbox.deliverChanged([await change(documents, alert, risen)]);
    expect(sink.ids).toEqual([`${alert.id}-2`]);
  });

  test('is given up by all that wait for it, each after its 24 hours', async () => {
    const alerts = await Promise.all(Array.from({ length: 20 }, (_, n) => dueAlert(n)));
    const sink = new MemorySink('one');
    const { documents, clock, outbox } = await setUp(alerts, sink);
    sink.behave = () => Promise.reject(new DeliveryError('answered 503'));
    for (; clock.time < NOW + 24.3 * HOUR; clock.time += 6 * MINUTE) {
      await outbox.deliverDue(LATER);
    }
    for (const alert of alerts) {
      expect((await stored(documents, alert)).delivery['one']).toMatchObject({
        state: 'givenUp',
        lastError: 'answered 503',
      });
    }
    // One message at a time found out whether it was back.
    expect(sink.tries).toBeLessThan(300);
  });

  test('is left alone as long as it asks', async () => {
    const alert = await dueAlert(1);
    const sink = new MemorySink('one');
    const { documents, outbox } = await setUp([alert], sink);
    const error = new DeliveryError('answered 429', { retryAfter: 2 * HOUR });
    sink.behave = () => Promise.reject(error);
    await outbox.deliverChanged([alert]);
    expect((await stored(documents, alert)).deliveryDueAt).toBe(NOW + 2 * HOUR);
  });

  test('keeps no other sink waiting, and is not tried with each of many alerts', async () => {
    const alerts = await Promise.all(Array.from({ length: 30 }, (_, n) => dueAlert(n)));
    const down = new MemorySink('down');
    const up = new MemorySink('up');
    const { documents, clock, outbox } = await setUp(alerts, down, up);
    let fail: (error: Error) => void = () => undefined;
    const hanging = new Promise<never>((_, reject) => (fail = reject));
    down.behave = () => hanging;
    const run = outbox.deliverChanged(alerts);
    while (up.received.length < alerts.length) await new Promise((done) => setImmediate(done));
    // Noted too, although the other sink has not answered yet.
    while ((await stored(documents, alerts[29] as AlertDocument)).delivery['up'] === undefined)
      await new Promise((done) => setImmediate(done));
    fail(new DeliveryError('no answer'));
    await run;
    expect(down.tries).toBeLessThanOrEqual(4);
    expect(new Set(up.ids).size).toBe(30);
    // The feed does not try it, the timer does so with one message, and then with all.
    const tries = down.tries;
    const more = await dueAlert(40);
    await store(documents, more);
    await outbox.deliverChanged([more]);
    expect(down.tries).toBe(tries);
    clock.time += HOUR;
    down.behave = () => undefined;
    await outbox.deliverDue(LATER);
    expect(new Set(down.ids).size).toBe(31);
    expect(up.tries).toBe(31);
  });

  test('one message that is refused stops none of the others', async () => {
    const alerts = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => dueAlert(n)));
    const sink = new MemorySink('one');
    const refused = `${alerts[0]?.id ?? ''}-1`;
    sink.behave = ({ id }) => {
      if (id === refused) throw new DeliveryError('answered 413', { ofMessage: true });
    };
    const { outbox } = await setUp(alerts, sink);
    await outbox.deliverChanged(alerts);
    expect(sink.ids).toHaveLength(5);
  });

  test('whose code throws what it should not is a failure like others', async () => {
    const alert = await dueAlert(1);
    const sink = new MemorySink('one');
    sink.behave = () => {
      throw new TypeError('x is not a function');
    };
    const { documents, outbox } = await setUp([alert], sink);
    await outbox.deliverChanged([alert]);
    expect((await stored(documents, alert)).delivery['one']).toMatchObject({
      state: 'failed',
      lastError: 'x is not a function',
    });
  });
});

test('an instance that dies at any call to the database loses nothing', async () => {
  const base = await Promise.all([1, 2, 3].map((n) => dueAlert(n)));
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: 25 }),
      fc.boolean(),
      fc.boolean(),
      async (calls, loseAnswer, isFlaky) => {
        const documents = new MemoryStore();
        await store(documents, ...base);
        const faulty = new FaultyStore(documents);
        const sinks = [new MemorySink('one'), new MemorySink('two')];
        const [first] = sinks;
        let refusals = isFlaky ? 2 : 0;
        if (first !== undefined) {
          first.behave = () => {
            refusals -= 1;
            if (refusals >= 0) throw new DeliveryError('answered 500');
          };
        }
        const clock = new TestClock();
        faulty.failAfter(calls, loseAnswer);
        const died = await outboxOf(faulty, sinks, clock)
          .deliverChanged(base)
          .then(
            () => false,
            (error: unknown) => error instanceof StorageError,
          );
        faulty.heal();
        // Another instance, with nothing but the database.
        const heir = outboxOf(documents, sinks, clock);
        for (let runs = 0; runs < 6; runs += 1) {
          clock.time += HOUR / 2;
          await heir.deliverDue(LATER);
        }
        const wanted = base.map(({ id }) => `${id}-1`).sort();
        for (const { ids } of sinks) {
          expect([...new Set(ids)].sort()).toEqual(wanted);
          // Only what was under way when it died is repeated.
          if (!died) expect(ids).toHaveLength(wanted.length);
        }
        for (const alert of base) {
          const after = await stored(documents, alert);
          expect(after.deliveryDueAt).toBeNull();
          for (const { name } of sinks) expect(after.delivery[name]?.deliveredRevision).toBe(1);
        }
      },
    ),
    { numRuns: 120 },
  );
});
