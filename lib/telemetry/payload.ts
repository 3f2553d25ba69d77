import { isJsonObject, type JsonObject } from './fields';
import { parseJsonValues } from './json';
import { LONGEST_RAW_COPY, rawCopy } from './rawCopy';
import type { UnreadableReason } from './parsed';

/** A stretch of a payload that is no record. */
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly reason: UnreadableReason;
  readonly detail: string;
  /** Bounded copy of what was there. */
  readonly raw: string;
  /** Where it begins in its text, in bytes of UTF-8; 0 where the payload was no text. */
  readonly offset: number;
}

export interface RawRecord {
  readonly kind: 'record';
  readonly value: unknown;
}

export type RawItem = RawRecord | Unreadable;

/** Receives the records of a payload in order, without an object a record. */
export interface RecordVisitor {
  record(value: unknown): void;
  unreadable(item: Unreadable): void;
}

/**
 * Takes apart whatever a trigger or a file delivers: an object, a text, JSON inside a JSON text,
 * bytes, or an array of any of these, each with or without a `records` array. One record each: an
 * element of `records` or of a top-level array, any other JSON value, an unreadable stretch.
 * `records: []` and an empty text hold none. Never throws.
 */
export function visitRecords(payload: unknown, visitor: RecordVisitor): void {
  visitPart(payload, visitor, 0);
}

/** All records of a payload at once; see `visitRecords`. */
export function recordsOf(payload: unknown): RawItem[] {
  const items: RawItem[] = [];
  visitRecords(payload, {
    record: (value) => items.push({ kind: 'record', value }),
    unreadable: (item) => items.push(item),
  });
  return items;
}

/** An array of arrays of envelopes is the deepest that any trigger delivers. */
const DEEPEST = 3;

function visitPart(part: unknown, visitor: RecordVisitor, depth: number): void {
  if (part === undefined) return;
  if (typeof part === 'string') visitText(part, visitor, depth);
  else if (part instanceof Uint8Array) visitText(decoded(part), visitor, depth);
  else if (part instanceof ArrayBuffer) visitText(decoded(new Uint8Array(part)), visitor, depth);
  else if (Array.isArray(part) && depth < DEEPEST) {
    for (const element of part) visitElement(element, visitor, depth + 1);
  } else if (isJsonObject(part) && Object.hasOwn(part, 'records')) visitEnvelope(part, visitor);
  else if (typeof part === 'function' || typeof part === 'symbol' || typeof part === 'bigint') {
    visitor.unreadable(unreadable('unsupportedPayload', `a ${typeof part} is no JSON`, '', 0));
  } else visitor.record(part);
}

/** An element of an array is a message of its own; a hole in the array is a null. */
function visitElement(element: unknown, visitor: RecordVisitor, depth: number): void {
  if (element === undefined) visitor.record(null);
  else visitPart(element, visitor, depth);
}

function visitEnvelope(envelope: JsonObject, visitor: RecordVisitor): void {
  const { records } = envelope;
  if (Array.isArray(records)) {
    for (const record of records) visitor.record(record);
    return;
  }
  const found = records === null ? 'null' : typeof records;
  const detail = `records is no array but a JSON ${found}`;
  visitor.unreadable(unreadable('recordsNotAnArray', detail, rawCopy(envelope), 0));
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Bytes that are no UTF-8 become U+FFFD: they spoil the value they are in, or only a name. */
function decoded(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

function visitText(text: string, visitor: RecordVisitor, depth: number): void {
  let counted = 0;
  let bytes = 0;
  parseJsonValues(text, {
    value: (value) => {
      if (typeof value === 'string' && depth < DEEPEST && looksLikeJson(value)) {
        visitText(value, visitor, depth + 1);
      } else if (typeof value === 'string') visitor.record(value);
      else visitPart(value, visitor, depth);
    },
    unreadable: (start, end, reason, detail) => {
      bytes += Buffer.byteLength(text.slice(counted, start));
      counted = start;
      const raw = text.slice(start, Math.min(end, start + LONGEST_RAW_COPY));
      visitor.unreadable(unreadable(reason, detail, raw, bytes));
    },
  });
}

function looksLikeJson(text: string): boolean {
  return /^[\s\uFEFF]*[[{"]/.test(text.slice(0, 100));
}

function unreadable(
  reason: UnreadableReason,
  detail: string,
  raw: string,
  offset: number,
): Unreadable {
  return { kind: 'unreadable', reason, detail, raw, offset };
}
