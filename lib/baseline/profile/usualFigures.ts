import type { ActorIdentity } from '../../activity/hourActivity';
import type { Quantiles } from '../../activity/sketches/quantiles';
import type { Bounds, Measure, Usual, VolumeScope } from '../baseline';
import { burstsOf, type Burst } from './bursts';
import { floorOf, logSizeOf } from './deviation';
import { growthOf, type Growth } from './growth';
import { figuresBefore } from './hourlyFigures';
import type { Knowledge } from './knowledge';
import { hasDoneJobs } from './jobs';
import { LEAST_SPREAD, usualAt } from './usualAt';
import { actorKey } from './volumes';
import type { VolumeSeries } from './volumeSeries';

/** What is the same for all hours of a series. */
interface Traits {
  readonly growth: Growth;
  readonly bursts: readonly Burst[];
}

interface Answer {
  readonly hour: number;
  readonly usual: Usual | null;
}

/** Answers that are remembered. */
const MOST_ANSWERS = 1_000;
/** The standard deviation of a normal distribution is so much of the distance of its quartiles. */
const BY_QUARTILES = 0.7413;

/** What figures of one account usually are. The last answers are remembered. */
export class UsualFigures {
  private readonly answers = new Map<string, Answer>();
  private readonly traits = new Map<string, Traits>();
  private readonly largests = new Map<string, number>();

  constructor(
    private readonly knowledge: Readonly<Pick<Knowledge, 'volumes' | 'lastHour' | 'skippedHours'>>,
    private readonly historyDays: number,
  ) {}

  /** @param hour hours since 1970 */
  usual(measure: Measure, scope: VolumeScope, hour: number, hours: number): Usual | null {
    const key = `${measure} ${hours} ${scopeKey(scope)}`;
    const known = this.answers.get(key);
    if (known?.hour === hour) return known.usual;
    if (this.answers.size >= MOST_ANSWERS) {
      this.answers.clear();
      this.traits.clear();
    }
    const usual = this.find(key, measure, scope, hour, hours);
    this.answers.set(key, { hour, usual });
    return usual;
  }

  /** The largest figure that is kept of a measure; null where none are. */
  largest(measure: Measure, scope: Exclude<VolumeScope, { of: 'peers' }>): number | null {
    const key = `${measure} ${scopeKey(scope)}`;
    const known = this.largests.get(key);
    if (known !== undefined) return known;
    const { volumes, lastHour } = this.knowledge;
    const series = volumes?.seriesOf(scope);
    if (series === undefined || series.hoursPerFigure(measure) === 0) return null;
    const first = series.firstHour;
    const figures = series.read(measure, first, lastHour + 1 - first);
    const largest = figures.reduce((a, b) => Math.max(a, b), 0);
    if (this.largests.size >= MOST_ANSWERS) this.largests.clear();
    this.largests.set(key, largest);
    return largest;
  }

  /** Whether an actor's jobs did so much on several days. Asked of few, so it is not remembered. */
  hasDone(measure: Measure, actor: ActorIdentity, hours: number, amount: Bounds): boolean {
    const { volumes, lastHour, skippedHours } = this.knowledge;
    const series = volumes?.seriesOf({ of: 'actor', actor });
    if (series?.hoursPerFigure(measure) !== 1) return false;
    const figures = figuresBefore(lastHour + 1, series, measure, 1, skippedHours);
    return hasDoneJobs(figures, hours, amount, floorOf(measure));
  }

  private find(
    key: string,
    measure: Measure,
    scope: VolumeScope,
    hour: number,
    hours: number,
  ): Usual | null {
    const { volumes, lastHour, skippedHours } = this.knowledge;
    if (volumes === null) return null;
    if (scope.of === 'peers') {
      const sketch = volumes.peers.get(measure);
      return sketch.count === 0 ? null : usualOfPeers(measure, sketch, hours, this.historyDays);
    }
    const series = volumes.seriesOf(scope);
    if (series === undefined || series.hoursPerFigure(measure) === 0) return null;
    const end = Math.min(hour, lastHour + 1);
    const figures = figuresBefore(end, series, measure, hours, skippedHours);
    const { growth, bursts } = this.traitsOf(key, series, measure, hours);
    const usual = usualAt(measure, hour, figures, growth, bursts);
    return usual === null ? null : { ...usual, measure, scope };
  }

  private traitsOf(key: string, series: VolumeSeries, measure: Measure, hours: number): Traits {
    const known = this.traits.get(key);
    if (known !== undefined) return known;
    const { lastHour, skippedHours } = this.knowledge;
    const before = (length: number) =>
      figuresBefore(lastHour + 1, series, measure, length, skippedHours);
    const growth = growthOf(before(1));
    const traits = { growth, bursts: burstsOf(measure, before(hours), growth) };
    this.traits.set(key, traits);
    return traits;
  }
}

/** What single actors do in an hour; in several hours at most as many times that. */
function usualOfPeers(measure: Measure, sketch: Quantiles, hours: number, days: number): Usual {
  const size = (q: number) => logSizeOf(measure, sketch.quantile(q));
  return {
    measure,
    scope: { of: 'peers' },
    days,
    median: sketch.quantile(0.5) * hours,
    percentile99: sketch.quantile(0.99) * hours,
    largest: sketch.quantile(1) * hours,
    logSpread: Math.max(LEAST_SPREAD, BY_QUARTILES * (size(0.75) - size(0.25))),
    hours: 'anyHour',
  };
}

function scopeKey(scope: VolumeScope): string {
  switch (scope.of) {
    case 'account':
    case 'peers':
      return scope.of;
    case 'actor':
      return `actor ${actorKey(scope.actor)}`;
    case 'container':
      return `container ${scope.container}`;
  }
}
