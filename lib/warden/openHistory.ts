import type { AccountId } from '../telemetry/event';
import { managedIdentity } from './managedIdentity';
import type { Settings } from '../settings';
import type { HistorySource } from '../baseline/learning/backfill';
import { LogAnalyticsHistory } from '../baseline/sources/logAnalytics/logAnalyticsHistory';
import { PATIENCE } from '../baseline/sources/logAnalytics/patience';

const DAY = 86_400_000;
/** What the network may take on top of a query, ms. */
const GRACE = 30_000;

/** The workspaces that the settings name; null where they name none. */
export async function openHistory(settings: Settings): Promise<HistorySource | null> {
  const { logAnalyticsWorkspaces: workspaces, cloud } = settings;
  if (workspaces.length === 0) return null;
  // Loaded only by the timer that asks it.
  const { MonitorLogsReader } = await import('../baseline/sources/logAnalytics/monitorLogsReader');
  const reader = new MonitorLogsReader({
    credential: await managedIdentity(settings),
    endpoint: settings.logAnalyticsEndpoint ?? cloud.logAnalytics,
    audience: settings.logAnalyticsAudience,
    queryTimeoutSeconds: settings.logAnalyticsQuerySeconds,
    graceMs: GRACE,
    patience: PATIENCE,
  });
  const history = new LogAnalyticsHistory(reader);
  return {
    reach: settings.logAnalyticsDays * DAY,
    read: (accounts: readonly AccountId[], from: number, to: number, signal: AbortSignal) =>
      history.read({ workspaces, accounts, from, to, signal }),
  };
}
