import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { AlertDocument } from '../../lib/alerts/document';
import { DeliveryError } from '../../lib/delivery/sink';
import { StorageError, type DocumentStore } from '../../lib/storage/documents';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { FaultyStore } from '../pipeline/faultyStore';
import {
  dueAlert,
  EVERYTHING,
  HOUR,
  MemorySink,
  MINUTE,
  NOW,
  outboxOf,
  store,
  stored,
  TestClock,
} from './support';

const LATER = NOW + 365 * 24 * HOUR;

async function setUp(alerts: readonly AlertDocument[], ...sinks: MemorySink[]) {
  const documents = new MemoryStore();
  await store(documents, ...alerts);
  const clock = new TestClock();
  return { documents, clock, outbox: outboxOf(documents, sinks, clock) };
}

/** Changes an alert as the pipeline does. */
async function change(
  on: DocumentStore,
  alert: AlertDocument,
  edit: (known: AlertDocument) => AlertDocument,
): Promise<AlertDocument> {
  const known = await on.read<AlertDocument>('alerts', alert.accountId, alert.id);
  if (known === null) throw new Error('gone');
  const written = await on.replace('alerts', edit(known.document), known.etag);
  if (written === null) throw new Error('lost race');
  return written.document;
}

const risen = (known: AlertDocument): AlertDocument => ({
  ...known,
  revision: known.revision + 1,
  severity: 'High',
  deliveryDueAt: NOW,
});

test('an alert goes to each sink once, and its state says so', async () => {
  const alert = await dueAlert(1);
  const sinks = [new MemorySink('one'), new MemorySink('two')];
  const { documents, clock, outbox } = await setUp([alert], ...sinks);
  expect(await outbox.deliverChanged([alert])).toMatchObject({ delivered: 2, failed: 0 });
  const after = await stored(documents, alert);
  expect(after.deliveryDueAt).toBeNull();
  for (const { name, received } of sinks) {
    expect(received).toMatchObject([{ id: `${alert.id}-1`, kind: 'Created' }]);
    expect(after.delivery[name]).toMatchObject({
      state: 'delivered',
      deliveredRevision: 1,
      attempts: 1,
      nextAt: null,
      lastError: null,
    });
  }
  // Everything that is not delivery is as it was.
  expect({ ...after, delivery: {}, deliveryDueAt: alert.deliveryDueAt }).toEqual(alert);
  // Its own writes come by the feed too, and the timer runs on.
  await outbox.deliverChanged([after]);
  clock.time += HOUR;
  await outbox.deliverDue(LATER);
  expect(sinks.map(({ tries }) => tries)).toEqual([1, 1]);
});

test('a passed-over alert costs no read and no write', async () => {
  const alert = await dueAlert(1, { deliveryDueAt: null });
  const faulty = new FaultyStore(new MemoryStore());
  const outbox = outboxOf(faulty, [new MemorySink('one')], new TestClock());
  await outbox.deliverChanged([alert, { ...alert, deliveryDueAt: NOW + HOUR }]);
  expect(faulty.calls).toBe(0);
});

test('changes are Updated and Closed, by the newest revision alone', async () => {
  const alert = await dueAlert(1);
  const sink = new MemorySink('one');
  const { documents, outbox } = await setUp([alert], sink);
  await outbox.deliverChanged([alert]);
  await change(documents, alert, risen);
  await outbox.deliverChanged([await change(documents, alert, risen)]);
  const closed = await change(documents, alert, (known) => ({
    ...risen(known),
    status: 'Dismissed',
  }));
  await outbox.deliverChanged([closed]);
  expect(sink.received.map(({ id, kind }) => [id, kind])).toEqual([
    [`${alert.id}-1`, 'Created'],
    [`${alert.id}-3`, 'Updated'],
    [`${alert.id}-4`, 'Closed'],
  ]);
});

test('what goes on over the border of a bucket is an update', async () => {
  const first = await dueAlert(1);
  const next = await dueAlert(2, { continues: first.id });
  const sink = new MemorySink('one');
  const { outbox } = await setUp([next], sink);
  await outbox.deliverChanged([next]);
  expect(sink.received).toMatchObject([{ kind: 'Updated', alert: { continues: first.id } }]);
});

