import type { Random } from '../random';
import { REMOTE_COUNTRIES, residentialAddress } from './countries';
import { rentedAddress } from './datacenters';

/** Addresses that a threat feed of this world lists. */
export interface ListedAddresses {
  readonly tor: readonly string[];
  readonly malicious: readonly string[];
  /** The first three octets of networks that are listed as a whole. */
  readonly networks: readonly string[];
}

export function listedAddresses(random: Random): ListedAddresses {
  const many = (count: number, draw: () => string): string[] => Array.from({ length: count }, draw);
  return {
    tor: many(60, () => rentedAddress(random, random.pick(['DE', 'FR', 'US']))),
    malicious: many(60, () => residentialAddress(random, random.pick(REMOTE_COUNTRIES))),
    networks: many(6, () => rentedAddress(random, 'FR').replace(/\.\d+$/, '')),
  };
}

/** The list in the form of `--intel`: `address-or-CIDR,tor|malicious,source`. */
export function intelText(listed: ListedAddresses): string {
  const lines = [
    '# Made up for simulated telemetry; says nothing about the real holders of these addresses.',
    ...listed.tor.map((address) => `${address},tor,simulation`),
    ...listed.malicious.map((address) => `${address},malicious,simulation`),
    ...listed.networks.map((network) => `${network}.0/24,malicious,simulation`),
  ];
  return `${lines.join('\n')}\n`;
}
