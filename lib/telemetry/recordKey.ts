import type { Category } from './event';
import type { EventDraft } from './eventDraft';

/**
 * The 64-bit key of a record: equal for copies of one record, however often and by whichever way it
 * arrives, and (but for chance, 1 in 2^64 a pair) different for different records. Azure Monitor
 * gives no id, so it is a hash of the fields that make a record distinct: account, category, time
 * to the millisecond, activity id, operation, resource, status, charge and response size, and what
 * the category adds. It is made of the understood values, not of the text, so key order and
 * `"7.81"` against `7.81` do not matter, and a Log Analytics row gives the key of the Event Hub
 * record that it was made from. Two independent 32-bit lanes; no secret, so that every instance
 * and every run gives the same key.
 */

const HIGH_SEED = 0x2545f491;
const LOW_SEED = 0x6c078965;
const LONGEST_TEXT = 1_024;

let high = 0;
let low = 0;

function addWord(word: number): void {
  high = mixHigh(high, word);
  low = mixLow(low, word);
}

function mixHigh(lane: number, word: number): number {
  const mixed = Math.imul(lane ^ word, 0x85ebca6b);
  return (mixed << 13) | (mixed >>> 19);
}

function mixLow(lane: number, word: number): number {
  const mixed = Math.imul(lane + word, 0xc2b2ae35);
  return (mixed << 17) | (mixed >>> 15);
}

/** Where a text stands in a message. */
export interface TextPlace {
  readonly view: DataView;
  readonly from: number;
  /** True where its characters are its bytes. */
  isPlainText(): boolean;
}

/**
 * Length and the first 1,024 UTF-16 units of a text, two units a step. Where its place is known they
 * are read from there, which takes half of the time.
 */
function addText(text: string, place: TextPlace | null = null): void {
  const length = Math.min(text.length, LONGEST_TEXT);
  let h = mixHigh(high, length);
  let l = mixLow(low, length);
  let i = 0;
  if (place?.isPlainText() === true) {
    const { view, from } = place;
    for (; i + 3 < length; i += 4) {
      const four = view.getInt32(from + i, true);
      const word = (four & 0xff) | ((four & 0xff00) << 8);
      const next = ((four >>> 16) & 0xff) | ((four >>> 8) & 0xff0000);
      h = mixHigh(mixHigh(h, word), next);
      l = mixLow(mixLow(l, word), next);
    }
  }
  for (; i + 1 < length; i += 2) {
    const word = text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16);
    h = mixHigh(h, word);
    l = mixLow(l, word);
  }
  if (i < length) {
    const word = text.charCodeAt(i);
    h = mixHigh(h, word);
    l = mixLow(l, word);
  }
  high = h;
  low = l;
}

const double = new Float64Array(1);
const doubleWords = new Int32Array(double.buffer);

function addNumber(value: number): void {
  double[0] = value;
  addWord(doubleWords[0] ?? 0);
  addWord(doubleWords[1] ?? 0);
}

/** The final avalanche of MurmurHash3: every input bit reaches every output bit. */
function avalanche(lane: number): number {
  let mixed = lane;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** State of both lanes after the account, made once an account. */
export interface KeySeed {
  readonly high: number;
  readonly low: number;
}

/** Where the key of any record of this account starts. */
export function keySeedOf(account: string): KeySeed {
  high = HIGH_SEED;
  low = LOW_SEED;
  addText(account);
  return { high, low };
}

const CATEGORY_WORD: Readonly<Record<Category, number>> = {
  DataPlaneRequests: 1,
  DataPlaneRequests5M: 2,
  DataPlaneRequests15M: 3,
  QueryRuntimeStatistics: 4,
  ControlPlaneRequests: 5,
  MongoRequests: 6,
  CassandraRequests: 7,
  GremlinRequests: 8,
  TableApiRequests: 9,
  ActivityLog: 10,
};

/** Where long texts of an event stand, if that is known. */
export interface KeyPlaces {
  readonly activityId: TextPlace | null;
  readonly resource: TextPlace | null;
}

const NO_PLACES: KeyPlaces = { activityId: null, resource: null };

/**
 * Sets both halves of the key, unsigned integers of 32 bits. `distinct` is what else tells two
 * records of this category apart. Call it when all other fields are set.
 */
export function setRecordKey(
  event: EventDraft,
  seed: KeySeed,
  distinct = '',
  distinctToo = '',
  places: KeyPlaces = NO_PLACES,
): void {
  high = seed.high;
  low = seed.low;
  addWord(CATEGORY_WORD[event.category]);
  addNumber(event.time);
  addText(event.activityId, places.activityId);
  // The Activity Log spells an operation in capitals at the hub and mixed elsewhere.
  addText(event.management === null ? event.operationName : event.operationName.toLowerCase());
  if (event.resource === '') {
    addText(event.database);
    addText(event.container);
  } else {
    addText(event.resource, places.resource);
  }
  addWord(event.status);
  addNumber(event.requestUnits);
  addNumber(event.responseBytes);
  addText(distinct);
  addText(distinctToo);
  event.keyHigh = avalanche(high ^ low) >>> 0;
  event.keyLow = avalanche(low) >>> 0;
}
