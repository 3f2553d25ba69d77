/** Hours and days since 1970, UTC, as whole numbers: what profiles count time in. */

export const HOUR_MS = 3_600_000;
export const HOURS_A_DAY = 24;
export const HOURS_A_WEEK = 168;

export function hourOf(time: number): number {
  return Math.floor(time / HOUR_MS);
}

export function dayOfHour(hour: number): number {
  return Math.floor(hour / HOURS_A_DAY);
}

export function hourOfDay(hour: number): number {
  return hour % HOURS_A_DAY;
}

/** 0 is Sunday; 1 January 1970 was a Thursday. */
export function weekday(day: number): number {
  return (day + 4) % 7;
}

export function isWeekend(day: number): boolean {
  return weekday(day) % 6 === 0;
}

/** The last days of a month and the first of the next one, when books are closed. */
export function isMonthEnd(day: number): boolean {
  const date = new Date(day * HOURS_A_DAY * HOUR_MS).getUTCDate();
  return date >= 28 || date === 1;
}
