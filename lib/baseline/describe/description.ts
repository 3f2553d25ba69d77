import type { Facet, Measure, Stage } from '../baseline';

/** What a baseline knows, for people and programs. Times are ISO 8601, hours are UTC. */
export interface BaselineDescription {
  readonly account: string;
  readonly stage: Stage;
  readonly historyDays: number;
  /** Highest confidence that an alert about behaviour may have by now. */
  readonly confidenceCap: number;
  /** First and last hour that were learned. */
  readonly learnedFrom: string | null;
  readonly learnedThrough: string | null;
  readonly known: Readonly<Record<Facet, KnownThings>>;
  readonly activeHours: ActiveHours;
  readonly principals: readonly PrincipalHours[];
  /** Null before anything was learned. */
  readonly volumes: Volumes | null;
  /** What cannot be judged here, and why. */
  readonly blindTo: readonly string[];
}

export interface KnownThings {
  readonly count: number;
  /** P(at least one new one within a day), and 1 minus that: how unusual a new one is. */
  readonly newWithinADay: number;
  readonly surprise: number;
  /** Times that one had to go because there were too many. */
  readonly displaced: number;
  /** The most usual first, at most 50. */
  readonly values: readonly KnownThing[];
}

export interface KnownThing {
  readonly value: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly days: number;
}

/** Such as `08:00-18:00`, `around the clock` or `never`. */
export interface ActiveHours {
  readonly weekdays: string;
  readonly weekends: string;
}

export interface PrincipalHours extends ActiveHours {
  readonly principal: string;
  readonly days: number;
  /** Seen in two countries at once as a matter of course. */
  readonly hops: boolean;
}

export interface Volumes {
  readonly account: readonly VolumeDescription[];
  /** Principals with their applications, the heaviest first. */
  readonly actors: readonly (VolumeDescription & {
    readonly principal: string;
    readonly application: string;
  })[];
  readonly containers: readonly (VolumeDescription & { readonly container: string })[];
  /** Any single actor. */
  readonly peers: readonly VolumeDescription[];
}

/** Figures of the hours in which there was anything. */
export interface VolumeDescription {
  readonly measure: Measure;
  /** Of the last 42 days; null where hours are not counted. */
  readonly hours: number | null;
  readonly median: number;
  readonly percentile99: number;
  readonly largest: number;
}
