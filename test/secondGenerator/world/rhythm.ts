import { DAY, WORLD_START, isWeekend, localHour } from '../time';

/** Factor of the peak rate at a moment, about 0 to 1. */
export type Rhythm = (at: number) => number;

const officeDay = [
  0, 0, 0, 0, 0, 0.02, 0.1, 0.4, 0.8, 1, 1, 0.95, 0.7, 0.85, 1, 0.95, 0.8, 0.45, 0.2, 0.08, 0.04,
  0.02, 0, 0,
];
const consumerDay = [
  0.3, 0.2, 0.14, 0.1, 0.1, 0.14, 0.25, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.66, 0.62, 0.64, 0.7, 0.8,
  0.92, 1, 1, 0.9, 0.7, 0.48,
];

/** Working days of one country; nearly nothing at night and on weekends. */
export function officeHours(utcOffset: number): Rhythm {
  return (at) => (isWeekend(at, utcOffset) ? 0.03 : 1) * (officeDay[localHour(at, utcOffset)] ?? 0);
}

/** Consumers of one country: evenings are the peak, weekends a little stronger. */
export function consumers(utcOffset: number): Rhythm {
  return (at) =>
    (isWeekend(at, utcOffset) ? 1.15 : 1) * (consumerDay[localHour(at, utcOffset)] ?? 0);
}

/** Users or devices in every time zone. */
export function aroundTheClock(): Rhythm {
  return (at) => 0.85 + 0.15 * Math.sin((2 * Math.PI * at) / DAY);
}

/** Grows from 1 to `factor` over `days`. */
export function growing(rhythm: Rhythm, factor: number, days: number): Rhythm {
  return (at) => rhythm(at) * factor ** Math.min(1, (at - WORLD_START) / (days * DAY));
}
