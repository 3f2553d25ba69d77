import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Transport } from '../../../lib/delivery/sink';
import { message } from '../support';
import { selfSigned } from './certificate';
import {
  answer,
  breakOff,
  hang,
  reset,
  startHttpsReceiver,
  type Behaviour,
  type HttpsReceiver,
} from './httpsReceiver';
import { failureOf, PATIENT, transportOf } from './transports';

const SECRET = 'a secret of some length';
let receiver: HttpsReceiver;
beforeAll(async () => {
  receiver = await startHttpsReceiver();
});
afterAll(() => receiver.stop());
beforeEach(() => {
  receiver.requests.length = 0;
  receiver.behave(answer(200));
});

/** The transports that speak HTTPS, to the receiver at a URL. */
const SETTINGS = {
  eventGrid: (url: string) => ({ type: 'eventGrid', endpoint: `${url}/api/events`, key: SECRET }),
  logAnalytics: (url: string) => ({
    type: 'logAnalytics',
    endpoint: url,
    ruleId: 'dcr-00112233445566778899aabbccddeeff',
  }),
  webhook: (url: string) => ({
    type: 'webhook',
    url: `${url}/hooks/${encodeURIComponent(SECRET)}`,
    secret: SECRET,
    allowPrivateNetwork: true,
  }),
  azureEmail: (url: string) => ({
    type: 'azureEmail',
    endpoint: url,
    from: 'warden@example.com',
    to: ['oncall@example.com'],
  }),
};
/** As Communication Services answer, which the client asks once more how it went. */
const TAKEN: Behaviour = (response) => {
  response.writeHead(202, { 'content-type': 'application/json', 'operation-location': 'x' });
  response.end('{"id":"1","status":"Running"}');
};

