import { metadata } from '../detectors/attackChain/metadata';
import type { Alert } from './alert';

/** True for an alert that is made of others: it says nothing that they do not say themselves. */
export function isChain({ alertType }: Pick<Alert, 'alertType'>): boolean {
  return alertType === metadata.id;
}
