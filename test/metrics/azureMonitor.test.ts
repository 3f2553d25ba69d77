import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { IngestionError } from '../../lib/metrics/azureExporter';
import { AzureMonitorMetrics } from '../../lib/metrics/azureMonitor';
import { CLOUDS } from '../../lib/cloud';
import {
  reset,
  startHttpsReceiver,
  type Behaviour,
  type HttpsReceiver,
} from '../delivery/receivers/httpsReceiver';
import { ACCEPTED, connectionString, figuresIn, startIngestion } from './ingestion';

const answer =
  (status: number, body: string): Behaviour =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(body);

let receiver: HttpsReceiver;
beforeEach(async () => {
  receiver = await startHttpsReceiver();
  receiver.behave(answer(200, ACCEPTED));
});
afterEach(() => receiver.stop());

/** The exporter as a deployment has it, with an identity that notes which tokens it is asked for. */
function open(cloud = CLOUDS.AzurePublic) {
  const scopes: unknown[] = [];
  const metrics = new AzureMonitorMetrics({
    connectionString: connectionString(receiver.url),
    credential: {
      getToken: (asked) => {
        scopes.push(asked);
        const expiresOnTimestamp = Date.now() + 3_600_000;
        return Promise.resolve({ token: 'token-of-the-app', expiresOnTimestamp });
      },
    },
    cloud,
    certificateAuthority: receiver.certificate.cert,
  });
  return { metrics, scopes };
}

const HUB = { namespace: 'west', hub: 'cosmos-diagnostics' } as const;
const records = (value: number) => ({ metric: 'warden.records', value, dimensions: HUB }) as const;
const lag = (value: number) =>
  ({
    metric: 'warden.lag',
    value,
    dimensions: { ...HUB, partition: '3' },
  }) as const;
const feedAge = (value: number) =>
  ({ metric: 'warden.feed.age', value, dimensions: { feed: 'tor' } }) as const;

test('counts are added up, distributions have an extent, and a level is what it was last', async () => {
  const { metrics } = open();
  await metrics.send([records(300), records(41), lag(2), lag(9), feedAge(7), feedAge(0.2)]);
  const [request] = receiver.requests;
  expect(request?.path).toBe('/v2.1/track');
  expect(figuresIn(request?.body ?? '')).toEqual([
    {
      name: 'warden.records',
      value: 341,
      dimensions: HUB,
      extent: { count: 1 },
    },
    {
      name: 'warden.lag',
      value: 11,
      dimensions: { ...HUB, partition: '3' },
      extent: { count: 2, min: 2, max: 9 },
    },
    { name: 'warden.feed.age', value: 0.2, dimensions: { feed: 'tor' }, extent: { count: 1 } },
  ]);
});

test('each time tells only what came since the last', async () => {
  const { metrics } = open();
  await metrics.send([records(300), lag(2)]);
  await metrics.send([records(5)]);
  const [, second] = receiver.requests;
  expect(figuresIn(second?.body ?? '')).toMatchObject([{ name: 'warden.records', value: 5 }]);
});

test.each(Object.values(CLOUDS))('the token is that of the cloud $name', async (cloud) => {
  const { metrics, scopes } = open(cloud);
  await metrics.send([records(1)]);
  expect(scopes).toEqual([`${cloud.monitor}/.default`]);
  expect(receiver.requests.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer token-of-the-app',
  ]);
});

test('the library does not tell others of its use', async () => {
  const { metrics } = open();
  await metrics.send([records(1)]);
  expect(process.env['APPLICATION_INSIGHTS_NO_STATSBEAT']).toBe('true');
});

describe('figures that were not taken are told', () => {
  const refused = { index: 0, statusCode: 400, message: 'too long' };
  test.each<[string, Behaviour, number | undefined]>([
    ['the role is missing', answer(403, '{}'), 403],
    ['the daily cap is reached', answer(402, '{}'), 402],
    ['there are too many', answer(429, '{}'), 429],
    ['the service is down', answer(503, ''), 503],
    [
      'some are refused',
      answer(206, JSON.stringify({ itemsReceived: 2, itemsAccepted: 1, errors: [refused] })),
      206,
    ],
    ['the connection breaks', reset, undefined],
  ])('%s', async (_, behaviour, status) => {
    const { metrics } = open();
    receiver.behave(behaviour);
    const error = await metrics.send([records(1), lag(1)]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(IngestionError);
    expect(error).toMatchObject({ status });
    expect(receiver.requests).toHaveLength(1);
  });
});

test('a receiver on this machine needs no TLS', async () => {
  const ingestion = await startIngestion();
  try {
    const metrics = new AzureMonitorMetrics({
      connectionString: ingestion.connectionString,
      credential: null,
      cloud: CLOUDS.AzurePublic,
    });
    await metrics.send([records(1)]);
    expect(ingestion.figures()).toMatchObject([{ name: 'warden.records', value: 1 }]);
  } finally {
    await ingestion.stop();
  }
});
