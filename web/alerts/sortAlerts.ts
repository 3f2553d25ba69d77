import { SEVERITIES } from '../../lib/alerts/alert';
import { accountName } from '../../lib/telemetry/displayNames';
import type { AlertSummary } from '../../lib/alerts/summary';
import type { Sort } from './filter';

type Order = (a: AlertSummary, b: AlertSummary) => number;

const newest: Order = (a, b) => compare(b.timeGeneratedUtc, a.timeGeneratedUtc);

const ORDERS: Readonly<Record<Sort, Order>> = {
  newest,
  severity: (a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity),
  lastSeen: (a, b) => compare(b.endTimeUtc, a.endTimeUtc),
  occurrences: (a, b) => b.occurrences - a.occurrences,
  account: (a, b) => compare(accountName(a.accountId), accountName(b.accountId)),
  type: (a, b) => compare(a.alertType, b.alertType),
};

/** The alerts in another order; among equal ones the newest first. */
export function sortAlerts(alerts: readonly AlertSummary[], sort: Sort): readonly AlertSummary[] {
  if (sort === 'newest') return alerts;
  return [...alerts].sort((a, b) => ORDERS[sort](a, b) || newest(a, b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
