import type { AccountId } from '../telemetry/event';
import type { Actor, Watched } from './actor';
import { distinctOperations, type OperationCount } from './operationCount';
import { HOUR, type WindowPart } from './windowPart';

/** An account's hour: what all hub partitions told of it together. */
export interface ActivityWindow {
  readonly account: AccountId;
  /** Start and end of the hour, epoch ms. */
  readonly start: number;
  readonly end: number;
  /** True where an actor has watched operations. */
  readonly isWatched: boolean;
  /** One entry per actor and partition: the same actor may stand here several times. */
  readonly actors: readonly Actor[];
}

/** The window of parts that belong to the same account and hour. */
export function windowOf(
  account: AccountId,
  hour: number,
  parts: readonly WindowPart[],
): ActivityWindow {
  let actors: readonly Actor[] | null = null;
  return {
    account,
    start: hour,
    end: hour + HOUR,
    isWatched: parts.some((part) => part.isWatched),
    // Of most windows nobody asks for them.
    get actors() {
      actors ??= parts.flatMap((part) => part.everyone());
      return actors;
    },
  };
}

/** Actors put together by a text, such as their address. */
export function actorsBy(
  actors: readonly Actor[],
  key: (actor: Actor) => string,
): ReadonlyMap<string, readonly Actor[]> {
  const groups = new Map<string, Actor[]>();
  for (const actor of actors) {
    const name = key(actor);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [actor]);
    else group.push(actor);
  }
  return groups;
}

/** Distinct operations of one kind that these actors did together. */
export function operationsOf(actors: readonly Actor[], kind: Watched): number {
  const counts: OperationCount[] = [];
  for (const actor of actors) {
    const count = actor.watched.get(kind);
    if (count !== undefined) counts.push(count);
  }
  return distinctOperations(counts);
}
