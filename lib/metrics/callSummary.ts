import type { LearningReport } from '../baseline/learning/learningRun';
import type { DeliverySummary } from '../delivery/outbox';
import type { DeliveryCounts } from '../delivery/sinkRun';
import type { BatchCounts } from '../ingestion/batchCounts';
import type { StoredFeed } from '../intel/feedStore';
import type { SilenceReport } from '../silence/watchSilence';

/** What a call of a function has done: its line in the log, of which metrics are made. */
export type CallSummary =
  BatchCall | DeliveryCall | RetryCall | SweepCall | SilenceCall | BaselinesCall | FeedsCall;

export interface BatchCall extends Readonly<BatchCounts> {
  readonly event: 'batch';
  /** Host name of the hub's namespace: hubs of several regions have one name. */
  readonly namespace: string;
  readonly hub: string;
  readonly partition: string;
  readonly accounts: number;
  /** Null where the hub does not tell. */
  readonly lagSeconds: number | null;
  readonly alertsCreated: number;
  readonly alertsGrown: number;
  /** Ids of the detectors that threw, once for each time. */
  readonly detectorErrors: readonly string[];
}

interface DeliveryCall extends Readonly<DeliveryCounts> {
  readonly event: 'delivery';
  /** Alerts that the change feed showed. */
  readonly changed: number;
}

interface RetryCall extends Readonly<DeliverySummary> {
  readonly event: 'retry';
}

interface SweepCall {
  readonly event: 'sweep';
  readonly alertsCreated: number;
}

interface SilenceCall extends SilenceReport {
  readonly event: 'silence';
}

interface BaselinesCall extends LearningReport {
  readonly event: 'baselines';
}

interface FeedsCall {
  readonly event: 'threatIntel';
  readonly feeds: readonly FeedReport[];
}

/** How a threat list stands after it was asked for. */
export interface FeedReport extends Pick<StoredFeed, 'id' | 'lastResult' | 'lastError'> {
  readonly entries: number;
  /** Since its source confirmed it; null where there is no copy. */
  readonly ageHours: number | null;
}
