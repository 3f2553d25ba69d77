import type { Api } from '../../telemetry/event';
import type { Operator, Person } from '../world/people';
import type { AccountLog } from '../logs/accountLog';
import type { ClientSource } from './request';
import type { Container } from './container';

/** What an account's diagnostic setting and full-text switch let out. */
export interface Exports {
  readonly dataPlane: boolean;
  readonly queryText: 'none' | 'obfuscated' | 'full';
  /** The category of the MongoDB, Cassandra, Gremlin or Table API. */
  readonly commands: boolean;
}

/**
 * What decides which attacks would stand out here at all:
 * `settledPlaces` few countries; `settledActors` few addresses and applications; `entraOnly` no key
 * is ever used; `people` Entra users work with the data; `portal` they use Data Explorer by day;
 * `tokens` resource tokens; `private` private endpoints only; `busyAllDay` never silent for an hour;
 * `busyByDay` busy in working hours; `destructive` databases are dropped all the time; `cleansUp`
 * documents are deleted every night; `throttled` short of throughput.
 */
export type Trait =
  | 'settledPlaces'
  | 'settledActors'
  | 'entraOnly'
  | 'people'
  | 'tokens'
  | 'portal'
  | 'private'
  | 'busyAllDay'
  | 'busyByDay'
  | 'destructive'
  | 'cleansUp'
  | 'throttled';

/** Traffic of one kind in an account. */
export interface Workload {
  /** Sends the requests of the hour that begins at `start`. */
  run(start: number, log: AccountLog): void;
}

/** A copy of everything that is made each night. */
export interface NightlyCopy {
  readonly client: ClientSource;
  /** Local hour at which it starts, at most ten minutes late. */
  readonly hour: number;
  readonly megabytes: number;
}

export interface SimulatedAccount {
  readonly name: string;
  readonly subscription: string;
  readonly group: string;
  readonly personality: string;
  readonly api: Api;
  readonly exports: Exports;
  readonly traits: ReadonlySet<Trait>;
  readonly homeCountry: string;
  /** Hours ahead of UTC where the account's people are. */
  readonly offset: number;
  /** Display name of the region that serves requests. */
  regionAt(time: number): string;
  readonly containers: readonly Container[];
  /** The main application: thieves steal its credential and imitate it. */
  readonly application: ClientSource;
  readonly nightlyCopy: NightlyCopy | null;
  readonly people: readonly Person[];
  /** Deploys the account and its applications. */
  readonly pipeline: Operator;
  readonly workloads: readonly Workload[];
}

/** Resource id as the logs write it. */
export function resourceIdOf(account: SimulatedAccount): string {
  return (
    `/SUBSCRIPTIONS/${account.subscription}/RESOURCEGROUPS/${account.group}` +
    `/PROVIDERS/MICROSOFT.DOCUMENTDB/DATABASEACCOUNTS/${account.name}`
  ).toUpperCase();
}
