import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deliveryHealth } from '../../lib/delivery/deliveryHealth';
import { apiOver, portsOver } from '../api/changeRequests';
import { answer, startHttpsReceiver, type HttpsReceiver } from './receivers/httpsReceiver';
import { configuredSink } from './receivers/transports';
import { change, dueAlert, HOUR, LATER, MINUTE, NOW, outboxOf, setUp, stored } from './support';

let receiver: HttpsReceiver;
beforeAll(async () => {
  receiver = await startHttpsReceiver();
});
afterAll(() => receiver.stop());

const webhook = () =>
  configuredSink(
    { type: 'webhook', url: receiver.url, allowPrivateNetwork: true, minimumSeverity: 'Low' },
    { certificateAuthority: receiver.certificate.cert },
  );

test('what a receiver did not take for a day is in health, and is sent again on demand', async () => {
  const alert = await dueAlert(1);
  const { documents, clock } = await setUp([alert]);
  const sink = webhook();
  const outbox = outboxOf(documents, [sink], clock);
  const health = async () => (await deliveryHealth(documents, [sink]))[0];
  const ports = portsOver(documents);
  const deliver = () => {
    ports.time = clock.time;
    return apiOver(ports).act(alert, 'deliver');
  };

  // It waits to be sent for the first time: that is no mistake.
  expect(await deliver()).toMatchObject({ status: 202, body: { delivery: {} } });
  expect((await stored(documents, alert)).deliveryDueAt).toBe(alert.deliveryDueAt);

  receiver.behave(answer(503));
  for (; clock.time < NOW + 25 * HOUR; clock.time += 10 * MINUTE) await outbox.deliverDue(LATER);
  expect(await health()).toMatchObject({
    failing: 0,
    waiting: 0,
    givenUp: [alert.id],
    lastError: 'answered 503 Service Unavailable',
  });
  const tries = receiver.requests.length;
  expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id']))).toEqual(
    new Set([`${alert.id}-1`]),
  );

  receiver.behave(answer(204));
  const pending = { webhook: { state: 'pending', attempts: 0, lastError: null } };
  expect(await deliver()).toMatchObject({ status: 202, body: { delivery: pending } });
  // Once more by an impatient person: it is on its way, and stays as it is.
  const before = await stored(documents, alert);
  clock.time += 1000;
  expect(await deliver()).toMatchObject({ status: 202, body: { delivery: pending } });
  expect(await stored(documents, alert)).toEqual(before);
  expect(await health()).toMatchObject({ givenUp: [], waiting: 1, lastError: null });

  clock.time += MINUTE;
  await outbox.deliverDue(LATER);
  expect(receiver.requests).toHaveLength(tries + 1);
  expect(await health()).toMatchObject({ givenUp: [], waiting: 0, failing: 0 });
  expect(await deliver()).toMatchObject({
    status: 409,
    body: { title: 'Nothing to deliver', status: 409 },
  });
});

test.each([
  ['7200', 2 * HOUR],
  [new Date(Date.now() + 2 * HOUR).toUTCString(), 2 * HOUR],
])('Retry-After: %s is kept to', async (retryAfter, wait) => {
  const alert = await dueAlert(1);
  const { documents, clock } = await setUp([alert]);
  receiver.requests.length = 0;
  receiver.behave(answer(429, { 'retry-after': retryAfter }));
  const outbox = outboxOf(documents, [webhook()], clock);
  await outbox.deliverChanged([alert]);
  const due = (await stored(documents, alert)).deliveryDueAt ?? 0;
  // A date is told in whole seconds, by a clock that goes on.
  expect(Math.abs(due - (NOW + wait))).toBeLessThan(30_000);
  clock.time = due - MINUTE;
  await outbox.deliverDue(LATER);
  expect(receiver.requests).toHaveLength(1);
  receiver.behave(answer(200));
  clock.time = due + MINUTE;
  await outbox.deliverDue(LATER);
  expect(receiver.requests).toHaveLength(2);
});

test('an alert that a rule hides is not sent on demand', async () => {
  const alert = await dueAlert(1);
  const { documents, clock } = await setUp([alert]);
  await change(documents, alert, (known) => ({ ...known, suppressedBy: 'rule' }));
  await outboxOf(documents, [webhook()], clock).deliverDue(LATER);
  const { status } = await apiOver(portsOver(documents)).act(alert, 'deliver');
  expect(status).toBe(409);
});
