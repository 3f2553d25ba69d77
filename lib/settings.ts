/** The one place that reads the environment. A wrong setting never stops the app: it is reported. */

import * as z from 'zod';
import {
  CLOUD_NAMES,
  CLOUD_SETTING,
  CLOUDS,
  DEFAULT_CLOUD,
  EXAMPLE_ADDRESSES,
  type Cloud,
} from './settings/cloud';
import { PLATFORM_AUTHENTICATION_SETTING, WRITER_ROLE_SETTING } from './settings/access';
import {
  COSMOS_CONNECTION,
  COSMOS_DATABASE_SETTING,
  DEFAULT_COSMOS_DATABASE,
  hasCosmosConnection,
} from './settings/alertsFeed';
import {
  CONSUMER_GROUP_SETTING,
  DEFAULT_CONSUMER_GROUP,
  DEFAULT_EVENT_HUBS,
  EVENT_HUBS_SETTING,
  eventHubNames,
  hubsWithNamespaces,
  missingConnections,
  namespaceSetting,
} from './settings/hubs';
import {
  EVENT_HUB_NAMESPACE_IDS,
  SILENCE_MINUTES,
  SILENCE_PIPELINE_PERCENT,
} from './settings/silence';
import { sinkSettingsSchema, type SinkSettings } from './delivery/sinkSettings';
import { feedDefinitionsSchema, TOR_EXIT_FEED } from './intel/feedDefinition';

type Environment = Readonly<Record<string, string | undefined>>;

interface Setting<T> {
  readonly name: string;
  readonly description: string;
  readonly example: string;
  /** Reads the text of the environment; undefined where it is not set. */
  readonly schema: z.ZodType<T, string | undefined>;
  /** What is used where the setting is missing or wrong. */
  readonly fallback: T;
}

function setting<T>(definition: Setting<T>): Setting<T> {
  return definition;
}

const text = z.string().trim().min(1);
const names = z.string().transform((value) =>
  value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
);
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'is not a whole number')
    .transform(Number)
    .pipe(z.number().min(least).max(most));
