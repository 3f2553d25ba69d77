import type { Measure, Usual } from '../baseline';
import { burstsNear, type Burst } from './bursts';
import { comparableHours, type ComparableHours } from './comparableHours';
import { logSizeOf } from './deviation';
import type { Growth } from './growth';
import type { HourlyFigures } from './hourlyFigures';
import { dayOfHour } from './hours';
import { median, percentile } from './order';

/** A spread is at least this: figures are kept to 4 %, and nobody works to the byte. */
export const LEAST_SPREAD = 0.15;
/** The standard deviation of a normal distribution over its median absolute deviation. */
const BY_DEVIATION = 1.4826;
/** Of n figures the deviation comes out too small by (n - 0.8) / n: Croux, Rousseeuw, 1992. */
const LOST_BY_FEW = 0.8;

/**
 * What a figure usually is at an hour, from past figures as they would be after growth.
 * - median: of the very same hours;
 * - percentile 99 and largest: of these, of the hours before and after them, of the last month's
 *   end, and of bursts that no season explains;
 * - spread: around the medians of the same, the earlier and the later hours, each its own.
 *
 * Null where no hour is comparable.
 */
export function usualAt(
  measure: Measure,
  hour: number,
  figures: HourlyFigures,
  growth: Growth,
  bursts: readonly Burst[],
): Omit<Usual, 'measure' | 'scope'> | null {
  const hours = comparableHours(hour, figures.first, figures.first + figures.values.length - 1);
  const read = (some: readonly number[]) => readAll(some, figures, growth);
  const groups = [read(hours.exact), read(hours.early), read(hours.late)];
  const [exact = []] = groups;
  if (exact.length === 0) return null;
  const seasonal = [...groups.flat(), ...read(hours.monthEnd)];
  const irregular = burstsNear(bursts, hour).map(({ value }) => value);
  const all = [...seasonal, ...irregular];
  const percentile99 = percentile(all, 0.99);
  const isExplained = percentile99 <= Math.max(...seasonal);
  return {
    days: daysIn(hours),
    median: median(exact),
    percentile99,
    largest: Math.max(...all),
    logSpread: Math.max(LEAST_SPREAD, spreadOf(measure, groups)),
    hours: isExplained ? hours.season : 'anyHour',
  };
}

/** Without the hours that taught nothing. */
function readAll(hours: readonly number[], figures: HourlyFigures, growth: Growth): number[] {
  const { first, values } = figures;
  const read = hours.map((hour) => (values[hour - first] ?? NaN) * growth(hour));
  return read.filter((value) => !Number.isNaN(value));
}

function spreadOf(measure: Measure, groups: readonly (readonly number[])[]): number {
  const deviations = groups.flatMap((values) => {
    const sizes = values.map((value) => logSizeOf(measure, value));
    const middle = median(sizes);
    return sizes.map((size) => Math.abs(size - middle));
  });
  const [{ length } = []] = groups;
  return (BY_DEVIATION * median(deviations) * length) / (length - LOST_BY_FEW);
}

function daysIn({ exact, early, late }: ComparableHours): number {
  return new Set([...exact, ...early, ...late].map(dayOfHour)).size;
}
