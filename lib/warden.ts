import { randomUUID } from 'node:crypto';
import { WriteRate } from './writeRate';
import { DocumentActivityStore } from './activity/documentActivityStore';
import { Baselines } from './baseline/baselines';
import { heardThrough } from './baseline/learning/heardThrough';
import { readLearningRun, type LearningRun } from './baseline/learning/learningRun';
import { recomputeBaselines } from './baseline/learning/recompute';
import { LearnedQueries } from './baseline/learnedQueries';
import { QueryJudge } from './baseline/queryJudge';
import { DocumentProfileStore } from './baseline/profileStore';
import { DocumentShapeStore } from './baseline/shapeStore';
import { openHistory } from './warden/openHistory';
import { deliveryHealth, type SinkHealth } from './delivery/deliveryHealth';
import type { AppFacts } from './coverage/accountFacts';
import { openOutbox } from './warden/openOutbox';
import type { Outbox } from './delivery/outbox';
import { DETECTORS } from './detectors';
import { healthReport } from './health';
import { DeadLetterStore } from './ingestion/deadLetter';
import { PartitionStates, type PartitionDocument } from './ingestion/partitionState';
import { Sightings } from './ingestion/sightings';
import { CurrentThreatIntel } from './intel/currentThreatIntel';
import { DocumentFeedStore } from './intel/documentFeedStore';
import { configuredOf, feedsOf } from './configured';
import { systemFeedAccess } from './intel/feedDownload';
import { ageHours } from './intel/feedStore';
import { GeoReader } from './intel/geo';
import type { GeoLocation } from './intel/geoRecord';
import { refreshFeeds } from './intel/refreshFeeds';
import type { FeedReport } from './metrics/callSummary';
import type { Metrics } from './metrics/metrics';
import { openMetrics } from './warden/openMetrics';
import { Pipeline } from './pipeline';
import { createJudgements } from './query/judgement';
import { environmentSettings, type SettingProblem, type Settings } from './settings';
import type { DocumentStore } from './storage/documents';
import { KnownVersions } from './storage/knownVersions';
import { openStore } from './warden/openStore';
import { silenceOptions } from './silence/silenceOptions';
import { SilenceWatch, type SilenceReport } from './silence/watchSilence';
import { CurrentRules } from './alerts/suppression/currentRules';
import { within } from './within';

/** How old an instance's copy of the threat lists may become, ms. */
const INTEL_RELOAD = 5 * 60_000;
/** Characters of query texts whose verdict an instance remembers. */
const QUERY_CACHE = 8_000_000;
/** A window is swept for this long after it was written, ms. */
const SWEEP_PERIOD = 5 * 60_000;

/** One run of the learning timer takes at most this long, ms. */
const LEARNING_TIME = 4 * 60_000;
/** `health` answers after this time, whatever the database does, ms. */
const HEALTH_PATIENCE = 5000;

/** The app, put together from its settings. One for each process. */
export class Warden {
  readonly store: KnownVersions;
  readonly profiles: DocumentProfileStore;
  readonly sightings: Sightings;
  readonly pipeline: Pipeline;
  readonly suppressions: CurrentRules;
  readonly outbox: Outbox;
  readonly writeRate = new WriteRate();
  readonly metrics: Metrics;
  readonly platformAuthentication: boolean;
  readonly writerRole: string | null;
  readonly alertTypes: readonly string[] = DETECTORS.map(({ metadata }) => metadata.id);
  readonly clock = { observe: () => undefined, now: () => Date.now() };
  /** Name of this process among others. */
  private readonly instance = randomUUID();
  private readonly partitions: PartitionStates;
  private readonly intel: CurrentThreatIntel;
  private readonly feeds: DocumentFeedStore;
  private readonly geo: GeoReader;
  private readonly placeOf: (address: string) => GeoLocation | null;
  private readonly activity: DocumentActivityStore;
  private readonly baselines: Baselines;
  private readonly silence: SilenceWatch;

