import type { Measure } from '../baseline';
import { packCodes, unpackCodes } from './codes';
import { dayOfHour, hourOfDay, HOURS_A_DAY } from './hours';
import type { Layout, Track } from './layout';
import { codeOf, scaleFor } from './logScale';

/** Days that are kept: six weeks, so that each hour of the week and the last month's end are in. */
export const KEPT_DAYS = 42;
const GROWTH_DAYS = 7;
const NO_CODES = new Uint8Array(0);

/** The series as text. */
export interface StoredSeries {
  /** Hours since 1970 of the first figure. */
  readonly firstHour: number;
  /** Day since 1970 with which `days` begins. */
  readonly firstDay: number;
  /** Codes day by day, measures in the order of the layout; packed. */
  readonly days: string;
}

/** Hourly figures of the last 42 days, one byte each. Hours without any are zeros. */
export class VolumeSeries {
  private firstDay: number;
  /** Until figures are noted, what was read from the store stays packed: most is never asked for. */
  private packed: Uint8Array | null = null;
  private unpacked = NO_CODES;

  /** @param first the hour from which on the figures are known, hours since 1970 */
  constructor(
    private readonly layout: Layout,
    private readonly first: number,
  ) {
    this.firstDay = dayOfHour(first);
  }

  /**
   * @param isTrusted true for what was checked before: checking takes as long as using it
   * @throws SeriesError
   */
  static from(
    layout: Layout,
    { firstHour, firstDay, days }: StoredSeries,
    isTrusted = false,
  ): VolumeSeries {
    const series = new VolumeSeries(layout, firstHour);
    series.firstDay = firstDay;
    series.packed = Buffer.from(days, 'base64');
    // So that what is damaged is found here and not when it is asked for.
    if (!isTrusted) series.codes();
    return series;
  }

  /** The hour from which on the figures are known, hours since 1970. */
  get firstHour(): number {
    return Math.max(this.first, this.firstDay * HOURS_A_DAY);
  }

  /** Over how many hours a figure of this measure tells the largest; 0 where it is not kept. */
  hoursPerFigure(measure: Measure): number {
    return this.layout.tracks.get(measure)?.hoursPerCode ?? 0;
  }

  /** Notes a figure. Hours before the 42 days are passed over. */
  put(hour: number, measure: Measure, value: number): void {
    const track = this.layout.tracks.get(measure);
    const code = codeOf(measure, value);
    if (track === undefined || code === 0 || !this.makeRoom(dayOfHour(hour))) return;
    const index = this.indexOf(hour, track);
    this.unpacked[index] = Math.max(code, this.unpacked[index] ?? 0);
  }

  /**
   * The figures of a measure: of each hour, or the largest of its six hours; 0 where there is none.
   * @param from hours since 1970
   */
  read(measure: Measure, from: number, hours: number): Float64Array {
    const values = new Float64Array(hours);
    const track = this.layout.tracks.get(measure);
    if (track === undefined) return values;
    const codes = this.codes();
    const scale = scaleFor(measure);
    for (let hour = 0; hour < hours; hour += 1) {
      values[hour] = scale[codes[this.indexOf(from + hour, track)] ?? 0] ?? 0;
    }
    return values;
  }

  toStored(): StoredSeries {
    const { firstHour, firstDay, packed } = this;
    const days = Buffer.from(packed ?? packCodes(this.unpacked)).toString('base64');
    return { firstHour, firstDay, days };
  }

  private codes(): Uint8Array<ArrayBuffer> {
    const { packed, layout, unpacked } = this;
    return packed === null ? unpacked : unpackCodes(packed, layout.codesPerDay, KEPT_DAYS);
  }

  /** Below 0 or beyond the codes where there is none. */
  private indexOf(hour: number, { offset, hoursPerCode }: Track): number {
    const day = dayOfHour(hour) - this.firstDay;
    return day * this.layout.codesPerDay + offset + Math.floor(hourOfDay(hour) / hoursPerCode);
  }

  private makeRoom(day: number): boolean {
    if (day < this.firstDay) return false;
    this.unpacked = this.codes();
    this.packed = null;
    const { codesPerDay } = this.layout;
    if (day < this.firstDay + this.unpacked.length / codesPerDay) return true;
    const firstDay = Math.max(this.firstDay, day - KEPT_DAYS + 1);
    const grown = Math.min(day - firstDay + GROWTH_DAYS, KEPT_DAYS);
    const codes = new Uint8Array(grown * codesPerDay);
    codes.set(this.unpacked.subarray((firstDay - this.firstDay) * codesPerDay));
    this.unpacked = codes;
    this.firstDay = firstDay;
    return true;
  }
}

/** Days since 1970 with any request. */
export function activeDaysOf(series: VolumeSeries, lastHour: number): readonly number[] {
  const { firstHour } = series;
  const days = new Set<number>();
  for (const [index, requests] of series
    .read('requests', firstHour, lastHour + 1 - firstHour)
    .entries()) {
    if (requests > 0) days.add(dayOfHour(firstHour + index));
  }
  return [...days];
}
