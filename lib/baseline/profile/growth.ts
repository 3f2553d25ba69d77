import { HOURS_A_DAY, HOURS_A_WEEK } from './hours';
import type { HourlyFigures } from './hourlyFigures';
import { median } from './order';

const DAYS_A_WEEK = 7;
/** A week is compared where so many of its days are known. */
const LEAST_DAYS = 5;
/** Smaller growth is chance; more is not believed. */
const LEAST_GROWTH = 1.1;
const MOST_GROWTH = 3;

/** By how much figures have grown since an hour. */
export type Growth = (hour: number) => number;

/**
 * Growth by weeks, counted back from the last hour: the level of the last seven days over that of
 * the week in question, where the level is the median of its days' totals, which neither a backup
 * nor one busy day moves. From 1 (shrinking is not followed) to 3.
 */
export function growthOf(figures: HourlyFigures): Growth {
  const last = figures.first + figures.values.length - 1;
  const levels: number[] = [];
  let days = dailyTotals(figures);
  for (; days.length >= LEAST_DAYS; days = days.slice(DAYS_A_WEEK)) {
    levels.push(median(days.slice(0, DAYS_A_WEEK)));
  }
  const [now = 0] = levels;
  const factors = levels.map((level) => {
    const factor = level === 0 ? 1 : now / level;
    return factor < LEAST_GROWTH ? 1 : Math.min(factor, MOST_GROWTH);
  });
  return (hour) => {
    const week = Math.floor((last - hour) / HOURS_A_WEEK);
    return factors[Math.max(0, Math.min(week, factors.length - 1))] ?? 1;
  };
}

/** The last 24 hours first. */
function dailyTotals({ values }: HourlyFigures): number[] {
  const totals: number[] = [];
  for (let end = values.length; end >= HOURS_A_DAY; end -= HOURS_A_DAY) {
    let total = 0;
    for (let index = end - HOURS_A_DAY; index < end; index += 1) {
      const figure = values[index] ?? 0;
      if (!Number.isNaN(figure)) total += figure;
    }
    totals.push(total);
  }
  return totals;
}
