import type { Random } from '../random';

/** An Azure region: display name as the logs write it, and some of its public networks. */
export interface AzureRegion {
  readonly name: string;
  readonly networks: readonly string[];
}

/** Networks from Azure's published service tags (first two octets). */
export const AZURE_REGIONS: readonly AzureRegion[] = [
  { name: 'West Europe', networks: ['20.73', '51.124', '52.174', '40.68'] },
  { name: 'North Europe', networks: ['20.82', '52.169', '40.113'] },
  { name: 'Germany West Central', networks: ['20.52', '51.116'] },
  { name: 'UK South', networks: ['20.90', '51.140'] },
  { name: 'East US', networks: ['20.42', '40.71', '52.186'] },
  { name: 'East US 2', networks: ['20.44', '40.79', '52.177'] },
  { name: 'Canada Central', networks: ['20.48', '52.228'] },
  { name: 'Central India', networks: ['20.204', '52.172'] },
  { name: 'Southeast Asia', networks: ['20.195', '52.187'] },
  { name: 'Australia East', networks: ['20.53', '52.156'] },
];

/** Networks of GitHub's and Azure DevOps' hosted runners; each run is on another one. */
const RUNNER_NETWORKS = ['4.150', '20.55', '20.161', '40.76', '52.234'];

/** Rented servers, by country; anybody can have one within minutes. */
const RENTED: Readonly<Record<string, readonly string[]>> = {
  DE: ['88.99', '176.9', '95.216'],
  FR: ['51.75', '51.15'],
  US: ['167.99'],
};

export type RentedCountry = 'DE' | 'FR' | 'US';

/** @throws RangeError for a region that is not in the table */
export function regionNamed(name: string): AzureRegion {
  const region = AZURE_REGIONS.find((candidate) => candidate.name === name);
  if (region === undefined) throw new RangeError(`no region ${name} in the simulated world`);
  return region;
}

/** A /24 of the region, without the last octet: `20.73.41`. */
export function azureSubnet(random: Random, region: AzureRegion): string {
  return `${random.pick(region.networks)}.${random.integer(0, 255)}`;
}

/** The address of a hosted build machine. */
export function runnerAddress(random: Random): string {
  return `${random.pick(RUNNER_NETWORKS)}.${random.integer(0, 255)}.${random.integer(1, 254)}`;
}

/** The address of a rented server. */
export function rentedAddress(random: Random, country: RentedCountry): string {
  const network = random.pick(RENTED[country] ?? []);
  return `${network}.${random.integer(0, 255)}.${random.integer(1, 254)}`;
}
