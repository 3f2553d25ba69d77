import { hostOf } from '../../intel/hosting';
import type { Novelty } from '../baseline';
import { isPublicNetwork, type Place } from './facets';

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
