import type { MessagePosition } from '../event';
import type { JsonObject } from '../fields';
import { isEvent } from '../parsed';
import type { RecordOutcome } from '../recordOutcome';
import { Literal } from './literal';
import { MessageBytes } from './messageBytes';
import { RecordPatterns } from './recordPatterns';

/** The records of one message, parsed. */
export interface ParsedMessage {
  readonly outcomes: readonly RecordOutcome[];
  /** The time of the first record: epoch ms of its event, else the text that it has for its time. */
  readonly firstTime: number | string | undefined;
}

const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const CLOSE_BRACKET = 0x5d;

/** How an envelope begins, white space left out. */
const ENVELOPE = ['{', '"records"', ':', '['].map((text) => Literal.ofText(text));

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
    this.message.moveTo(bytes, to);
    const firstRecord = firstRecordIn(this.message, from);
    return firstRecord === -1
      ? this.readSingle(from, position)
      : this.readEnvelope(firstRecord, position);
  }

  private readEnvelope(from: number, position: MessagePosition): ParsedMessage | null {
    const { patterns, message } = this;
    const outcomes: RecordOutcome[] = [];
    let firstTime: number | string | undefined;
    for (let at = from; ; at += 1) {
      at = message.afterBlanks(at);
      if (message.byteAt(at) !== OPEN_BRACE) return null;
      at = patterns.read(message, at, position, outcomes.length);
      const { outcome } = patterns;
      if (at === -1 || outcome === null) return null;
      if (outcomes.length === 0) firstTime = firstTimeOf(outcome, patterns.record);
      outcomes.push(outcome);
      at = message.afterBlanks(at);
      if (message.byteAt(at) === COMMA) continue;
      return endsEnvelope(message, at) ? { outcomes, firstTime } : null;
    }
  }

  private readSingle(from: number, position: MessagePosition): ParsedMessage | null {
    const { patterns, message } = this;
    if (message.byteAt(from) !== OPEN_BRACE) return null;
    const end = patterns.read(message, from, position, 0);
    const { outcome, record } = patterns;
    if (end === -1 || outcome === null || message.afterBlanks(end) < message.end) return null;
    // Envelopes of another spelling, and answers of the Log Analytics query API.
    if ('records' in record || 'tables' in record) return null;
    return { outcomes: [outcome], firstTime: firstTimeOf(outcome, record) };
  }
}

/** Index of the first record of the envelope at `from`; -1 where there is none. */
function firstRecordIn(message: MessageBytes, from: number): number {
  let at = from;
  for (const part of ENVELOPE) {
    at = part.after(message.view, message.afterBlanks(at), message.end);
    if (at === -1) return -1;
  }
  at = message.afterBlanks(at);
  return message.byteAt(at) === OPEN_BRACE ? at : -1;
}

/** True where nothing but the end of the envelope is left from `at` on. */
function endsEnvelope(message: MessageBytes, at: number): boolean {
  if (message.byteAt(at) !== CLOSE_BRACKET) return false;
  const brace = message.afterBlanks(at + 1);
  return message.byteAt(brace) === CLOSE_BRACE && message.afterBlanks(brace + 1) >= message.end;
}

function firstTimeOf(outcome: RecordOutcome, record: JsonObject): number | string | undefined {
  return isEvent(outcome) ? outcome.time : loggedTime(record);
}

/** The text of the time at an Event Hub, in Log Analytics, or in the Activity Log's REST shape. */
export function loggedTime(record: JsonObject): string | undefined {
  const logged = record.time ?? record.TimeGenerated ?? record.eventTimestamp;
  return typeof logged === 'string' ? logged : undefined;
}
