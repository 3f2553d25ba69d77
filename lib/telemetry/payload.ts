import { isJsonObject, type JsonObject } from './fields';
import { answerRows } from './queryAnswer';
import { rawCopy } from './rawCopy';
import { CollectedRecords } from './reading/foundRecords';
import type { FoundRecords } from './reading/foundRecords';
import { unreadableText } from './reading/item';
import { itemsIn } from './reading/itemsIn';
import type { UnreadableReason } from './reading/unreadableReason';

const NOTHING: FoundRecords = { records: [], unreadable: [] };

/** An array of arrays of envelopes is the deepest that any trigger delivers. */
const DEEPEST = 3;

/**
 * Takes apart whatever a trigger delivers: an object, a text, bytes, or an array of any of these.
 * An empty text holds no record. Never throws.
 */
export function recordsOf(payload: unknown): FoundRecords {
  if (payload === undefined) return NOTHING;
  return typeof payload === 'string' ? ofText(payload, 0) : ofValue(payload, 0);
}

/**
 * The records of a parsed JSON value: elements of `records` or of an array (of arrays and envelopes
 * too), rows of a Log Analytics query answer, what a text that is JSON again holds, or the value
 * itself. `records: []` holds none.
 */
export function recordsOfValue(value: unknown): FoundRecords {
  return ofValue(value, 0);
}

function ofValue(value: unknown, depth: number): FoundRecords {
  if (typeof value === 'string') {
    return depth < DEEPEST && looksLikeJson(value) ? ofText(value, depth + 1) : only(value);
  }
  if (value instanceof Uint8Array) return ofBytes(value, depth);
  if (value instanceof ArrayBuffer) return ofBytes(new Uint8Array(value), depth);
  if (Array.isArray(value)) return depth < DEEPEST ? ofElements(value, depth + 1) : only(value);
  if (isJsonObject(value)) return ofObject(value, depth);
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
    return unreadable('unsupportedPayload', `A ${typeof value} is no JSON.`, '');
  }
  // A hole in an array is a null.
  return only(value ?? null);
}

function ofElements(elements: readonly unknown[], depth: number): FoundRecords {
  if (elements.every(isPlainRecord)) return { records: elements, unreadable: [] };
  const found = new CollectedRecords();
  for (const element of elements) found.add(ofValue(element, depth));
  return found;
}

/** True for an object that is no envelope, query answer or bytes, as most elements are. */
function isPlainRecord(element: unknown): boolean {
  if (!isJsonObject(element) || 'records' in element || 'tables' in element) return false;
  return !(element instanceof Uint8Array || element instanceof ArrayBuffer);
}

function ofObject(object: JsonObject, depth: number): FoundRecords {
  if (Object.hasOwn(object, 'records')) return ofEnvelope(object, depth);
  const rows = Object.hasOwn(object, 'tables') ? answerRows(object.tables) : null;
  return rows === null ? only(object) : { records: rows, unreadable: [] };
}

function ofEnvelope(envelope: JsonObject, depth: number): FoundRecords {
  const { records } = envelope;
  if (Array.isArray(records)) return ofRecords(records, depth);
  if (typeof records === 'string' && depth < DEEPEST && looksLikeJson(records)) {
    return ofText(records, depth + 1);
  }
  const found = records === null ? 'null' : typeof records;
  const detail = `The member "records" of this envelope is no array but a JSON ${found}.`;
  return unreadable('recordsNotAnArray', detail, rawCopy(envelope));
}

/** An object in `records` is a record, whatever it holds; a list or a text may be wrapped ones. */
function ofRecords(records: readonly unknown[], depth: number): FoundRecords {
  if (depth >= DEEPEST || records.every(isJsonObject)) return { records, unreadable: [] };
  const found = new CollectedRecords();
  for (const record of records) {
    found.add(isJsonObject(record) ? only(record) : ofValue(record, depth + 1));
  }
  return found;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Bytes that are no UTF-8 become U+FFFD: they spoil the value they are in, or only a name. */
function ofBytes(bytes: Uint8Array, depth: number): FoundRecords {
  return ofText(decoder.decode(bytes), depth, bytes);
}

/** The plain way first: reading value by value takes many times as long. */
function ofText(text: string, depth: number, bytes?: Uint8Array): FoundRecords {
  if (text === '') return NOTHING;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Several values, or a broken one: both are read below.
    return oneByOne(Buffer.from(bytes ?? encoder.encode(text)), depth);
  }
  return ofValue(value, depth);
}

function oneByOne(bytes: Buffer, depth: number): FoundRecords {
  const found = new CollectedRecords();
  for (const item of itemsIn(bytes, (value) => ofValue(value, depth))) {
    if (item.kind === 'message') found.add({ records: item.records, unreadable: [] });
    if (item.kind !== 'unreadable') continue;
    found.add(unreadable(item.reason, item.detail, unreadableText(item)));
  }
  return found;
}

function looksLikeJson(text: string): boolean {
  return /^[\s\uFEFF]*[[{"]/.test(text.slice(0, 100));
}

function only(value: unknown): FoundRecords {
  return { records: [value], unreadable: [] };
}

function unreadable(reason: UnreadableReason, detail: string, raw: string): FoundRecords {
  return { records: [], unreadable: [{ reason, detail, raw, before: 0 }] };
}
