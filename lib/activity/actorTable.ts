import type { Principal } from '../telemetry/event';
import { Actor, type StoredActor } from './actor';
import { ActorRows } from './actorRows';
import { byWeight } from './byWeight';
import type { NameList } from './nameList';
import { DistinctCount } from './sketches/distinctCount';
import { NO_SEED, textHash } from './sketches/textHash';

/** Actors kept apart in what is stored; the rest are counted together as "other". */
export const MOST_ACTORS = 40;
/** Actors kept apart in memory, between two batches and within one. */
const MOST_IN_MEMORY = 60;
const MOST_IN_BATCH = 500;

/** The stored form. */
export interface StoredActors {
  readonly actors: readonly StoredActor[];
  /** The sum of those that found no room. */
  readonly other: StoredActor | null;
  /** Sketch of the actors within the sum. */
  readonly folded?: string;
}

/** Actors of an hour: the heaviest one by one, the others as a sum. */
export class ActorTable {
  /** The first of each address, which leads to the others. */
  private readonly byAddress = new Map<string, Actor>();
  private rows = new ActorRows();
  private size = 0;
  private other: Actor | null = null;
  private foldedActors: DistinctCount | null = null;

  static from(stored: StoredActors, names: readonly string[], hour: number): ActorTable {
    const table = new ActorTable();
    for (const actor of stored.actors) table.keep(Actor.from(table.rows, actor, names, hour));
    if (stored.other !== null) {
      table.other = Actor.from(table.rows, stored.other, names, hour, true);
    }
    if (stored.folded !== undefined) table.foldedActors = DistinctCount.from(stored.folded);
    return table;
  }

  /** Actors kept apart. */
  get count(): number {
    return this.size;
  }

  get isEmpty(): boolean {
    return this.size === 0 && this.other === null;
  }

  /** Actors whose figures are only in the sum of the others, about. */
  get folded(): number {
    return this.foldedActors?.count ?? 0;
  }

  /** Each actor, the sum of the others last. */
  everyone(): readonly Actor[] {
    const actors = this.apart();
    if (this.other !== null) actors.push(this.other);
    return actors;
  }

  /** The actor with this identity, new where there was none. */
  actorOf(principal: Principal, address: string, application: string): Actor {
    const known = this.find(principal, address, application);
    if (known !== null) return known;
    if (this.size >= MOST_IN_BATCH) this.fold(MOST_ACTORS);
    return this.keep(new Actor(this.rows, principal, address, application));
  }

  /** Between two batches: lets the lightest go, where there are too many. */
  settle(): void {
    if (this.size > MOST_IN_MEMORY) this.fold(MOST_ACTORS);
  }

  /** Adds another table; says how many of `room` places in sets of operations it took. */
  merge(table: ActorTable, room: number): number {
    let taken = 0;
    for (const actor of table.everyone()) {
      const { principal, address, application } = actor;
      const own = actor.isOther
        ? this.sum()
        : (this.find(principal, address, application) ??
          this.keep(new Actor(this.rows, principal, address, application)));
      taken += own.merge(actor, room - taken);
    }
    if (table.foldedActors !== null) this.foldedSketch().merge(table.foldedActors);
    return taken;
  }

  /** The `most` heaviest actors one by one, and the others as a sum. */
  toStored(names: NameList, hour: number, most: number): StoredActors {
    if (this.size > most) return this.lightened(most).toStored(names, hour, most);
    return {
      actors: this.apart().map((actor) => actor.toStored(names, hour)),
      other: this.other?.toStored(names, hour) ?? null,
      ...(this.foldedActors === null ? {} : { folded: this.foldedActors.toString() }),
    };
  }

  /** Those of one address together. */
  private apart(): Actor[] {
    const actors: Actor[] = [];
    for (const first of this.byAddress.values()) {
      for (let actor: Actor | null = first; actor !== null; actor = actor.neighbour) {
        actors.push(actor);
      }
    }
    return actors;
  }

  private find(principal: Principal, address: string, application: string): Actor | null {
    let actor = this.byAddress.get(address) ?? null;
    while (
      actor !== null &&
      (actor.application !== application || !isSame(actor.principal, principal))
    ) {
      actor = actor.neighbour;
    }
    return actor;
  }

  private keep(actor: Actor): Actor {
    let last = this.byAddress.get(actor.address);
    if (last === undefined) this.byAddress.set(actor.address, actor);
    else {
      while (last.neighbour !== null) last = last.neighbour;
      last.neighbour = actor;
    }
    this.size += 1;
    return actor;
  }

  /** Lets all but the heaviest go, and the room for their numbers. */
  private fold(most: number): void {
    const ranked = byWeight(this.apart());
    this.byAddress.clear();
    this.size = 0;
    for (const actor of ranked) actor.neighbour = null;
    for (const actor of ranked.slice(0, most)) this.keep(actor);
    for (const actor of ranked.slice(most)) {
      this.sum().merge(actor, Infinity);
      this.foldedSketch().add(identityHash(actor));
    }
    this.rows = new ActorRows();
    for (const actor of this.everyone()) actor.moveTo(this.rows);
  }

  /** A copy with fewer actors. */
  private lightened(most: number): ActorTable {
    const table = new ActorTable();
    table.merge(this, Infinity);
    table.fold(most);
    return table;
  }

  private sum(): Actor {
    return (this.other ??= Actor.other(this.rows));
  }

  private foldedSketch(): DistinctCount {
    return (this.foldedActors ??= new DistinctCount());
  }
}

function isSame(one: Principal, other: Principal): boolean {
  // Equal principals are mostly one object.
  return one === other || (one.id === other.id && one.kind === other.kind);
}

function identityHash({ principal, address, application }: Actor): number {
  const who = textHash(principal.id, textHash(principal.kind, NO_SEED));
  return textHash(application, textHash(address, who));
}
