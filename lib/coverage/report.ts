import type { Api, Category } from '../telemetry/event';

/**
 * The answer of `GET coverage`: what the logs of each account show, and what they leave dark. Times
 * are ISO 8601, UTC; shares are 0..1.
 */
export interface CoverageReport {
  /** In the order of their account ids. */
  readonly value: readonly AccountCoverage[];
  readonly nextLink: string | null;
}

export interface AccountCoverage {
  /** Lower-case ARM resource id. */
  readonly accountId: string;
  /** The account's own name. */
  readonly account: string;
  /** `silent`: nothing came for a day; `gaps`: something in `gaps` is worth mending. */
  readonly state: 'complete' | 'gaps' | 'silent';
  /** APIs that its requests were made through. */
  readonly apis: readonly Api[];
  readonly lastHeardUtc: string | null;
  /** Days of history that its profile rests on, and what that allows (docs/baselines.md). */
  readonly stage: 'new' | 'provisional' | 'established';
  readonly historyDays: number;
  /** The hours in which the figures below were counted; null before any was learned. */
  readonly window: ObservedWindow | null;
  /** Every category that matters for its APIs, and any other that came. */
  readonly categories: readonly CategoryCoverage[];
  readonly queryText: QueryTextCoverage;
  readonly refusals: RefusalCoverage;
  readonly routes: RouteCoverage;
  /** Every detector of the catalogue, in its order. */
  readonly detectors: readonly DetectorCoverage[];
  /** All of the above that somebody should look at, the worst first. */
  readonly gaps: readonly Gap[];
}

export interface ObservedWindow {
  readonly fromUtc: string;
  readonly toUtc: string;
  /** Days with at least one counted hour. */
  readonly days: number;
  readonly requests: number;
}

/** How to mend something: a sentence, and commands with the account's id filled in. */
export interface Fix {
  readonly text: string;
  readonly commands: readonly string[];
}

export interface CategoryCoverage {
  readonly category: Category;
  /**
   * `arriving`; `late`: came before, but not for a day while other categories did, which those of
   * management never are; `missing`: never came, though detectors need it; `notNeeded`: never came,
   * and nothing is lost by that.
   */
  readonly state: 'arriving' | 'late' | 'missing' | 'notNeeded';
  readonly lastSeenUtc: string | null;
  /** Empty where it is arriving. */
  readonly why: string;
  readonly fix: Fix | null;
}

export interface QueryTextCoverage {
  /** `none`: no text came; `mixed`: fewer than a third are obfuscated, as where it was switched lately. */
  readonly text: 'full' | 'obfuscated' | 'mixed' | 'none';
  /** Query texts that came, and the shares of them that were obfuscated, and cut by the platform. */
  readonly texts: number;
  readonly obfuscatedShare: number;
  readonly cutShare: number;
  /** Share of sampled query operations whose text never came; null while too few were sampled. */
  readonly missingShare: number | null;
  /** The same by application, the most queries first; at most 20. */
  readonly applications: readonly ApplicationTextCoverage[];
  readonly why: string;
  readonly fix: Fix | null;
}

export interface ApplicationTextCoverage {
  /** Family, such as `cosmos-java-sdk`; `unknown` where the log names none. */
  readonly application: string;
  /** Query operations that were sampled, evenly over all of them. */
  readonly sampled: number;
  readonly withoutText: number;
  readonly missingShare: number;
}

export interface RefusalCoverage {
  /**
   * `logged`: refused requests (401, 403) do show; `neverSeen`: none has shown in the whole window, so
   * that they may not be logged at all; `unknown`: there were too few requests to tell.
   */
  readonly state: 'logged' | 'neverSeen' | 'unknown';
  /** Requests in the window that were refused (401, 403), and throttled (429). */
  readonly denied: number;
  readonly throttled: number;
  /** The last ones that were ever seen. */
  readonly lastDeniedUtc: string | null;
  readonly lastThrottledUtc: string | null;
  readonly why: string;
  readonly fix: Fix | null;
}

export interface RouteCoverage {
  /** `namespace/hub`s that its records come through, the latest first. */
  readonly hubs: readonly HubRoute[];
  /** Records that came more than once, and their share of all records of the window. */
  readonly copies: number;
  readonly copyShare: number;
  /** Regions that served its requests, the latest first. */
  readonly regions: readonly RegionSight[];
  /** The region that nearly all other accounts of its hub are in; null where there are too few. */
  readonly hubRegion: string | null;
  /** `severalSettings`: the same records come twice; `otherRegion`: none of its regions is the hub's. */
  readonly problems: readonly ('severalSettings' | 'otherRegion')[];
  readonly why: string;
  readonly fix: Fix | null;
}

export interface HubRoute {
  readonly hub: string;
  readonly categories: readonly Category[];
  readonly lastSeenUtc: string;
}

export interface RegionSight {
  readonly region: string;
  readonly lastSeenUtc: string;
}

export interface DetectorCoverage {
  /** Alert type. */
  readonly id: string;
  readonly title: string;
  /** `active` may have limits, told in `why`; `learning` says nothing yet; `blind` cannot see. */
  readonly state: 'active' | 'learning' | 'blind';
  /** One sentence for each reason; empty where nothing holds it back. */
  readonly why: readonly string[];
  readonly fixes: readonly Fix[];
}

export interface Gap {
  /** Stable within the account, such as `missing:ControlPlaneRequests` or `severalSettings`. */
  readonly id: string;
  readonly severity: 'Low' | 'Medium' | 'High';
  readonly what: string;
  readonly fix: Fix;
  /** Titles of detectors that are blind because of it. */
  readonly blinds: readonly string[];
}
