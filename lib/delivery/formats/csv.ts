import type { Alert } from '../../alerts/alert';
import { isSample } from '../../alerts/sample';

const COLUMNS: readonly [string, (alert: Alert) => string][] = [
  ['id', ({ id }) => id],
  ['timeGeneratedUtc', ({ timeGeneratedUtc }) => timeGeneratedUtc],
  ['startTimeUtc', ({ startTimeUtc }) => startTimeUtc],
  ['endTimeUtc', ({ endTimeUtc }) => endTimeUtc],
  ['severity', ({ severity }) => severity],
  ['status', ({ status }) => status],
  ['alertType', ({ alertType }) => alertType],
  ['alertDisplayName', ({ alertDisplayName }) => alertDisplayName],
  ['accountId', ({ accountId }) => accountId],
  ['api', ({ api }) => api ?? ''],
  ['confidence', ({ confidence }) => String(confidence)],
  ['occurrences', ({ occurrences }) => String(occurrences)],
  ['intent', ({ intent }) => intent],
  ['techniques', ({ techniques }) => techniques.join(' ')],
  ['reason', ({ reason }) => reason],
  ['addresses', ({ extendedProperties }) => extendedProperties['addresses'] ?? ''],
  ['principals', ({ extendedProperties }) => extendedProperties['principals'] ?? ''],
  ['applications', ({ extendedProperties }) => extendedProperties['applications'] ?? ''],
  ['containers', ({ extendedProperties }) => extendedProperties['containers'] ?? ''],
  ['relatedAlerts', ({ extendedProperties }) => extendedProperties['relatedAlerts'] ?? ''],
  ['continues', ({ continues }) => continues ?? ''],
  ['assignedTo', ({ assignedTo }) => assignedTo ?? ''],
  ['suppressedBy', ({ suppressedBy }) => suppressedBy ?? ''],
  ['sample', (alert) => (isSample(alert) ? 'sample' : '')],
];

/** First line of a file of alerts, after RFC 4180. */
export const CSV_HEADER = `${COLUMNS.map(([name]) => name).join(',')}\r\n`;

export function csvRow(alert: Alert): string {
  return `${COLUMNS.map(([, read]) => cell(read(alert))).join(',')}\r\n`;
}

/** What spreadsheets take for a formula, also behind white space and in full width. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/** Text from a log is text in a spreadsheet too: an apostrophe keeps it from being a formula. */
function cell(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
