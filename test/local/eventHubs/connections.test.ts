import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { EventHubConsumerClient } from '@azure/event-hubs';
import type { ReceivedEventData } from '@azure/event-hubs';
import { EventHubClients, HUB, receive, START, until } from './eventHubClients';

let hubs: EventHubClients;

beforeEach(async () => {
  hubs = await EventHubClients.start();
});

afterEach(async () => {
  await hubs.close();
});

describe('refusals', () => {
  test('a wrong key is refused with the words of Azure', async () => {
    const wrong = hubs.server.connectionString.replace('SAS_KEY_VALUE', 'another');
    const producer = hubs.producer(HUB, wrong);
    await expect(producer.sendBatch([{ body: 1 }])).rejects.toMatchObject({
      code: 'UnauthorizedError',
      message: 'InvalidSignature: The token has an invalid signature.',
    });
    await expect(producer.getEventHubProperties()).rejects.toMatchObject({
      code: 'UnauthorizedError',
    });
  });

  test('an unknown hub, consumer group or partition is named', async () => {
    const notFound = { code: 'MessagingEntityNotFoundError', retryable: false };
    await expect(hubs.producer('nothing').sendBatch([{ body: 1 }])).rejects.toMatchObject(notFound);
    await expect(receive(hubs.consumer('nobody'), '0', START, 1)).rejects.toMatchObject(notFound);
    await expect(
      hubs.producer().sendBatch([{ body: 1 }], { partitionId: '9' }),
    ).rejects.toMatchObject({ code: 'ArgumentOutOfRangeError' });
  });

  test('a position past the end is refused', async () => {
    const position = { sequenceNumber: 40 };
    await expect(receive(hubs.consumer(), '0', position, 1)).rejects.toMatchObject({
      code: 'ArgumentError',
      message: expect.stringContaining("The last sequence number in the system is '-1'"),
    });
  });
});

describe('owner levels', () => {
  const read = (level: number) => {
    const errors: Error[] = [];
    let batches = 0;
    const subscription = hubs.consumer().subscribe(
      '0',
      {
        processEvents: async () => Promise.resolve(void (batches += 1)),
        processError: async (error) => Promise.resolve(void errors.push(error)),
      },
      { startPosition: START, ownerLevel: level, maxWaitTimeInSeconds: 1 },
    );
    return { errors, batches: () => batches, subscription };
  };

  test('an equal or higher level takes the partition, a lower one is refused', async () => {
    await hubs.producer().sendBatch([{ body: 1 }], { partitionId: '0' });
    const stolen = [expect.objectContaining({ code: 'ReceiverDisconnectedError' })];
    const first = read(5);
    await until(() => first.batches() > 0);
    const lower = read(4);
    await until(() => lower.errors.length > 0);
    expect(lower.errors).toEqual(stolen);
    expect(first.errors).toEqual([]);

    const equal = read(5);
    await until(() => first.errors.length > 0 && equal.batches() > 0);
    expect(first.errors).toEqual(stolen);
    expect(equal.errors).toEqual([]);
    await Promise.all([first, lower, equal].map(({ subscription }) => subscription.close()));
  });
});

describe('connections that break', () => {
  test('after a cut, clients reconnect and nothing is lost or doubled', async () => {
    const retrying = { retryOptions: { maxRetries: 5, retryDelayInMs: 20, timeoutInMs: 5000 } };
    const { connectionString } = hubs.server;
    const consumer = new EventHubConsumerClient('$Default', connectionString, HUB, retrying);
    const received: ReceivedEventData[] = [];
    const subscription = consumer.subscribe(
      '0',
      {
        processEvents: async (events) => Promise.resolve(void received.push(...events)),
        processError: async () => Promise.resolve(),
      },
      { startPosition: START, maxBatchSize: 50, maxWaitTimeInSeconds: 1 },
    );
    const send = (from: number) =>
      hubs.producer().sendBatch(
        Array.from({ length: 500 }, (_, index) => ({ body: from + index })),
        { partitionId: '0' },
      );

    await send(0);
    await until(() => received.length > 0);
    expect(hubs.server.cutConnections()).toBeGreaterThan(0);
    await send(500);
    await until(() => received.length >= 1000);
    await subscription.close();
    await consumer.close();
    expect(received.map(({ body }) => body as number)).toEqual(
      Array.from({ length: 1000 }, (_, number) => number),
    );
  });

  test('stop ends with clients connected', async () => {
    const reading = new Set<string>();
    const subscription = hubs.consumer().subscribe(
      {
        processEvents: async (_events, { partitionId }) =>
          Promise.resolve(void reading.add(partitionId)),
        processError: async () => Promise.resolve(),
      },
      { startPosition: START, maxWaitTimeInSeconds: 0.1 },
    );
    await until(() => reading.size === 4);
    await hubs.producer().sendBatch([{ body: 1 }]);
    await hubs.server.stop();
    expect(hubs.server.cutConnections()).toBe(0);
    await subscription.close();
  });
});

test('a hub made anew is empty, begins again, and ends the links of the old one', async () => {
  const producer = hubs.producer();
  await producer.sendBatch([{ body: 'old' }, { body: 'old' }], { partitionId: '0' });
  const old: unknown[] = [];
  const errors: Error[] = [];
  const subscription = hubs.consumer().subscribe(
    '0',
    {
      processEvents: async (events) => Promise.resolve(void old.push(...events)),
      processError: async (error) => Promise.resolve(void errors.push(error)),
    },
    { startPosition: START },
  );
  await until(() => old.length === 2);
  hubs.server.recreateHub(HUB);
  expect(hubs.server.partitions(HUB)[0]).toMatchObject({ isEmpty: true, lastSequenceNumber: -1 });

  await until(() => errors.length > 0);
  expect(errors[0]).toMatchObject({ code: 'MessagingEntityNotFoundError' });
  await subscription.close();

  await hubs.producer().sendBatch([{ body: 'new' }], { partitionId: '0' });
  const [event] = await receive(hubs.consumer(), '0', START, 1);
  expect(event).toMatchObject({ body: 'new', sequenceNumber: 0 });
});
