/** The one place that reads the environment. A wrong setting never stops the app: it is reported. */

import * as z from 'zod';
import { COSMOS_CONNECTION, hasCosmosConnection } from './settings/alertsFeed';
import {
  CLOUD_NAMES,
  CLOUD_SETTING,
  CLOUDS,
  DEFAULT_CLOUD,
  EXAMPLE_ADDRESSES,
  type Cloud,
} from './cloud';
import { ACCESS_SETTINGS } from './settings/definitions/access';
import { CLIENT_ORIGIN_SETTINGS } from './settings/definitions/clientOrigin';
import { COSMOS_SETTINGS } from './settings/definitions/cosmos';
import { DELIVERY_SETTINGS } from './settings/definitions/delivery';
import { EVENT_HUB_SETTINGS } from './settings/definitions/eventHubs';
import { LOG_ANALYTICS_SETTINGS } from './settings/definitions/logAnalytics';
import { METRICS_SETTINGS } from './settings/definitions/metrics';
import { onOrOff, setting, type Setting } from './settings/definitions/setting';
import { SILENCE_SETTINGS } from './settings/definitions/silence';
import { THRESHOLD_SETTINGS } from './settings/definitions/thresholds';
import { hubsWithNamespaces, missingConnections, namespaceSetting } from './settings/hubs';

type Environment = Readonly<Record<string, string | undefined>>;

const DEFINITIONS = {
  cloud: setting<Cloud>({
    name: CLOUD_SETTING,
    description: `Azure's cloud that the app runs in: ${CLOUD_NAMES.join(', ')}`,
    example: DEFAULT_CLOUD.name,
    schema: z.enum(CLOUD_NAMES).transform((name) => CLOUDS[name]),
    fallback: DEFAULT_CLOUD,
  }),
  ...COSMOS_SETTINGS,
  ...EVENT_HUB_SETTINGS,
  ...CLIENT_ORIGIN_SETTINGS,
  ...THRESHOLD_SETTINGS,
  ...LOG_ANALYTICS_SETTINGS,
  ...SILENCE_SETTINGS,
  fullQueryText: setting<boolean>({
    name: 'WARDEN_FULL_QUERY_TEXT',
    description: 'true keeps query texts in alerts with their literals, which may be personal data',
    example: 'false',
    schema: onOrOff,
    fallback: false,
  }),
  ...ACCESS_SETTINGS,
  ...DELIVERY_SETTINGS,
  ...METRICS_SETTINGS,
  managedIdentityClientId: setting<string | null>({
    name: 'AZURE_CLIENT_ID',
    description: 'Client id of the user-assigned managed identity',
    example: '00000000-0000-0000-0000-000000000000',
    schema: z.guid(),
    fallback: null,
  }),
};

type Definitions = typeof DEFINITIONS;
export type Settings = {
  readonly [K in keyof Definitions]: Definitions[K] extends Setting<infer T> ? T : never;
};

/** What is wrong with one setting, for `health`. */
export interface SettingProblem {
  readonly setting: string;
  readonly problem: string;
  readonly example: string;
}

const COSMOS_MISSING: SettingProblem = {
  setting: DEFINITIONS.cosmosEndpoint.name,
  problem: 'is not set, so no alert can be kept',
  example: DEFINITIONS.cosmosEndpoint.example,
};
const FEED_CONNECTION_MISSING: SettingProblem = {
  setting: `${COSMOS_CONNECTION}__accountEndpoint`,
  problem: `is not set, nor is ${COSMOS_CONNECTION}, so alerts are sent up to two minutes late`,
  example: EXAMPLE_ADDRESSES.cosmos,
};
/** The host reads the hubs, by connection string or, as it should be, by managed identity. */
const hubConnectionMissing = (connection: string): SettingProblem => ({
  setting: namespaceSetting(connection),
  problem: `is not set, nor is ${connection}, so its event hubs cannot be read`,
  example: EXAMPLE_ADDRESSES.serviceBus,
});

/**
 * Fills in `%NAME%` within JSON texts, as bindings have it, so that secrets may be settings of their
 * own, such as references to a key vault. One that is not set stays as it is.
 */
