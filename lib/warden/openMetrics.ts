import { managedIdentity } from './managedIdentity';
import type { Settings } from '../settings';
import { NO_METRICS, SentMetrics, type Metrics, type MetricsExporter } from '../metrics/metrics';

/** The metrics of the app; none where there is no Application Insights, or where they are off. */
export function openMetrics(settings: Settings): Metrics {
  const { sendsMetrics, applicationInsights: connectionString } = settings;
  if (!sendsMetrics || connectionString === null) return NO_METRICS;
  return new SentMetrics(() => openExporter(settings, connectionString), Date.now);
}

async function openExporter(
  settings: Settings,
  connectionString: string,
): Promise<MetricsExporter> {
  const { cloud, applicationInsightsIdentity: identity } = settings;
  const { AzureMonitorMetrics } = await import('../metrics/azureMonitor');
  const managedIdentityClientId =
    identity?.managedIdentityClientId ?? settings.managedIdentityClientId;
  const credential =
    identity === null ? null : await managedIdentity({ cloud, managedIdentityClientId });
  return new AzureMonitorMetrics({ connectionString, credential, cloud });
}
