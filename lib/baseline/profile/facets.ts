import type { ActorIdentity } from '../../activity/hourActivity';
import { principalText } from '../../alerts/facts';
import { formatAddress, networkOf, parseAddress } from '../../intel/address';
import { scopeOf } from '../../intel/addressScope';
import { BoundedCache } from '../../intel/boundedCache';
import type { ActorFacet, Facet } from '../baseline';

/** Where an address is, as far as it is known. A `GeoLocation` is one. */
export interface Place {
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly asn: number | null;
  /** Degrees. */
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Looks a place up, such as `GeoReader.lookup`. */
export type PlaceOf = (address: string) => Place | null;

/** What an actor is in each facet; the empty text where it is nothing there. */
export type FacetValues = Readonly<Record<ActorFacet, string>>;

/** Most values that a profile knows of a facet. */
export const FACET_LIMITS: Readonly<Record<Facet, number>> = {
  principal: 200,
  application: 60,
  network: 300,
  asn: 100,
  country: 60,
  authKind: 12,
  principalCountry: 200,
  principalApplication: 200,
  keyHolder: 200,
  scriptWriter: 20,
  containerDropper: 40,
  manager: 60,
  managerNetwork: 100,
  managerCountry: 30,
  managerTool: 30,
  managerHome: 30,
  accountState: 80,
};

/** Facets that only a database of addresses can tell. */
export const PLACE_FACETS: ReadonlySet<Facet> = new Set([
  'asn',
  'country',
  'principalCountry',
  'managerCountry',
]);

/**
 * A key is no person, so it stands in `authKind` alone: what is told of its countries and
 * applications is told of the account. Software without a name and addresses that are used
 * everywhere (loopback and the like) tell nothing.
 */
export function facetValues(actor: ActorIdentity, place: Place | null): FacetValues {
  const { kind, id } = actor.principal;
  const isPerson = (kind === 'entra' || kind === 'resourceToken') && id !== '';
  const text = kind === 'unknown' ? '' : principalText(actor.principal);
  const principal = isPerson ? text : '';
  const application = actor.application === 'unknown' ? '' : actor.application;
  const country = place?.country ?? '';
  const asn = place?.asn ?? null;
  return {
    principal,
    application,
    network: knownNetwork(actor.address),
    asn: asn === null ? '' : `AS${asn}`,
    country,
    authKind: isPerson ? kind : text,
    principalCountry: pair(principal, country),
    principalApplication: pair(principal, application),
    keyHolder: holderValue(actor),
    scriptWriter: text,
    containerDropper: dropperValue(actor),
  };
}

/** How an actor stands among those who drop containers; Azure Resource Manager names nobody. */
export function dropperValue({ principal, application }: ActorIdentity): string {
  return `${principalText(principal)} ${application}`.trim();
}

/** Who uses an account key, and what it allows: `192.0.2.0/24 cosmos-dotnet-sdk reads`, or `writes`. */
function holderValue({ principal: { kind, id }, address, application }: ActorIdentity): string {
  const network = kind === 'key' ? knownNetwork(address) : '';
  return network === '' ? '' : `${network} ${application} ${isReadonlyKey(id) ? READS : WRITES}`;
}

function isReadonlyKey(id: string): boolean {
  return /readonly/i.test(id);
}

const READS = 'reads';
const WRITES = 'writes';

/** Of somebody whose key allows writing, the same one with a key for reading alone; or ''. */
export function readerOf(holder: string): string {
  return holder.endsWith(` ${WRITES}`) ? `${holder.slice(0, -WRITES.length)}${READS}` : '';
}

/** How a container stands beside those who drop containers: it was dropped before. */
export function droppedValue(container: string): string {
  return `dropped ${container}`;
}

/** How software that was reported stands beside itself, in the country in which it was used. */
export function softwareIn(application: string, country: string): string {
  return `${application} ${country}`;
}

/** How a principal stands in the facets, such as `entra <object id>` or `key primaryMasterKey`. */
export { principalText as principalValue };

/** Keys are rotated from the primary to the secondary one and back: the other of the two, or ''. */
export function otherKey(value: string): string {
  if (!value.startsWith('key ')) return '';
  return value.startsWith('key primary')
    ? value.replace('key primary', 'key secondary')
    : value.replace('key secondary', 'key primary');
}

/**
 * The network that an address is known by: its /24 or /48. Private IPv4 addresses are handed out
 * within virtual networks, so they are known by their /16. Empty where an address tells nothing.
 */
export function knownNetwork(text: string): string {
  if (text === lastAddress) return lastNetwork;
  lastNetwork = networks.get(text) ?? noteNetwork(text);
  lastAddress = text;
  return lastNetwork;
}

/** The same clients come again hour by hour, and those of one address one after the other. */
const networks = new BoundedCache<string>(5_000);
let lastAddress = '';
let lastNetwork = '';

function noteNetwork(text: string): string {
  const network = readNetwork(text);
  networks.set(text, network);
  return network;
}

function readNetwork(text: string): string {
  const address = parseAddress(text);
  if (address === null) return '';
  switch (scopeOf(address)) {
    case 'private': {
      const [word = 0] = address.words;
      if (address.version === 6) return networkOf(text);
      return `${formatAddress({ version: 4, words: [(word & 0xffff0000) >>> 0] })}/16`;
    }
    case 'carrierGradeNat':
    case 'loopback':
    case 'linkLocal':
    case 'multicast':
      return '';
    case 'public':
    case 'documentation':
    case 'reserved':
      return networkOf(text);
  }
}

/** First address of a network such as `192.0.2.0/24`. */
export function addressIn(network: string): string {
  return network.split('/', 1)[0] ?? '';
}

/** True for a network that is met on the internet. */
export function isPublicNetwork(value: string): boolean {
  return !value.endsWith('/16') && !/^f[cd]/.test(value);
}

function pair(first: string, second: string): string {
  return first === '' || second === '' ? '' : `${first} ${second}`;
}
