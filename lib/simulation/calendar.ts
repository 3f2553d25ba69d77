export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Hours, 0 to 24 with fraction, on a clock that is `offset` hours ahead of UTC. */
export function localHour(time: number, offset: number): number {
  return ((((time + offset * HOUR) % DAY) + DAY) % DAY) / HOUR;
}

/** 0 is Monday. */
export function weekdayOf(time: number, offset: number): number {
  // 1970-01-01 was a Thursday.
  return (Math.floor((time + offset * HOUR) / DAY) + 3) % 7;
}

export function isWeekend(time: number, offset: number): boolean {
  return weekdayOf(time, offset) >= 5;
}

/** Epoch ms of the local midnight before `time`. */
export function localMidnight(time: number, offset: number): number {
  return Math.floor((time + offset * HOUR) / DAY) * DAY - offset * HOUR;
}

/** True on the last day of a local month and on the first of the next. */
export function isMonthEnd(time: number, offset: number): boolean {
  const local = time + offset * HOUR;
  return new Date(local).getUTCDate() === 1 || new Date(local + DAY).getUTCDate() === 1;
}

/** A curve over the week: how busy, from 0 to about 1, at a time on a local clock. */
export type Rhythm = (time: number, offset: number) => number;

const bell = (hour: number, centre: number, width: number): number =>
  Math.exp(-(((hour - centre) / width) ** 2));

/** Weekdays from 8 to 18 with a dip at noon; hardly anything else. */
export const officeHours: Rhythm = (time, offset) => {
  const hour = localHour(time, offset);
  const day = bell(hour, 10.2, 2) + 0.9 * bell(hour, 15, 2.4);
  return isWeekend(time, offset) ? 0.02 + 0.04 * day : 0.02 + day;
};

/** People all day long, fewest at four in the morning. */
export const allDay: Rhythm = (time, offset) =>
  0.6 + 0.4 * Math.cos(((localHour(time, offset) - 16) / 12) * Math.PI);

/** Evenings, and three times as many at the weekend. */
export const leisure: Rhythm = (time, offset) => {
  const hour = localHour(time, offset);
  const day = 0.08 + 0.5 * bell(hour, 13, 4) + 0.9 * bell(hour, 20, 2.5);
  return isWeekend(time, offset) ? day : day / 3;
};

/** Machines that do not sleep. */
export const constant: Rhythm = () => 1;
