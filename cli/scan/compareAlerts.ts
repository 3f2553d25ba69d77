import { readFile } from 'node:fs/promises';
import type { Alert } from '../../lib/alerts/alert';
import { accountName } from '../../lib/telemetry/displayNames';
import { UsageError } from '../command';
import { inputError } from '../input/byteSource';
import { resolvePath } from '../paths';
import { printable } from './alertTable';

/** What makes two runs' alerts the same, and what may differ. */
type Earlier = Pick<
  Alert,
  'id' | 'accountId' | 'alertType' | 'severity' | 'reason' | 'startTimeUtc'
>;

/** Alerts that an earlier run wrote with `--format ndjson`. @throws UsageError naming the line */
export async function readAlerts(path: string): Promise<readonly Earlier[]> {
  let text: string;
  try {
    text = await readFile(resolvePath(path), 'utf8');
  } catch (error) {
    throw inputError(path, error);
  }
  return text
    .split('\n')
    .flatMap((line, at) => (line.trim() === '' ? [] : [earlier(line, path, at)]));
}

function earlier(line: string, path: string, at: number): Earlier {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new UsageError(`${path}: line ${at + 1} is not JSON`, { cause: error });
  }
  if (!isAlert(value)) throw new UsageError(`${path}: line ${at + 1} is no alert`);
  return value;
}

function isAlert(value: unknown): value is Earlier {
  if (typeof value !== 'object' || value === null) return false;
  const fields = ['id', 'accountId', 'alertType', 'severity', 'reason', 'startTimeUtc'];
  return fields.every((field) => typeof Reflect.get(value, field) === 'string');
}

/** What these alerts have more and less than the earlier ones, for a person. */
export function comparison(earlierAlerts: readonly Earlier[], alerts: readonly Alert[]): string {
  const before = new Map(earlierAlerts.map((alert) => [alert.id, alert]));
  const after = new Set(alerts.map(({ id }) => id));
  const added = alerts.filter(({ id }) => !before.has(id));
  const removed = earlierAlerts.filter(({ id }) => !after.has(id));
  const changed = alerts.filter(({ id, severity }) => {
    const known = before.get(id);
    return known !== undefined && known.severity !== severity;
  });
  const same = alerts.length - added.length - changed.length;
  return [
    `${added.length} added, ${removed.length} removed, ` +
      `${changed.length} of another severity, ${same} the same`,
    ...added.map((alert) => `+ ${line(alert)}`),
    ...removed.map((alert) => `- ${line(alert)}`),
    ...changed.map((alert) => `~ ${line(alert)} (was ${before.get(alert.id)?.severity ?? ''})`),
    '',
  ].join('\n');
}

function line({ severity, startTimeUtc, alertType, accountId, reason }: Earlier): string {
  const time = startTimeUtc.slice(0, 16).replace('T', ' ');
  return printable(`${severity} ${time} ${alertType} ${accountName(accountId)}: ${reason}`);
}
