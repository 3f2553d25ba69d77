import type { AccountId, Api, Principal } from '../telemetry/event';
import type { Deed } from './deeds';
import type { QueryTextHour } from './queryTexts';

/** Kinds of operations that are told apart, whatever the API calls them. */
export const OPERATION_KINDS = [
  /** Documents read, queried or listed. */
  'read',
  /** Documents created, replaced or patched. */
  'write',
  /** Documents deleted. */
  'delete',
  /** Databases, containers, offers and the like looked at. */
  'metadata',
  /** Stored procedures, triggers and functions written. */
  'script',
  /** Anything else: executions, management, unknown. */
  'other',
  /** Databases and containers dropped. */
  'drop',
  /** Databases, containers, throughput and rights created or changed. */
  'define',
] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

/** Who, from where, with what: the three things by which actors are told apart. */
export interface ActorIdentity {
  readonly principal: Principal;
  /** Canonical client address, or empty where none is logged. */
  readonly address: string;
  /** Application family, or empty. */
  readonly application: string;
}

/** What was done with one container. */
export interface ContainerVolume {
  /** `database/container`; the empty text stands for those that found no room. */
  readonly container: string;
  readonly requests: number;
  /** Bytes returned. */
  readonly responseBytes: number;
}

/** Sums over requests. */
export interface HourFigures {
  readonly requests: number;
  /** Refused (401, 403 and the like). */
  readonly denied: number;
  readonly throttled: number;
  /** All that did not succeed, the refused and throttled among them. */
  readonly failed: number;
  /** Of what is not there; absent where the source does not tell. */
  readonly notFound?: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** Bytes returned in the second half of the hour; absent where the source does not tell. */
  readonly lateBytes?: number;
  readonly requestUnits: number;
  readonly operations: Readonly<Record<OperationKind, number>>;
}

/**
 * What one actor did within an hour, in plain figures: counted from records by ourselves, or asked
 * from Log Analytics. Figures that a source cannot tell are 0.
 */
export interface ActorHour extends ActorIdentity, HourFigures {
  readonly api: Api | null;
  /** True for the sum of actors that found no room of their own. */
  readonly isOther: boolean;
  /** Heaviest first. */
  readonly containers: readonly ContainerVolume[];
  /** Distinct databases and containers touched, about. */
  readonly distinctContainers: number;
  /** Distinct documents or logical partitions touched, about; 0 where the log names none. */
  readonly distinctDocuments: number;
  /** Epoch ms. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** `database/container` of documents deleted and containers dropped, where any was dropped. */
  readonly droppedContainers?: readonly string[];
  /** Versions of the application, where the source tells any. */
  readonly versions?: readonly string[];
}

/** An account's hour, as a profile learns it. An actor stands here once. */
export interface HourActivity {
  readonly account: AccountId;
  /** Start of the hour, epoch ms. */
  readonly hour: number;
  readonly actors: readonly ActorHour[];
  /** What was done through Azure Resource Manager; absent where a source tells nothing of it. */
  readonly deeds?: readonly Deed[];
  /** Which query texts came; absent where a source tells nothing of it, or nothing was asked. */
  readonly queryTexts?: QueryTextHour;
  /** Records that came more than once. */
  readonly copies?: number;
}
