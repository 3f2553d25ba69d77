import { isJsonObject, type JsonObject } from '../fields';
import { outlineOf } from './outline';
import { RecordPattern } from './recordPattern';

const MOST_PATTERNS = 24;
/** An expression of a longer record is not worth its making. */
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
  private credit = MOST_CREDIT;

  /** The record read last; it is written over by the next. */
  record: JsonObject = {};

  /** False while records are too different; each call brings the next try nearer. */
  isWorthwhile(): boolean {
    if (this.credit >= 0) return true;
    this.credit += 1;
    return this.credit === 0;
  }

  /** Index after the record at `at`, which is then `record`; -1 where there is no whole object. */
  read(text: string, at: number): number {
    const { patterns } = this;
    for (let index = 0; index < patterns.length; index += 1) {
      const pattern = patterns[index];
      if (pattern === undefined) break;
      const end = pattern.read(text, at);
      if (end === -1) continue;
      this.noteHit(pattern, index);
      return end;
    }
    return this.parse(text, at);
  }

  private noteHit(pattern: RecordPattern, index: number): void {
    this.record = pattern.record;
    this.counts.matched += 1;
    if (this.credit < MOST_CREDIT) this.credit += 1;
    pattern.hits += 1;
    const before = this.patterns[index - 1];
    if (before === undefined || before.hits >= pattern.hits) return;
    this.patterns[index - 1] = pattern;
    this.patterns[index] = before;
  }

  private parse(text: string, at: number): number {
    const end = endOfObject(text, at);
    if (end === -1) return -1;
    const record = objectIn(text.slice(at, end));
    if (record === null) return -1;
    this.record = record;
    this.counts.parsed += 1;
    if (this.credit >= 0 && end - at <= LONGEST_TEXT) this.learn(text.slice(at, end));
    this.credit -= COST_OF_MISS;
    return end;
  }

  private learn(slice: string): void {
    this.credit -= COST_OF_LEARNING;
    // A copy: a pattern outlives the message, and a slice would keep it in memory.
    const text = ` ${slice}`.slice(1);
    const record = objectIn(text);
    const outline = outlineOf(text);
    if (record === null || outline === null) return;
    if (this.patterns.some((pattern) => pattern.adapt(outline))) return;
    if (this.patterns.length === MOST_PATTERNS) this.patterns.pop();
    this.patterns.push(new RecordPattern(record, outline));
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

const MARK = /["{}]/g;

/** Index after the brace that closes the one at `at`, if the text is JSON at all; else -1. */
function endOfObject(text: string, at: number): number {
  let depth = 0;
  MARK.lastIndex = at;
  for (let mark = MARK.exec(text); mark !== null; mark = MARK.exec(text)) {
    if (mark[0] === '"') {
      const end = closingQuote(text, mark.index + 1);
      if (end === -1) return -1;
      MARK.lastIndex = end + 1;
    } else {
      depth += mark[0] === '{' ? 1 : -1;
      if (depth === 0) return mark.index + 1;
    }
  }
  return -1;
}

function closingQuote(text: string, from: number): number {
  for (let end = text.indexOf('"', from); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charAt(end - 1 - backslashes) === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return -1;
}
