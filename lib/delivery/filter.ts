import { SEVERITIES, type Alert, type Severity } from '../alerts/alert';
import { accountName } from '../telemetry/displayNames';

/** Which alerts a sink is for. */
export interface SinkFilter {
  readonly minimumSeverity: Severity;
  /**
   * Names or resource ids, in lower case, of accounts, resource groups or subscriptions; none for all.
   */
  readonly accounts: readonly string[];
  /** None for all. */
  readonly alertTypes: readonly string[];
}

type Filterable = Pick<Alert, 'severity' | 'accountId' | 'alertType'>;

export function accepts(
  filter: SinkFilter,
  { severity, accountId, alertType }: Filterable,
): boolean {
  const { minimumSeverity, accounts, alertTypes } = filter;
  return (
    SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(minimumSeverity) &&
    (alertTypes.length === 0 || alertTypes.includes(alertType)) &&
    (accounts.length === 0 || accounts.some((account) => isWithin(accountId, account)))
  );
}

function isWithin(accountId: string, wanted: string): boolean {
  return wanted.startsWith('/')
    ? `${accountId}/`.startsWith(wanted.endsWith('/') ? wanted : `${wanted}/`)
    : accountName(accountId) === wanted;
}
