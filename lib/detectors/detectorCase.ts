import type { HourActivity } from '../activity/hourActivity';
import type { Severity } from '../alerts/alert';
import type { RawRecord } from '../simulation/records';

/** Records, and what the detector has to make of them. Cases are run through the whole pipeline. */
export interface DetectorCase {
  readonly name: string;
  /** What the account's profile learns before the records come, hour by hour. */
  readonly history?: readonly HourActivity[];
  readonly records: readonly RawRecord[];
  /** Threat list, in the format of `--intel`. */
  readonly intel?: string;
  /** When it is looked for what no longer comes, epoch ms; never where absent. */
  readonly watchedAt?: number;
  /** The alert that has to come, or null where there has to be none of this type. */
  readonly expected: {
    readonly severity: Severity;
    readonly occurrences: number;
    /** Texts that the reason has to hold: the numbers. */
    readonly reason: readonly string[];
  } | null;
}

/** Event time of the cases, in the middle of an hour. */
export const CASE_TIME = Date.parse('2026-03-04T09:30:00Z');

/** The same record `count` times, made with its number. */
export function times(count: number, make: (n: number) => RawRecord): RawRecord[] {
  return Array.from({ length: count }, (_, n) => make(n));
}
