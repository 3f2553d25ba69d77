import type { ActorHour } from '../../activity/hourActivity';
import { ACTOR_FACETS, type ActorFacet, type Facet } from '../baseline';
import {
  droppedValue,
  facetValues,
  PLACE_FACETS,
  readerOf,
  type FacetValues,
  type Place,
  type PlaceOf,
} from './facets';
import { dayOfHour } from './hours';
import type { Knowledge } from './knowledge';

/** Learns who was there, from where and with what, of the actors that succeeded with something. */
export function learnIdentities(
  { facets, habits, reported }: Knowledge,
  hour: number,
  actors: readonly ActorHour[],
  placeOf: PlaceOf,
): void {
  const day = dayOfHour(hour);
  for (const facet of ACTOR_FACETS) {
    const { things, arrivals } = facets[facet];
    // What no database told is not watched yet.
    if (things.size > 0 || !PLACE_FACETS.has(facet)) arrivals.watch(day);
  }
  const places = new Map<string, Place[]>();
  // Actors of one address stand together.
  let address = '';
  let place: Place | null = null;
  for (const actor of actors) {
    if (actor.isOther || actor.requests <= actor.failed) continue;
    if (actor.address !== address) {
      address = actor.address;
      place = address === '' ? null : placeOf(address);
    }
    const values = facetValues(actor, place);
    for (const facet of ACTOR_FACETS) {
      const value = values[facet];
      if (value === '' || !tells(actor, facet)) continue;
      if (reported.holdsBack(facet, value, hour)) continue;
      const { things, arrivals } = facets[facet];
      if (!things.see(value, hour)) continue;
      arrivals.watch(day);
      if (isNews(facet, values, facets, hour)) arrivals.arrive();
    }
    for (const container of actor.droppedContainers ?? []) {
      facets.containerDropper.things.see(droppedValue(container), hour);
    }
    notePlace(places, values.scriptWriter, place);
  }
  for (const [principal, seen] of places) habits.note(principal, hour, seen);
}

/** What is new about a newcomer is told by its own arrival. */
function isNews(
  facet: ActorFacet,
  values: FacetValues,
  facets: Knowledge['facets'],
  hour: number,
): boolean {
  const { principal, keyHolder } = facets;
  if (facet === 'keyHolder') return keyHolder.things.isSettled(readerOf(values.keyHolder), hour);
  const isPair = facet === 'principalCountry' || facet === 'principalApplication';
  return !isPair || principal.things.isSettled(values.principal, hour);
}

/** Who wrote or dropped is only told by having done so. */
function tells({ operations }: ActorHour, facet: Facet): boolean {
  if (facet === 'scriptWriter') return operations.script > 0;
  return facet !== 'containerDropper' || operations.drop > 0;
}

function notePlace(places: Map<string, Place[]>, principal: string, place: Place | null): void {
  if (principal === '') return;
  const seen = places.get(principal) ?? [];
  places.set(principal, seen);
  if (place !== null) seen.push(place);
}
