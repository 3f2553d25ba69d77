import { parseAddress } from './address';
import type { Address } from './address';
import type { Network } from './network';
import { parseNetwork } from './network';
import { RangeTable } from './rangeTable';

/** What an address can be used for, after the IANA special-purpose address registries. */
export type AddressScope =
  | 'public'
  | 'private'
  | 'carrierGradeNat'
  | 'loopback'
  | 'linkLocal'
  | 'documentation'
  | 'multicast'
  | 'reserved';

const SPECIAL_NETWORKS: Readonly<Record<Exclude<AddressScope, 'public'>, readonly string[]>> = {
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fec0::/10'],
  carrierGradeNat: ['100.64.0.0/10'],
  loopback: ['127.0.0.0/8', '::1/128'],
  linkLocal: ['169.254.0.0/16', 'fe80::/10'],
  documentation: [
    '192.0.2.0/24',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '2001:db8::/32',
    '3fff::/20',
  ],
  multicast: ['224.0.0.0/4', 'ff00::/8'],
  reserved: [
    '0.0.0.0/8',
    '192.0.0.0/24',
    '192.88.99.0/24',
    '198.18.0.0/15',
    '240.0.0.0/4',
    '::/128',
    '100::/64',
    '2001:2::/48',
  ],
};

let table: RangeTable | null = null;

export function scopeOf(address: Address): AddressScope {
  return scopes().lookup(address).find(isScope) ?? 'public';
}

/** True for an address that can be met on the internet; false for all others and for no address. */
export function isPublic(text: string): boolean {
  const address = parseAddress(text);
  return address !== null && scopeOf(address) === 'public';
}

/** The special scopes that a network touches; empty where all of it is public. */
export function scopesWithin(network: Network): readonly AddressScope[] {
  return [...scopes().overlapping(network)].filter(isScope);
}

function scopes(): RangeTable {
  table ??= RangeTable.build(
    Object.entries(SPECIAL_NETWORKS).flatMap(([label, networks]) =>
      networks.flatMap((text) => {
        const network = parseNetwork(text);
        return network === null ? [] : [{ network, label }];
      }),
    ),
  );
  return table;
}

function isScope(label: string): label is AddressScope {
  return label in SPECIAL_NETWORKS;
}
