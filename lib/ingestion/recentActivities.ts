import type { Client } from '../alerts/facts';
import type { AccessEvent, AccountId, Principal } from '../telemetry/event';
import { KeyTable } from './keyTable';

/** Requests that an instance remembers. */
const REMEMBERED = 100_000;
/** Accounts whose operations may show in two categories. */
const MOST_ACCOUNTS = 10_000;

const DATA_PLANE = 1;
const API_CATEGORY = 2;
const BOTH = DATA_PLANE | API_CATEGORY;

/**
 * Which client stood behind an activity id: joins query records, which have no client, with the
 * data plane record of the same request, and finds the second record of an operation that shows in
 * the data plane log and in its API's category.
 *
 * Every request is noted, few are looked for. So notes are written one behind the other, and only
 * accounts that use both places get a table of their activity ids.
 */
export class RecentActivities {
  private readonly highs = new Int32Array(REMEMBERED);
  private readonly lows = new Int32Array(REMEMBERED);
  private readonly placesAt = new Uint8Array(REMEMBERED);
  private readonly accounts = new Array<AccountId>(REMEMBERED);
  private readonly addresses = new Array<string>(REMEMBERED);
  private readonly principals = new Array<Principal>(REMEMBERED);
  private readonly applications = new Array<string>(REMEMBERED);
  private next = 0;
  private readonly placesOf = new Map<AccountId, number>();
  /** Records come in runs of one account. */
  private lastAccount: AccountId | null = null;
  private lastPlaces = 0;
  /** Activity ids of accounts that use both places, with the place that was seen first. */
  private readonly firstPlaces = new KeyTable(REMEMBERED);

  /** Notes an event's client; true where the operation was seen in the other place before. */
  isTwin(event: AccessEvent): boolean {
    const place = placeOf(event);
    if (place === 0 || event.activityId === '') return false;
    hashActivity(event.activityId);
    this.usePlace(event.account, place);
    this.note(event, place);
    if (this.lastPlaces !== BOTH) return false;
    const first = this.firstPlaces.get(high, low);
    if (first === -1) this.firstPlaces.add(high, low, place);
    return first !== -1 && first !== place;
  }

  /** The client of an activity id, or null where it has not been seen lately. */
  client(activityId: string): Client | null {
    hashActivity(activityId);
    const { lows, highs } = this;
    for (let back = 1; back <= REMEMBERED; back += 1) {
      const at = (this.next - back + REMEMBERED) % REMEMBERED;
      if (lows[at] !== low || highs[at] !== high) continue;
      const address = this.addresses[at] ?? '';
      const principal = this.principals[at];
      if (address === '' || principal === undefined) continue;
      return { address, principal, application: this.applications[at] ?? '' };
    }
    return null;
  }

  private usePlace(account: AccountId, place: number): void {
    if (account === this.lastAccount && (this.lastPlaces & place) !== 0) return;
    const places = this.placesOf.get(account) ?? 0;
    if ((places & place) === 0) this.extendPlaces(account, places | place);
    this.lastAccount = account;
    this.lastPlaces = places | place;
  }

  private note(event: AccessEvent, place: number): void {
    const at = this.next;
    this.highs[at] = high;
    this.lows[at] = low;
    this.placesAt[at] = place;
    this.accounts[at] = event.account;
    this.addresses[at] = event.clientIp;
    this.principals[at] = event.principal;
    this.applications[at] = event.application.family;
    this.next = at + 1 === REMEMBERED ? 0 : at + 1;
  }

  /** An account's second place: what is remembered of the first goes into the table. */
  private extendPlaces(account: AccountId, places: number): void {
    if (this.placesOf.size >= MOST_ACCOUNTS) this.placesOf.clear();
    this.placesOf.set(account, places);
    if (places !== BOTH) return;
    for (let at = 0; at < this.accounts.length; at += 1) {
      if (this.accounts[at] !== account) continue;
      const [otherHigh = 0, otherLow = 0] = [this.highs[at], this.lows[at]];
      if (this.firstPlaces.get(otherHigh, otherLow) !== -1) continue;
      this.firstPlaces.add(otherHigh, otherLow, this.placesAt[at] ?? 0);
    }
  }
}

function placeOf(event: AccessEvent): number {
  switch (event.category) {
    case 'DataPlaneRequests':
      return DATA_PLANE;
    case 'MongoRequests':
    case 'CassandraRequests':
    case 'GremlinRequests':
    case 'TableApiRequests':
      return API_CATEGORY;
    case 'DataPlaneRequests5M':
    case 'DataPlaneRequests15M':
    case 'QueryRuntimeStatistics':
    case 'ControlPlaneRequests':
    case 'ActivityLog':
      return 0;
  }
}

// Two 32-bit halves are handed over in these, because a pair would be an object per record.
let high = 0;
let low = 0;

/** 64 bits of an activity id, upper and lower case alike; two characters a step. */
function hashActivity(activityId: string): void {
  const { length } = activityId;
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let at = 0; at < length; at += 2) {
    const next = at + 1 < length ? activityId.charCodeAt(at + 1) : 0;
    const word = activityId.charCodeAt(at) | (next << 16) | 0x20_0020;
    a = Math.imul(a ^ word, 0x01000193);
    a ^= a >>> 15;
    b = Math.imul(b + word, 0x85ebca6b) ^ (b >>> 15);
  }
  high = a ^ (a >>> 13);
  low = b ^ (b >>> 16);
}
