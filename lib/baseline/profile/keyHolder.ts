import { hostOf } from '../../intel/hosting';
import type { Novelty } from '../baseline';
import { isPublicNetwork, readerOf, type Place } from './facets';
import type { FamiliarThings } from './familiarThings';

/**
 * The other key of a pair by itself is no news: keys are rotated. In the hands of somebody new it is
 * as surprising as that one: by software, or by a country or network outside of the clouds in which
 * applications move. 0 where it is the usual holder.
 */
export function surpriseOfHolder(
  novelties: Iterable<Novelty>,
  address: string,
  place: Place | null,
): number {
  const isHosted = hostOf(address, place?.asn ?? null) !== null;
  let most = 0;
  for (const { facet, value, surprise } of novelties) {
    const isElsewhere = facet === 'country' || (facet === 'network' && isPublicNetwork(value));
    if (facet === 'application' || (isElsewhere && !isHosted)) most = Math.max(most, surprise);
  }
  return most;
}

/** True for who has a key for writing, and had one for reading until now, as far as all are known. */
export function wasReader(holder: string, known: FamiliarThings, hour: number): boolean {
  return known.displaced === 0 && known.isSettled(readerOf(holder), hour);
}
