import { containerPath } from '../telemetry/displayNames';
import type { AccessEvent, Api, Principal } from '../telemetry/event';
import { InternTable } from '../telemetry/internTable';
import type { ActorRows } from './actorRows';
import { ActorVolume } from './actorVolume';
import { ContainerVolumes, type StoredContainers } from './containerVolumes';
import type { StoredFigures } from './figures';
import type { ActorHour, ActorIdentity } from './hourActivity';
import type { NameList } from './nameList';
import { OperationCount, type StoredOperationCount } from './operationCount';
import { operationEntry, shortEntry } from './operationSet';
import { DistinctCount } from './sketches/distinctCount';
import { WATCHED, type Watched } from './watched';

/** Names of containers of watched operations that an actor keeps. */
const MOST_NAMES = 8;
/** Versions of one application behind one address that are kept. */
const MOST_VERSIONS = 4;
/** All actors without room of their own. */
const OTHER: ActorIdentity = {
  principal: { kind: 'unknown', id: 'other' },
  address: '',
  application: '',
};

export interface StoredActor extends ActorIdentity {
  readonly api: Api | null;
  readonly figures: StoredFigures;
  /** First and last request, ms after the start of the hour. */
  readonly seen: readonly [number, number];
  readonly containers?: StoredContainers;
  /** Sketch of the documents. */
  readonly documents?: string;
  readonly watched?: Partial<Record<Watched, StoredOperationCount>>;
  /** Numbers of the names of containers of watched operations. */
  readonly watchedContainers?: readonly number[];
  /** Versions of the application; absent where none is told, and in older ones. */
  readonly versions?: readonly string[];
}

const NO_NAMES: ReadonlySet<string> = new Set();
const NO_VERSIONS: readonly string[] = [];
/** Very many actors have the same. */
const singleVersions = new InternTable<readonly string[]>(1_024, (version) => [version]);
const NOTHING_WATCHED: ReadonlyMap<Watched, OperationCount> = new Map();

/** What one principal did from one address with one application, within an hour. */
export class Actor extends ActorVolume implements ActorIdentity {
  api: Api | null = null;
  /** The next one behind the same address. */
  neighbour: Actor | null = null;
  // Most actors lack these, and there are very many actors.
  private watchedNames: Set<string> | null = null;
  private ownWatched: Map<Watched, OperationCount> | null = null;
  private lastVersion = '';
  private ownVersions = NO_VERSIONS;

  /** @param rows get one for its numbers */
  constructor(
    rows: ActorRows,
    readonly principal: Principal,
    readonly address: string,
    readonly application: string,
    readonly isOther: boolean = false,
  ) {
    super(rows);
  }

  /** The sum of those that find no room of their own. */
  static other(rows: ActorRows): Actor {
    return new Actor(rows, OTHER.principal, OTHER.address, OTHER.application, true);
  }

  static from(
    rows: ActorRows,
    stored: StoredActor,
    names: readonly string[],
    hour: number,
    isOther = false,
  ): Actor {
    const actor = new Actor(rows, stored.principal, stored.address, stored.application, isOther);
    actor.api = stored.api;
    actor.seeTimes(hour + stored.seen[0], hour + stored.seen[1]);
    const { containers, documents, watched = {}, watchedContainers = [], versions = [] } = stored;
    actor.readVolume(
      stored.figures,
      containers === undefined ? null : ContainerVolumes.from(containers, names),
      documents === undefined ? null : DistinctCount.from(documents),
    );
    for (const kind of WATCHED) {
      const count = watched[kind];
      if (count !== undefined) actor.watch(kind, OperationCount.from(count));
    }
    for (const number of watchedContainers) actor.addWatchedName(names[number] ?? '');
    for (const version of versions) actor.addVersion(version);
    return actor;
  }

  /** `database/container` of watched operations. */
  get containers(): ReadonlySet<string> {
    return this.watchedNames ?? NO_NAMES;
  }

