import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { EventData, EventHubProducerClient } from '@azure/event-hubs';
import { EventHubClients, HUB, receive, START } from './eventHubClients';

let hubs: EventHubClients;

beforeEach(async () => {
  hubs = await EventHubClients.start();
});

afterEach(async () => {
  await hubs.close();
});

const numbered = (count: number): EventData[] =>
  Array.from({ length: count }, (_, number) => ({ body: { number } }));

const sendInBatches = async (
  producer: EventHubProducerClient,
  events: EventData[],
  batchSize: number,
): Promise<void> => {
  for (let start = 0; start < events.length; start += batchSize) {
    const batch = await producer.createBatch();
    for (const event of events.slice(start, start + batchSize))
      expect(batch.tryAdd(event)).toBe(true);
    await producer.sendBatch(batch);
  }
};

describe('publishing', () => {
  test('5,000 events in batches go round robin and all come back in order', async () => {
    await sendInBatches(hubs.producer(), numbered(5000), 250);
    const counts = hubs.server.partitions(HUB).map(({ lastSequenceNumber }) => lastSequenceNumber);
    expect(counts).toEqual([1249, 1249, 1249, 1249]);

    const consumer = hubs.consumer('other');
    const all = await Promise.all(
      ['0', '1', '2', '3'].map((id) => receive(consumer, id, START, 1250)),
    );
    const numbers = all.flat().map(({ body }) => (body as { number: number }).number);
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 5000 }, (_, n) => n));
    for (const events of all)
      expect(events.map(({ sequenceNumber }) => sequenceNumber)).toEqual(
        Array.from({ length: 1250 }, (_, n) => n),
      );
  });

  test('a chosen partition gets the events', async () => {
    await hubs.producer().sendBatch(numbered(3), { partitionId: '2' });
    expect(hubs.server.partitions(HUB).map(({ isEmpty }) => isEmpty)).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });

  test('a partition key leads to its partition and stands on the event', async () => {
    const producer = hubs.producer();
    await producer.sendBatch(numbered(2), { partitionKey: 'account-17' });
    await producer.sendBatch(numbered(1), { partitionKey: 'account-17' });
    const events = await receive(hubs.consumer(), '3', START, 3);
    expect(events.map(({ partitionKey }) => partitionKey)).toEqual(Array(3).fill('account-17'));
  });

  test('properties and all kinds of body survive', async () => {
    const binary = Buffer.from([0, 255, 1, 254]);
    const sent: EventData = {
      body: binary,
      contentType: 'application/octet-stream',
      correlationId: 'c-1',
      messageId: 'm-1',
      properties: { text: 'é', count: 7, ratio: 0.5, yes: true },
    };
    const producer = hubs.producer();
    await producer.sendBatch([sent], { partitionId: '0' });
    await producer.sendBatch([{ body: [1, 'two', { three: 3 }], bodyType: 'sequence' }], {
      partitionId: '0',
    });
    await producer.sendBatch([{ body: { deep: { list: [1, 2] } }, bodyType: 'value' }], {
      partitionId: '0',
    });

    const [data, sequence, value] = await receive(hubs.consumer(), '0', START, 3, {
      skipParsingBodyAsJson: true,
    });
    expect(data).toMatchObject(sent);
    expect(sequence?.body).toEqual([1, 'two', { three: 3 }]);
    expect(sequence?.getRawAmqpMessage().bodyType).toBe('sequence');
    expect(value?.body).toEqual({ deep: { list: [1, 2] } });
    expect(value?.getRawAmqpMessage().bodyType).toBe('value');
  });

  test('an event just under 1 MiB passes, a bigger one is refused', async () => {
    const producer = hubs.producer();
    const body = Buffer.alloc(1024 * 1024 - 1024, 'x');
    await producer.sendBatch([{ body }], { partitionId: '1' });
    const [event] = await receive(hubs.consumer(), '1', START, 1, { skipParsingBodyAsJson: true });
    expect(body.equals(event?.body as Buffer)).toBe(true);

    const tooBig = Buffer.alloc(1024 * 1024 + 1);
    await expect(producer.sendBatch([{ body: tooBig }])).rejects.toMatchObject({
      code: 'MessageTooLargeError',
    });
    expect((await producer.createBatch()).maxSizeInBytes).toBe(1024 * 1024);
  });
});

