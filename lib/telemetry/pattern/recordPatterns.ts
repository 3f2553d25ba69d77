import type { MessagePosition } from '../event';
import { isJsonObject, type JsonObject } from '../fields';
import { outcomeOfRecord, type RecordOutcome } from '../recordOutcome';
import type { MessageBytes } from './messageBytes';
import { outlineOf } from './outline';
import { FieldTexts } from './fieldTexts';
import { RecordPattern } from './recordPattern';
import { TextScan } from './textScan';

const MOST_PATTERNS = 24;
/** A pattern of a longer record is not worth its making. */
const LONGEST_TEXT = 16 * 1024;

/** A record that no pattern matches costs several times what one does that matches. */
const COST_OF_MISS = 2;
const COST_OF_LEARNING = 100;
const MOST_CREDIT = 10_000;

/**
 * Reads records one by one with the patterns of those before, and learns a new pattern where none
 * matches. Records of an account are written alike, so nearly all match; where they do not, the
 * credit runs out and `isWorthwhile` advises against trying.
 */
export class RecordPatterns {
  /** Records read by a pattern, and those that had to be parsed. */
  readonly counts = { matched: 0, parsed: 0 };
  /** The most frequent first. */
  private readonly patterns: RecordPattern[] = [];
  private readonly texts = new FieldTexts();
  private credit = MOST_CREDIT;

  /** What became of the record read last. */
  outcome: RecordOutcome | null = null;
  /** That record, or one of the same members; it is written over by the next. */
  record: JsonObject = {};

  /** False while records are too different; each call brings the next try nearer. */
  isWorthwhile(): boolean {
    if (this.credit >= 0) return true;
    this.credit += 1;
    return this.credit === 0;
  }

  /** Index after the record at `at`, whose `outcome` is then set; -1 where there is no whole object. */
  read(message: MessageBytes, at: number, position: MessagePosition, index: number): number {
    const { patterns } = this;
    let isKnown = false;
    for (let rank = 0; rank < patterns.length; rank += 1) {
      const pattern = patterns[rank];
      const end = pattern?.match(message, at) ?? -1;
      if (pattern === undefined || end === -1) continue;
      isKnown = true;
      this.outcome = pattern.outcome(message, position, index);
      if (this.outcome === null) break;
      this.noteHit(pattern, rank);
      return end;
    }
    const end = this.parse(message, at, isKnown);
    if (end !== -1) this.outcome = outcomeOfRecord(this.record, position, index);
    return end;
  }

  private noteHit(pattern: RecordPattern, rank: number): void {
    this.record = pattern.record;
    this.counts.matched += 1;
    if (this.credit < MOST_CREDIT) this.credit += 1;
    pattern.hits += 1;
    if (rank === 0) return;
    const before = this.patterns[rank - 1];
    if (before === undefined || before.hits >= pattern.hits) return;
    this.patterns[rank - 1] = pattern;
    this.patterns[rank] = before;
  }

  private parse(message: MessageBytes, at: number, isKnown: boolean): number {
    const end = endOfObject(message, at);
    if (end === -1) return -1;
    const text = message.text(at, end);
    const record = objectIn(text);
    if (record === null) return -1;
    this.record = record;
    this.counts.parsed += 1;
    if (!isKnown && this.credit >= 0 && end - at <= LONGEST_TEXT) this.learn(text);
    this.credit -= COST_OF_MISS;
    return end;
  }

  private learn(text: string): void {
    this.credit -= COST_OF_LEARNING;
    // Of its own, for the pattern writes it over.
    const record = objectIn(text);
    const outline = outlineOf(text);
    if (record === null || outline === null) return;
    if (this.patterns.some((pattern) => pattern.adapt(outline))) return;
    if (this.patterns.length === MOST_PATTERNS) this.patterns.pop();
    this.patterns.push(new RecordPattern(record, outline, this.texts));
  }
}

function objectIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

const QUOTE = 0x22;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

const scan = new TextScan();

/** Index after the brace that closes the one at `at`, if the bytes are JSON at all; else -1. */
function endOfObject({ view, end }: MessageBytes, from: number): number {
  let depth = 0;
  for (let at = from; at < end; at += 1) {
    const byte = view.getUint8(at);
    if (byte === QUOTE) {
      at = scan.endOf(view, at + 1, end);
      if (at === -1) return -1;
    } else if (byte === OPEN_BRACE) depth += 1;
    else if (byte === CLOSE_BRACE) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}
