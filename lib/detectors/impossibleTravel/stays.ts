import type { Actor } from '../../activity/actor';
import type { ActivityWindow } from '../../activity/window';
import { principalText } from '../../alerts/facts';
import type { Place, PlaceOf } from '../../baseline/profile/facets';
import { hostOf } from '../../intel/hosting';
import type { Principal } from '../../telemetry/event';

/** Where a principal was within an hour, and with what it made requests there. */
export interface Stay {
  readonly principal: Principal;
  /** Its country is known. */
  readonly place: Place;
  readonly actors: readonly Actor[];
  /** First and last request there, epoch ms. */
  readonly start: number;
  readonly end: number;
}

type Stays = ReadonlyMap<string, readonly Stay[]>;

/** The hours before are asked again with each batch of an hour, and do not change in between. */
const remembered = new WeakMap<ActivityWindow, Stays>();

/**
 * Places of each person in an hour, by principal. Keys are held by machines and by many; addresses
 * without a country, of clouds and of sellers of servers tell nothing of where a person is.
 */
export function staysIn(window: ActivityWindow, placeOf: PlaceOf): Stays {
  const known = remembered.get(window);
  if (known !== undefined) return known;
  const stays = new Map<string, Map<string, Stay>>();
  for (const actor of window.actors) {
    if (!isPerson(actor.principal) || actor.totals.requests <= actor.totals.failed) continue;
    const place = placeOf(actor.address);
    if (place === null || place.country === null) continue;
    if (hostOf(actor.address, place.asn) !== null) continue;
    const principal = principalText(actor.principal);
    const places = stays.get(principal) ?? new Map<string, Stay>();
    stays.set(principal, places);
    const key = `${place.country} ${place.latitude} ${place.longitude}`;
    places.set(key, extended(places.get(key), actor, place));
  }
  const found = new Map([...stays].map(([principal, places]) => [principal, [...places.values()]]));
  remembered.set(window, found);
  return found;
}

function isPerson({ kind, id }: Principal): boolean {
  return (kind === 'entra' || kind === 'resourceToken') && id !== '';
}

function extended(stay: Stay | undefined, actor: Actor, place: Place): Stay {
  const { principal, firstSeen, lastSeen } = actor;
  if (stay === undefined) {
    return { principal, place, actors: [actor], start: firstSeen, end: lastSeen };
  }
  return {
    ...stay,
    actors: [...stay.actors, actor],
    start: Math.min(stay.start, firstSeen),
    end: Math.max(stay.end, lastSeen),
  };
}
