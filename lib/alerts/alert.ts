/** The alert: property names of Microsoft.Security/locations/alerts 2022-01-01, and ours beside them. */

import type { Api } from '../telemetry/event';

export const SEVERITIES = ['Informational', 'Low', 'Medium', 'High'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const STATUSES = ['Active', 'InProgress', 'Resolved', 'Dismissed'] as const;
export type AlertStatus = (typeof STATUSES)[number];

/** Values of the Alerts API's `intent`. */
export type Intent =
  | 'PreAttack'
  | 'InitialAccess'
  | 'Persistence'
  | 'PrivilegeEscalation'
  | 'DefenseEvasion'
  | 'CredentialAccess'
  | 'Discovery'
  | 'LateralMovement'
  | 'Execution'
  | 'Collection'
  | 'Exfiltration'
  | 'CommandAndControl'
  | 'Impact'
  | 'Probing'
  | 'Exploitation';

/** stable: on by default and quiet; incubating: on, may be tuned; sandbox: stored, never sent. */
export type Maturity = 'stable' | 'incubating' | 'sandbox';

declare const alertIdBrand: unique symbol;
export type AlertId = string & { readonly [alertIdBrand]: true };

export interface ResourceIdentifier {
  readonly type: 'AzureResource';
  readonly azureResourceId: string;
}

export interface Entity {
  readonly type: string;
  readonly [property: string]: unknown;
}

export interface HistoryEntry {
  readonly at: string;
  readonly by: string;
  readonly what: string;
  readonly comment: string | null;
}

/** How far one sink has got with an alert. */
export interface DeliveryState {
  readonly state: 'pending' | 'delivered' | 'failed' | 'givenUp';
  /** The newest revision that the sink has; 0 for none. */
  readonly deliveredRevision: number;
  /** The revision that the members below are about. */
  readonly triedRevision: number;
  readonly attempts: number;
  /** When that revision was first due, ISO 8601. */
  readonly since: string;
  /** When it is tried next, ISO 8601; null for at once, or never again. */
  readonly nextAt: string | null;
  readonly lastError: string | null;
}

export interface Alert {
  readonly id: AlertId;
  readonly accountId: string;
  readonly alertType: string;
  readonly alertDisplayName: string;
  readonly description: string;
  readonly severity: Severity;
  /** Comma-joined when several. */
  readonly intent: string;
  readonly techniques: readonly string[];
  readonly startTimeUtc: string;
  readonly endTimeUtc: string;
  readonly timeGeneratedUtc: string;
  readonly status: AlertStatus;
  readonly compromisedEntity: string;
  readonly resourceIdentifiers: readonly ResourceIdentifier[];
  readonly entities: readonly Entity[];
  readonly remediationSteps: readonly string[];
  readonly extendedProperties: Readonly<Record<string, string>>;
  readonly supportingEvidence: Entity;
  readonly api: Api | null;
  /** 0 to 1. */
  readonly confidence: number;
  /** One sentence with the numbers. */
  readonly reason: string;
  /** Records or operations that belong to it. */
  readonly occurrences: number;
  /** Counts material changes: creation, severity, status, each tenfold of occurrences. */
  readonly revision: number;
  readonly detector: { readonly id: string; readonly version: string; readonly maturity: Maturity };
  readonly assignedTo: string | null;
  readonly history: readonly HistoryEntry[];
  readonly delivery: Readonly<Record<string, DeliveryState>>;
  readonly suppressedBy: string | null;
  /** Id of the alert of the bucket before, where the attack went on over the border. */
  readonly continues: AlertId | null;
}

/** The higher of two severities. */
export function worse(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) >= SEVERITIES.indexOf(b) ? a : b;
}
