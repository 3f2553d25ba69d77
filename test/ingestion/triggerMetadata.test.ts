import { expect, test } from '@jest/globals';
import { lagOf, readHubBatch } from '../../lib/ingestion/triggerMetadata';

const NOW = Date.parse('2026-11-22T12:00:00Z');

test('the lag of a batch is the age of its last message', () => {
  const batch = readHubBatch({
    enqueuedTimeUtcArray: ['2026-11-22T11:50:00Z', '2026-11-22T11:58:30'],
  });
  expect(lagOf(batch, NOW)).toBe(90);
});

test('a clock that is behind gives no lag below zero', () => {
  const batch = readHubBatch({ enqueuedTimeUtcArray: ['2026-11-22T12:00:05Z'] });
  expect(lagOf(batch, NOW)).toBe(0);
});

test('no time, no lag', () => {
  expect(lagOf(readHubBatch({}), NOW)).toBeNull();
  expect(lagOf(readHubBatch(undefined), NOW)).toBeNull();
});
