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

const NO_CONTAINERS: ReadonlySet<string> = new Set();
const NOTHING_WATCHED: ReadonlyMap<Watched, OperationCount> = new Map();

/** What one principal did from one address with one application, within an hour. */
export class Actor {
  // Most actors need neither, and there are very many actors.
  private ownContainers: Set<string> | null = null;
  private ownWatched: Map<Watched, OperationCount> | null = null;
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

  /** `database/container` of watched operations. */
  get containers(): ReadonlySet<string> {
    return this.ownContainers ?? NO_CONTAINERS;
  }

  get watched(): ReadonlyMap<Watched, OperationCount> {
    return this.ownWatched ?? NOTHING_WATCHED;
  }

  static from(stored: StoredActor): Actor {
    const actor = new Actor(stored.principal, stored.address, stored.application);
    actor.api = stored.api;
    for (const name of stored.containers) actor.addContainer(name);
    for (const kind of WATCHED) {
      const count = stored.watched[kind];
      if (count !== undefined) actor.watch(kind, OperationCount.from(count));
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
    this.ownContainers ??= new Set();
    if (this.ownContainers.size < MOST_NAMES) this.ownContainers.add(path);
  }

  /** The count of one kind of operation, made when it is first asked for. */
  countOf(kind: Watched): OperationCount {
    return this.ownWatched?.get(kind) ?? this.watch(kind, OperationCount.empty());
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

  private watch(kind: Watched, count: OperationCount): OperationCount {
    this.ownWatched ??= new Map();
    this.ownWatched.set(kind, count);
    return count;
  }
}
