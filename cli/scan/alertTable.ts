import type { Alert } from '../../lib/alerts/alert';
import { accountName } from '../../lib/telemetry/displayNames';

const HEADINGS = ['SEVERITY', 'FIRST SEEN (UTC)', 'COUNT', 'ALERT', 'ACCOUNT'] as const;

/** Alerts for a person at a terminal: a line each, and the reason below it. */
export function alertTable(alerts: readonly Alert[]): string {
  if (alerts.length === 0) return 'No alerts.\n';
  const rows = alerts.map((alert) => [
    alert.severity,
    alert.startTimeUtc.slice(0, 16).replace('T', ' '),
    String(alert.occurrences),
    alert.alertType,
    printable(accountName(alert.accountId)),
  ]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const lines = alerts.map(
    (alert, at) => `${line(rows[at] ?? [])}\n    ${printable(alert.reason)}`,
  );
  return `${[line(HEADINGS), ...lines].join('\n')}\n`;
}

/** Text from a log may hold control characters that would drive the terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}