describe.each(Object.entries(SETTINGS))('%s', (type, settings) => {
  const open = (url = receiver.url): Promise<Transport> =>
    transportOf(settings(url), { certificateAuthority: receiver.certificate.cert });

  test('one message is one request', async () => {
    if (type === 'azureEmail') receiver.behave(TAKEN);
    if (type === 'logAnalytics') receiver.behave(answer(204));
    const transport = await open();
    await transport.send(await message({ severity: 'High' }), PATIENT());
    expect(receiver.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    await transport.close();
  });

  test.each<[string, Behaviour, string]>([
    ['500', answer(500), 'answered 500'],
    ['503', answer(503), 'answered 503'],
    ['401', answer(401), 'answered 401'],
    ['404', answer(404), 'answered 404'],
    ['reset', reset, 'ECONNRESET'],
  ])('%s is said, after one try', async (_, behaviour, said) => {
    receiver.behave(behaviour);
    const error = await failureOf(await open(), await message({ severity: 'High' }));
    expect(error.message).toContain(said);
    expect(error).toMatchObject({ ofMessage: false, retryAfter: null });
    expect(receiver.requests).toHaveLength(1);
  });

  test('429 with Retry-After is passed on, at once', async () => {
    receiver.behave(answer(429, { 'retry-after': '90' }));
    const error = await failureOf(await open(), await message({ severity: 'High' }));
    expect(error).toMatchObject({ retryAfter: 90_000, ofMessage: false });
    expect(receiver.requests).toHaveLength(1);
  });

  test('what is wrong with one message alone says so', async () => {
    receiver.behave(answer(413));
    const error = await failureOf(await open(), await message({ severity: 'High' }));
    expect(error.ofMessage).toBe(true);
  });

  test('a receiver that hangs is left when the time is over', async () => {
    receiver.behave(hang);
    const told = await message({ severity: 'High' });
    const error = await failureOf(await open(), told, AbortSignal.timeout(200));
    expect(error.message).toMatch(/abort/i);
  });

  test('a slow answer is waited for, one that never ends is not', async () => {
    const headers = { 'content-type': 'application/json', 'operation-location': 'x' };
    const status = { azureEmail: 202, logAnalytics: 204 }[type] ?? 200;
    receiver.behave((response) => {
      setTimeout(() => response.writeHead(status, headers).end(), 300);
    });
    const told = await message({ severity: 'High' });
    await (await open()).send(told, PATIENT());
    expect(receiver.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);

    // One byte at a time keeps the connection busy, and says nothing.
    receiver.behave((_, { socket }) => {
      const drip = setInterval(() => socket.write('H'), 50).unref();
      socket.on('close', () => clearInterval(drip));
    });
    const late = await failureOf(await open(), told, AbortSignal.timeout(400));
    expect(late.message).toMatch(/abort|parse|HPE/i);
  });

  test('a certificate that nobody vouches for is not believed', async () => {
    const transport = await transportOf(settings(receiver.url));
    const error = await failureOf(transport, await message({ severity: 'High' }));
    expect(error.message).toMatch(/SELF_SIGNED|self-signed/);
    expect(receiver.requests).toHaveLength(0);
  });

  test('a certificate of another name is not believed', async () => {
    const other = await startHttpsReceiver(selfSigned('other.example'));
    try {
      const ports = { certificateAuthority: other.certificate.cert };
      const transport = await transportOf(settings(other.url), ports);
      const error = await failureOf(transport, await message({ severity: 'High' }));
      expect(error.message).toMatch(/ALTNAME|altnames/);
      expect(other.requests).toHaveLength(0);
    } finally {
      await other.stop();
    }
  });

  test('nobody there', async () => {
    const gone = await startHttpsReceiver(receiver.certificate);
    await gone.stop();
    const error = await failureOf(await open(gone.url), await message({ severity: 'High' }));
    expect(error.message).toContain('ECONNREFUSED');
  });

  test('no failure tells a secret', async () => {
    for (const behaviour of [answer(500), answer(401), reset]) {
      receiver.behave(behaviour);
      const error = await failureOf(await open(), await message({ severity: 'High' }));
      expect(decodeURIComponent(error.message)).not.toContain(SECRET);
    }
  });
});

test('Event Grid gets a batch of CloudEvents, with the key', async () => {
  const transport = await transportOf(SETTINGS.eventGrid(receiver.url), {
    certificateAuthority: receiver.certificate.cert,
  });
  const told = await message();
  await transport.send(told, PATIENT());
  const [request] = receiver.requests;
  expect(request?.headers).toMatchObject({
    'aeg-sas-key': SECRET,
    'content-type': expect.stringContaining('application/cloudevents-batch+json'),
  });
  expect(JSON.parse(request?.body ?? '')).toMatchObject([
    {
      specversion: '1.0',
      id: told.id,
      type: 'CosmosWarden.Alert.Created',
      subject: told.alert.accountId,
      data: { alertType: 'CosmosDB_TorAnomaly', link: told.link },
    },
  ]);
});

test('Event Grid without a key gets the token of the app', async () => {
  const transport = await transportOf(
    { type: 'eventGrid', endpoint: receiver.url },
    { certificateAuthority: receiver.certificate.cert },
  );
  await transport.send(await message(), PATIENT());
  expect(receiver.requests[0]?.headers.authorization).toBe('Bearer token-of-the-app');
});

test('Log Analytics gets a row for its table', async () => {
  const transport = await transportOf(SETTINGS.logAnalytics(receiver.url), {
    certificateAuthority: receiver.certificate.cert,
  });
  receiver.behave(answer(204));
  const told = await message();
  await transport.send(told, PATIENT());
  const [request] = receiver.requests;
  expect(request?.path).toMatch(
    /^\/dataCollectionRules\/dcr-[0-9a-f]+\/streams\/Custom-CosmosWardenAlert_CL\?/,
  );
  expect(request?.headers.authorization).toBe('Bearer token-of-the-app');
  expect(JSON.parse(request?.body ?? '')).toMatchObject([
    { SystemAlertId: told.alert.id, AlertType: 'CosmosDB_TorAnomaly', Change: 'Created' },
  ]);
});

test('Communication Services get a mail, the same operation for the same mail', async () => {
  receiver.behave(TAKEN);
  const told = await message({ severity: 'High' });
  for (let sent = 0; sent < 2; sent += 1) {
    const transport = await transportOf(SETTINGS.azureEmail(receiver.url), {
      certificateAuthority: receiver.certificate.cert,
    });
    await transport.send(told, PATIENT());
  }
  const [first, second] = receiver.requests.filter(({ method }) => method === 'POST');
  expect(first?.headers['operation-id']).toMatch(/^[0-9a-f-]{36}$/);
  expect(second?.headers['operation-id']).toBe(first?.headers['operation-id']);
  expect(JSON.parse(first?.body ?? '')).toMatchObject({
    senderAddress: 'warden@example.com',
    recipients: { to: [{ address: 'oncall@example.com' }] },
    content: { subject: expect.stringContaining('New alert (High)') },
  });
});

test('an answer that breaks off after its status was taken', async () => {
  receiver.behave(breakOff);
  const transport = await transportOf(SETTINGS.webhook(receiver.url), {
    certificateAuthority: receiver.certificate.cert,
  });
  await transport.send(await message(), PATIENT());
  expect(receiver.requests).toHaveLength(1);
});
