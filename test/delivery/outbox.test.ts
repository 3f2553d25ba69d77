import { expect, test } from '@jest/globals';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { FaultyStore } from '../pipeline/faultyStore';
import {
  change,
  dueAlert,
  EVERYTHING,
  HOUR,
  LATER,
  MemorySink,
  MINUTE,
  NOW,
  outboxOf,
  risen,
  setUp,
  stored,
  TestClock,
} from './support';

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

test('feed and timer do not send the same message side by side', async () => {
  const alert = await dueAlert(1);
  const sink = new MemorySink('one');
  const { documents, outbox } = await setUp([alert], sink);
  let answer: () => void = () => undefined;
  sink.behave = () => new Promise((resolve) => (answer = resolve));
  const runs = [outbox.deliverChanged([alert]), outbox.deliverDue(LATER)];
  while (sink.tries === 0) await new Promise((done) => setImmediate(done));
  // Time enough for the other one to come as far.
  for (let turns = 0; turns < 50; turns += 1) await new Promise((done) => setImmediate(done));
  answer();
  await Promise.all(runs);
  expect(sink.tries).toBe(1);
  expect((await stored(documents, alert)).deliveryDueAt).toBeNull();
  const again = await change(documents, alert, risen);
  sink.behave = () => undefined;
  await outbox.deliverChanged([again]);
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

test('a slow sink is left to the timer after a while, so that the next changes go out', async () => {
  const alerts = await Promise.all(Array.from({ length: 40 }, (_, n) => dueAlert(n)));
  const slow = new MemorySink('slow');
  const { clock, outbox } = await setUp(alerts, slow);
  slow.behave = () => void (clock.time += 1000);
  const counts = await outbox.deliverChanged(alerts);
  expect(slow.tries).toBeLessThan(15);
  expect(counts).toMatchObject({ delivered: slow.tries, postponed: 40 - slow.tries });
  for (let runs = 0; runs < 3; runs += 1) {
    clock.time += MINUTE;
    await outbox.deliverDue(LATER);
  }
  expect(new Set(slow.ids).size).toBe(40);
  expect(slow.tries).toBe(40);
});
