import type { Measure } from '../baseline';
import { HOUR_MS } from '../profile/hours';
import type { Profile } from '../profile/profile';

/** A figure of a whole account, hour by hour, as a chart needs it. */
export interface HourlyFigures {
  readonly measure: Measure;
  /** Start of the first hour, ISO 8601. */
  readonly startUtc: string;
  /** At most the 42 days that are kept; 0 in hours without any, and in those that taught nothing. */
  readonly values: readonly number[];
}

/** Null before anything was learned. */
export function describeHours({ knowledge }: Profile, measure: Measure): HourlyFigures | null {
  const { volumes, lastHour } = knowledge;
  if (volumes === null) return null;
  const { firstHour } = volumes.account;
  const figures = volumes.account.read(measure, firstHour, Math.max(0, lastHour + 1 - firstHour));
  return {
    measure,
    startUtc: new Date(firstHour * HOUR_MS).toISOString(),
    values: [...figures].map(Math.round),
  };
}
