/** The one place where the order of the stages can be read. */

import type { ActivityStore } from './activity/activityStore';
import { countActivity, type TouchedHour } from './activity/countActivity';
import { EarlierWindows } from './activity/earlierWindows';
import { windowOf, type ActivityWindow } from './activity/window';
import { AlertBound } from './alerts/alertBound';
import { AlertChanges } from './alerts/change';
import type { CountryOf } from './alerts/gather';
import type { KnownBaselines } from './baseline/baseline';
import type { PlaceOf } from './baseline/profile/facets';
import type { QueryJudge } from './baseline/queryJudge';
import { AlertRaiser } from './alerts/raise';
import { contextFor } from './detectors/context';
import type { DetectionContext, Detector, Thresholds } from './detectors/detector';
import { EventJudge, WindowJudge } from './detectors/judge';
import { OperationJudge } from './detectors/operationJudge';
import { noCounts, type BatchCounts } from './ingestion/batchCounts';
import { ClientCompletion } from './ingestion/completeClients';
import type { DeadLetterSink } from './ingestion/deadLetter';
import { ManagementJoin } from './ingestion/managementJoin';
import type { Message } from './ingestion/message';
import type { DetectorError, PartitionStates } from './ingestion/partitionState';
import { RecentActivities } from './ingestion/recentActivities';
import { RecentRecords } from './ingestion/recentRecords';
import type { Sightings } from './ingestion/sightings';
import { understand, type UnderstoodBatch } from './ingestion/understand';
import { WaitingClients } from './ingestion/waitingClients';
import type { ThreatIntel } from './intel/threatIntel';
import type { ManagementOperation } from './management/operation';
import { seenBySubscriptions } from './management/subscription';
import type { DocumentStore } from './storage/documents';
import type { RulesInForce } from './suppression/currentRules';
import type { AccountId } from './telemetry/event';

/** What differs between the function, the local stack and `scan`. */
export interface PipelinePorts {
  readonly store: DocumentStore;
  readonly activity: ActivityStore;
  readonly deadLetters: DeadLetterSink;
  /** Keeps how far each hub partition was read; null where there is no hub. */
  readonly partitions: PartitionStates | null;
  readonly threatIntel: () => Promise<ThreatIntel>;
  /** Where an address is, such as `GeoReader.lookup`. */
  readonly placeOf: PlaceOf;
  readonly queries: QueryJudge;
  readonly baselines: KnownBaselines;
  readonly suppressions: RulesInForce;
  /** Notes which accounts are heard of; null where there is no hub. */
  readonly sightings: Sightings | null;
  readonly clock: Clock;
}

/** The time: of the wall, or of the newest event where files are read. */
export interface Clock {
  observe(eventTime: number): void;
  /** Epoch ms. */
  now(): number;
  /** What happened before only teaches, epoch ms; nothing does where it is absent. */
  raisesFrom?(): number;
}

export interface BatchSummary extends BatchCounts {
  readonly alertsCreated: number;
  readonly alertsGrown: number;
  readonly accounts: ReadonlySet<AccountId>;
  readonly detectorErrors: readonly DetectorError[];
}

/** Share of a threshold from which a window is read again before it is believed to be harmless. */
const SUSPICIOUS = 0.5;
/** Share of a threshold from which the sweep looks at a window once more. */
const SIMMERING = 0.1;

export class Pipeline {
  private readonly recent = { records: new RecentRecords(), activities: new RecentActivities() };
  private readonly bound = new AlertBound();
  private readonly earlier: EarlierWindows;
  private readonly raiser: AlertRaiser;
  private readonly clients: ClientCompletion;
  private readonly country: CountryOf;
  private readonly management: ManagementJoin;
  private readonly eventJudge;
  private readonly operationJudge;
  private readonly windowJudge;

  constructor(
    private readonly ports: PipelinePorts,
    detectors: readonly Detector[],
    private readonly thresholds: Thresholds,
  ) {
    this.eventJudge = new EventJudge(detectors.filter((detector) => detector.kind === 'event'));
    this.operationJudge = new OperationJudge(detectors);
    this.management = new ManagementJoin(ports.store);
    this.windowJudge = new WindowJudge(detectors.filter((detector) => detector.kind === 'window'));
    this.earlier = new EarlierWindows(ports.activity);
    this.country = (address) => ports.placeOf(address)?.country ?? null;
    const now = () => ports.clock.now();
    this.raiser = new AlertRaiser(ports.store, this.country, now, ports.suppressions);
    const byType = new Map(detectors.map((detector) => [detector.metadata.id, detector]));
    this.clients = new ClientCompletion(
      new WaitingClients(ports.store),
      this.recent.activities,
      this.raiser,
      (alertType) => byType.get(alertType),
    );
  }

