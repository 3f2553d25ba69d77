import { azure, blockIn } from '../network';
import type { AzureRegion, Country } from '../network';
import type { Random } from '../random';
import type { Domain } from '../world/containers';
import type { Api, Credential, KeyKind, OriginSource, Trait, Workload } from '../world/model';

/** What a personality may use to set up its clients. */
export interface Site {
  random: Random;
  region: AzureRegion;
  secondRegion: AzureRegion;
  utcOffset: number;
  /** Scales a rate or size by the volume asked for. */
  rate: (value: number) => number;
}

/** A kind of account: its owner's habits, clients and load. */
export interface Personality {
  name: string;
  api: Api;
  domain: Domain;
  country: Country;
  utcOffset: number;
  region: AzureRegion;
  secondRegion: AzureRegion;
  traits: readonly Trait[];
  staff: number;
  /** How many of the containers the application touches. */
  containersUsed: number;
  fullText?: boolean;
  bothCategories?: boolean;
  literalQueries?: boolean;
  throttleChance?: number;
  settle(site: Site): { application: OriginSource; workloads: Workload[] };
}

export function key(kind: KeyKind = 'PrimaryMasterKey'): Credential {
  return { kind: 'key', key: kind };
}

export function managedIdentity(random: Random): Credential {
  return { kind: 'entra', principalId: random.guid(), roleAssignmentId: random.guid() };
}

/** A subnet of an Azure region. */
export function subnet(random: Random, region: AzureRegion, prefix = 24): string {
  return blockIn(random, random.pick(azure[region]), prefix);
}