function withAppSettings(text: string, environment: Environment): string {
  return text.replace(/"%(\w+)%"/g, (whole, name: string) => {
    const value = environment[name];
    return value === undefined ? whole : JSON.stringify(value);
  });
}

/** Where the platform says that the app answers. */
function platformUrl({ WEBSITE_HOSTNAME: host = '' }: Environment): string | null {
  return host === '' ? null : `https://${host}`;
}

/** All settings with what they mean, for the docs. */
export const SETTING_DESCRIPTIONS = Object.values(DEFINITIONS).map(
  ({ name, description, example }) => ({ name, description, example }),
);

/** Reads all settings; one that is wrong keeps its fallback and is reported. */
export function readSettings(environment: Environment): {
  readonly settings: Settings;
  readonly problems: readonly SettingProblem[];
} {
  const problems: SettingProblem[] = [];
  const read = <T>(
    { name, example, schema, fallback }: Setting<T>,
    complete = (value: string) => value,
  ): T => {
    const value = environment[name];
    if (value === undefined || value === '') return fallback;
    const parsed = schema.safeParse(complete(value));
    if (parsed.success) return parsed.data;
    const problem = parsed.error.issues
      .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
      .join('; ');
    problems.push({ setting: name, problem, example });
    return fallback;
  };
  const eventHubs = read(DEFINITIONS.eventHubs);
  const settings: Settings = {
    cloud: read(DEFINITIONS.cloud),
    cosmosEndpoint: read(DEFINITIONS.cosmosEndpoint),
    cosmosKey: read(DEFINITIONS.cosmosKey),
    cosmosDatabase: read(DEFINITIONS.cosmosDatabase),
    eventHubs: hubsWithNamespaces(eventHubs, environment),
    consumerGroup: read(DEFINITIONS.consumerGroup),
    torFeed: read(DEFINITIONS.torFeed),
    intelFeeds: read(DEFINITIONS.intelFeeds),
    geoDatabases: read(DEFINITIONS.geoDatabases),
    credentialGuessingRefusals: read(DEFINITIONS.credentialGuessingRefusals),
    massDeletionDocuments: read(DEFINITIONS.massDeletionDocuments),
    extractionFloorBytes: read(DEFINITIONS.extractionFloorBytes),
    newcomerDays: read(DEFINITIONS.newcomerDays),
    logAnalyticsWorkspaces: read(DEFINITIONS.logAnalyticsWorkspaces),
    logAnalyticsEndpoint: read(DEFINITIONS.logAnalyticsEndpoint),
    logAnalyticsAudience: read(DEFINITIONS.logAnalyticsAudience),
    logAnalyticsQuerySeconds: read(DEFINITIONS.logAnalyticsQuerySeconds),
    logAnalyticsDays: read(DEFINITIONS.logAnalyticsDays),
    silenceMinutes: read(DEFINITIONS.silenceMinutes),
    silencePipelinePercent: read(DEFINITIONS.silencePipelinePercent),
    eventHubNamespaceIds: read(DEFINITIONS.eventHubNamespaceIds),
    fullQueryText: read(DEFINITIONS.fullQueryText),
    platformAuthentication: read(DEFINITIONS.platformAuthentication),
    writerRole: read(DEFINITIONS.writerRole),
    sinks: read(DEFINITIONS.sinks, (value) => withAppSettings(value, environment)),
    appUrl: read(DEFINITIONS.appUrl) ?? platformUrl(environment),
    sendsMetrics: read(DEFINITIONS.sendsMetrics),
    applicationInsights: read(DEFINITIONS.applicationInsights),
    applicationInsightsIdentity: read(DEFINITIONS.applicationInsightsIdentity),
    managedIdentityClientId: read(DEFINITIONS.managedIdentityClientId),
  };
  const missing = [
    ...(settings.cosmosEndpoint === null ? [COSMOS_MISSING] : []),
    ...missingConnections(eventHubs, environment).map(hubConnectionMissing),
    ...(settings.sinks.length === 0 || hasCosmosConnection(environment)
      ? []
      : [FEED_CONNECTION_MISSING]),
  ];
  for (const problem of missing) {
    if (!problems.some(({ setting }) => setting === problem.setting)) problems.push(problem);
  }
  return { settings, problems };
}

/** The settings of this process. */
export function environmentSettings() {
  return readSettings(process.env);
}
