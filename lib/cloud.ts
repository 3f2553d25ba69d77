/**
 * Azure's clouds and what differs between them. All of the app that names a host of Azure takes it
 * from here, so that one setting, `WARDEN_CLOUD`, moves it to another cloud.
 */

export const CLOUD_SETTING = 'WARDEN_CLOUD';

export const CLOUD_NAMES = ['AzurePublic', 'AzureUSGovernment', 'AzureChina'] as const;
export type CloudName = (typeof CLOUD_NAMES)[number];

export interface Cloud {
  readonly name: CloudName;
  /** Where Entra issues tokens to people and services; managed identities have an address of their own. */
  readonly authority: string;
  /** Origin of the queries to Log Analytics, and the audience of their tokens. */
  readonly logAnalytics: string;
  /** Audience of the tokens for the Logs Ingestion API. */
  readonly monitor: string;
  /** What the host names of namespaces, accounts and topics end with. */
  readonly suffixes: {
    readonly serviceBus: string;
    readonly cosmos: string;
    readonly eventGrid: string;
  };
}

/**
 * Sources: `AzureAuthorityHosts` of `@azure/identity`, `KnownMonitorLogsQueryAudience` of
 * `@azure/monitor-query`, `KnownMonitorAudience` of `@azure/monitor-ingestion`, and
 * https://learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure
 */
export const CLOUDS: Readonly<Record<CloudName, Cloud>> = {
  AzurePublic: {
    name: 'AzurePublic',
    authority: 'https://login.microsoftonline.com',
    logAnalytics: 'https://api.loganalytics.io',
    monitor: 'https://monitor.azure.com',
    suffixes: {
      serviceBus: 'servicebus.windows.net',
      cosmos: 'documents.azure.com',
      eventGrid: 'eventgrid.azure.net',
    },
  },
  AzureUSGovernment: {
    name: 'AzureUSGovernment',
    authority: 'https://login.microsoftonline.us',
    logAnalytics: 'https://api.loganalytics.us',
    monitor: 'https://monitor.azure.us',
    suffixes: {
      serviceBus: 'servicebus.usgovcloudapi.net',
      cosmos: 'documents.azure.us',
      eventGrid: 'eventgrid.azure.us',
    },
  },
  AzureChina: {
    name: 'AzureChina',
    authority: 'https://login.chinacloudapi.cn',
    logAnalytics: 'https://api.loganalytics.azure.cn',
    monitor: 'https://monitor.azure.cn',
    suffixes: {
      serviceBus: 'servicebus.chinacloudapi.cn',
      cosmos: 'documents.azure.cn',
      eventGrid: 'eventgrid.azure.cn',
    },
  },
};

export const DEFAULT_CLOUD = CLOUDS.AzurePublic;

const { suffixes } = DEFAULT_CLOUD;

/** Addresses as they look, for the settings' examples and for messages. */
export const EXAMPLE_ADDRESSES = {
  cosmos: `https://my-warden.${suffixes.cosmos}:443/`,
  serviceBus: `my-namespace.${suffixes.serviceBus}`,
  eventGrid: `https://my-topic.westeurope-1.${suffixes.eventGrid}/api/events`,
  logAnalytics: CLOUDS.AzureUSGovernment.logAnalytics,
} as const;
