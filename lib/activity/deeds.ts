import { statesOf } from '../management/accountState';
import { isGuard, stateText } from '../management/state';
import { toolOf } from '../management/callerClaims';
import { homeOf } from '../management/callerHome';
import { isDone, managementKindOf, type ManagementKind } from '../management/managementKind';
import type { AccessEvent, Principal } from '../telemetry/event';
import type { NameList } from './nameList';

/** What somebody did, or how an account was set up by it. */
export type DeedKind =
  | ManagementKind
  /** A key listing that was begun, whatever became of it. */
  | 'keyListingAttempt'
  /** How an aspect of the account stands after an operation. */
  | 'state';

/** That somebody did something of a kind within an hour, however often. */
export interface Deed {
  readonly kind: DeedKind;
  readonly principal: Principal;
  /** Canonical address, or empty. */
  readonly address: string;
  readonly tool: string;
  /** Organisation of a person, as `homeOf` tells it, or empty. */
  readonly home: string;
  /** Of a state which; in a subscription's hour the account that it was done to; else empty. */
  readonly subject: string;
  /** Epoch ms. */
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/**
 * Kind, kind of principal, numbers of its id, the address, tool and subject, times after the hour, and
 * the number of the home, which older ones lack.
 */
export type StoredDeed = readonly [DeedKind, Principal['kind'], ...numbers: number[]];

/** Deeds of an hour that are kept. */
export const MOST_DEEDS = 250;
const NOBODY: Principal = { kind: 'unknown', id: '' };

/** A set of deeds. It only grows, so order, redelivery and copies change nothing. */
export class Deeds {
  private readonly deeds = new Map<string, Deed>();

  constructor(private readonly hour: number) {}

  static from(stored: readonly StoredDeed[], names: readonly string[], hour: number): Deeds {
    const deeds = new Deeds(hour);
    for (const [kind, principalKind, ...numbers] of stored) {
      const [id = -1, address = -1, tool = -1, subject = -1, first = 0, last = 0, home = -1] =
        numbers;
      deeds.add({
        kind,
        principal: { kind: principalKind, id: names[id] ?? '' },
        address: names[address] ?? '',
        tool: names[tool] ?? '',
        home: names[home] ?? '',
        subject: names[subject] ?? '',
        firstSeen: hour + first,
        lastSeen: hour + last,
      });
    }
    return deeds;
  }

  get size(): number {
    return this.deeds.size;
  }

  /** Notes what a management record tells. @param subject of a subscription's hour the account */
  see(event: AccessEvent, subject = ''): void {
    for (const deed of deedsOf(event, subject)) this.add(deed);
  }

  merge(other: Deeds): void {
    for (const deed of other.deeds.values()) this.add(deed);
  }

  toList(): readonly Deed[] {
    return [...this.deeds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, deed]) => deed);
  }

  toStored(names: NameList): readonly StoredDeed[] {
    return this.toList().map((deed) => {
      const { kind, principal, address, tool, subject, home, firstSeen, lastSeen } = deed;
      const numbers = [principal.id, address, tool, subject].map((name) => names.numberOf(name));
      const times = [firstSeen - this.hour, lastSeen - this.hour];
      return [kind, principal.kind, ...numbers, ...times, names.numberOf(home)];
    });
  }

  /** Notes a deed of this hour. */
  add(deed: Deed): void {
    const { kind, principal, address, tool, subject, home } = deed;
    const key = [kind, principal.kind, principal.id, address, tool, subject, home].join('\n');
    const known = this.deeds.get(key);
    this.deeds.set(key, {
      ...deed,
      firstSeen: Math.min(deed.firstSeen, known?.firstSeen ?? Infinity),
      lastSeen: Math.max(deed.lastSeen, known?.lastSeen ?? -Infinity),
    });
    if (this.deeds.size > MOST_DEEDS) this.dropOne();
  }

  /** The last of whoever did most: who does much crowds nobody out, whatever came first. */
  private dropOne(): void {
    const own = new Map<string, string[]>();
    for (const [key, { principal }] of this.deeds) {
      const who = `${principal.kind} ${principal.id}`;
      const keys = own.get(who) ?? [];
      own.set(who, keys);
      keys.push(key);
    }
    const [, keys] = [...own].reduce((a, b) => {
      const more = a[1].length - b[1].length;
      return more > 0 || (more === 0 && a[0] > b[0]) ? a : b;
    });
    this.deeds.delete(keys.reduce((a, b) => (a > b ? a : b)));
  }
}

function deedsOf(event: AccessEvent, subject: string): readonly Deed[] {
  const { management, time, principal, clientIp: address } = event;
  const kind = managementKindOf(event);
  if (management === null || kind === null) return [];
  const times = { firstSeen: time, lastSeen: time };
  const deeds: Deed[] = [];
  if (management.source === 'activityLog') {
    const by = { principal, address, tool: toolOf(event), home: homeOf(event), subject, ...times };
    if (kind === 'keyListing') deeds.push({ kind: 'keyListingAttempt', ...by });
    if (isDone(event)) deeds.push({ kind, ...by });
  }
  // A request often stands in the record of the start alone, and what became of it in another.
  const states = event.outcome === 'ok' ? statesOf(event) : [];
  for (const state of isDone(event) ? states : states.filter(isGuard)) {
    const about = { address: '', tool: '', home: '', subject: stateText(state), ...times };
    deeds.push({ kind: 'state', principal: NOBODY, ...about });
  }
  return deeds;
}
