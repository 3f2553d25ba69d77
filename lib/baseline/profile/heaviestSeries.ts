import { HOURS_A_DAY } from './hours';
import type { Layout } from './layout';
import type { StoredHeaviest } from './profileSchema';
import { KEPT_DAYS, VolumeSeries, type StoredSeries } from './volumeSeries';

interface Entry {
  readonly series: VolumeSeries;
  /** As of `lastHour`; halved every 14 days. */
  weight: number;
  lastHour: number;
}

export interface StoredHeavySeries extends StoredSeries {
  readonly key: string;
  readonly weight: number;
  readonly lastHour: number;
}

const HALF_LIFE = 14 * HOURS_A_DAY;

/** The series of the heaviest actors or containers. A lighter one goes for a heavier. */
export class HeaviestSeries {
  private readonly kept = new Map<string, Entry>();
  /** Times that one found no room or had to go. */
  displaced = 0;

  constructor(
    private readonly layout: Layout,
    private readonly limit: number,
  ) {}

  /** `isTrusted` as in `VolumeSeries.from`. @throws SeriesError */
  static from(
    layout: Layout,
    limit: number,
    { series: stored, displaced }: StoredHeaviest,
    isTrusted = false,
  ): HeaviestSeries {
    const heaviest = new HeaviestSeries(layout, limit);
    for (const { key, weight, lastHour, ...series } of stored.slice(0, limit)) {
      const known = VolumeSeries.from(layout, series, isTrusted);
      heaviest.kept.set(key, { series: known, weight, lastHour });
    }
    heaviest.displaced = displaced;
    return heaviest;
  }

  get(key: string): VolumeSeries | undefined {
    return this.kept.get(key)?.series;
  }

  /** The heaviest first. */
  entries(): readonly (readonly [key: string, series: VolumeSeries])[] {
    return this.heaviestFirst().map(([key, { series }]) => [key, series]);
  }

  /** The series to note an hour in, or null where others are heavier. */
  seriesFor(key: string, hour: number, weight: number): VolumeSeries | null {
    const known = this.kept.get(key);
    if (known !== undefined) {
      // An hour may be learned late.
      const last = Math.max(known.lastHour, hour);
      known.weight = weightAt(known, last) + weightAt({ weight, lastHour: hour }, last);
      known.lastHour = last;
      return known.series;
    }
    if (this.kept.size >= this.limit) {
      this.displaced += 1;
      if (!this.displaceLighter(hour, weight)) return null;
    }
    const series = new VolumeSeries(this.layout, hour);
    this.kept.set(key, { series, weight, lastHour: hour });
    return series;
  }

  /** Forgets what was idle for as long as figures are kept. */
  forget(hour: number): void {
    for (const [key, { lastHour }] of this.kept) {
      if (hour - lastHour > KEPT_DAYS * HOURS_A_DAY) this.kept.delete(key);
    }
  }

  toStored(): readonly StoredHeavySeries[] {
    return this.heaviestFirst().map(([key, { series, weight, lastHour }]) => {
      return { key, weight: Math.round(weight), lastHour, ...series.toStored() };
    });
  }

  private heaviestFirst(): readonly (readonly [key: string, entry: Entry])[] {
    const entries = [...this.kept];
    const last = Math.max(...entries.map(([, { lastHour }]) => lastHour));
    return entries.sort(([, a], [, b]) => weightAt(b, last) - weightAt(a, last));
  }

  private displaceLighter(hour: number, weight: number): boolean {
    let lightest = '';
    let least = weight;
    for (const [key, entry] of this.kept) {
      const known = weightAt(entry, hour);
      if (known >= least) continue;
      lightest = key;
      least = known;
    }
    return this.kept.delete(lightest);
  }
}

function weightAt({ weight, lastHour }: Pick<Entry, 'weight' | 'lastHour'>, hour: number): number {
  return weight * 2 ** ((lastHour - hour) / HALF_LIFE);
}
