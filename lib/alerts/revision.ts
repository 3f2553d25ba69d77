import type { AlertDocument } from './document';

/**
 * The alert with its material changes counted; then it is due to be delivered.
 * @param changes how many; for none it is the alert itself
 * @param now epoch ms
 */
export function revised(alert: AlertDocument, changes: number, now: number): AlertDocument {
  if (changes <= 0) return alert;
  return { ...alert, revision: alert.revision + changes, deliveryDueAt: now };
}
