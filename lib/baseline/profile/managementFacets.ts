import type { Deed } from '../../activity/deeds';
import { principalText } from '../../alerts/facts';
import type { DeedIdentity, ManagementFacet } from '../baseline';
import { knownNetwork, type Place } from './facets';
import { dayOfHour } from './hours';
import type { FacetKnowledge } from './knowledge';

/** Accounts whose keys one identity lists within an hour, from which that is a habit of its own. */
const MANY_ACCOUNTS = 3;

/** What a deed is in each facet; the empty text where it is nothing there. */
export function managementValues(
  deed: DeedIdentity,
  place: Place | null,
): Readonly<Record<Exclude<ManagementFacet, 'accountState'>, string>> {
  return {
    manager: managerValue(deed),
    managerNetwork: knownNetwork(deed.address),
    managerCountry: place?.country ?? '',
    managerTool: deed.tool === 'unknown' ? '' : deed.tool,
    managerHome: deed.home ?? '',
  };
}

/** Who does what, such as `entra <object id> keyListing`; empty where nobody is named. */
export function managerValue({ principal, kind }: Pick<Deed, 'principal' | 'kind'>): string {
  return principal.kind === 'unknown' ? '' : `${principalText(principal)} ${kind}`;
}

/**
 * How unusual one more is who does this kind of thing: where new ones list keys every week, one who
 * makes them anew may yet be the first. 0 where not all are known.
 */
export function surpriseOfDeed(manager: string, { things, arrivals }: FacetKnowledge): number {
  if (things.displaced > 0) return 0;
  const kind = manager.slice(manager.lastIndexOf(' '));
  const alike = [...things.values()].filter(({ value }) => value.endsWith(kind));
  return arrivals.surpriseOfSome(alike.map(({ firstSeen }) => dayOfHour(firstSeen)));
}

/** An identity that lists the keys of account after account as a habit, Terraform for one. */
export function sweeperValue(principal: Deed['principal']): string {
  return `${principalText(principal)} keyListingOfMany`;
}

/** Who listed the keys of many accounts in an hour, of a subscription's deeds. */
export function sweepersOf(deeds: readonly Deed[]): readonly string[] {
  const accounts = new Map<string, Set<string>>();
  for (const { kind, principal, subject } of deeds) {
    if (kind !== 'keyListing' || subject === '') continue;
    const value = sweeperValue(principal);
    accounts.set(value, (accounts.get(value) ?? new Set<string>()).add(subject));
  }
  return [...accounts].filter(([, of]) => of.size >= MANY_ACCOUNTS).map(([value]) => value);
}
