import type { Measure } from '../baseline';
import { floorOf } from './deviation';
import type { Growth } from './growth';
import type { HourlyFigures } from './hourlyFigures';
import { dayOfHour, hourOfDay, HOURS_A_DAY, HOURS_A_WEEK, isMonthEnd, isWeekend } from './hours';

export interface Burst {
  /** Hours since 1970. */
  readonly hour: number;
  /** As it would be today, after growth. */
  readonly value: number;
}

/** A figure this many times what its season explains is a burst. */
const LEAST_RATIO = 2;
/** With fewer weeks, or days, no season can be told. */
const LEAST_WEEKS = 5;
const LEAST_DAYS = 8;
/** Bursts on fewer days are accidents, or thefts that nobody saw; few are seen in a short time. */
const LEAST_BURST_DAYS = 3;
const LEAST_BURST_DAYS_AT_FIRST = 2;
/** A burst may come again up to so many hours earlier or later in the day. */
const NEAR = 6;

/**
 * Figures that no season explains: at least twice the largest of the comparable hours of all other
 * weeks or days. Empty where they came on fewer than three days (two in the first five weeks). Month
 * ends have their own season.
 */
export function burstsOf(
  measure: Measure,
  figures: HourlyFigures,
  growth: Growth,
): readonly Burst[] {
  const { first } = figures;
  const values = figures.values.map((value, index) => value * growth(first + index));
  const step = stepOf(values.length);
  if (step === 0) return [];
  const bursts: Burst[] = [];
  const days = new Set<number>();
  const floor = floorOf(measure);
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? NaN;
    // NaN is no burst either.
    if (!(value >= floor)) continue;
    const explained = (value + floor) / LEAST_RATIO - floor;
    if (isReached(explained, values, index, first, step)) continue;
    const hour = first + index;
    if (isMonthEnd(dayOfHour(hour))) continue;
    bursts.push({ hour, value });
    days.add(dayOfHour(hour));
  }
  const leastDays = step === HOURS_A_WEEK ? LEAST_BURST_DAYS : LEAST_BURST_DAYS_AT_FIRST;
  return days.size < leastDays ? [] : bursts;
}

/** Bursts that came at about this time of the day. */
export function burstsNear(bursts: readonly Burst[], hour: number): readonly Burst[] {
  return bursts.filter((burst) => {
    const apart = Math.abs(hourOfDay(burst.hour) - hourOfDay(hour));
    return Math.min(apart, HOURS_A_DAY - apart) <= NEAR;
  });
}

/** By what season hours are compared: as they would be judged with so much history. */
function stepOf(hours: number): number {
  if (hours >= LEAST_WEEKS * HOURS_A_WEEK) return HOURS_A_WEEK;
  return hours >= LEAST_DAYS * HOURS_A_DAY ? HOURS_A_DAY : 0;
}

/** Whether another week or day had more than this at the same hour, or one hour off. */
function isReached(
  figure: number,
  values: Float64Array,
  index: number,
  first: number,
  step: number,
): boolean {
  const weekend = isWeekend(dayOfHour(first + index));
  for (let other = index % step; other <= values.length; other += step) {
    if (other === index) continue;
    if (step === HOURS_A_DAY && isWeekend(dayOfHour(first + other)) !== weekend) continue;
    for (let near = other - 1; near <= other + 1; near += 1) {
      if ((values[near] ?? 0) > figure) return true;
    }
  }
  return false;
}
