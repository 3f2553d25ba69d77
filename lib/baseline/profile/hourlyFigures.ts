import type { Measure } from '../baseline';
import type { VolumeSeries } from './volumeSeries';

/** Sums over stretches of hours, by the hour (since 1970) that a stretch begins with. */
export interface HourlyFigures {
  /** The hour with which the first stretch begins. */
  readonly first: number;
  /** One for each hour from then on; NaN where an hour of the stretch taught nothing. */
  readonly values: Float64Array;
}

/**
 * The figures of a series that lie before `end`. Where the series tells the largest of six hours
 * only, each of them counts as that one, and the six hours of `end` itself are left out.
 * @param length hours that are added up
 */
export function figuresBefore(
  end: number,
  series: VolumeSeries,
  measure: Measure,
  length: number,
  skipped: ReadonlySet<number>,
): HourlyFigures {
  const first = series.firstHour;
  const grain = series.hoursPerFigure(measure);
  const hours = Math.max(0, Math.floor(end / grain) * grain - first);
  const values = series.read(measure, first, hours);
  for (const hour of skipped) {
    if (hour >= first && hour < first + hours) values[hour - first] = NaN;
  }
  return { first, values: length === 1 ? values : sumsOf(values, length) };
}

function sumsOf(values: Float64Array, length: number): Float64Array {
  const sums = new Float64Array(Math.max(0, values.length - length + 1));
  for (let start = 0; start < sums.length; start += 1) {
    let sum = 0;
    // Added up anew each time: a running sum would never get rid of a NaN.
    for (let index = start; index < start + length; index += 1) sum += values[index] ?? 0;
    sums[start] = sum;
  }
  return sums;
}
