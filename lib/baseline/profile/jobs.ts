import type { Bounds } from '../baseline';
import type { HourlyFigures } from './hourlyFigures';
import { dayOfHour, HOURS_A_WEEK } from './hours';

/** What a job reads stands out so much from the hours before and after it. */
const LEAST_RATIO = 3;
/** Jobs are done within so many hours; what lasts longer is the course of the day. */
const MOST_HOURS = 3;
/** What was done on so many days is known work; fewer are seen in the first weeks. */
const LEAST_DAYS = 3;
const LEAST_DAYS_AT_FIRST = 2;
const FIRST_WEEKS = 5;

/**
 * Whether jobs, at whatever hour, have done so much within `hours` hours on each of several days. A
 * job stands out from the hours around it.
 * @param floor what is less stands out from nothing
 */
export function hasDoneJobs(
  { first, values }: HourlyFigures,
  hours: number,
  { least, most }: Bounds,
  floor: number,
): boolean {
  const days = new Set<number>();
  let sum = 0;
  const jobs = values.map((_, index) => (isJob(values, index, floor) ? (values[index] ?? 0) : 0));
  for (const [index, value] of jobs.entries()) {
    sum += value - (jobs[index - hours] ?? 0);
    if (sum > 0 && sum >= least && sum <= most) days.add(dayOfHour(first + index));
  }
  const isYoung = values.length < FIRST_WEEKS * HOURS_A_WEEK;
  return days.size >= (isYoung ? LEAST_DAYS_AT_FIRST : LEAST_DAYS);
}

function isJob(values: Float64Array, index: number, floor: number): boolean {
  const value = values[index] ?? 0;
  const least = (value + floor) / LEAST_RATIO - floor;
  // NaN, of an hour that taught nothing, is neither.
  return value > 0 && isIdle(values, index, 1, least) && isIdle(values, index, -1, least);
}

/** Whether one of the next hours in a direction is down to this; before and after all, nothing was. */
function isIdle(values: Float64Array, index: number, step: 1 | -1, least: number): boolean {
  for (let away = 1; away <= MOST_HOURS; away += 1) {
    if ((values[index + step * away] ?? 0) <= least) return true;
  }
  return false;
}
