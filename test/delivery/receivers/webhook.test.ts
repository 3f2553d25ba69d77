import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { WebhookReceiver } from '../../../docs/samples/webhookReceiver';
import { isPrivate } from '../../../lib/delivery/sinks/privateNetwork';
import { retryAfterOf } from '../../../lib/delivery/sinks/retryAfter';
import { signature } from '../../../lib/delivery/sinks/webhook';
import { sinkSettingsSchema } from '../../../lib/delivery/sinkSettings';
import { message, NOW } from '../support';
import { answer, startHttpsReceiver, type HttpsReceiver } from './httpsReceiver';
import { failureOf, PATIENT, transportOf } from './transports';

const SECRET = 'a secret of some length';
let receiver: HttpsReceiver;
beforeAll(async () => {
  receiver = await startHttpsReceiver();
});
afterAll(() => receiver.stop());
beforeEach(() => {
  receiver.requests.length = 0;
  receiver.behave(answer(204));
});
const open = (settings: object = {}) =>
  transportOf(
    { type: 'webhook', url: receiver.url, secret: SECRET, allowPrivateNetwork: true, ...settings },
    { certificateAuthority: receiver.certificate.cert },
  );

test('the receiver can tell who sent it, when, and whether it came before', async () => {
  const told = await message();
  await (await open()).send(told, PATIENT());
  const [request] = receiver.requests;
  const timestamp = String(NOW / 1000);
  const signed = `${told.id}.${timestamp}.${request?.body ?? ''}`;
  expect(request?.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'webhook-id': told.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${createHmac('sha256', SECRET).update(signed).digest('base64')}`,
  });
  expect(JSON.parse(request?.body ?? '')).toMatchObject({
    messageId: told.id,
    change: 'Created',
    id: told.alert.id,
  });
});

describe('the receiver of the documentation', () => {
  const MINUTE = 60;
  const sent = async () => {
    await (await open()).send(await message(), PATIENT());
    const [request] = receiver.requests;
    if (request === undefined) throw new Error('nothing came');
    return { ...request, time: NOW / 1000 };
  };

  test('takes a message once', async () => {
    const { headers, body, time } = await sent();
    const theirs = new WebhookReceiver(SECRET);
    expect(theirs.take(headers, body, time + 2)).toBe('new');
    expect(theirs.take(headers, body, time + 4)).toBe('known');
    // Sent again by the app, hours later: signed anew, under the same id.
    const id = String(headers['webhook-id']);
    const later = signature(id, body, SECRET, NOW + 6 * 3_600_000);
    expect(theirs.take(later, body, time + 6 * 60 * MINUTE)).toBe('known');
  });

  test.each([
    ['recorded an hour ago', 60 * MINUTE, 'refused'],
    ['just outside of the window', 5 * MINUTE + 1, 'refused'],
    ['just inside', 5 * MINUTE, 'new'],
    ['by a clock that is behind', -5 * MINUTE, 'new'],
    ['from the future', -6 * MINUTE, 'refused'],
  ])('what was %s', async (_, age, outcome) => {
    const { headers, body, time } = await sent();
    expect(new WebhookReceiver(SECRET).take(headers, body, time + age)).toBe(outcome);
  });

  test('refuses what was changed, or signed by somebody else', async () => {
    const { headers, body, time } = await sent();
    const theirs = new WebhookReceiver(SECRET);
    const fresh = { ...headers, 'webhook-timestamp': String(time + 60 * MINUTE) };
    expect(theirs.take(fresh, body, time + 60 * MINUTE)).toBe('refused');
    expect(theirs.take(headers, body.replace('Created', 'Closed'), time)).toBe('refused');
    expect(theirs.take({ ...headers, 'webhook-id': 'other' }, body, time)).toBe('refused');
    expect(theirs.take({}, body, time)).toBe('refused');
    expect(new WebhookReceiver('another secret').take(headers, body, time)).toBe('refused');
    expect(theirs.take(headers, body, time)).toBe('new');
  });
});

test('the signature is that of the published example', () => {
  // From the specification of Standard Webhooks.
  const headers = signature(
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    '{"test": 2432232314}',
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    1_614_265_330_000,
  );
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('without a secret nothing is signed', async () => {
  await (await open({ secret: undefined })).send(await message(), PATIENT());
  expect(receiver.requests[0]?.headers).not.toHaveProperty('webhook-signature');
});

test.each(['slack', 'teams'])('%s gets its own shape', async (shape) => {
  await (await open({ shape })).send(await message(), PATIENT());
  const body: unknown = JSON.parse(receiver.requests[0]?.body ?? '');
  expect(body).toHaveProperty(shape === 'slack' ? 'blocks' : 'attachments');
});

test.each([301, 302, 307, 308])('a redirect (%i) leads nowhere', async (status) => {
  const other = await startHttpsReceiver(receiver.certificate);
  try {
    receiver.behave(answer(status, { location: other.url }));
    const error = await failureOf(await open(), await message());
    expect(error.message).toContain('redirect');
    expect(other.requests).toEqual([]);
  } finally {
    await other.stop();
  }
});

describe('targets on the inside', () => {
  test.each([
    'https://127.0.0.1/x',
    'https://169.254.169.254/metadata/instance',
    'https://10.1.2.3/',
    'https://[::1]/',
    'https://[fd00::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://168.63.129.16/',
  ])('%s is refused', async (url) => {
    const transport = await open({ url, allowPrivateNetwork: false });
    const error = await failureOf(transport, await message());
    expect(error.message).toContain('private or link-local');
  });

  test('a name that leads there is refused when it is looked up', async () => {
    const transport = await open({ allowPrivateNetwork: false });
    const error = await failureOf(transport, await message());
    expect(error.message).toContain('private or link-local');
    expect(receiver.requests).toEqual([]);
  });

  test('only they are', () => {
    expect(['20.50.1.1', '2603:1020::1'].filter(isPrivate)).toEqual([]);
    const inside = [
      '100.64.0.1',
      '172.16.0.1',
      '192.168.1.1',
      'fe80::1',
      '0.0.0.0',
      '224.0.0.1',
      'x',
    ];
    expect(inside.filter(isPrivate)).toEqual(inside);
  });

  test('http is refused by the settings', () => {
    const parse = (url: string) => sinkSettingsSchema.safeParse([{ type: 'webhook', url }]).success;
    expect([parse('http://example.com/'), parse('https://example.com/')]).toEqual([false, true]);
  });
});

test.each([
  ['120', 120_000],
  ['0', 0],
  ['Sun, 22 Nov 2026 12:01:00 GMT', 60_000],
  ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
  ['99999999999', 24 * 3_600_000],
  ['soon', null],
  ['', null],
  [undefined, null],
])('Retry-After: %s is %s ms', (header, wait) => {
  expect(retryAfterOf(header, NOW)).toBe(wait);
});