  get watched(): ReadonlyMap<Watched, OperationCount> {
    return this.ownWatched ?? NOTHING_WATCHED;
  }

  /** Watched operations of all kinds. */
  get watchedTotal(): number {
    let total = 0;
    for (const count of this.watched.values()) total += count.total;
    return total;
  }

  see(event: AccessEvent): void {
    this.seeTimes(event.time, event.time);
    this.api ??= event.api;
    const { version } = event.application;
    if (version !== this.lastVersion) this.addVersion(version);
  }

  /** Counts a watched operation; says whether it took a place in its set. */
  addWatched(kind: Watched, event: AccessEvent, room: boolean): boolean {
    this.addWatchedName(containerPath(event));
    const entry = shortEntry(operationEntry(event));
    return this.countOf(kind).add(entry, event.time, room);
  }

  /** Adds what another actor did; says how many of `room` places in sets it took. */
  merge(other: Actor, room: number): number {
    this.api ??= other.api;
    this.mergeVolume(other);
    for (const name of other.containers) this.addWatchedName(name);
    // The sum of others is many applications.
    if (!this.isOther) for (const version of other.ownVersions) this.addVersion(version);
    let taken = 0;
    for (const [kind, count] of other.watched) {
      taken += this.countOf(kind).merge(count, room - taken);
    }
    return taken;
  }

  /** The actor in plain figures. */
  toHour(): ActorHour {
    const { principal, address, application, api, isOther, firstSeen, lastSeen } = this;
    const hour: { -readonly [Name in keyof ActorHour]: ActorHour[Name] } = {
      principal,
      address,
      application,
      api,
      isOther,
      ...this.totals,
      containers: this.containerVolumes()?.toList() ?? [],
      distinctContainers: this.distinctContainers,
      distinctDocuments: this.documents()?.count ?? 0,
      firstSeen,
      lastSeen,
    };
    if (this.watched.has('dropped')) hour.droppedContainers = [...this.containers].sort();
    if (this.ownVersions.length > 0) hour.versions = this.ownVersions;
    return hour;
  }

  toStored(names: NameList, hour: number): StoredActor {
    const { principal, address, application, api, ownWatched } = this;
    const volumes = this.containerVolumes();
    const documents = this.documents();
    const watched: Partial<Record<Watched, StoredOperationCount>> = {};
    for (const [kind, count] of this.watched) watched[kind] = count.toStored();
    return {
      principal,
      address,
      application,
      api,
      figures: this.storedTotals(),
      seen: [this.firstSeen - hour, this.lastSeen - hour],
      ...(volumes === null ? {} : { containers: volumes.toStored(names) }),
      ...(documents === null ? {} : { documents: documents.toString() }),
      ...(ownWatched === null ? {} : { watched }),
      ...(this.watchedNames === null
        ? {}
        : { watchedContainers: [...this.watchedNames].map((name) => names.numberOf(name)) }),
      ...(this.ownVersions.length === 0 ? {} : { versions: this.ownVersions }),
    };
  }

  private addWatchedName(path: string): void {
    this.watchedNames ??= new Set();
    if (this.watchedNames.size < MOST_NAMES) this.watchedNames.add(path);
  }

  private addVersion(version: string): void {
    this.lastVersion = version;
    if (version === '') return;
    const { length } = this.ownVersions;
    if (length === 0) this.ownVersions = singleVersions.get(version);
    else if (length < MOST_VERSIONS && !this.ownVersions.includes(version)) {
      this.ownVersions = [...this.ownVersions, version];
    }
  }

  private countOf(kind: Watched): OperationCount {
    return this.ownWatched?.get(kind) ?? this.watch(kind, OperationCount.empty());
  }

  private watch(kind: Watched, count: OperationCount): OperationCount {
    this.ownWatched ??= new Map();
    this.ownWatched.set(kind, count);
    return count;
  }
}