  /**
   * Works through a batch. Each step may be repeated and none may be skipped, so that a batch which
   * fails on the way can come again.
   * @throws StorageError where the database fails; nothing else is let out
   */
  async process(messages: readonly Message[]): Promise<BatchSummary> {
    const { ports, raiser, clients } = this;
    const errors: DetectorError[] = [];
    const batch = understand(messages, this.recent);
    for (const event of batch.events) ports.clock.observe(event.time);
    const seen = seenBySubscriptions(batch.events);
    const counted = seen.length === 0 ? batch.events : [...batch.events, ...seen];
    const accounts = [...batch.accounts, ...seen.map(({ account }) => account)];
    await ports.baselines.prepare(accounts, ports.clock.now());
    const context = await this.context();

    await ports.deadLetters.put(batch.deadLetters);

    await ports.queries.prepare(batch.events, ports.clock.now());
    const operations = await this.management.join(batch.events);
    const changes = this.judgeEvents(batch, operations, context, errors);
    const single = await raiser.raise(changes.values());
    await clients.wait(changes.values());

    const touched = await countActivity(ports.activity, counted, batch.twins);
    const windows = await this.judgeTouched(touched, errors);
    const grouped = await raiser.raise(windows.changes.values());

    await clients.complete(batch.accounts, ports.clock.now());
    ports.queries.learn(batch.events);
    await ports.queries.save();
    await ports.sightings?.note(counted, ports.clock.now());
    await this.note(messages, batch, windows.simmering, errors);
    return {
      ...batch.total,
      alertsCreated: single.created + grouped.created,
      alertsGrown: single.grown + grouped.grown,
      accounts: batch.accounts,
      detectorErrors: errors,
    };
  }

  /**
   * Judges recently written windows once more: two instances that each saw half of an attack may
   * both have found it harmless.
   */
  async sweep(windows: readonly TouchedHour[]): Promise<{ readonly alertsCreated: number }> {
    const errors: DetectorError[] = [];
    await this.ports.baselines.prepare(
      windows.map(({ account }) => account),
      this.ports.clock.now(),
    );
    const context = await this.context();
    const changes = this.noChanges();
    for (const touched of windows) await this.judge(touched, context, changes, errors);
    const { created } = await this.raiser.raise(changes.values());
    await this.clients.complete(this.clients.accounts(), this.ports.clock.now());
    return { alertsCreated: created };
  }

  private judgeEvents(
    batch: UnderstoodBatch,
    operations: readonly ManagementOperation[],
    context: DetectionContext,
    errors: DetectorError[],
  ): AlertChanges {
    const changes = this.noChanges();
    this.eventJudge.judge(batch.events, context, changes, this.collector(errors));
    this.operationJudge.judge(operations, context, changes, this.collector(errors));
    return changes;
  }

  /** What is remembered of other partitions may only say that nothing is going on. */
  private async judgeTouched(touched: readonly TouchedHour[], errors: DetectorError[]) {
    const context = await this.context();
    const suspicious = await this.context(SUSPICIOUS);
    const simmers = await this.context(SIMMERING);
    const changes = this.noChanges();
    const simmering: TouchedHour[] = [];
    for (const window of touched) {
      const remembered = await this.read(window, 'remembered');
      if (!this.finds(remembered, simmers, errors)) continue;
      simmering.push(window);
      if (this.finds(remembered, suspicious, [])) {
        await this.judge(window, context, changes, errors);
      }
    }
    return { changes, simmering };
  }

  private async judge(
    touched: TouchedHour,
    context: DetectionContext,
    changes: AlertChanges,
    errors: DetectorError[],
  ): Promise<void> {
    const window = await this.read(touched, 'fresh');
    this.windowJudge.judge(window, context, changes, this.collector(errors));
  }

  private noChanges(): AlertChanges {
    return new AlertChanges(this.bound, this.ports.clock.raisesFrom?.());
  }

  private finds(
    window: ActivityWindow,
    context: DetectionContext,
    errors: DetectorError[],
  ): boolean {
    const found = new AlertChanges(null);
    return this.windowJudge.judge(window, context, found, this.collector(errors));
  }

  private async read({ account, hour }: TouchedHour, how: 'fresh' | 'remembered') {
    const { activity, baselines, clock } = this.ports;
    const isKnown = (baselines.of(account)?.stage ?? 'new') !== 'new';
    const earlier = isKnown ? await this.earlier.before(account, hour, clock.now()) : [];
    return windowOf(account, hour, await activity.parts(account, hour, how), earlier);
  }

  /** @param share of the thresholds; less than 1 only asks for suspicion */
  private async context(share = 1): Promise<DetectionContext> {
    const { country } = this;
    const { placeOf, queries, baselines } = this.ports;
    const intel = await this.ports.threatIntel();
    const thresholds = share === 1 ? this.thresholds : scaled(this.thresholds, share);
    const { activities } = this.recent;
    return contextFor({
      intel,
      country,
      placeOf,
      queries,
      activities,
      baselines,
      thresholds,
      share,
    });
  }

  private async note(
    messages: readonly Message[],
    { counts }: UnderstoodBatch,
    simmering: readonly TouchedHour[],
    detectorErrors: readonly DetectorError[],
  ): Promise<void> {
    const [first] = messages;
    if (this.ports.partitions === null || first === undefined) return;
    const processedAt = this.ports.clock.now();
    await this.ports.partitions.note(first.position.source, {
      messages: messages.map(({ position }, at) => ({
        position,
        counts: counts[at] ?? noCounts(),
      })),
      windows: simmering.map((window) => ({ ...window, writtenAt: processedAt })),
      detectorErrors,
      processedAt,
    });
  }

  private collector(errors: DetectorError[]) {
    return (detector: Detector, error: unknown): void => {
      errors.push({
        detector: detector.metadata.id,
        message: error instanceof Error ? error.message : String(error),
        at: new Date(this.ports.clock.now()).toISOString(),
      });
    };
  }
}

function scaled(thresholds: Thresholds, share: number): Thresholds {
  return {
    ...thresholds,
    credentialGuessingRefusals: Math.ceil(thresholds.credentialGuessingRefusals * share),
    massDeletionDocuments: Math.ceil(thresholds.massDeletionDocuments * share),
    extractionFloorBytes: thresholds.extractionFloorBytes * share,
  };
}
