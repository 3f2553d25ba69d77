import type { Severity } from '../alerts/alert';

/** What advice may be about. A kind never changes its name once shipped. */
export const RECOMMENDATION_KINDS = [
  /** Account keys are used where Entra identities work. */
  'accountKeys',
  /** A key that may write is only used to read. */
  'readOnlyKeyEnough',
  /** No key was seen to be regenerated for months. */
  'keysNotRotated',
  /** Values stand in query texts instead of parameters. */
  'inlinedLiterals',
  /** Requests come from the internet. */
  'publicAddresses',
  /** An SDK that is no longer supported is in use. */
  'retiredSdk',
  /** Databases, containers, throughput or scripts are changed with a key. */
  'keyMetadataWrites',
  /** An identity lists the account's keys again and again. */
  'frequentKeyListing',
  /** Logs are missing, so that attacks may go unseen. */
  'loggingGaps',
] as const;
export type RecommendationKind = (typeof RECOMMENDATION_KINDS)[number];

/** The answer of `GET recommendations`: account by account, the most severe first within each. */
export interface RecommendationList {
  readonly value: readonly Recommendation[];
  readonly nextLink: string | null;
}

/** Advice for one account. Times are ISO 8601, UTC. */
export interface Recommendation {
  /** Kind and account, such as `accountKeys-1f0c...`: the same whenever it is derived. */
  readonly id: string;
  readonly kind: RecommendationKind;
  /** Lower-case ARM resource id, and the account's own name. */
  readonly accountId: string;
  readonly account: string;
  readonly title: string;
  readonly severity: Severity;
  /** One sentence with the figures. */
  readonly summary: string;
  readonly evidence: Evidence;
  readonly remediation: Remediation;
  readonly worsens: Worsening;
  readonly status: 'open' | 'dismissed';
  /** Who dismissed it and why; stays to be read when it has come back. Null where nobody did. */
  readonly dismissal: Dismissal | null;
}

/** What was observed, and when. */
export interface Evidence {
  readonly fromUtc: string;
  readonly toUtc: string;
  /** Days with anything observed. */
  readonly days: number;
  /** Named numbers, such as `{"requests": 1200, "share": 0.4}`. */
  readonly figures: Readonly<Record<string, number>>;
  /** Who and what: keys, applications, containers, networks, query texts without literals. */
  readonly examples: readonly string[];
  /** What the logs do not tell about it, in sentences. */
  readonly cannotKnow: readonly string[];
}

export interface Remediation {
  readonly steps: readonly string[];
  /** Commands with the account's id filled in. */
  readonly commands: readonly string[];
}

/** The number by which it gets worse. */
export interface Worsening {
  /** What is measured, in words: `requests with a key a day`. */
  readonly measure: string;
  readonly value: number;
  /** A dismissed one comes back when `value` is above this; what it would be if dismissed now. */
  readonly returnsAbove: number;
}

export interface Dismissal {
  readonly reason: string;
  readonly by: string;
  readonly atUtc: string;
  /** `worsens.value` when it was dismissed, and above what it comes back. */
  readonly value: number;
  readonly returnsAbove: number;
  /** True where it has got worse since, and is open again. */
  readonly outgrown: boolean;
}
