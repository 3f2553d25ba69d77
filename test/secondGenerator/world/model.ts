import type { AzureRegion, Country } from '../network';
import type { Random } from '../random';
import type { Entry } from './entry';

export type Api = 'nosql' | 'mongodb' | 'cassandra' | 'gremlin' | 'table';

export interface Container {
  database: string;
  name: string;
  keyField: string;
  fields: readonly string[];
  documentBytes: number;
}

export type KeyKind =
  | 'PrimaryMasterKey'
  | 'SecondaryMasterKey'
  | 'PrimaryReadonlyMasterKey'
  | 'SecondaryReadonlyMasterKey';

export type Credential =
  | { kind: 'key'; key: KeyKind }
  | { kind: 'entra'; principalId: string; roleAssignmentId: string }
  | { kind: 'resourceToken'; permissionId: string; mode: 'read' | 'all' }
  | { kind: 'system' };

/** Who stands behind a request in this world; the logs do not say it. */
export type Role = 'application' | 'job' | 'person' | 'pipeline' | 'platform' | 'outsider';

/** Where a request comes from, as far as the logs show it, and the role behind it. */
export interface Origin {
  role: Role;
  address: string;
  userAgent: string;
  credential: Credential;
  connection: 'Gateway' | 'Direct';
}

export type OriginSource = (random: Random, at: number) => Origin;

/** Everything one source of traffic does in the hour that begins at `hour`. */
export type Workload = (account: Account, hour: number, random: Random) => Entry[];

/** What sets an account apart; incidents choose their accounts by it. */
export type Trait =
  | 'entraOnly' // the account's clients use Entra identities, never keys
  | 'steadyIdentities' // the same few identities day by day
  | 'newcomers' // identities come and go
  | 'manyCountries' // visitors from all over the world
  | 'private' // private endpoint: private addresses
  | 'developers' // people work on it by hand
  | 'cleansUp' // a job deletes documents regularly
  | 'dropsContainers' // pipelines create and drop containers
  | 'scripts' // stored procedures are deployed regularly
  | 'alwaysOn' // traffic in every hour
  | 'quiet' // hardly any traffic
  | 'throttled' // 429 is a daily sight
  | 'largeAnswers' // documents of tens of kilobytes
  | 'bulk' // gigabytes are read regularly
  | 'podSubnet' // hosts share one /24
  | 'twoRegions'; // serves from two regions

export interface Person {
  name: string;
  userPrincipalName: string;
  objectId: string;
  roleAssignmentId: string;
  country: Country;
  /** Block of the provider at home; the address in it changes every few days. */
  homeBlock: string;
  officeAddress: string;
  browser: string;
}

/** The service principal of the deployment pipeline. */
export interface Pipeline {
  name: string;
  objectId: string;
  applicationId: string;
}

export interface Account {
  /** Lower-case resource id. */
  id: string;
  name: string;
  index: number;
  tenantId: string;
  subscriptionId: string;
  resourceGroup: string;
  region: AzureRegion;
  secondRegion: AzureRegion;
  api: Api;
  personality: string;
  country: Country;
  utcOffset: number;
  traits: ReadonlySet<Trait>;
  fullText: boolean;
  /** DataPlaneRequests beside the category of the API. */
  bothCategories: boolean;
  /** The application pastes values into its query texts. */
  literalQueries: boolean;
  throttleChance: number;
  containers: readonly Container[];
  /** Those of `containers` that the application uses. */
  usualContainers: readonly Container[];
  staff: readonly Person[];
  /** Worked on the account in the first days of the world only. */
  departed: Person;
  pipeline: Pipeline;
  application: OriginSource;
  workloads: readonly Workload[];
}
