import type { Usual } from '../baseline';
import { dayOfHour, hourOfDay, HOURS_A_DAY, HOURS_A_WEEK, isMonthEnd, isWeekend } from './hours';
import { KEPT_DAYS } from './volumeSeries';

/** Seasons are only told from chance where they were seen so often. */
const LEAST_WEEKS = 4;
const LEAST_WEEKDAYS = 5;
const LEAST_WEEKEND_DAYS = 4;
const LEAST_DAYS = 7;
/** Ages in days of what may be the last month's end. */
const PREVIOUS_MONTH_END = [25, 26, 27, 28, 29, 30, 31, 32, 33];

/** Past hours (since 1970) that are like the one in question. */
export interface ComparableHours {
  readonly season: Usual['hours'];
  readonly exact: readonly number[];
  /** One hour off, because jobs start early or late, and clocks are put forward. */
  readonly early: readonly number[];
  readonly late: readonly number[];
  /** The hours of the last month's end, where it is the end of a month. */
  readonly monthEnd: readonly number[];
}

/**
 * The same hour of the week where it was seen four times; else the same hour of the day, weekdays
 * and weekends apart where both are known; else any hour.
 * @param first first hour that is known
 * @param last last one
 */
export function comparableHours(hour: number, first: number, last: number): ComparableHours {
  const within = (hours: readonly number[]) => hours.filter((one) => first <= one && one <= last);
  const weeks = within(back(hour, HOURS_A_WEEK));
  const isSeason = weeks.length >= LEAST_WEEKS;
  const exact = isSeason ? weeks : sameHourOfDay(hour, within(back(hour, HOURS_A_DAY)));
  if (exact.length === 0) {
    const all = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
    return { season: 'anyHour', exact: all, early: [], late: [], monthEnd: [] };
  }
  return {
    season: isSeason ? 'thisHourOfWeek' : 'thisHourOfDay',
    exact,
    early: within(exact.map((one) => one - 1)),
    late: within(exact.map((one) => one + 1)),
    monthEnd: within(sameHourAtMonthEnd(hour)),
  };
}

function back(hour: number, step: number): number[] {
  const times = (KEPT_DAYS * HOURS_A_DAY) / step;
  return Array.from({ length: times }, (_, index) => hour - (index + 1) * step);
}

/** Empty where too few days are known. */
function sameHourOfDay(hour: number, days: readonly number[]): readonly number[] {
  const weekend = isWeekend(dayOfHour(hour));
  const alike = days.filter((one) => isWeekend(dayOfHour(one)) === weekend);
  if (alike.length >= (weekend ? LEAST_WEEKEND_DAYS : LEAST_WEEKDAYS)) return alike;
  return days.length >= LEAST_DAYS ? days : [];
}

function sameHourAtMonthEnd(hour: number): readonly number[] {
  const today = dayOfHour(hour);
  if (!isMonthEnd(today)) return [];
  const days = PREVIOUS_MONTH_END.map((age) => today - age).filter(isMonthEnd);
  return days.flatMap((day) => {
    const same = day * HOURS_A_DAY + hourOfDay(hour);
    return [same - 1, same, same + 1];
  });
}
