import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Measurement } from '../../lib/metrics/catalogue';
import { SentMetrics, type MetricsExporter } from '../../lib/metrics/metrics';

const records: Measurement = {
  metric: 'warden.records',
  value: 1,
  dimensions: { namespace: 'n', hub: 'h' },
};

let now: number;
let sent: number[];
let opened: number;
/** What the next sending does. */
let behaviour: () => Promise<void>;
let openable: boolean;
let metrics: SentMetrics;

beforeEach(() => {
  jest.useFakeTimers();
  [now, sent, opened, openable] = [0, [], 0, true];
  behaviour = () => Promise.resolve();
  const exporter: MetricsExporter = {
    send: async (measurements) => {
      sent.push(measurements.length);
      await behaviour();
    },
  };
  metrics = new SentMetrics(
    () => {
      opened += 1;
      return openable ? Promise.resolve(exporter) : Promise.reject(new Error('no such module'));
    },
    () => now,
  );
});
afterEach(() => {
  jest.useRealTimers();
});

test('nothing is loaded before there are figures, and everything once', async () => {
  expect(await metrics.flush()).toBeNull();
  expect(opened).toBe(0);
  for (const count of [2, 1]) {
    for (let n = 0; n < count; n += 1) metrics.record(records);
    expect(await metrics.flush()).toBeNull();
  }
  expect([opened, sent]).toEqual([1, [2, 1]]);
});

test('a call waits two seconds for them at most', async () => {
  behaviour = () => new Promise(() => undefined);
  metrics.record(records);
  const flushed = metrics.flush();
  await jest.advanceTimersByTimeAsync(2000);
  expect(await flushed).toMatchObject({ message: expect.stringContaining('within 2 s') });
});

test('after a failure the next calls do not try, and what they count is sent later', async () => {
  behaviour = () => Promise.reject(new Error('down'));
  metrics.record(records);
  expect(await metrics.flush()).toMatchObject({ message: 'down' });
  behaviour = () => Promise.resolve();
  for (now of [1000, 59_999]) {
    metrics.record(records);
    expect(await metrics.flush()).toBeNull();
  }
  expect(sent).toEqual([1]);
  now = 60_000;
  metrics.record(records);
  expect(await metrics.flush()).toBeNull();
  expect(sent).toEqual([1, 3]);
});

test('what cannot be loaded is tried anew, and loses no figure', async () => {
  openable = false;
  metrics.record(records);
  expect(await metrics.flush()).toMatchObject({ message: 'no such module' });
  [openable, now] = [true, 60_000];
  expect(await metrics.flush()).toBeNull();
  expect([opened, sent]).toEqual([2, [1]]);
});

test('figures that nobody takes do not pile up', async () => {
  for (let n = 0; n < 6000; n += 1) metrics.record(records);
  await metrics.flush();
  expect(sent).toEqual([5000]);
});
