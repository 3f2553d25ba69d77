import type { MessagePosition } from '../event';
import type { JsonObject } from '../fields';
import { outcomeOfRecord, type RecordOutcome } from '../recordOutcome';
import { RecordPatterns } from './recordPatterns';

/** The records of one message, parsed. */
export interface ParsedMessage {
  readonly outcomes: readonly RecordOutcome[];
  /** What the first record has for its time, read or not. */
  readonly firstTime: unknown;
}

const COMMA = 0x2c;
const SPACE = 0x20;
const OPEN_BRACE = 0x7b;

const ENVELOPE = /[ \t\r]*\{[ \t]*"records"[ \t]*:[ \t]*\[[ \t]*(?=\{)/y;
const ENVELOPE_END = /[ \t]*\][ \t]*\}[ \t\r\n]*$/y;
const BLANK_END = /[ \t\r\n]*$/y;

/**
 * Parses the text of a message without the objects that `JSON.parse` would make of it: an envelope
 * that has `records` and nothing else, or a single record. What comes out is what `parseRecord`
 * makes of `JSON.parse`.
 */
export class MessageTextReader {
  readonly patterns = new RecordPatterns();

  /** Null where the text is neither, or not valid JSON: then it has to be read the plain way. */
  read(text: string, position: MessagePosition): ParsedMessage | null {
    if (!this.patterns.isWorthwhile()) return null;
    ENVELOPE.lastIndex = 0;
    return ENVELOPE.test(text)
      ? this.readEnvelope(text, ENVELOPE.lastIndex, position)
      : this.readSingle(text, position);
  }

  private readEnvelope(
    text: string,
    from: number,
    position: MessagePosition,
  ): ParsedMessage | null {
    const { patterns } = this;
    const outcomes: RecordOutcome[] = [];
    let firstTime: unknown;
    for (let at = from; ; at += 1) {
      while (text.charCodeAt(at) === SPACE) at += 1;
      if (text.charCodeAt(at) !== OPEN_BRACE) return null;
      at = patterns.read(text, at);
      if (at === -1) return null;
      const { record } = patterns;
      if (outcomes.length === 0) firstTime = loggedTime(record);
      outcomes.push(outcomeOfRecord(record, position, outcomes.length));
      if (text.charCodeAt(at) === COMMA) continue;
      return endsWith(ENVELOPE_END, text, at) ? { outcomes, firstTime } : null;
    }
  }

  private readSingle(text: string, position: MessagePosition): ParsedMessage | null {
    if (text.charCodeAt(0) !== OPEN_BRACE) return null;
    const { patterns } = this;
    const end = patterns.read(text, 0);
    if (end === -1 || !endsWith(BLANK_END, text, end)) return null;
    const { record } = patterns;
    // Envelopes of another spelling, and answers of the Log Analytics query API.
    if ('records' in record || 'tables' in record) return null;
    return { outcomes: [outcomeOfRecord(record, position, 0)], firstTime: loggedTime(record) };
  }
}

/** The time at an Event Hub, in Log Analytics, or in the Activity Log's REST shape. */
export function loggedTime(record: JsonObject): unknown {
  return record.time ?? record.TimeGenerated ?? record.eventTimestamp;
}

function endsWith(end: RegExp, text: string, at: number): boolean {
  end.lastIndex = at;
  return end.test(text);
}
