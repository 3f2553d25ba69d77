import type { Deed } from '../../activity/deeds';
import { MANAGEMENT_FACETS, type Facet } from '../baseline';
import { PLACE_FACETS, type PlaceOf } from './facets';
import { dayOfHour } from './hours';
import type { Knowledge } from './knowledge';
import { managementValues, sweepersOf } from './managementFacets';

/**
 * Learns who manages the account, from where and with what, and how it is set up.
 * @param deeds undefined where the source tells nothing of these: then nothing was watched either
 */
export function learnManagement(
  { facets, reported }: Knowledge,
  hour: number,
  deeds: readonly Deed[] | undefined,
  placeOf: PlaceOf,
): void {
  if (deeds === undefined) return;
  const day = dayOfHour(hour);
  for (const facet of MANAGEMENT_FACETS) {
    const { things, arrivals } = facets[facet];
    if (things.size > 0 || !PLACE_FACETS.has(facet)) arrivals.watch(day);
  }
  const see = (facet: Facet, value: string) => {
    if (value === '') return;
    const { things, arrivals } = facets[facet];
    // An alert tells of known things as well: these go on being seen.
    if (things.get(value) === undefined && reported.holdsBack(facet, value, hour)) return;
    if (!things.see(value, hour)) return;
    arrivals.watch(day);
    arrivals.arrive();
  };
  for (const deed of deeds) {
    // What was only tried tells nothing of who may.
    if (deed.kind === 'keyListingAttempt') continue;
    if (deed.kind === 'state') {
      see('accountState', deed.subject);
      continue;
    }
    const place = deed.address === '' ? null : placeOf(deed.address);
    const values = managementValues(deed, place);
    see('manager', values.manager);
    see('managerNetwork', values.managerNetwork);
    see('managerCountry', values.managerCountry);
    see('managerTool', values.managerTool);
    see('managerHome', values.managerHome);
  }
  for (const sweeper of sweepersOf(deeds)) see('manager', sweeper);
}
