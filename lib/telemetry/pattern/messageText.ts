import type { MessagePosition } from '../event';
import type { JsonObject } from '../fields';
import { isEvent } from '../parsed';
import type { RecordOutcome } from '../recordOutcome';
import { MessageBytes } from './messageBytes';
import { RecordPatterns } from './recordPatterns';

/** The records of one message, parsed. */
export interface ParsedMessage {
  readonly outcomes: readonly RecordOutcome[];
  /** The time of the first record: epoch ms of its event, else the text that it has for its time. */
  readonly firstTime: number | string | undefined;
}

const COMMA = 0x2c;
const SPACE = 0x20;
const OPEN_BRACE = 0x7b;

const ENVELOPE = /[ \t\r]*\{[ \t]*"records"[ \t]*:[ \t]*\[[ \t]*(?=\{)/y;
const ENVELOPE_END = /[ \t]*\][ \t]*\}[ \t\r\n]*$/y;
const BLANK_END = /[ \t\r\n]*$/y;

/**
 * Parses the bytes of a message without the objects that `JSON.parse` would make of it: an envelope
 * that has `records` and nothing else, or a single record. What comes out is what `parseRecord`
 * makes of `JSON.parse`.
 */
export class MessageTextReader {
  readonly patterns = new RecordPatterns();
  private readonly message = new MessageBytes();

  /** Null where the bytes are neither, or not valid JSON: then they have to be read the plain way. */
  read(bytes: Buffer, from: number, to: number, position: MessagePosition): ParsedMessage | null {
    if (!this.patterns.isWorthwhile()) return null;
    this.message.moveTo(bytes, from, to);
    const firstRecord = this.message.skip(ENVELOPE, from);
    return firstRecord === -1
      ? this.readSingle(from, position)
      : this.readEnvelope(firstRecord, position);
  }

  private readEnvelope(from: number, position: MessagePosition): ParsedMessage | null {
    const { patterns, message } = this;
    const outcomes: RecordOutcome[] = [];
    let firstTime: number | string | undefined;
    for (let at = from; ; at += 1) {
      while (message.byteAt(at) === SPACE) at += 1;
      if (message.byteAt(at) !== OPEN_BRACE) return null;
      at = patterns.read(message, at, position, outcomes.length);
      const { outcome } = patterns;
      if (at === -1 || outcome === null) return null;
      if (outcomes.length === 0) firstTime = firstTimeOf(outcome, patterns.record);
      outcomes.push(outcome);
      if (message.byteAt(at) === COMMA) continue;
      return message.skip(ENVELOPE_END, at) === -1 ? null : { outcomes, firstTime };
    }
  }

  private readSingle(from: number, position: MessagePosition): ParsedMessage | null {
    const { patterns, message } = this;
    if (message.byteAt(from) !== OPEN_BRACE) return null;
    const end = patterns.read(message, from, position, 0);
    const { outcome, record } = patterns;
    if (end === -1 || outcome === null || message.skip(BLANK_END, end) === -1) return null;
    // Envelopes of another spelling, and answers of the Log Analytics query API.
    if ('records' in record || 'tables' in record) return null;
    return { outcomes: [outcome], firstTime: firstTimeOf(outcome, record) };
  }
}

function firstTimeOf(outcome: RecordOutcome, record: JsonObject): number | string | undefined {
  return isEvent(outcome) ? outcome.time : loggedTime(record);
}

/** The text of the time at an Event Hub, in Log Analytics, or in the Activity Log's REST shape. */
export function loggedTime(record: JsonObject): string | undefined {
  const logged = record.time ?? record.TimeGenerated ?? record.eventTimestamp;
  return typeof logged === 'string' ? logged : undefined;
}
