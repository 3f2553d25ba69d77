import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deliveryHealth } from '../../lib/delivery/deliveryHealth';
import { openOutbox } from '../../lib/warden/openOutbox';
import { handleAlertAction } from '../../lib/api/alertActions';
import { readSettings } from '../../lib/settings';
import { startCloudEventsReceiver, type ReceivedEvent } from '../../local/cloudEventsReceiver';
import { portsOver } from '../api/changeRequests';
import { startStore, type StoreFixture } from '../api/cosmosFixture';
import { startHttpsReceiver, type HttpsReceiver } from './receivers/httpsReceiver';
import { dueAlert, HOUR, store, stored } from './support';

let fixture: StoreFixture;
let down: HttpsReceiver;
const arrived: ReceivedEvent[] = [];
const repeats: string[] = [];
let topic: Awaited<ReturnType<typeof startCloudEventsReceiver>>;
beforeAll(async () => {
  fixture = await startStore();
  down = await startHttpsReceiver();
  topic = await startCloudEventsReceiver((event, _, isRepeat) => {
    arrived.push(event);
    if (isRepeat) repeats.push(event.id);
  });
});
afterAll(async () => {
  await topic.stop();
  await down.stop();
  await fixture.stop();
});

/** The outbox as the app opens it, on the database as Azure has it. */
function open() {
  const sinks = [
    { type: 'eventGrid', endpoint: topic.endpoint, key: topic.key },
    // Nobody vouches for its certificate.
    { type: 'webhook', url: down.url, allowPrivateNetwork: true, minimumSeverity: 'Low' },
  ];
  const { settings } = readSettings({
    WARDEN_SINKS: JSON.stringify(sinks),
    WARDEN_URL: topic.endpoint,
  });
  return openOutbox(settings, fixture.store);
}

test('what arrives, what does not, what health says, and sending it again', async () => {
  const now = Date.now();
  const alerts = await Promise.all(
    [1, 2, 3].map((n) => dueAlert(n, { deliveryDueAt: now - HOUR })),
  );
  await store(fixture.store, ...alerts);
  const outbox = open();
  expect(await outbox.deliverDue(now + HOUR)).toMatchObject({ delivered: 3, failedDigests: [] });
  expect(arrived.map(({ id }) => id).sort()).toEqual(alerts.map(({ id }) => `${id}-1`).sort());
  expect(down.requests).toEqual([]);

  // An instance that does not know of all this, after a crash that nothing was noted before.
  const [alert] = alerts;
  if (alert === undefined) throw new Error('no alert');
  await fixture.store.upsert('alerts', alert);
  await open().deliverChanged([alert]);
  expect(repeats).toEqual([`${alert.id}-1`]);

  const health = await deliveryHealth(fixture.store, outbox.sinks);
  expect(health).toMatchObject([
    { name: 'eventGrid', failing: 0, waiting: 0, givenUp: [], lastError: null },
    { name: 'webhook', givenUp: [], lastError: expect.stringContaining('SELF_SIGNED') },
  ]);
  const before = await stored(fixture.store, alert);
  expect(before.delivery['webhook']).toMatchObject({ state: 'failed', attempts: 1 });

  const answer = await handleAlertAction(portsOver(fixture.store, { clock: { now: () => now } }), {
    method: 'POST',
    url: new URL(`http://localhost/api/alerts/${alert.id}/deliver`),
    parameters: { id: alert.id, action: 'deliver' },
    headers: new Headers({ 'x-warden-request': '1' }),
    body: null,
  });
  expect(answer.status).toBe(202);
  const after = await stored(fixture.store, alert);
  expect(after.deliveryDueAt).toBe(now);
  expect(after.delivery).toMatchObject({
    webhook: { state: 'pending', attempts: 0, nextAt: null },
    eventGrid: { state: 'delivered' },
  });
  await outbox.close();
});
