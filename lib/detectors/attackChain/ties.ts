/** The evidence that ties the steps of a chain to each other. */

import { isSameClient } from '../../alerts/stories';
import type { Facts } from '../../alerts/facts';
import { knownNetwork } from '../../baseline/profile/facets';
import type { AlertLink, DeedLink, Link, Opening } from './link';
import { parseAddress } from '../../intel/address';
import { hostOf } from '../../intel/hosting';
import { contains, parseNetwork } from '../../intel/network';
import { ALL_OF_AZURE } from '../networkExposure/exposures';

/** A way in. Of a script that lists keys, its own alert tells; of all others their deeds. */
export type Means = (DeedLink | AlertLink) & { readonly opening: Opening };

const DAY = 86_400_000;
/** Steps of a chain lie no further apart than this, ms. */
const LONGEST_PAUSE = 7 * DAY;
/** From a key listing to a use of keys from elsewhere, ms; any odd client uses keys. */
const LONGEST_UNTRACED = DAY;

/** True where somebody came in after the way in was made, and by it, as far as the log tells. */
export function cameBy(entry: AlertLink, way: Means): boolean {
  if (!isAfter(way, entry, LONGEST_PAUSE)) return false;
  switch (way.opening.kind) {
    case 'keys':
      return (
        isKeyOf(way.opening, entry.facts) &&
        (isAfter(way, entry, LONGEST_UNTRACED) ||
          isSameClient(way.facts, entry.facts) ||
          isNearTo(entry, way))
      );
    case 'role':
      return isGrantee(way.opening, entry.facts);
    case 'network':
      return isLetIn(way.opening, entry);
  }
}

/** True where a role was given to who then made the way by which somebody came in, such as with keys. */
export function cameByGrantee(entry: AlertLink, role: Means, ways: readonly Means[]): boolean {
  const { opening } = role;
  if (opening.kind !== 'role') return false;
  return ways.some(
    (way) =>
      way.opening.kind !== 'role' &&
      isAfter(role, way, LONGEST_PAUSE) &&
      isGrantee(opening, way.facts) &&
      cameBy(entry, way),
  );
}

/** Done after the way in was used, by who came in or by a stranger who made the way. */
export function isBy(impact: AlertLink, entry: AlertLink, way: Means): boolean {
  if (!isAfter(entry, impact, LONGEST_PAUSE) || way.startTime > impact.endTime) return false;
  if (isSameActor(impact, entry)) return true;
  // Who is known here and makes a way in does more for reasons of their own.
  if (impact.isStranger && isSameClient(impact.facts, way.facts)) return true;
  // A role was given to this identity, which may come from anywhere.
  return way.opening.kind === 'role' && isGrantee(way.opening, impact.facts);
}

/**
 * True where some of the later link happened after some of the earlier one. The more is known of
 * either, the truer it is, so what comes late makes no chain untrue.
 */
function isAfter(earlier: Link, later: Link, pause: number): boolean {
  return earlier.startTime <= later.endTime && later.startTime - earlier.endTime <= pause;
}

/** The newcomer of the entry, who may have changed the address but not what he signs in with. */
function isSameActor(impact: AlertLink, entry: AlertLink): boolean {
  if (!isSameClient(impact.facts, entry.facts)) {
    return shareOne(impact.facts.principals, entry.facts.principals) && isNearTo(entry, impact);
  }
  // An impossible journey begins where the account is used from anyway.
  const { addresses, countries } = impact.facts;
  const { newCountry } = entry;
  return newCountry === undefined || addresses.length === 0 || countries.includes(newCountry);
}

/** In the country or the network of a newcomer, which are new to the account. */
function isNearTo(newcomer: AlertLink, { facts }: Link): boolean {
  if (newcomer.newCountry !== undefined) return facts.countries.includes(newcomer.newCountry);
  const networks = newcomer.facts.addresses.map(knownNetwork);
  return newcomer.isFromNewPlace && shareOne(facts.addresses.map(knownNetwork), networks);
}

function shareOne(some: readonly string[], others: readonly string[]): boolean {
  return some.some((value) => value !== '' && others.includes(value));
}

/** One of the keys that were handed out may have been used. */
function isKeyOf({ readOnly }: Opening & { kind: 'keys' }, { principals }: Facts): boolean {
  const keys = principals.filter((principal) => principal.startsWith('key '));
  // The categories of the other APIs name nobody: there a key is the usual way in.
  if (keys.length === 0) return principals.length === 0;
  return !readOnly || keys.some((key) => /readonly/i.test(key));
}

function isGrantee({ principal }: Opening & { kind: 'role' }, { principals }: Facts): boolean {
  return principals.includes(`entra ${principal}`);
}

/** Where everybody is let in, known places were before. */
function isLetIn({ ranges }: Opening & { kind: 'network' }, entry: AlertLink): boolean {
  if (ranges === null) return entry.isFromNewPlace;
  const networks = ranges.flatMap((range) => parseNetwork(range) ?? []);
  const isAzureLetIn = ranges.includes(ALL_OF_AZURE);
  return entry.facts.addresses.some((text) => {
    if (isAzureLetIn && hostOf(text) === 'azure') return true;
    const address = parseAddress(text);
    return address !== null && networks.some((network) => contains(network, address));
  });
}
