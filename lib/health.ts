import type { GeoDatabaseStatus } from './intel/geo';
import { baselineHealth, type BaselineFacts } from './baseline/baselineHealth';
import type { SinkHealth } from './delivery/deliveryHealth';
import { ageHours, type StoredFeed } from './intel/feedStore';
import { addCounts, noCounts, type BatchCounts } from './ingestion/batchCounts';
import type { PartitionDocument } from './ingestion/partitionState';
import type { DetectorMetadata } from './alerts/alertType';
import type { SettingProblem } from './settings';
import type { NewerDocument } from './storage/knownVersions';

/** A detector that failed within this time is a reason to look, ms. */
const RECENT = 24 * 3_600_000;
/** Documents of a newer release that are named. */
const MOST_NAMED = 20;

/** What the app knows of itself. */
export interface HealthFacts extends BaselineFacts {
  readonly now: number;
  readonly configured: Readonly<Record<string, string>>;
  readonly problems: readonly SettingProblem[];
  /** Names of the hubs that are to be read. */
  readonly eventHubs: readonly string[];
  readonly partitions: readonly PartitionDocument[];
  readonly feeds: readonly StoredFeed[];
  readonly geo: readonly GeoDatabaseStatus[];
  readonly detectors: readonly DetectorMetadata[];
  readonly sinks: readonly SinkHealth[];
  /** Documents of a newer release that this instance has met. */
  readonly newerDocuments: readonly NewerDocument[];
  /** Why the database cannot be read, or null. */
  readonly storageError: string | null;
}

/** The answer of `GET health`, `degraded` where somebody should look. */
export function healthReport(facts: HealthFacts) {
  const { now, partitions, problems, storageError } = facts;
  const counts = noCounts();
  for (const partition of partitions) addCounts(counts, partition.counts);
  const errors = partitions.flatMap((partition) => partition.lastDetectorErrors);
  const detectorErrors = sum(partitions.map((partition) => partition.detectorErrors));
  const failing = errors.some(({ at }) => now - Date.parse(at) < RECENT);
  const baselines = baselineHealth(facts);
  const degraded =
    problems.length > 0 ||
    storageError !== null ||
    facts.newerDocuments.length > 0 ||
    failing ||
    baselines.needsAttention ||
    facts.sinks.some(({ givenUp }) => givenUp.length > 0);
  return {
    status: degraded ? 'degraded' : 'ok',
    time: new Date(now).toISOString(),
    settings: { configured: facts.configured, problems },
    storage: {
      reachable: storageError === null,
      error: storageError,
      newerDocuments: facts.newerDocuments.length,
      lastNewerDocuments: facts.newerDocuments.slice(-MOST_NAMED),
    },
    counts,
    hubs: hubsOf(partitions, facts.eventHubs),
    deadLetters: counts.deadLettered,
    detectors: {
      active: facts.detectors.map(({ id, version, maturity }) => ({ id, version, maturity })),
      errors: detectorErrors,
      lastErrors: errors,
    },
    baselines,
    delivery: facts.sinks,
    threatIntelligence: facts.feeds.map((feed) => ({
      id: feed.id,
      source: feed.source,
      entries: feed.copy?.entries ?? 0,
      ageHours: ageHours(feed, now),
      lastResult: feed.lastResult,
      lastError: feed.lastError,
    })),
    geo: facts.geo,
  };
}

interface PartitionHealth {
  readonly partition: string;
  readonly sequenceNumber: number;
  /** Seconds between the hub taking the last message and the end of its batch. */
  readonly lagSeconds: number;
  readonly lastBatchUtc: string;
  readonly counts: BatchCounts;
  /** Times that the hub was found to have been created again. */
  readonly recreated: number;
}

function hubsOf(partitions: readonly PartitionDocument[], configured: readonly string[]) {
  const hubs = new Map<string, PartitionHealth[]>();
  for (const partition of [...partitions].sort((a, b) => (a.source < b.source ? -1 : 1))) {
    const slash = partition.source.lastIndexOf('/');
    const hub = partition.source.slice(0, slash);
    const entries = hubs.get(hub) ?? [];
    entries.push({
      partition: partition.source.slice(slash + 1),
      sequenceNumber: partition.sequence,
      lagSeconds: Math.max(0, Math.round((partition.processedAt - partition.enqueuedTime) / 1000)),
      lastBatchUtc: new Date(partition.processedAt).toISOString(),
      counts: partition.counts,
      recreated: partition.epoch,
    });
    hubs.set(hub, entries);
  }
  const read = [...hubs].map(([hub, entries]) => ({
    hub,
    lagSeconds: Math.max(...entries.map((entry) => entry.lagSeconds)),
    lastBatchUtc:
      entries
        .map((entry) => entry.lastBatchUtc)
        .sort()
        .at(-1) ?? null,
    partitions: entries,
  }));
  // A hub of which nothing came yet shows too: it may be the one with the wrong name.
  const silent = configured
    .filter((name) => !read.some(({ hub }) => isCalled(hub, name.toLowerCase(), configured)))
    .map((hub) => ({ hub, lagSeconds: null, lastBatchUtc: null, partitions: [] }));
  return [...read, ...silent];
}

/** A further namespace stands before the name of its hub, which the first one may have as well. */
function isCalled(hub: string, name: string, configured: readonly string[]): boolean {
  return hub === name || (hub.endsWith(`/${name}`) && !configured.includes(hub));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
