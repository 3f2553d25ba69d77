import type { DeliveryCounts } from '../delivery/sinkRun';
import type { CallSummary, BatchCall, FeedReport } from './callSummary';
import type { Measurement } from './catalogue';

/**
 * The figures in what a call has done. Counts of nothing are left out: each costs a row.
 * @param seconds what the call took
 */
export function measurementsOf(call: CallSummary, seconds: number): readonly Measurement[] {
  switch (call.event) {
    case 'batch':
      return ofBatch(call, seconds);
    case 'delivery':
    case 'retry':
      return ofDeliveries(call);
    case 'threatIntel':
      return call.feeds.flatMap(ofFeed);
    case 'baselines':
      return [{ metric: 'warden.baseline.runs', value: 1, dimensions: { state: call.state } }];
    case 'sweep':
    case 'silence':
      return [];
  }
}

function ofBatch(call: BatchCall, seconds: number): readonly Measurement[] {
  const { namespace, hub, partition, lagSeconds } = call;
  const dimensions = { namespace, hub };
  const counts = [
    { metric: 'warden.records', value: call.records, dimensions },
    { metric: 'warden.events', value: call.events, dimensions },
    { metric: 'warden.ignored', value: call.ignored, dimensions },
    { metric: 'warden.dead_letters', value: call.deadLettered, dimensions },
    { metric: 'warden.duplicates', value: call.duplicates, dimensions },
  ] as const;
  const place = { ...dimensions, partition };
  return [
    ...counts.filter(isSome),
    { metric: 'warden.batch.duration', value: seconds, dimensions: place },
    ...(lagSeconds === null
      ? []
      : [{ metric: 'warden.lag', value: lagSeconds, dimensions: place } as const]),
    ...call.detectorErrors.map(
      (detector) =>
        ({ metric: 'warden.detector.errors', value: 1, dimensions: { detector } }) as const,
    ),
  ];
}

function ofDeliveries(counts: Readonly<DeliveryCounts>): readonly Measurement[] {
  const all = [
    { metric: 'warden.deliveries.done', value: counts.delivered, dimensions: {} },
    { metric: 'warden.deliveries.failed', value: counts.failed, dimensions: {} },
    { metric: 'warden.deliveries.given_up', value: counts.givenUp, dimensions: {} },
    { metric: 'warden.deliveries.postponed', value: counts.postponed, dimensions: {} },
  ] as const;
  return all.filter(isSome);
}

function ofFeed({ id: feed, ageHours }: FeedReport): readonly Measurement[] {
  if (ageHours === null) return [];
  return [{ metric: 'warden.feed.age', value: ageHours, dimensions: { feed } }];
}

function isSome({ value }: Measurement): boolean {
  return value > 0;
}
