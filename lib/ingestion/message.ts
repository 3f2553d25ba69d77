import type { MessagePosition } from '../telemetry/event';

/** A stretch of a message that is no JSON value, or no list of records. */
export interface UnreadableStretch {
  readonly reason: string;
  readonly detail: string;
  /** Bounded copy. */
  readonly raw: string;
}

/** A message taken apart: what the pipeline works on, wherever it came from. */
export interface Message {
  readonly position: MessagePosition;
  readonly records: readonly unknown[];
  readonly unreadable: readonly UnreadableStretch[];
}
