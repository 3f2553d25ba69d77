import { pathOfLink, read } from '../api/client';
import type { AlertPage, AlertSummary } from '../api/resources';
import { alertsPath, readFilter } from '../alerts/filter';
import type { Period } from './period';

const PAGE = 500;
/** More than that is told as "at least". */
const MOST_PAGES = 6;

export interface RecentAlerts {
  readonly alerts: readonly AlertSummary[];
  /** False where there are more. */
  readonly isComplete: boolean;
}

/** The alerts of a period, as far as they count for an overview. @throws ApiError */
export function recentAlerts({ span, slot }: Period, now: number): Promise<RecentAlerts> {
  // By whole slots, so that the address stays the same and the answer may be "nothing new".
  const from = new Date(Math.floor(now / slot) * slot - span + slot).toISOString();
  return alertsLike({ from });
}

/** The alerts that wait for somebody, however old they are. @throws ApiError */
export function openAlerts(): Promise<RecentAlerts> {
  return alertsLike({ status: 'Active,InProgress' });
}

async function alertsLike(wanted: Readonly<Record<string, string>>): Promise<RecentAlerts> {
  const filter = readFilter(new URLSearchParams(wanted));
  const alerts: AlertSummary[] = [];
  let path: string | null = alertsPath(filter, PAGE);
  for (let page = 0; page < MOST_PAGES && path !== null; page += 1) {
    const { body }: { body: AlertPage } = await read<AlertPage>(path);
    alerts.push(...body.value);
    path = body.nextLink === null ? null : pathOfLink('alerts', body.nextLink);
  }
  return { alerts, isComplete: path === null };
}
