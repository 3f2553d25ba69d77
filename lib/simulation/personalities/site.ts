import { residentialAddress } from '../world/countries';
import { AZURE_REGIONS, azureSubnet, regionNamed, runnerAddress } from '../world/datacenters';
import { countryOf, HOME_COUNTRIES } from '../world/countries';
import { person, servicePrincipal, type Operator, type Person } from '../world/people';
import { managementWorkload } from '../traffic/management';
import type { AzureRegion } from '../world/datacenters';
import type { Random } from '../random';
import type { SimulatedAccount, Workload } from '../traffic/account';
import type { Container } from '../traffic/container';

const REGION_OF: Readonly<Record<string, string>> = {
  AT: 'Germany West Central',
  DE: 'Germany West Central',
  CH: 'West Europe',
  FR: 'West Europe',
  NL: 'West Europe',
  SE: 'North Europe',
  GB: 'UK South',
  US: 'East US',
  CA: 'Canada Central',
  AU: 'Australia East',
};

/** What is decided about an account before its personality. */
export interface Site {
  readonly name: string;
  readonly subscription: string;
  readonly group: string;
  readonly homeCountry: string;
  readonly offset: number;
  readonly region: AzureRegion;
  readonly office: string;
  readonly people: readonly Person[];
  readonly pipeline: Operator;
  /** What happens to the account through Azure Resource Manager. */
  readonly management: Workload;
  /** Start of the simulation, epoch ms, and its length. */
  readonly begin: number;
  readonly days: number;
  readonly random: Random;
}

/** A kind of account. Its traits and habits are the same in every seed, its figures are not. */
export interface Personality {
  readonly name: string;
  build(site: Site): SimulatedAccount;
}

/** What an account is before its personality. @param index number of the account in the run */
export function siteOf(
  index: number,
  subscription: string,
  terraform: Operator | null,
  begin: number,
  days: number,
  personality: string,
  random: Random,
): Site {
  const homeCountry = random.pick(HOME_COUNTRIES);
  const office = residentialAddress(random, homeCountry);
  const shortName = personality.replace(/-/g, '').slice(0, 14);
  return {
    name: `${shortName}-${String(index + 1).padStart(4, '0')}`,
    subscription,
    group: `rg-${shortName}`,
    homeCountry,
    offset: countryOf(homeCountry).offset,
    region: regionNamed(REGION_OF[homeCountry] ?? 'West Europe'),
    office,
    people: Array.from({ length: 3 }, (_, i) =>
      person(random.fork(`person ${i}`), homeCountry, office),
    ),
    pipeline: servicePrincipal(random.fork('pipeline'), 'deploy-pipeline', (_, drawn) =>
      runnerAddress(drawn),
    ),
    management: managementWorkload(
      { deployments: random.pick([0.5, 1, 2]), terraform },
      random.fork('management'),
    ),
    begin,
    days,
    random,
  };
}

/** The members that an account takes over from its site. */
export function ofSite(site: Site) {
  return {
    name: site.name,
    subscription: site.subscription,
    group: site.group,
    homeCountry: site.homeCountry,
    offset: site.offset,
    people: site.people,
    pipeline: site.pipeline,
    regionAt: () => site.region.name,
    nightlyCopy: null,
  };
}

/** A /24 in the account's own region. */
export function subnetOf(site: Site, label: string): string {
  return azureSubnet(site.random.fork(`subnet ${label}`), site.region);
}

/** Another region, where a part of the application runs. */
export function otherRegion(site: Site): AzureRegion {
  const others = AZURE_REGIONS.filter(({ name }) => name !== site.region.name);
  return site.random.fork('other region').pick(others);
}

/** Containers of one database. @param sizes median bytes of a document, by container */
export function containersOf(
  database: string,
  sizes: Readonly<Record<string, number>>,
  properties: readonly string[],
): readonly Container[] {
  return Object.entries(sizes).map(([name, documentBytes]) => ({
    database,
    name,
    documentBytes,
    properties,
  }));
}
