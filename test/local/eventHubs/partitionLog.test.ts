import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MalformedAmqpError } from '../../../local/eventHubs/amqpEncoding';
import { EventHubsError } from '../../../local/eventHubs/eventHubsError';
import { parseSelector } from '../../../local/eventHubs/eventPosition';
import { PartitionLog } from '../../../local/eventHubs/partitionLog';
import { BATCH_FORMAT, readPublishedBatch } from '../../../local/eventHubs/publishedEvent';
import type { PublishedBatch } from '../../../local/eventHubs/publishedEvent';

const batch = (count: number, bytes: number): PublishedBatch => ({
  partitionKey: undefined,
  events: Array.from({ length: count }, () => ({
    header: Buffer.alloc(0),
    annotations: new Map(),
    bareMessage: Buffer.alloc(bytes),
  })),
});

const sequenceNumbers = (log: PartitionLog, from: number, count: number): number[] =>
  log.read(from, count).map(({ sequenceNumber }) => sequenceNumber);

describe('retention', () => {
  test('drops the oldest past the size and moves the beginning', () => {
    const log = new PartitionLog('0', 100_000, () => 0);
    for (let i = 0; i < 5000; i += 1) log.append(batch(1, 1000));
    const begin = log.beginSequenceNumber;
    expect(log.last.sequenceNumber).toBe(4999);
    expect(begin).toBeGreaterThan(4899);
    expect(begin).toBeLessThan(4915);
    expect(sequenceNumbers(log, 0, 2)).toEqual([begin, begin + 1]);
    expect(log.sequenceNumberAt({ by: 'start' })).toBe(begin);
  });

  test('keeps offsets and numbers whatever is appended', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ count: fc.integer({ min: 1, max: 20 }), bytes: fc.nat(900) })),
        fc.integer({ min: 1000, max: 20_000 }),
        (batches, retained) => {
          const log = new PartitionLog('0', retained, () => 0);
          let total = 0;
          for (const { count, bytes } of batches) {
            log.append(batch(count, bytes));
            total += count;
          }
          const kept = log.read(0, total);
          expect(log.last.sequenceNumber).toBe(total - 1);
          expect(kept.length).toBe(total - log.beginSequenceNumber);
          expect(kept.reduce((sum, { message }) => sum + message.length, 0)).toBeLessThanOrEqual(
            retained,
          );
          for (const event of kept)
            expect(
              log.sequenceNumberAt({ by: 'offset', value: event.offset, inclusive: true }),
            ).toBe(event.sequenceNumber);
        },
      ),
      { numRuns: 50 },
    );
  });
});

test('enqueued times never go back', () => {
  const clock = [1000, 3000, 2000, 4000];
  const log = new PartitionLog('0', 10_000, () => clock.shift() ?? 0);
  for (let i = 0; i < 4; i += 1) log.append(batch(1, 1));
  expect(log.read(0, 4).map(({ enqueuedTime }) => enqueuedTime)).toEqual([1000, 3000, 3000, 4000]);
  expect(log.sequenceNumberAt({ by: 'enqueuedTime', value: 3000, inclusive: false })).toBe(3);
});

describe('positions', () => {
  test('reads the selectors of the clients', () => {
    expect(parseSelector("amqp.annotation.x-opt-offset > '-1'")).toEqual({
      by: 'offset',
      value: -1,
      inclusive: false,
    });
    expect(parseSelector("amqp.annotation.x-opt-offset > '@latest'")).toEqual({
      by: 'end',
      inclusive: false,
    });
    expect(parseSelector("amqp.annotation.x-opt-sequence-number >= '12'")).toEqual({
      by: 'sequenceNumber',
      value: 12,
      inclusive: true,
    });
    expect(parseSelector("amqp.annotation.x-opt-enqueued-time > '1700000000000'")).toEqual({
      by: 'enqueuedTime',
      value: 1_700_000_000_000,
      inclusive: false,
    });
  });

  test('refuses other selectors', () => {
    for (const selector of ['', "x > '1'", "amqp.annotation.x-opt-offset > 'abc'"])
      expect(() => parseSelector(selector)).toThrow(EventHubsError);
  });
});

test('bytes that are no message give one error, whatever they are', () => {
  const read = (bytes: Buffer, format: number) => {
    try {
      return readPublishedBatch(bytes, format).events.length >= 1;
    } catch (error) {
      return error instanceof MalformedAmqpError;
    }
  };
  expect(() => readPublishedBatch(Buffer.alloc(1024 * 1024), 0)).toThrow(MalformedAmqpError);
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom(0, BATCH_FORMAT),
      (bytes, format) => read(Buffer.from([0x00, 0x53, ...bytes]), format),
    ),
    { numRuns: 2000 },
  );
});
