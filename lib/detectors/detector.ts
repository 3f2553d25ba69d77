/** What a detector is, what it is given and what it answers. */

import type { AlertType } from '../alerts/alertType';
import type { Client } from '../alerts/facts';
import type { Finding, WindowFinding } from '../alerts/finding';
import type { ActivityWindow } from '../activity/window';
import type { AccountBaseline, Novelty } from '../baseline/baseline';
import type { PlaceOf } from '../baseline/profile/facets';
import type { Link } from './attackChain/link';
import type { ManagementKind } from '../management/managementKind';
import type { ManagementOperation } from '../management/operation';
import type { Reputation } from '../intel/threatIntel';
import type { Verdict } from '../query/verdict';
import type { Silence } from '../silence/silence';
import type { AccessEvent, AccountId } from '../telemetry/event';

/** What pure detectors may look at beside the event. */
export interface DetectionContext {
  reputation(address: string): Reputation | null;
  /** ISO 3166 country code, or null where unknown. */
  readonly country: (address: string) => string | null;
  /** Where an address is, as far as it is known. */
  readonly placeOf: PlaceOf;
  /** The client of a query record, joined by activity id, or null while unknown. */
  client(event: AccessEvent): Client | null;
  verdict(event: AccessEvent): Verdict | null;
  /** Id of the shape of its query text; empty for an event without one. */
  queryShape(event: AccessEvent): string;
  /** What is normal for an account, or null where nothing was learned. */
  baseline(account: AccountId): AccountBaseline | null;
  /** What is new about the client of an event; empty while its account is too new to tell. */
  novelties(event: AccessEvent): readonly Novelty[];
  readonly thresholds: Thresholds;
  /**
   * Share of its limits from which a window detector has to speak: 1, or less where it is only asked
   * whether a window is worth a closer look. Thresholds are scaled by it already.
   */
  readonly share: number;
}

/** Settings of the detectors, all of them with published defaults. */
export interface Thresholds {
  /** Refused requests from one address in an hour. */
  readonly credentialGuessingRefusals: number;
  /** Documents deleted by one actor in an hour. */
  readonly massDeletionDocuments: number;
  /** Bytes read by one actor in an hour; less is no unusual volume. */
  readonly extractionFloorBytes: number;
  /** New things of a kind that appear more often than once in so many days are not reported. */
  readonly newcomerDays: number;
  /** Store query texts with their literals. */
  readonly fullQueryText: boolean;
}

/**
 * Events that a detector is asked about: those whose client a threat list names, those with a query
 * text, those that succeeded and whose client has something new about it, those that wrote a stored
 * procedure, trigger or function, or every one.
 */
export type EventSubject = 'listedClient' | 'queryText' | 'newcomer' | 'scriptWrite' | 'everyEvent';

/** Judges operations of Azure Resource Manager, each by all that its records tell. */
export interface OperationJudgement {
  readonly kinds: readonly ManagementKind[];
  readonly detect: (operation: ManagementOperation, context: DetectionContext) => Finding | null;
  /** What it finds in an operation after which something usual did not follow in time. */
  readonly detectUnanswered?: OperationJudgement['detect'];
}

/** Judges operations of Azure Resource Manager. Who knows more of one, must not find less. */
export interface ManagementDetector extends AlertType {
  readonly kind: 'management';
  readonly operations: OperationJudgement;
}

/** Judges each event by itself. */
export interface EventDetector extends AlertType {
  readonly kind: 'event';
  /** How it judges what is done through Azure Resource Manager instead. */
  readonly operations?: OperationJudgement;
  /** Every event, where it says nothing. */
  readonly subject?: EventSubject;
  detect(event: AccessEvent, context: DetectionContext): Finding | null;
}

/**
 * Windows that a detector is asked about: those with watched operations (`WATCHED`), those with
 * operations of Azure Resource Manager, those of accounts that are known well enough to compare
 * with, or every one.
 */
export type WindowSubject = 'watchedOperations' | 'management' | 'knownAccount' | 'everyWindow';

/** Judges an account's hour, whenever it has grown. Must be monotone: more events, never less alarm. */
export interface WindowDetector extends AlertType {
  readonly kind: 'window';
  /** Every window, where it says nothing. */
  readonly subject?: WindowSubject;
  detect(window: ActivityWindow, context: DetectionContext): readonly WindowFinding[];
}

/** Judges what other alerts, and deeds that are none, tell of an account together. Must be monotone. */
export interface CorrelationDetector extends AlertType {
  readonly kind: 'correlation';
  /** @param links a set: their order is nothing */
  detect(account: AccountId, links: readonly Link[]): readonly WindowFinding[];
}

/** Judges that nothing comes where something used to. What it judges is silent for certain. */
export interface SilenceDetector extends AlertType {
  readonly kind: 'silence';
  detect(silence: Silence): WindowFinding | null;
}

export type Detector =
  EventDetector | ManagementDetector | WindowDetector | CorrelationDetector | SilenceDetector;