  constructor(
    private readonly settings: Settings,
    private readonly problems: readonly SettingProblem[],
    database: DocumentStore,
  ) {
    const store = new KnownVersions(database);
    this.store = store;
    this.partitions = new PartitionStates(store);
    this.feeds = new DocumentFeedStore(store);
    this.intel = new CurrentThreatIntel(this.feeds, INTEL_RELOAD);
    this.geo = new GeoReader(settings.geoDatabases);
    this.placeOf = (address) => this.geo.lookup(address);
    this.activity = new DocumentActivityStore(store);
    this.profiles = new DocumentProfileStore(store);
    this.baselines = new Baselines(this.profiles, this.placeOf);
    this.sightings = new Sightings(store);
    this.suppressions = new CurrentRules(store);
    this.outbox = openOutbox(settings, store);
    this.metrics = openMetrics(settings);
    this.platformAuthentication = settings.platformAuthentication;
    this.writerRole = settings.writerRole;
    this.pipeline = new Pipeline(
      {
        store,
        activity: this.activity,
        deadLetters: new DeadLetterStore(store),
        partitions: this.partitions,
        threatIntel: () => this.intel.get(Date.now()),
        placeOf: this.placeOf,
        queries: new QueryJudge(
          createJudgements({ maxCharacters: QUERY_CACHE }),
          new LearnedQueries(new DocumentShapeStore(store)),
        ),
        baselines: this.baselines,
        suppressions: this.suppressions,
        sightings: this.sightings,
        clock: this.clock,
        onCreated: ({ alertType, severity }) =>
          this.metrics.record({
            metric: 'warden.alerts.raised',
            value: 1,
            dimensions: { alert_type: alertType, severity },
          }),
      },
      DETECTORS,
      settings,
    );
    this.silence = new SilenceWatch({
      store,
      sightings: this.sightings,
      alerts: this.pipeline,
      ...silenceOptions(settings),
    });
  }

  /** Looks for accounts that no longer report. */
  async watchSilence(): Promise<SilenceReport> {
    const now = Date.now();
    await this.sightings.flush(now);
    const heard = heardThrough(await this.partitions.all(), now);
    // Where nothing is read at all, nothing is awaited either: everything is silent.
    return this.silence.run(now, Number.isFinite(heard) ? heard : now);
  }

  /** Judges the windows once more that any instance wrote within the last minutes. */
  async sweep(): Promise<{ readonly alertsCreated: number }> {
    const since = Date.now() - SWEEP_PERIOD;
    const partitions = await this.partitions.all();
    const windows = new Map(
      partitions
        .flatMap((partition) => partition.windows)
        .filter(({ writtenAt }) => writtenAt >= since)
        .map((window) => [`${window.account} ${window.hour}`, window]),
    );
    return this.pipeline.sweep([...windows.values()]);
  }

  /** Learns what is new of every account, as long as there is time. */
  async recomputeBaselines() {
    const { store: documents, profiles, placeOf, sightings, partitions } = this;
    const history = await openHistory(this.settings);
    const deadline = Date.now() + LEARNING_TIME;
    return recomputeBaselines(
      { documents, profiles, placeOf, sightings, partitions, history },
      this.instance,
      { now: Date.now, deadline },
    );
  }

  /** Fetches all threat lists anew; a bad one never replaces a good one. */
  async refreshThreatIntel(): Promise<readonly FeedReport[]> {
    const now = Date.now();
    const options = { access: systemFeedAccess, now };
    const feeds = await refreshFeeds(feedsOf(this.settings), this.feeds, options);
    // What this instance loaded before, an empty store at first, must not serve any longer.
    this.intel.expire();
    return feeds.map((feed) => {
      const { id, copy, lastResult, lastError } = feed;
      return {
        id,
        entries: copy?.entries ?? 0,
        ageHours: ageHours(feed, now),
        lastResult,
        lastError,
      };
    });
  }

  /** What coverage needs to know of the app itself. */
  async appFacts(): Promise<AppFacts> {
    const now = Date.now();
    const { kinds } = await this.intel.get(now);
    return { listed: kinds, geo: this.geo.describe(now) };
  }

  async health() {
    const now = Date.now();
    let partitions: readonly PartitionDocument[] = [];
    let learning: LearningRun | null = null;
    let sinks: readonly SinkHealth[] = [];
    let storageError: string | null = null;
    try {
      await within(HEALTH_PATIENCE, 'The database', async () => {
        partitions = await this.partitions.all();
        learning = await readLearningRun(this.store);
        await this.intel.get(now);
        sinks = await deliveryHealth(this.store, this.outbox.sinks);
      });
    } catch (error) {
      storageError = error instanceof Error ? error.message : String(error);
    }
    return healthReport({
      now,
      configured: configuredOf(this.settings),
      eventHubs: this.settings.eventHubs,
      problems: this.problems,
      partitions,
      learning,
      unusableProfiles: this.baselines.problems,
      unreadableActivity: this.activity.unreadable,
      feeds: this.intel.feeds,
      geo: this.geo.describe(now),
      detectors: DETECTORS.map((detector) => detector.metadata),
      sinks,
      newerDocuments: this.store.newer,
      storageError,
    });
  }
}

/** The app of this process, by the settings in its environment. */
export async function startWarden(): Promise<Warden> {
  const { settings, problems } = environmentSettings();
  return new Warden(settings, problems, await openStore(settings));
}
