import type { AccessEvent, Api, Principal } from '../telemetry/event';
import { OperationCount, type StoredOperationCount } from './operationCount';

/** Kinds of operations that are kept as sets, because a number of them decides an alert. */
export const WATCHED = ['refused', 'deleted', 'dropped'] as const;
export type Watched = (typeof WATCHED)[number];

/** Names of containers, applications and the like that an actor keeps. */
const MOST_NAMES = 8;

/** Plain sums over an actor's requests; bytes, request units and epoch ms. */
export interface Totals {
  requests: number;
  failed: number;
  throttled: number;
  requestBytes: number;
  responseBytes: number;
  requestUnits: number;
  firstSeen: number;
  lastSeen: number;
}

export interface StoredActor extends Totals {
  readonly principal: Principal;
  readonly address: string;
  readonly application: string;
  readonly api: Api | null;
  readonly containers: readonly string[];
  readonly watched: Partial<Record<Watched, StoredOperationCount>>;
}

/** What one principal did from one address with one application, within an hour. */
export class Actor {
  readonly containers = new Set<string>();
  readonly watched = new Map<Watched, OperationCount>();
  api: Api | null = null;
  readonly totals: Totals = {
    requests: 0,
    failed: 0,
    throttled: 0,
    requestBytes: 0,
    responseBytes: 0,
    requestUnits: 0,
    firstSeen: Infinity,
    lastSeen: -Infinity,
  };

  constructor(
    readonly principal: Principal,
    readonly address: string,
    readonly application: string,
  ) {}

  static from(stored: StoredActor): Actor {
    const actor = new Actor(stored.principal, stored.address, stored.application);
    actor.api = stored.api;
    for (const name of stored.containers) actor.containers.add(name);
    for (const kind of WATCHED) {
      const count = stored.watched[kind];
      if (count !== undefined) actor.watched.set(kind, OperationCount.from(count));
    }
    for (const name of Object.keys(actor.totals) as (keyof Totals)[]) {
      // keys of the object above, so each is one of Totals
      actor.totals[name] = stored[name];
    }
    return actor;
  }

  /** Adds the volumes of one event. */
  addVolume(event: AccessEvent): void {
    const { totals } = this;
    totals.requests += event.requests;
    if (event.outcome === 'throttled') totals.throttled += event.requests;
    else if (event.outcome !== 'ok') totals.failed += event.requests;
    totals.requestBytes += event.requestBytes;
    totals.responseBytes += event.responseBytes;
    totals.requestUnits += event.requestUnits;
  }

  see(event: AccessEvent): void {
    const { totals } = this;
    if (event.time < totals.firstSeen) totals.firstSeen = event.time;
    if (event.time > totals.lastSeen) totals.lastSeen = event.time;
    this.api ??= event.api;
  }

  addContainer(path: string): void {
    if (this.containers.size < MOST_NAMES) this.containers.add(path);
  }

  /** The count of one kind of operation, made when it is first asked for. */
  countOf(kind: Watched): OperationCount {
    const known = this.watched.get(kind);
    if (known !== undefined) return known;
    const count = OperationCount.empty();
    this.watched.set(kind, count);
    return count;
  }

  toStored(): StoredActor {
    const watched: Partial<Record<Watched, StoredOperationCount>> = {};
    for (const [kind, count] of this.watched) watched[kind] = count.toStored();
    return {
      principal: this.principal,
      address: this.address,
      application: this.application,
      api: this.api,
      containers: [...this.containers],
      watched,
      ...this.totals,
    };
  }
}
