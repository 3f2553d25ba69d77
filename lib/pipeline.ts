/** The one place where the order of the stages can be read. */

import { countActivity, type TouchedHour } from './activity/countActivity';
import { AlertBound } from './alerts/alertBound';
import { AlertChanges } from './alerts/change';
import type { CountryOf } from './alerts/gather';
import { AlertRaiser, type Raised } from './alerts/raise';
import { AttackChains } from './correlation/attackChains';
import { contextFor } from './detectors/context';
import type { DetectionContext, Detector, Thresholds } from './detectors/detector';
import { EventJudge } from './detectors/judge';
import { OperationJudge } from './detectors/operationJudge';
import { SilenceJudge } from './detectors/silenceJudge';
import { noCounts, type BatchCounts } from './ingestion/batchCounts';
import { ClientCompletion, type OnCompleted } from './ingestion/completeClients';
import { ManagementJoin } from './ingestion/managementJoin';
import type { Message } from './ingestion/message';
import type { DetectorError } from './ingestion/partitionState';
import { RecentActivities } from './ingestion/recentActivities';
import { RecentRecords } from './ingestion/recentRecords';
import { understand, type UnderstoodBatch } from './ingestion/understand';
import { WaitingClients } from './ingestion/waitingClients';
import type { ManagementOperation } from './management/operation';
import { seenFromAbove } from './management/subscription';
import { HourJudge, type ContextFor } from './pipeline/hourJudge';
import type { PipelinePorts } from './pipeline/ports';
import { unansweredDeletions } from './pipeline/unansweredDeletions';
import type { Silence, SilenceAlert } from './silence/silence';
import type { SilenceAlerts } from './silence/watchSilence';
import type { AccountId } from './telemetry/event';

export type { Clock, PipelinePorts } from './pipeline/ports';

export interface BatchSummary extends BatchCounts {
  readonly alertsCreated: number;
  readonly alertsGrown: number;
  readonly accounts: ReadonlySet<AccountId>;
  readonly detectorErrors: readonly DetectorError[];
}

export class Pipeline implements SilenceAlerts {
  private readonly recent = { records: new RecentRecords(), activities: new RecentActivities() };
  private readonly bound = new AlertBound();
  private readonly raiser: AlertRaiser;
  private readonly clients: ClientCompletion;
  private readonly country: CountryOf;
  private readonly management: ManagementJoin;
  private readonly chains: AttackChains;
  private readonly eventJudge;
  private readonly operationJudge;
  private readonly hourJudge: HourJudge;
  private readonly silenceJudge;

  constructor(
    private readonly ports: PipelinePorts,
    detectors: readonly Detector[],
    private readonly thresholds: Thresholds,
  ) {
    this.eventJudge = new EventJudge(detectors.filter((detector) => detector.kind === 'event'));
    this.operationJudge = new OperationJudge(detectors);
    this.management = new ManagementJoin(ports.store);
    this.hourJudge = new HourJudge(ports, detectors, thresholds);
    this.silenceJudge = new SilenceJudge(detectors);
    this.country = (address) => ports.placeOf(address)?.country ?? null;
    const now = () => ports.clock.now();
    this.raiser = new AlertRaiser(
      ports.store,
      this.country,
      now,
      ports.suppressions,
      ports.onCreated,
    );
    const byType = new Map(detectors.map((detector) => [detector.metadata.id, detector]));
    this.clients = new ClientCompletion(
      new WaitingClients(ports.store),
      this.recent.activities,
      this.raiser,
      (alertType) => byType.get(alertType),
    );
    this.chains = new AttackChains(ports.store, this.raiser);
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
    const seen = seenFromAbove(batch.managed);
    const counted = seen.length === 0 ? batch.events : [...batch.events, ...seen];
    const accounts = [...batch.accounts, ...seen.map(({ account }) => account)];
    await ports.baselines.prepare(accounts, ports.clock.now());
    const context = (await this.contexts())(this.thresholds, 1);

    await ports.deadLetters.put(batch.deadLetters);

    await ports.queries.prepare(batch.queries, ports.clock.now());
    const operations = await this.management.join(batch.managed);
    const changes = this.judgeEvents(batch, operations, context, errors);
    const single = await raiser.raise(changes.values());
    await clients.wait(changes.values());

    const touched = await countActivity(ports.activity, counted, batch.twins, batch.copies);
    const found = this.noChanges();
    const simmering = await this.hourJudge.judgeTouched(
      touched,
      await this.contexts(),
      found,
      this.collector(errors),
    );
    const grouped = await raiser.raise(found.values());
    const raised = [...changes.values(), ...found.values()];
    const news = { changes: raised, operations };
    const chains = await this.chains.follow(news, context, this.collector(errors));

    await clients.complete(batch.accounts, ports.clock.now(), this.followCompleted(errors));
    ports.queries.learn(batch.queries, ports.clock.raisesFrom?.());
    await ports.queries.save();
    await ports.sightings?.note(counted, ports.clock.now());
    await this.note(messages, batch, simmering, errors);
    return {
      ...batch.total,
      alertsCreated: single.created + grouped.created + chains.created,
      alertsGrown: single.grown + grouped.grown + chains.grown,
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
    const context = (await this.contexts())(this.thresholds, 1);
    const changes = this.noChanges();
    const onError = this.collector(errors);
    for (const hour of windows) await this.hourJudge.judge(hour, context, changes, onError);
    const { created } = await this.raiser.raise(changes.values());
    const news = { changes: changes.values(), operations: [] };
    const chains = await this.chains.follow(news, context, this.collector(errors));
    const completed = this.followCompleted(errors);
    await this.clients.complete(this.clients.accounts(), this.ports.clock.now(), completed);
    return { alertsCreated: created + chains.created };
  }

  /** Raises the alerts on silences, each created once. @throws StorageError */
  async raiseSilences(silences: readonly Silence[]): Promise<Raised> {
    const errors: DetectorError[] = [];
    const changes = this.noChanges();
    this.silenceJudge.judge(silences, changes, this.collector(errors));
    return this.raiser.raise(changes.values());
  }

  /**
   * Raises the alerts on settings that were deleted as if to replace them, and stayed away.
   * @throws StorageError
   */
  async raiseUnanswered(at: number): Promise<Raised> {
    const { ports, management } = this;
    const operations = await unansweredDeletions(ports.store, management, at);
    const accounts = operations.map(({ account }) => account);
    await ports.baselines.prepare(accounts, ports.clock.now());
    const context = (await this.contexts())(this.thresholds, 1);
    const changes = this.noChanges();
    const onError = this.collector([]);
    this.operationJudge.judge(operations, context, changes, onError, 'detectUnanswered');
    return this.raiser.raise(changes.values());
  }

  alertsOfSilence(silence: Silence): readonly SilenceAlert[] {
    return this.silenceJudge.alertsOf(silence);
  }

  private followCompleted(errors: DetectorError[]): OnCompleted {
    return (account, id) => this.chains.followAlert(account, id, this.collector(errors));
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

  private noChanges(): AlertChanges {
    return new AlertChanges(this.bound, this.ports.clock.raisesFrom?.());
  }

  /** What detectors may look at, with the threat lists as they are now. */
  private async contexts(): Promise<ContextFor> {
    const { country } = this;
    const { placeOf, queries, baselines } = this.ports;
    const intel = await this.ports.threatIntel();
    const { activities } = this.recent;
    const known = { intel, country, placeOf, queries, activities, baselines };
    return (thresholds, share) => contextFor({ ...known, thresholds, share });
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
