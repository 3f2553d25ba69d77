import type { MessagePosition } from '../telemetry/event';
import type { FoundRecords } from '../telemetry/reading/foundRecords';
import type { RecordOutcome } from '../telemetry/recordOutcome';

/** A message taken apart: what the pipeline works on, wherever it came from. */
export type Message = RecordsMessage | ParsedMessage;

export interface RecordsMessage extends FoundRecords {
  readonly position: MessagePosition;
}

/** A message whose records were parsed straight from its text, all of it readable. */
export interface ParsedMessage {
  readonly position: MessagePosition;
  readonly outcomes: readonly RecordOutcome[];
}
