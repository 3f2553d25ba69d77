import type { ActorIdentity } from '../activity/hourActivity';
import type { AccountBaseline, Facet, Novelty } from '../baseline/baseline';
import { isPublicNetwork, knownNetwork } from '../baseline/profile/facets';
import { hostOf } from '../intel/hosting';
import type { AccessEvent } from '../telemetry/event';
import type { DetectionContext } from './detector';

/** What may be new where somebody works as others do here: people bring networks of their own. */
const OF_PLACE: ReadonlySet<Facet> = new Set<Facet>(['network', 'asn']);
/** Software of so many identities in a country is what people use there, and no service's elsewhere. */
const SEVERAL = 2;
/** Days on which a place was seen that is one's own. */
const SETTLED_DAYS = 3;

/** True for an address at which people sit: on the internet, and no cloud's or seller's of servers. */
export function isPeoplesPlace(address: string, { placeOf }: DetectionContext): boolean {
  const network = knownNetwork(address);
  if (network === '' || !isPublicNetwork(network)) return false;
  return hostOf(address, placeOf(address)?.asn ?? null) === null;
}

/** Families of software that only people use. */
const OF_HANDS: readonly string[] = [
  'data-explorer',
  'mongodb-compass',
  'mongosh',
  'mongo-shell',
  'robo3t',
  'studio-3t',
  'cqlsh',
  'gremlin-console',
  'dbeaver',
  'azure-storage-explorer',
];

/** True where people are known to work on the account themselves: in the portal, or with a shell. */
export function hasPeople(baseline: AccountBaseline): boolean {
  return OF_HANDS.some((family) => baseline.knows('application', family));
}

/** True where nothing but these facets and the place is new. */
export function isNewOnlyIn(facet: Facet, novelties: readonly Novelty[]): boolean {
  return novelties.every((novelty) => novelty.facet === facet || OF_PLACE.has(novelty.facet));
}

/**
 * A new identity that comes as colleagues do: from a place of people in a country that is known, with
 * the portal or with software that several identities use in that country.
 */
export function isColleague(
  { principal, clientIp, application }: AccessEvent,
  novelties: readonly Novelty[],
  baseline: AccountBaseline,
  context: DetectionContext,
): boolean {
  const identity = novelties.find(({ facet }) => facet === 'principal');
  if (principal.kind !== 'entra' || identity === undefined || identity.lastSeen !== null) {
    return false;
  }
  const { kind, family } = application;
  const country = context.placeOf(clientIp)?.country ?? '';
  const isUsual = kind === 'browser' || baseline.usersIn(country, family) >= SEVERAL;
  return isUsual && isNewOnlyIn('principal', novelties) && isPeoplesPlace(clientIp, context);
}

/** True for a place of people from which the account has been used for days: an office. */
export function isOffice(
  address: string,
  baseline: AccountBaseline,
  context: DetectionContext,
): boolean {
  return isPeoplesPlace(address, context) && baseline.daysSeen('network', address) >= SETTLED_DAYS;
}

const DEVELOPERS_SOFTWARE = /(-(sdk|driver)|^data-explorer)$/;

/**
 * True for who works by hand, now and then, at a place of people in a country that is known: nothing
 * is new but the place and the software that developers bring.
 */
export function isHandwork(
  actor: ActorIdentity,
  baseline: AccountBaseline,
  context: DetectionContext,
): boolean {
  const { principal, address, application } = actor;
  if (principal.kind !== 'entra' && !(principal.kind === 'key' && hasPeople(baseline)))
    return false;
  if (!isPeoplesPlace(address, context)) return false;
  return baseline.novelties(actor).every(({ facet }) => {
    if (facet === 'application') return DEVELOPERS_SOFTWARE.test(application);
    return facet === 'principalApplication' || OF_PLACE.has(facet);
  });
}

/** True for a country in which those who manage the account work. */
export function isManagersCountry(country: string, baseline: AccountBaseline): boolean {
  return baseline.daysSeen('managerCountry', country) >= SETTLED_DAYS;
}