test('suppressed alerts, sandbox detectors and what a filter keeps out are not sent, nor due', async () => {
  const sandbox = { id: 'x', version: '1', maturity: 'sandbox' } as const;
  const alerts = [
    await dueAlert(1, { suppressedBy: 'rule' }),
    await dueAlert(2, { detector: sandbox }),
    await dueAlert(3, { severity: 'Low' }),
    await dueAlert(4, { severity: 'High', alertType: 'CosmosDB_Other' }),
    await dueAlert(5, { severity: 'High' }),
  ];
  const alertTypes = [alerts[0]?.alertType ?? ''];
  const filter = { ...EVERYTHING, minimumSeverity: 'Medium', alertTypes } as const;
  const sink = new MemorySink('strict', { filter });
  const { documents, outbox } = await setUp(alerts, sink);
  await outbox.deliverDue(LATER);
  expect(sink.ids).toEqual([`${alerts[4]?.id ?? ''}-1`]);
  for (const alert of alerts) expect((await stored(documents, alert)).deliveryDueAt).toBeNull();
});

test.each([
  ['shop', true],
  ['SHOP', false],
  ['/subscriptions/', true],
  ['sho', false],
])('accounts of a sink: %s', async (wanted, isSent) => {
  const alert = await dueAlert(1);
  const accounts = [
    wanted.startsWith('/') ? alert.accountId.split('/').slice(0, 3).join('/') : wanted,
  ];
  const sink = new MemorySink('one', { filter: { ...EVERYTHING, accounts } });
  const { outbox } = await setUp([alert], sink);
  await outbox.deliverChanged([alert]);
  expect(sink.received).toHaveLength(isSent ? 1 : 0);
});

test('the alert whose severity rises past a filter is new to that sink', async () => {
  const alert = await dueAlert(1, { severity: 'Low' });
  const sink = new MemorySink('strict', { filter: { ...EVERYTHING, minimumSeverity: 'High' } });
  const { documents, outbox } = await setUp([alert], sink);
  await outbox.deliverChanged([alert]);
  await outbox.deliverChanged([await change(documents, alert, risen)]);
  expect(sink.received).toMatchObject([{ id: `${alert.id}-2`, kind: 'Created' }]);
});

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

test('a new revision during the sending is due after it', async () => {
  const alert = await dueAlert(1);
  const sink = new MemorySink('one');
  const { documents, outbox } = await setUp([alert], sink);
  sink.behave = async () => {
    sink.behave = () => undefined;
    await change(documents, alert, risen);
  };
  await outbox.deliverChanged([alert]);
  const after = await stored(documents, alert);
  expect(after).toMatchObject({ severity: 'High', revision: 2, deliveryDueAt: NOW });
  expect(after.delivery['one']).toMatchObject({ state: 'pending', deliveredRevision: 1 });
  await outbox.deliverChanged([after]);
  expect(sink.ids).toEqual([`${alert.id}-1`, `${alert.id}-2`]);
});

test('an alert of an instance whose clock is ahead goes out at once', async () => {
  const alert = await dueAlert(1, { deliveryDueAt: NOW + 3000 });
  const sink = new MemorySink('one');
  const { outbox } = await setUp([alert], sink);
  await outbox.deliverChanged([alert]);
  expect(sink.tries).toBe(1);
});

test('the timer leaves the feed a head start', async () => {
  const alert = await dueAlert(1, { deliveryDueAt: NOW });
  const sink = new MemorySink('one');
  const { clock, outbox } = await setUp([alert], sink);
  await outbox.deliverDue(LATER);
  expect(sink.tries).toBe(0);
  clock.time += MINUTE;
  await outbox.deliverDue(LATER);
  expect(sink.tries).toBe(1);
});

test('a sink that gathers waits for the rest of the story', async () => {
  const alert = await dueAlert(1);
  const sink = new MemorySink('mail', { gatherMs: 20_000 });
  const { clock, outbox } = await setUp([alert], sink);
  await outbox.deliverChanged([alert]);
  expect(sink.tries).toBe(0);
  clock.time += MINUTE;
  await outbox.deliverDue(LATER);
  expect(sink.ids).toEqual([`${alert.id}-1`]);
});

test('more alerts than fit in one page are all delivered, once', async () => {
  const alerts = await Promise.all(Array.from({ length: 450 }, (_, n) => dueAlert(n)));
  const sink = new MemorySink('one');
  const { outbox } = await setUp(alerts, sink);
  expect(await outbox.deliverDue(LATER)).toMatchObject({ delivered: 450 });
  expect(new Set(sink.ids).size).toBe(450);
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
