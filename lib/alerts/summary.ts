import type { Alert } from './alert';
import type { AlertDocument } from './document';
import { isSample } from './sample';

/** What a list shows of an alert: a tenth of the whole. */
export type AlertSummary = Pick<
  Alert,
  | 'id'
  | 'accountId'
  | 'alertType'
  | 'alertDisplayName'
  | 'severity'
  | 'intent'
  | 'status'
  | 'startTimeUtc'
  | 'endTimeUtc'
  | 'timeGeneratedUtc'
  | 'reason'
  | 'occurrences'
  | 'api'
  | 'assignedTo'
  | 'suppressedBy'
> & {
  /** True where it was made up to try the way out. */
  readonly sample: boolean;
};

export function toSummary(document: AlertDocument): AlertSummary {
  const { id, accountId, alertType, alertDisplayName, severity, intent, status, api } = document;
  const { startTimeUtc, endTimeUtc, timeGeneratedUtc, reason, occurrences } = document;
  const { assignedTo, suppressedBy } = document;
  return {
    id,
    accountId,
    alertType,
    alertDisplayName,
    severity,
    intent,
    status,
    startTimeUtc,
    endTimeUtc,
    timeGeneratedUtc,
    reason,
    occurrences,
    api,
    assignedTo,
    suppressedBy,
    sample: isSample(document),
  };
}
