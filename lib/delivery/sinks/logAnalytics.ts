import { AggregateLogsUploadError, LogsIngestionClient } from '@azure/monitor-ingestion';
import type { TransportPorts } from '../configuredSink';
import { securityAlertRow } from '../formats/securityAlertRow';
import type { Message } from '../message';
import type { Transport } from '../sink';
import type { SettingsOf } from '../sinkSettings';
import { azureClientOptions, azureFailure } from './azureClient';

/** Writes rows to a custom table of Log Analytics, and so to Microsoft Sentinel. */
export class LogAnalyticsTransport implements Transport {
  private constructor(
    private readonly client: LogsIngestionClient,
    private readonly settings: SettingsOf<'logAnalytics'>,
  ) {}

  static async open(
    settings: SettingsOf<'logAnalytics'>,
    ports: TransportPorts,
  ): Promise<LogAnalyticsTransport> {
    const { endpoint, audience = ports.cloud.monitor } = settings;
    const options = { ...azureClientOptions(endpoint, ports), audience };
    const client = new LogsIngestionClient(endpoint, await ports.credential(), options);
    return new LogAnalyticsTransport(client, settings);
  }

  async send(message: Message, signal: AbortSignal): Promise<void> {
    const { ruleId, stream } = this.settings;
    try {
      await this.client.upload(ruleId, stream, [securityAlertRow(message)], {
        abortSignal: signal,
      });
    } catch (error) {
      const [first] = error instanceof AggregateLogsUploadError ? error.errors : [];
      throw azureFailure(first?.cause ?? error);
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
