import type { AccountId } from '../../../telemetry/event';
import type { Failure } from './failure';

/** Hours that could not be had, in full or in part. */
export interface HistoryProblem extends Failure {
  /** Epoch ms; `to` is not included. */
  readonly from: number;
  readonly to: number;
  /** The one account that it is about, or null. */
  readonly account: AccountId | null;
}

/** How far the reading of one workspace got. What was read before a problem stays. */
export interface WorkspaceOutcome {
  /** Workspace id, or empty for accounts that cannot be asked for at all. */
  readonly workspace: string;
  /**
   * `complete`: all that there is; `empty`: the same, and it was nothing; `partly`: with the
   * problems named; `stopped`: nothing from `readUntil` on.
   */
  readonly status: 'complete' | 'empty' | 'partly' | 'stopped';
  /**
   * Epoch ms: all accounts were asked for the hours before it. The next run goes on from here; a few
   * later hours may have come already, and come again.
   */
  readonly readUntil: number;
  readonly queries: number;
  readonly rows: number;
  readonly problems: readonly HistoryProblem[];
}
