import type { Alert } from '../../lib/alerts/alert';
import { EXPORTS } from '../../lib/delivery/formats/exportFormats';
import { alertTable } from './alertTable';
import type { ScanFormat } from './scanOptions';

/** Alerts as the person wants to have them. */
export function writtenAlerts(alerts: readonly Alert[], format: ScanFormat): string {
  if (format === 'table') return alertTable(alerts);
  const { header, line } = EXPORTS[format];
  return header + alerts.map((alert) => line(alert, null)).join('');
}
