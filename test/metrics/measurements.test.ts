import { describe, expect, test } from '@jest/globals';
import type { BatchCall, CallSummary } from '../../lib/metrics/callSummary';
import { METRICS } from '../../lib/metrics/catalogue';
import { measurementsOf } from '../../lib/metrics/measurements';

const batch: BatchCall = {
  event: 'batch',
  namespace: 'west',
  hub: 'cosmos-diagnostics',
  partition: '2',
  accounts: 3,
  lagSeconds: 4,
  messages: 5,
  records: 100,
  events: 90,
  ignored: 6,
  deadLettered: 3,
  duplicates: 1,
  alertsCreated: 2,
  alertsGrown: 1,
  detectorErrors: ['CosmosDB_TorAnomaly', 'CosmosDB_TorAnomaly'],
};
const NO_DELIVERIES = { delivered: 0, failed: 0, givenUp: 0, postponed: 0 };

/** Each figure as a line. */
function lines(call: CallSummary, seconds = 1.5): string[] {
  return measurementsOf(call, seconds).map(({ metric, value, dimensions }) =>
    [metric, value, ...Object.values(dimensions)].join(' '),
  );
}

describe('a batch', () => {
  test('tells its counts, its time and how late it was', () => {
    expect(lines(batch)).toEqual([
      'warden.records 100 west cosmos-diagnostics',
      'warden.events 90 west cosmos-diagnostics',
      'warden.ignored 6 west cosmos-diagnostics',
      'warden.dead_letters 3 west cosmos-diagnostics',
      'warden.duplicates 1 west cosmos-diagnostics',
      'warden.batch.duration 1.5 west cosmos-diagnostics 2',
      'warden.lag 4 west cosmos-diagnostics 2',
      'warden.detector.errors 1 CosmosDB_TorAnomaly',
      'warden.detector.errors 1 CosmosDB_TorAnomaly',
    ]);
  });

  test('costs no row for what did not happen, but a lag of nothing is a lag', () => {
    const quiet = { ...batch, ignored: 0, deadLettered: 0, duplicates: 0, detectorErrors: [] };
    expect(lines({ ...quiet, lagSeconds: 0 })).toEqual([
      'warden.records 100 west cosmos-diagnostics',
      'warden.events 90 west cosmos-diagnostics',
      'warden.batch.duration 1.5 west cosmos-diagnostics 2',
      'warden.lag 0 west cosmos-diagnostics 2',
    ]);
    expect(lines({ ...quiet, lagSeconds: null }).some((line) => /lag/.test(line))).toBe(false);
  });
});

test('deliveries tell what became of the messages, by feed and by timer', () => {
  const counts = { delivered: 7, failed: 2, givenUp: 1, postponed: 4 };
  const expected = [
    'warden.deliveries.done 7',
    'warden.deliveries.failed 2',
    'warden.deliveries.given_up 1',
    'warden.deliveries.postponed 4',
  ];
  expect(lines({ event: 'delivery', changed: 3, ...counts })).toEqual(expected);
  expect(lines({ event: 'retry', ...counts, failedDigests: [] })).toEqual(expected);
  expect(lines({ event: 'retry', ...NO_DELIVERIES, failedDigests: [] })).toEqual([]);
});

test('threat lists tell their age; one that never came has none', () => {
  const feed = { entries: 9, lastResult: 'unchanged', lastError: null } as const;
  const feeds = [
    { ...feed, id: 'tor', ageHours: 0.3 },
    { ...feed, id: 'own', ageHours: null },
  ];
  expect(lines({ event: 'threatIntel', feeds })).toEqual(['warden.feed.age 0.3 tor']);
});

test('runs of learning tell how they ended', () => {
  const run = { accounts: 1, hours: 2, backfilled: 0, behind: 3, failed: 0 };
  expect(lines({ event: 'baselines', state: 'outOfTime', ...run })).toEqual([
    'warden.baseline.runs 1 outOfTime',
  ]);
});

test('no dimension tells who, from where, with what, or of which account', () => {
  const dimensions = new Set(Object.values(METRICS).flatMap((metric) => metric.dimensions));
  expect([...dimensions].sort()).toEqual(
    ['alert_type', 'detector', 'feed', 'hub', 'namespace', 'partition', 'severity', 'state'].sort(),
  );
});
