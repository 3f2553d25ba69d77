import { TOR_EXIT_FEED, type FeedDefinition } from './intel/feedDefinition';
import type { Settings } from './settings';

/** The threat lists to fetch. */
export function feedsOf({ torFeed, intelFeeds }: Settings): readonly FeedDefinition[] {
  return torFeed === 'off' ? intelFeeds : [{ ...TOR_EXIT_FEED, source: torFeed }, ...intelFeeds];
}

/** What is configured, without anything secret. */
export function configuredOf(settings: Settings): Record<string, string> {
  return {
    cloud: settings.cloud.name,
    cosmosEndpoint: settings.cosmosEndpoint ?? '',
    cosmosAuthentication: settings.cosmosKey === null ? 'managed identity' : 'key',
    cosmosDatabase: settings.cosmosDatabase,
    eventHubs: settings.eventHubs.join(', '),
    consumerGroup: settings.consumerGroup,
    threatLists: feedsOf(settings)
      .map(({ id }) => id)
      .join(', '),
    geoDatabases: settings.geoDatabases.join(', '),
    credentialGuessingRefusals: String(settings.credentialGuessingRefusals),
    massDeletionDocuments: String(settings.massDeletionDocuments),
    extractionFloorBytes: String(settings.extractionFloorBytes),
    newcomerDays: String(settings.newcomerDays),
    silenceMinutes: String(settings.silenceMinutes),
    silencePipelinePercent: String(settings.silencePipelinePercent),
    fullQueryText: String(settings.fullQueryText),
    platformAuthentication: String(settings.platformAuthentication),
    metrics: settings.sendsMetrics && settings.applicationInsights !== null ? 'on' : 'off',
    sinks: settings.sinks.map(({ name, type }) => `${name} (${type})`).join(', '),
  };
}