const onOrOff = z.enum(['true', 'false']).transform((value) => value === 'true');
/** A setting that is a whole number within bounds. */
const bounded = (definition: {
  readonly name: string;
  readonly description: string;
  readonly least: number;
  readonly most: number;
  readonly fallback: number;
}) => {
  const { name, description, least, most, fallback } = definition;
  const schema = wholeNumber(least, most);
  return setting<number>({ name, description, example: String(fallback), schema, fallback });
};
const json = z.string().transform((value, context): unknown => {
  try {
    return JSON.parse(value);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});

const DEFINITIONS = {
  cloud: setting<Cloud>({
    name: CLOUD_SETTING,
    description: `Azure's cloud that the app runs in: ${CLOUD_NAMES.join(', ')}`,
    example: DEFAULT_CLOUD.name,
    schema: z.enum(CLOUD_NAMES).transform((name) => CLOUDS[name]),
    fallback: DEFAULT_CLOUD,
  }),
  cosmosEndpoint: setting<string | null>({
    name: 'WARDEN_COSMOS_ENDPOINT',
    description: 'Endpoint of the Cosmos DB account that keeps the alerts',
    example: EXAMPLE_ADDRESSES.cosmos,
    schema: z.url({ protocol: /^https?$/ }),
    fallback: null,
  }),
  cosmosKey: setting<string | null>({
    name: 'WARDEN_COSMOS_KEY',
    description: 'Key of that account; without it the managed identity is used, as it should be',
    example: '(leave it out in Azure)',
    schema: text,
    fallback: null,
  }),
  cosmosDatabase: setting<string>({
    name: COSMOS_DATABASE_SETTING,
    description: 'Name of the database that keeps the alerts',
    example: DEFAULT_COSMOS_DATABASE,
    schema: text,
    fallback: DEFAULT_COSMOS_DATABASE,
  }),
  eventHubs: setting<readonly string[]>({
    name: EVENT_HUBS_SETTING,
    description:
      'Event hubs to read, comma-separated; CONNECTION/HUB for one of a further namespace, whose address is in the app setting CONNECTION__fullyQualifiedNamespace',
    example: DEFAULT_EVENT_HUBS.join(','),
    schema: z.string().transform((value, context) => {
      const hubs = eventHubNames(value);
      if (hubs !== null) return hubs;
      context.addIssue({ code: 'custom', message: 'is no list of event hub names' });
      return z.NEVER;
    }),
    fallback: DEFAULT_EVENT_HUBS,
  }),
  consumerGroup: setting<string>({
    name: CONSUMER_GROUP_SETTING,
    description: 'Consumer group to read the hubs with',
    example: DEFAULT_CONSUMER_GROUP,
    schema: text,
    fallback: DEFAULT_CONSUMER_GROUP,
  }),
  torFeed: setting<string>({
    name: 'WARDEN_TOR_FEED',
    description: 'HTTPS URL or file with the Tor exit addresses; off for none',
    example: TOR_EXIT_FEED.source,
    schema: text,
    fallback: TOR_EXIT_FEED.source,
  }),
  intelFeeds: setting<z.output<typeof feedDefinitionsSchema>>({
    name: 'WARDEN_INTEL_FEEDS',
    description: 'Further threat lists, as a JSON array',
    example:
      '[{"id":"blocklist","kind":"malicious","source":"https://example.com/list.txt","format":"plain"}]',
    schema: json.pipe(feedDefinitionsSchema),
    fallback: [],
  }),
  geoDatabases: setting<string[]>({
    name: 'WARDEN_GEO_DATABASES',
    description: 'Paths of your own MMDB files (country, city, ASN), comma-separated',
    example: '/home/data/GeoLite2-City.mmdb',
    schema: names,
    fallback: [],
  }),
  credentialGuessingRefusals: setting<number>({
    name: 'WARDEN_CREDENTIAL_GUESSING_REFUSALS',
    description: 'Refused requests of one address in an hour that are reported, 5 to 900',
    example: '30',
    schema: wholeNumber(5, 900),
    fallback: 30,
  }),
  massDeletionDocuments: setting<number>({
    name: 'WARDEN_MASS_DELETION_DOCUMENTS',
    description: 'Documents deleted from one address in an hour that are reported, 10 to 1,000,000',
    example: '500',
    schema: wholeNumber(10, 1_000_000),
    fallback: 500,
  }),
  extractionFloorBytes: setting<number>({
    name: 'WARDEN_EXTRACTION_FLOOR_BYTES',
    description:
      'Bytes read by one client in an hour below which no volume is unusual, 100,000 to 100,000,000,000',
    example: '2000000',
    schema: wholeNumber(100_000, 100_000_000_000),
    fallback: 2_000_000,
  }),
  newcomerDays: setting<number>({
    name: 'WARDEN_NEWCOMER_DAYS',
    description:
      'A new country, application or identity is reported on accounts where such a thing appears at most once in so many days, 3 to 40',
    example: '7',
    schema: wholeNumber(3, 40),
    fallback: 7,
  }),
  logAnalyticsWorkspaces: setting<readonly string[]>({
    name: 'WARDEN_LOG_ANALYTICS_WORKSPACES',
    description:
      'Ids of up to 20 Log Analytics workspaces that hold the CDB tables, comma-separated: baselines on day one',
    example: '00000000-0000-0000-0000-000000000000',
    schema: names.pipe(z.array(z.guid()).max(20)),
    fallback: [],
  }),
  logAnalyticsEndpoint: setting<string | null>({
    name: 'WARDEN_LOG_ANALYTICS_ENDPOINT',
    description: 'Query endpoint of Log Analytics where it is not that of the cloud',
    example: `${EXAMPLE_ADDRESSES.logAnalytics}/v1`,
    schema: z.url({ protocol: /^https$/ }),
    fallback: null,
  }),
  logAnalyticsAudience: setting<string | null>({
    name: 'WARDEN_LOG_ANALYTICS_AUDIENCE',
    description: 'Audience of its tokens, where it is not the origin of the endpoint',
    example: EXAMPLE_ADDRESSES.logAnalytics,
    schema: z.url({ protocol: /^https$/ }),
    fallback: null,
  }),
  logAnalyticsQuerySeconds: setting<number>({
    name: 'WARDEN_LOG_ANALYTICS_QUERY_SECONDS',
    description: 'What one query may take, 30 to 600 seconds',
    example: '180',
    schema: wholeNumber(30, 600),
    fallback: 180,
  }),
  logAnalyticsDays: setting<number>({
    name: 'WARDEN_LOG_ANALYTICS_DAYS',
    description: 'Days of history that are asked of Log Analytics for a new account, 1 to 60',
    example: '30',
    schema: wholeNumber(1, 60),
    fallback: 30,
  }),
  silenceMinutes: bounded(SILENCE_MINUTES),
  silencePipelinePercent: bounded(SILENCE_PIPELINE_PERCENT),
  eventHubNamespaceIds: setting<readonly string[]>({
    ...EVENT_HUB_NAMESPACE_IDS,
    schema: names,
    fallback: [],
  }),
  fullQueryText: setting<boolean>({
    name: 'WARDEN_FULL_QUERY_TEXT',
    description: 'true keeps query texts in alerts with their literals, which may be personal data',
    example: 'false',
    schema: onOrOff,
    fallback: false,
  }),
  platformAuthentication: setting<boolean>({
    name: PLATFORM_AUTHENTICATION_SETTING,
    description:
      'true where App Service authentication guards the app: the history of alerts then names who it signed in',
    example: 'false',
    schema: onOrOff,
    fallback: false,
  }),
  writerRole: setting<string | null>({
    name: WRITER_ROLE_SETTING,
    description:
      'App role that a change needs where App Service authentication guards the app, instead of a key of its own',
    example: 'Warden.Operator',
    schema: text,
    fallback: null,
  }),
  sinks: setting<readonly SinkSettings[]>({
    name: 'WARDEN_SINKS',
    description:
      'Where alerts are sent, as a JSON array (docs/delivery.md); a value %NAME% stands for the app setting NAME, as a secret should',
    example: `[{"type":"eventGrid","endpoint":"${EXAMPLE_ADDRESSES.eventGrid}"}]`,
    schema: json.pipe(sinkSettingsSchema),
    fallback: [],
  }),
  appUrl: setting<string | null>({
    name: 'WARDEN_URL',
    description:
      'Address of the app for links to alerts, where it is not that of the function app itself',
    example: 'https://warden.example.com',
    schema: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
    fallback: null,
  }),
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
