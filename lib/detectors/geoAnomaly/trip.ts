import { principalText } from '../../alerts/facts';
import { isPublicNetwork } from '../../baseline/profile/facets';
import { leastDistance } from '../../intel/distance';
import { hostOf } from '../../intel/hosting';
import type { Novelty } from '../../baseline/baseline';
import type { Newcomer, Unusual } from '../newcomer';

/** Where people go for a few days without further thought, from border to border, km. */
const SHORT_FLIGHT = 1_500;
/** From so many on, customers bring others along. */
const MANY_COUNTRIES = 5;

/**
 * Somebody whom the account knows, with software that it knows, in a country near those in which it
 * is used: people travel. Keys are no people, neither is what works around the clock, and where only
 * machines are at work nobody travels.
 */
export function isTrip({ newcomer, novelty: country }: Unusual): boolean {
  const { kind, id } = newcomer.event.principal;
  if (isRoaming(newcomer, country)) return true;
  if ((kind !== 'entra' && kind !== 'resourceToken') || id === '') return false;
  if (!newcomer.baseline.keepsHours(newcomer.event.principal)) return false;
  const network = newcomer.novelties.find(({ facet }) => facet === 'network');
  if (network === undefined || !network.usual.some(hasPeople)) return false;
  const who = principalText(newcomer.event.principal);
  return country.usual.some((usual) => {
    // A trip begins where one lives: what runs in a cloud far away goes nowhere.
    if (newcomer.baseline.daysSeen('principalCountry', `${who} ${usual}`) === 0) return false;
    const distance = leastDistance(inCountry(country.value), inCountry(usual));
    return distance !== null && distance <= SHORT_FLIGHT;
  });
}

/**
 * One of the customers of an account that is used from many countries, with the software that they all
 * have: these travel by the thousand.
 */
function isRoaming({ event, novelties }: Newcomer, country: Novelty): boolean {
  if (event.principal.kind !== 'resourceToken' || country.knownValues < MANY_COUNTRIES)
    return false;
  if (novelties.some(({ facet }) => facet === 'application')) return false;
  return hostOf(event.clientIp) === null;
}

/** A public network, such as `192.0.2.0/24`, that is not known to be full of machines. */
function hasPeople(network: string): boolean {
  return isPublicNetwork(network) && hostOf(network.split('/', 1)[0] ?? '') === null;
}

function inCountry(country: string) {
  return { country, latitude: null, longitude: null };
}
