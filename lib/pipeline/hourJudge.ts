import type { TouchedHour } from '../activity/countActivity';
import { EarlierWindows } from '../activity/earlierWindows';
import { windowOf, type ActivityWindow } from '../activity/window';
import { AlertChanges } from '../alerts/change';
import type { DetectionContext, Detector, Thresholds } from '../detectors/detector';
import { WindowJudge, type OnDetectorError } from '../detectors/judge';
import { ALL_SUBSCRIPTIONS, subscriptionsIn } from '../management/subscription';
import type { PipelinePorts } from './ports';

/** Share of a threshold from which a window is read again before it is believed to be harmless. */
const SUSPICIOUS = 0.5;
/** Share of a threshold from which the sweep looks at a window once more. */
const SIMMERING = 0.1;

/** What detectors may look at; with less than 1 of the thresholds they only tell of suspicion. */
export type ContextFor = (thresholds: Thresholds, share: number) => DetectionContext;

type HourPorts = Pick<PipelinePorts, 'activity' | 'baselines' | 'clock'>;

/** Judges the hours of accounts, of which this instance may not have seen all. */
export class HourJudge {
  private readonly earlier: EarlierWindows;
  private readonly windowJudge: WindowJudge;

  constructor(
    private readonly ports: HourPorts,
    detectors: readonly Detector[],
    private readonly thresholds: Thresholds,
  ) {
    this.earlier = new EarlierWindows(ports.activity);
    this.windowJudge = new WindowJudge(detectors.filter((detector) => detector.kind === 'window'));
  }

  /**
   * Judges the hours that a batch touches, and says which of them the sweep has to look at. What is
   * remembered of other partitions may only say that nothing is going on; where nobody else counts,
   * what is remembered is all there is.
   * @throws StorageError
   */
  async judgeTouched(
    touched: readonly TouchedHour[],
    contextFor: ContextFor,
    changes: AlertChanges,
    onError: OnDetectorError,
  ): Promise<readonly TouchedHour[]> {
    const context = contextFor(this.thresholds, 1);
    if (this.ports.activity.countsAlone) {
      for (const hour of touched) await this.judge(hour, context, changes, onError);
      return [];
    }
    const suspicious = contextFor(scaled(this.thresholds, SUSPICIOUS), SUSPICIOUS);
    const simmers = contextFor(scaled(this.thresholds, SIMMERING), SIMMERING);
    const simmering: TouchedHour[] = [];
    for (const hour of touched) {
      const remembered = await this.read(hour, 'remembered');
      if (!this.finds(remembered, simmers, onError)) continue;
      simmering.push(hour);
      if (!this.finds(remembered, suspicious, ignoreError)) continue;
      await this.judge(hour, context, changes, onError);
    }
    return simmering;
  }

  /** Adds to `changes` what detectors find in an hour as it is now. @throws StorageError */
  async judge(
    hour: TouchedHour,
    context: DetectionContext,
    changes: AlertChanges,
    onError: OnDetectorError,
  ): Promise<void> {
    this.windowJudge.judge(await this.read(hour, 'fresh'), context, changes, onError);
  }

  private finds(
    window: ActivityWindow,
    context: DetectionContext,
    onError: OnDetectorError,
  ): boolean {
    return this.windowJudge.judge(window, context, new AlertChanges(null), onError);
  }

  private async read({ account, hour }: TouchedHour, how: 'fresh' | 'remembered') {
    const { activity, baselines, clock } = this.ports;
    const isKnown = (baselines.of(account)?.stage ?? 'new') !== 'new';
    const earlier = isKnown ? await this.earlier.before(account, hour, clock.now()) : [];
    const window = windowOf(account, hour, await activity.parts(account, hour, how), earlier);
    if (account === ALL_SUBSCRIPTIONS) {
      const accounts = window.deeds.map(({ subject }) => subject);
      await baselines.prepare(subscriptionsIn(accounts), clock.now());
    }
    return window;
  }
}

/** What failed with fewer suspects has been told of. */
function ignoreError(): void {}

function scaled(thresholds: Thresholds, share: number): Thresholds {
  return {
    ...thresholds,
    credentialGuessingRefusals: Math.ceil(thresholds.credentialGuessingRefusals * share),
    massDeletionDocuments: Math.ceil(thresholds.massDeletionDocuments * share),
    extractionFloorBytes: thresholds.extractionFloorBytes * share,
  };
}
