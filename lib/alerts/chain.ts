import type { Alert } from './alert';

/** Type of the alerts that are made of others. */
export const ATTACK_CHAIN = 'CosmosDB_AttackChain';

/** True for an alert that is made of others: it says nothing that they do not say themselves. */
export function isChain({ alertType }: Pick<Alert, 'alertType'>): boolean {
  return alertType === ATTACK_CHAIN;
}
