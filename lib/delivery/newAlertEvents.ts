import type { AlertDocument } from '../alerts/document';
import { isSample } from '../alerts/sample';

/** The change feed may show an alert so long after it was raised, ms, and it is still called new. */
const NEW = 3_600_000;

/**
 * What the log says of alerts that are new, once or several times each: an alert rule of Azure
 * Monitor reads it, to write to the owners of the subscription. It names no client.
 * @param now epoch ms
 */
export function newAlertEvents(changed: readonly AlertDocument[], now: number) {
  return changed.filter((alert) => isNew(alert, now)).map(alertEvent);
}

function isNew(alert: AlertDocument, now: number): boolean {
  const { status, suppressedBy, detector, timeGeneratedUtc } = alert;
  const isShown = suppressedBy === null && detector.maturity !== 'sandbox';
  return isShown && status === 'Active' && now - Date.parse(timeGeneratedUtc) < NEW;
}

function alertEvent(alert: AlertDocument) {
  const { id, alertType, alertDisplayName: title, severity, accountId: account } = alert;
  return { event: 'alert', id, alertType, title, severity, account, sample: isSample(alert) };
}
