/**
 * Every metric that the app sends. Names, units and dimensions are a contract: charts and rules of
 * users hang on them. No dimension names an account, an address or a person.
 */

interface MetricDefinition {
  /** A count is added up, a distribution has an extent and an average, a level is what it was last. */
  readonly kind: 'count' | 'distribution' | 'level';
  /** By the Unified Code for Units of Measure, as OpenTelemetry has them. */
  readonly unit: string;
  readonly meaning: string;
  readonly dimensions: readonly string[];
}

/** A count of what a batch brought, by hub. */
const ofBatches = (unit: string, meaning: string) =>
  ({ kind: 'count', unit, meaning, dimensions: ['namespace', 'hub'] }) as const;

/** A count of messages to receivers. */
const ofDeliveries = (meaning: string) =>
  ({ kind: 'count', unit: '{message}', meaning, dimensions: [] }) as const;

export const METRICS = {
  'warden.records': ofBatches(
    '{record}',
    'records that came: the sum of events, ignored, dead letters and duplicates',
  ),
  'warden.events': ofBatches('{record}', 'records that were judged'),
  'warden.ignored': ofBatches('{record}', 'records of no concern, such as those of metrics'),
  'warden.dead_letters': ofBatches('{record}', 'records that could not be read'),
  'warden.duplicates': ofBatches('{record}', 'records that had come before'),
  'warden.batch.duration': {
    kind: 'distribution',
    unit: 's',
    meaning: 'what a batch took',
    dimensions: ['namespace', 'hub', 'partition'],
  },
  'warden.lag': {
    kind: 'distribution',
    unit: 's',
    meaning: 'from the hub taking the last message of a batch to the end of the batch',
    dimensions: ['namespace', 'hub', 'partition'],
  },
  'warden.detector.errors': {
    kind: 'count',
    unit: '{error}',
    meaning: 'times that a detector threw; the others went on',
    dimensions: ['detector'],
  },
  'warden.alerts.raised': {
    kind: 'count',
    unit: '{alert}',
    meaning: 'alerts that were created, those that a suppression rule hides among them',
    dimensions: ['alert_type', 'severity'],
  },
  'warden.deliveries.done': ofDeliveries('messages that a receiver took'),
  'warden.deliveries.failed': ofDeliveries(
    'messages that a receiver did not take; they are tried again',
  ),
  'warden.deliveries.given_up': ofDeliveries('messages that a receiver has not taken for 24 hours'),
  'warden.deliveries.postponed': ofDeliveries(
    'messages that wait because their receiver is down or asks to wait',
  ),
  'warden.feed.age': {
    kind: 'level',
    unit: 'h',
    meaning: 'since the source of a threat list last said that the copy in use holds',
    dimensions: ['feed'],
  },
  'warden.baseline.runs': {
    kind: 'count',
    unit: '{run}',
    meaning: 'runs of the learning timer, by how they ended: done, outOfTime, busy',
    dimensions: ['state'],
  },
} as const satisfies Record<string, MetricDefinition>;

export type MetricName = keyof typeof METRICS;

/** One figure for one metric. */
export type Measurement = {
  readonly [Name in MetricName]: {
    readonly metric: Name;
    readonly value: number;
    readonly dimensions: Readonly<Record<(typeof METRICS)[Name]['dimensions'][number], string>>;
  };
}[MetricName];