describe('consuming', () => {
  test('begins at a sequence number, an offset or a time, inclusive or not', async () => {
    let now = Date.UTC(2026, 0, 1);
    await hubs.close();
    hubs = await EventHubClients.start({ now: () => (now += 1000) });
    const producer = hubs.producer();
    for (const event of numbered(10)) await producer.sendBatch([event], { partitionId: '3' });
    const consumer = hubs.consumer();
    const all = await receive(consumer, '3', START, 10);
    const offset = all[4]?.offset ?? '';
    const enqueuedOn = all[4]?.enqueuedTimeUtc ?? new Date(0);

    const firstFrom = async (position: Parameters<typeof receive>[2], count: number) =>
      (await receive(consumer, '3', position, count))[0]?.sequenceNumber;
    expect(await firstFrom({ sequenceNumber: 4 }, 5)).toBe(5);
    expect(await firstFrom({ sequenceNumber: 4, isInclusive: true }, 6)).toBe(4);
    expect(await firstFrom({ offset }, 5)).toBe(5);
    expect(await firstFrom({ offset, isInclusive: true }, 6)).toBe(4);
    expect(await firstFrom({ enqueuedOn }, 5)).toBe(5);
  });

  test('a consumer at the end gets only what comes later, at once', async () => {
    const producer = hubs.producer();
    await producer.sendBatch(numbered(3), { partitionId: '0' });
    const coming = receive(hubs.consumer(), '0', { offset: '@latest' }, 1);
    // Until the consumer is attached its position is not taken: send until it answers.
    const state = { arrived: false };
    const done = coming.finally(() => (state.arrived = true));
    while (!state.arrived) {
      await producer.sendBatch([{ body: 'late' }], { partitionId: '0' });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect((await done).every(({ body }) => body === 'late')).toBe(true);
  });

  test('the end of the partition is told with the events when asked for', async () => {
    await hubs.producer().sendBatch(numbered(20), { partitionId: '0' });
    const consumer = hubs.consumer();
    const told = await new Promise<unknown>((resolve, reject) => {
      const subscription = consumer.subscribe(
        '0',
        {
          processEvents: async (_events, context) => {
            resolve(context.lastEnqueuedEventProperties?.sequenceNumber);
            await subscription.close();
          },
          processError: async (error) => {
            reject(error);
            return Promise.resolve();
          },
        },
        { startPosition: START, maxBatchSize: 5, trackLastEnqueuedEventProperties: true },
      );
    });
    expect(told).toBe(19);
  });

  test('properties of the hub and its partitions are those of the events', async () => {
    const producer = hubs.producer();
    expect(await producer.getEventHubProperties()).toMatchObject({
      name: HUB,
      partitionIds: ['0', '1', '2', '3'],
    });
    expect(await producer.getPartitionProperties('1')).toMatchObject({
      isEmpty: true,
      lastEnqueuedSequenceNumber: -1,
    });
    await producer.sendBatch(numbered(7), { partitionId: '1' });
    const events = await receive(hubs.consumer(), '1', START, 7);
    expect(await producer.getPartitionProperties('1')).toEqual({
      eventHubName: HUB,
      partitionId: '1',
      isEmpty: false,
      beginningSequenceNumber: 0,
      lastEnqueuedSequenceNumber: 6,
      lastEnqueuedOffset: events[6]?.offset,
      lastEnqueuedOnUtc: events[6]?.enqueuedTimeUtc,
    });
  });
});
