import { containerPath } from '../alerts/facts';
import { isAfter } from '../telemetry/position';
import type { AccessEvent, AccountId, MessagePosition, Principal } from '../telemetry/event';
import { Actor, type StoredActor, type Watched } from './actor';
import { operationEntry } from './operationSet';

export const HOUR = 3_600_000;
/** Actors kept apart in a part; the rest are counted together as "other". */
export const MOST_ACTORS = 40;
/** Operations kept as keys in a part: 23 bytes each, so that the document stays under 32 KB. */
const MOST_OPERATIONS = 900;
const OTHER: Principal = { kind: 'unknown', id: 'other' };

/** The stored form: one document per account, hour and hub partition. */
export interface WindowPartDocument {
  readonly id: string;
  readonly schemaVersion: 1;
  readonly accountId: AccountId;
  /** Start of the hour, epoch ms. */
  readonly hour: number;
  readonly source: string;
  /** The last message counted. */
  readonly sequence: number;
  readonly enqueuedTime: number;
  readonly actors: readonly StoredActor[];
  /** Actors that found no room of their own, beside the first 40. */
  readonly other: StoredActor | null;
}

/**
 * What one hub partition told of an account's hour. It carries the last message it counted, so a
 * message that comes again changes nothing.
 */
export class WindowPart {
  private readonly actors = new Map<string, Actor[]>();
  private actorCount = 0;
  private other: Actor | null = null;
  private operations = 0;
  private last: { sequence: number; enqueuedTime: number } = { sequence: -1, enqueuedTime: 0 };
  private before = this.last;

  constructor(
    readonly account: AccountId,
    readonly hour: number,
    readonly source: string,
  ) {}

  static from(document: WindowPartDocument): WindowPart {
    const part = new WindowPart(document.accountId, document.hour, document.source);
    part.last = { sequence: document.sequence, enqueuedTime: document.enqueuedTime };
    part.before = part.last;
    for (const stored of document.actors) part.keep(Actor.from(stored));
    if (document.other !== null) part.other = Actor.from(document.other);
    for (const actor of part.everyone()) {
      for (const { operations } of actor.watched.values()) part.operations += operations.size;
    }
    return part;
  }

  /**
   * Counts an event unless its message was counted before; says whether it did. `twin` is a second
   * record of an operation whose volumes are counted already.
   */
  count(event: AccessEvent, message: MessagePosition, twin: boolean): boolean {
    if (!isAfter(message, this.before)) return false;
    if (isAfter(message, this.last)) {
      this.last = { sequence: message.sequence, enqueuedTime: message.enqueuedTime };
    }
    const kind = watchedKind(event);
    if (twin && kind === null) return true;
    const actor = this.actorOf(event);
    actor.see(event);
    if (!twin) actor.addVolume(event);
    if (kind !== null) {
      const room = this.operations < MOST_OPERATIONS;
      if (actor.countOf(kind).add(operationEntry(event), event.time, room)) this.operations += 1;
      actor.addContainer(containerPath(event));
    }
    return true;
  }

  /** After the part has been stored: from now on what it holds counts as counted. */
  stored(): void {
    this.before = this.last;
  }

  /** True where the part holds an operation of a kind whose number may decide an alert. */
  get isWatched(): boolean {
    return this.operations > 0;
  }

  everyone(): readonly Actor[] {
    const actors = [...this.actors.values()].flat();
    if (this.other !== null) actors.push(this.other);
    return actors;
  }

  toDocument(): WindowPartDocument {
    const actors = [...this.actors.values()].flat();
    return {
      id: partId(this.hour, this.source),
      schemaVersion: 1,
      accountId: this.account,
      hour: this.hour,
      source: this.source,
      ...this.last,
      actors: actors.map((actor) => actor.toStored()),
      other: this.other === null ? null : this.other.toStored(),
    };
  }

  private actorOf(event: AccessEvent): Actor {
    const { principal, clientIp } = event;
    const { family } = event.application;
    for (const actor of this.actors.get(clientIp) ?? []) {
      if (actor.application === family && isSame(actor.principal, principal)) return actor;
    }
    if (this.actorCount >= MOST_ACTORS) return (this.other ??= new Actor(OTHER, '', ''));
    return this.keep(new Actor(principal, clientIp, family));
  }

  private keep(actor: Actor): Actor {
    const neighbours = this.actors.get(actor.address);
    if (neighbours === undefined) this.actors.set(actor.address, [actor]);
    else neighbours.push(actor);
    this.actorCount += 1;
    return actor;
  }
}

/** The id of a part's document; source names hold slashes, which ids may not. */
export function partId(hour: number, source: string): string {
  return `${new Date(hour).toISOString().slice(0, 13)}|${source.replace(/[/\\?#]/g, ':')}`;
}

function isSame(one: Principal, other: Principal): boolean {
  // Equal principals are mostly one object.
  return one === other || (one.id === other.id && one.kind === other.kind);
}

function watchedKind(event: AccessEvent): Watched | null {
  if (event.outcome === 'denied') return 'refused';
  if (event.operation !== 'delete' || event.outcome !== 'ok') return null;
  if (event.resourceType === 'document') return 'deleted';
  return event.resourceType === 'container' || event.resourceType === 'database' ? 'dropped' : null;
}
