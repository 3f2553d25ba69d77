import type { StoredDocument } from '../storage/documents';
import type { AccountId } from '../telemetry/event';
import type { Alert, AlertId } from './alert';
import type { Facts } from './facts';
import type { StoredOccurrences } from './occurrences';

/** An alert as it is stored: the alert itself, and what is needed to let it grow. */
export interface AlertDocument extends Alert, StoredDocument {
  readonly id: Alert['id'];
  readonly schemaVersion: 1;
  readonly accountId: AccountId;
  /** When some sink is to be served next, epoch ms; null where all have what they should. */
  readonly deliveryDueAt: number | null;
  readonly internal: {
    /** Time of creation and id: sorts the list, and never changes. */
    readonly order: string;
    /** What `q` is looked for in, lower case. */
    readonly search: string;
    readonly group: readonly string[];
    readonly startTime: number;
    readonly endTime: number;
    readonly occurrences: StoredOccurrences;
    readonly facts: Facts;
    readonly details: Readonly<Record<string, string>>;
    /** Alerts of the same story; null until they were looked for. */
    readonly related: readonly AlertId[] | null;
    /** Attack chains that it is a step of; absent where there is none. */
    readonly chains?: readonly AlertId[] | undefined;
  };
}

/** The alert as callers see it. */
export function toAlert(document: AlertDocument): Alert {
  return {
    id: document.id,
    accountId: document.accountId,
    alertType: document.alertType,
    alertDisplayName: document.alertDisplayName,
    description: document.description,
    severity: document.severity,
    intent: document.intent,
    techniques: document.techniques,
    startTimeUtc: document.startTimeUtc,
    endTimeUtc: document.endTimeUtc,
    timeGeneratedUtc: document.timeGeneratedUtc,
    status: document.status,
    compromisedEntity: document.compromisedEntity,
    resourceIdentifiers: document.resourceIdentifiers,
    entities: document.entities,
    remediationSteps: document.remediationSteps,
    extendedProperties: document.extendedProperties,
    supportingEvidence: document.supportingEvidence,
    api: document.api,
    confidence: document.confidence,
    reason: document.reason,
    occurrences: document.occurrences,
    revision: document.revision,
    detector: document.detector,
    assignedTo: document.assignedTo,
    history: document.history,
    delivery: document.delivery,
    suppressedBy: document.suppressedBy,
    continues: document.continues,
  };
}
