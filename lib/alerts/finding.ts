/** What detectors find, of which alerts are made. */

import type { AccountId, Api } from '../telemetry/event';
import type { AlertId, Severity } from './alert';
import type { Facts } from './facts';

/** One operation, or one window, that a detector has something to say about. */
export interface Finding {
  readonly account: AccountId;
  readonly api: Api | null;
  /** Values of `groupBy`, in its order. */
  readonly group: readonly string[];
  /** Event time, epoch ms. */
  readonly time: number;
  readonly severity: Severity;
  readonly confidence: number;
  /** Becomes `extendedProperties`; the finding with the highest confidence stays. */
  readonly details: Readonly<Record<string, string>>;
}

/** An alert that another one ties into its story; the account is where it is stored. */
export interface TiedAlert {
  readonly account: string;
  readonly id: AlertId;
}

/** A finding on a window already holds the numbers of the whole window. */
export interface WindowFinding extends Finding {
  readonly occurrences: number;
  readonly startTime: number;
  readonly endTime: number;
  readonly facts: Facts;
  /**
   * Alerts that make it up. Such a finding tells all that is known, and takes the place of what its
   * alert said before.
   */
  readonly tied?: readonly TiedAlert[];
}
