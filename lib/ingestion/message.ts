import type { MessagePosition } from '../telemetry/event';
import type { RecordOutcome } from '../telemetry/recordOutcome';

/** A stretch of a message that is no JSON value, or no list of records. */
export interface UnreadableStretch {
  readonly reason: string;
  readonly detail: string;
  /** Bounded copy. */
  readonly raw: string;
}

/** A message taken apart: what the pipeline works on, wherever it came from. */
export type Message = RecordsMessage | ParsedMessage;

export interface RecordsMessage {
  readonly position: MessagePosition;
  readonly records: readonly unknown[];
  readonly unreadable: readonly UnreadableStretch[];
}

/** A message whose records were parsed straight from its text, all of it readable. */
export interface ParsedMessage {
  readonly position: MessagePosition;
  readonly outcomes: readonly RecordOutcome[];
}
