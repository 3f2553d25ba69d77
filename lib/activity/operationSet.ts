import { hash } from 'node:crypto';
import { operationKeyOf } from '../management/operationKey';
import type { AccessEvent } from '../telemetry/event';

/**
 * One operation as seen in one record: where it was seen (`d` data plane, `a` API category, `q`
 * query record, `m` Activity Log, `c` control plane), the record's key and the activity's key, each
 * of 11 characters. Start and end of a management operation have one entry.
 */
export type OperationEntry = string;

export const ENTRY_LENGTH = 23;
/** Six bits each: 48 bits of a key tell a thousand operations apart as surely (1 in 500 million). */
const SHORT_KEY = 8;
export const SHORT_ENTRY_LENGTH = 1 + 2 * SHORT_KEY;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The entry of an event. All query records of one activity and text are one operation. */
export function operationEntry(event: AccessEvent): OperationEntry {
  const place = placeOf(event);
  if (place === 'm' || place === 'c') {
    const operation = digest(operationKeyOf(event));
    return place + operation + operation;
  }
  const record = keyText(event.keyHigh, event.keyLow);
  if (event.activityId === '') return place + record + record;
  const activity = digest(`${event.account}\n${event.activityId.toLowerCase()}`);
  return place === 'q'
    ? place + digest(`${activity}\n${event.query?.text ?? ''}`) + activity
    : place + record + activity;
}

/** An entry with the first eight characters of each key, for sets that are stored often. */
export function shortEntry(entry: OperationEntry): OperationEntry {
  const half = (entry.length + 1) >> 1;
  return entry.slice(0, 1 + SHORT_KEY) + entry.slice(half, half + SHORT_KEY);
}

/**
 * A bounded set of operations, whose entries are all of one length. The same operation seen in the
 * data plane log and in an API category counts once, whichever came first. Of the two management
 * logs, whose records nothing surely joins, the one that tells of more operations counts.
 */
export class OperationSet {
  private readonly entries = new Set<OperationEntry>();
  private readonly dataPlane = new Set<string>();
  private readonly otherPlaces = new Map<string, number>();
  private twins = 0;
  private inActivityLog = 0;
  private inControlPlane = 0;

  constructor(private readonly most: number) {}

  static from(text: string, most: number, entryLength = ENTRY_LENGTH): OperationSet {
    const set = new OperationSet(most);
    for (let at = 0; at + entryLength <= text.length; at += entryLength) {
      set.add(text.slice(at, at + entryLength));
    }
    return set;
  }

  /** Distinct operations. */
  get size(): number {
    return this.entries.size - this.twins - Math.min(this.inActivityLog, this.inControlPlane);
  }

  has(entry: OperationEntry): boolean {
    return this.entries.has(entry);
  }

  /** `twin`: another record of an operation that is there already; `full`: no room, not added. */
  add(entry: OperationEntry): 'new' | 'twin' | 'known' | 'full' {
    if (this.entries.has(entry)) return 'known';
    if (this.entries.size >= this.most) return 'full';
    this.entries.add(entry);
    if (entry.startsWith('m')) {
      this.inActivityLog += 1;
      return this.inActivityLog > this.inControlPlane ? 'new' : 'twin';
    }
    if (entry.startsWith('c')) {
      this.inControlPlane += 1;
      return this.inControlPlane > this.inActivityLog ? 'new' : 'twin';
    }
    const activity = entry.slice((entry.length + 1) >> 1);
    if (entry.startsWith('a')) {
      this.otherPlaces.set(activity, (this.otherPlaces.get(activity) ?? 0) + 1);
      if (!this.dataPlane.has(activity)) return 'new';
      this.twins += 1;
      return 'twin';
    }
    if (!entry.startsWith('d') || this.dataPlane.has(activity)) return 'new';
    this.dataPlane.add(activity);
    const others = this.otherPlaces.get(activity) ?? 0;
    this.twins += others;
    return others > 0 ? 'twin' : 'new';
  }

  [Symbol.iterator](): IterableIterator<OperationEntry> {
    return this.entries[Symbol.iterator]();
  }

  toString(): string {
    return [...this.entries].join('');
  }
}

function placeOf(event: AccessEvent): 'd' | 'a' | 'q' | 'm' | 'c' {
  switch (event.category) {
    case 'MongoRequests':
    case 'CassandraRequests':
    case 'GremlinRequests':
    case 'TableApiRequests':
      return 'a';
    case 'QueryRuntimeStatistics':
      return 'q';
    case 'ControlPlaneRequests':
      return 'c';
    case 'ActivityLog':
      return 'm';
    case 'DataPlaneRequests':
    case 'DataPlaneRequests5M':
    case 'DataPlaneRequests15M':
      return 'd';
  }
}

function digest(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 11);
}

/** A 64-bit key as eleven characters. */
function keyText(high: number, low: number): string {
  let text = ALPHABET.charAt(((high >>> 30) << 2) | (low >>> 30));
  for (let shift = 24; shift >= 0; shift -= 6) text += ALPHABET.charAt((high >>> shift) & 63);
  for (let shift = 24; shift >= 0; shift -= 6) text += ALPHABET.charAt((low >>> shift) & 63);
  return text;
}
