export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A Monday, the first of a month: month-end reports fall on days 0, 1 and 29. */
export const WORLD_START = Date.UTC(2026, 5, 1);

/** Incidents begin on this day at the earliest (counted from 0): the days before are history. */
export const FIRST_INCIDENT_DAY = 15;

/** The hour of the day, 0 to 23, at a place `utcOffset` hours east of Greenwich. */
export function localHour(at: number, utcOffset: number): number {
  return new Date(at + utcOffset * HOUR).getUTCHours();
}

export function isWeekend(at: number, utcOffset: number): boolean {
  const day = new Date(at + utcOffset * HOUR).getUTCDay();
  return day === 0 || day === 6;
}

/** ISO 8601 with the seven fractional digits of resource logs; the fraction of `at` gives the last four. */
export function logTime(at: number): string {
  const whole = Math.floor(at);
  const ticks = Math.floor((at - whole) * 10_000);
  return `${new Date(whole).toISOString().slice(0, -1)}${ticks.toString().padStart(4, '0')}Z`;
}
