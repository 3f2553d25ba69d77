/** What detectors may ask about what is normal for an account. */

import type { Deed } from '../activity/deeds';
import type { ActorIdentity } from '../activity/hourActivity';
import type { AccountId } from '../telemetry/event';

/**
 * How well an account is known, by days of history: below 3 `new` (behaviour says nothing), below
 * 14 `provisional` (confidence is capped), from 14 on `established`.
 */
export type Stage = 'new' | 'provisional' | 'established';

/** Kinds of things that may be new about who uses an account. */
export const ACTOR_FACETS = [
  'principal',
  'application',
  /** Client address with its /24 or /48. */
  'network',
  /** Autonomous system, where a database tells it. */
  'asn',
  'country',
  /** Kind of principal, and which key. */
  'authKind',
  /** Principal together with country. */
  'principalCountry',
  /** Principal together with application. */
  'principalApplication',
  /** Network together with application and what its account key allows: reading, or all. */
  'keyHolder',
  /** Who wrote stored procedures, triggers or functions. */
  'scriptWriter',
  /** Who dropped databases or containers: principal together with application. */
  'containerDropper',
] as const;
export type ActorFacet = (typeof ACTOR_FACETS)[number];

/** Kinds of things that may be new about who manages an account through Azure Resource Manager. */
export const MANAGEMENT_FACETS = [
  /** Identity together with what it does: `entra <object id> keyListing`. */
  'manager',
  'managerNetwork',
  'managerCountry',
  'managerTool',
  /** Organisation of a person who manages the account. */
  'managerHome',
  /** How an aspect of the account stands: `firewall listed`. */
  'accountState',
] as const;
export type ManagementFacet = (typeof MANAGEMENT_FACETS)[number];

/** Kinds of things that may be new on an account. */
export const FACETS = [...ACTOR_FACETS, ...MANAGEMENT_FACETS] as const;
export type Facet = ActorFacet | ManagementFacet;

/** Who did something of a kind, from where and with what. */
export type DeedIdentity = Pick<Deed, 'kind' | 'principal' | 'address' | 'tool'> &
  Partial<Pick<Deed, 'home'>>;

/** Something about an actor that is new, or back after a long time. */
export interface Novelty {
  readonly facet: Facet;
  readonly value: string;
  /** Epoch ms when it was last seen, or null where it never was. */
  readonly lastSeen: number | null;
  /** Days since it was last seen; Infinity where it never was. */
  readonly dormantDays: number;
  /**
   * 0..1: how unusual it is that something new of this kind appears here at all. 1 - P(at least one
   * new value within a day), from the decayed rate of first sightings.
   */
  readonly surprise: number;
  /** Values of this kind that are known, the most usual first; at most 5. */
  readonly usual: readonly string[];
  readonly knownValues: number;
  /** True where an open or resolved alert of the last 30 days was about it: no news any more. */
  readonly reported: boolean;
}

/** Figures whose usual size is known by the hour. */
export const MEASURES = [
  'responseBytes',
  'requestBytes',
  'requests',
  'requestUnits',
  'throttled',
  'denied',
  'failed',
  'deleted',
  'metadata',
  'distinctContainers',
  'distinctDocuments',
] as const;
export type Measure = (typeof MEASURES)[number];

/** Whose figure: the whole account's, one principal's with one application, or a container's. */
export type VolumeScope =
  | { readonly of: 'account' }
  | { readonly of: 'actor'; readonly actor: ActorIdentity }
  | { readonly of: 'container'; readonly container: string }
  /** Any single actor (principal, address, application) of the account: what its peers do. */
  | { readonly of: 'peers' };

/** What a figure usually is in an hour like this one. */
export interface Usual {
  readonly measure: Measure;
  readonly scope: VolumeScope;
  /** Days in whose comparable hours there are figures, zero ones among them. */
  readonly days: number;
  readonly median: number;
  /** 99th percentile, or the largest where there are fewer figures. */
  readonly percentile99: number;
  readonly largest: number;
  /**
   * Robust spread: median absolute deviation of the logarithm, times 1.4826. A value is
   * `(ln(value + floor) - ln(median + floor)) / spread` deviations away.
   */
  readonly logSpread: number;
  /** Which hours were compared, for the reason: `at this hour`, `in any hour`. */
  readonly hours: 'thisHourOfWeek' | 'thisHourOfDay' | 'anyHour';
}

/** From `least` to `most`, both included. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** What is known of one account at one time. Immutable: detectors are pure. */
export interface AccountBaseline {
  readonly account: AccountId;
  readonly stage: Stage;
  /** Days of history, at most 60. */
  readonly historyDays: number;
  /** Highest confidence that a behavioural alert may have at this stage. */
  readonly confidenceCap: number;
  /**
   * What is new or long gone (30 days and more) about an actor; empty for most. The facets of
   * networks, countries and systems are those of its address.
   */
  novelties(actor: ActorIdentity): readonly Novelty[];
  /** What is new or long gone about who did this, from where and with what; a state tells nothing. */
  noveltiesOfDeed(deed: DeedIdentity): readonly Novelty[];
  /** Values of a facet that are known, the most usual first; at most 5. */
  usualValues(facet: Facet): readonly string[];
  /** True where the value of this facet is known. */
  knows(facet: Facet, value: string): boolean;
  /** True where an open or resolved alert of the last 30 days was about the value. */
  wasReported(facet: Facet, value: string): boolean;
  /** Days on which the value was seen, 0 where never. */
  daysSeen(facet: Facet, value: string): number;
  /**
   * What a measure usually is in the `hours` hours that begin at `hour` (epoch ms; 1 where absent).
   * Null where there is nothing to compare with.
   */
  usual(measure: Measure, scope: VolumeScope, hour: number, hours?: number): Usual | null;
  /** The largest figure of an hour in the last 42 days; null where none are kept. */
  largest(measure: Measure, scope: Exclude<VolumeScope, { of: 'peers' }>): number | null;
  /** True where jobs of an actor did so much within so many hours, on each of several days. */
  hasDone(measure: Measure, actor: ActorIdentity, hours: number, amount: Bounds): boolean;
  /**
   * Those of these containers (`database/container`) that nobody used in the last 42 days. Empty
   * where new ones are no news, and where there are too many for all to be known.
   */
  unusedContainers(containers: Iterable<string>): readonly string[];
  /** Days since a container (`database/container`), or any of a database, was first used; else 0. */
  daysInUse(container: string): number;
  /** Identities that are known to use an application and to come from a country. */
  usersIn(country: string, application: string): number;
  /** True for a principal that works at some hours of the day and not at others, as people do. */
  keepsHours(principal: ActorIdentity['principal']): boolean;
  /** True for a principal that is seen in several places at once as a matter of course. */
  hops(principal: ActorIdentity['principal']): boolean;
}

/** Baselines that an instance has at hand. */
export interface KnownBaselines {
  /**
   * Makes the baselines of these accounts ready.
   * @param now epoch ms
   * @throws StorageError
   */
  prepare(accounts: Iterable<AccountId>, now: number): Promise<void>;
  /** Null where nothing was learned yet. */
  of(account: AccountId): AccountBaseline | null;
}

export const NO_BASELINES: KnownBaselines = {
  prepare: () => Promise.resolve(),
  of: () => null,
};
