import { hostOf } from '../../intel/hosting';
import { addressIn } from './facets';
import { dayOfHour } from './hours';
import type { FacetKnowledge } from './knowledge';

/**
 * How unusual a network is for the cloud or seller of servers that it belongs to: networks of one's own
 * cloud come and go, and the first of another one is rare. 0 at places of people, and where not all
 * networks are known.
 */
export function surpriseOfHost(network: string, { things, arrivals }: FacetKnowledge): number {
  const host = hostOf(addressIn(network));
  if (host === null || things.displaced > 0) return 0;
  const firstDays = new Map<string, number>();
  for (const { value, firstSeen } of things.values()) {
    const known = hostOf(addressIn(value));
    if (known === host) return 0;
    if (known === null) continue;
    firstDays.set(known, Math.min(firstDays.get(known) ?? Infinity, dayOfHour(firstSeen)));
  }
  return arrivals.surpriseOfSome(firstDays.values());
}
