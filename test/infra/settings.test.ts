import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readSettings, SETTING_DESCRIPTIONS } from '../../lib/settings';
import { CLOUD_NAMES } from '../../lib/cloud';
import { bicepFile } from './bicep';
import { bicepValue } from './bicepValue';

/** Settings that Azure's host reads, and our code does not. */
const OF_THE_PLATFORM = [
  /^AzureWebJobsStorage(?:__\w+)?$/,
  /^FUNCTIONS_(?:EXTENSION_VERSION|WORKER_RUNTIME)$/,
  /^WEBSITE_RUN_FROM_PACKAGE(?:_BLOB_MI_RESOURCE_ID)?$/,
  /^(?:EventHubConnection|WARDEN_COSMOS)(?:__(?:credential|clientId|accountEndpoint|fullyQualifiedNamespace))?$/,
  /^EventHub_\$\{one\.location\}__(?:credential|clientId|fullyQualifiedNamespace)$/,
  /^OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID$/,
];

const OURS = new Set(SETTING_DESCRIPTIONS.map(({ name }) => name));
const text = bicepFile('modules/functionApp.bicep');

/** Names of the settings in one of the template's variables. */
function namesIn(variable: string): string[] {
  const start = text.indexOf(`var ${variable} = `);
  const end = text.indexOf('\nvar ', start + 1);
  const part = text.slice(start, end < 0 ? text.indexOf('\noutput ', start) : end);
  const members = [...part.matchAll(/^\s+(\w+): /gm)].map(([, name = '']) => name);
  const computed = [...part.matchAll(/'(EventHub_[^'/]+)'/g)].map(([, name = '']) => name);
  return [...members, ...computed];
}

const GROUPS =
  /union\(\s*((?:\w+,?\s*)+)\)/.exec(text.slice(text.indexOf("'appsettings'")))?.[1] ?? '';
const names = GROUPS.split(/[,\s]+/)
  .filter((group) => group !== '' && group !== 'furtherSettings')
  .flatMap(namesIn);

/** What a deployment would put in. */
const DEPLOYED: Readonly<Record<string, string>> = {
  APPLICATIONINSIGHTS_CONNECTION_STRING:
    'InstrumentationKey=0f3d9c1e-5a47-4b62-9e08-6c1d2b7a8f90;IngestionEndpoint=https://x.example/',
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING:
    'ClientId=11111111-2222-4333-8444-555555555555;Authorization=AAD',
  AZURE_CLIENT_ID: '11111111-2222-4333-8444-555555555555',
  WARDEN_CLOUD: 'AzurePublic',
  WARDEN_COSMOS_ENDPOINT: 'https://x.documents.azure.com:443/',
  WARDEN_COSMOS_DATABASE: 'warden',
  WARDEN_COSMOS__accountEndpoint: 'https://x.documents.azure.com:443/',
  WARDEN_EVENT_HUBS: 'cosmos-diagnostics,activity-log,EventHub_northeurope/cosmos-diagnostics',
  WARDEN_CONSUMER_GROUP: 'warden',
  WARDEN_SINKS: '[{"type":"eventGrid","endpoint":"https://x.example/api/events"}]',
  WARDEN_LOG_ANALYTICS_WORKSPACES: '',
  WARDEN_PLATFORM_AUTHENTICATION: 'true',
  EventHubConnection__fullyQualifiedNamespace: 'x.servicebus.windows.net',
  EventHub_northeurope__fullyQualifiedNamespace: 'y.servicebus.windows.net',
};

describe('the app settings of the template', () => {
  test('are all known, to lib/settings or to the platform', () => {
    expect(names.length).toBeGreaterThan(20);
    const unknown = names.filter(
      (name) => !OURS.has(name) && !OF_THE_PLATFORM.some((pattern) => pattern.test(name)),
    );
    expect(unknown).toEqual([]);
    for (const name of names.filter((one) => OURS.has(one))) {
      expect([name, DEPLOYED[name]]).toEqual([name, expect.any(String)]);
    }
  });

  test('leave nothing out that the app cannot do without', () => {
    const needed = readSettings({ WARDEN_SINKS: DEPLOYED['WARDEN_SINKS'] }).problems;
    expect(needed.length).toBeGreaterThan(2);
    expect(names).toEqual(expect.arrayContaining(needed.map(({ setting }) => setting)));
  });

  test('make an app without a problem', () => {
    const { settings, problems } = readSettings(DEPLOYED);
    expect(problems).toEqual([]);
    expect(settings.eventHubs).toEqual([
      'cosmos-diagnostics',
      'activity-log',
      'y.servicebus.windows.net/cosmos-diagnostics',
    ]);
  });

  test('hold no key or connection string of a service', () => {
    expect(
      names.filter((name) => /KEY$|^AzureWebJobsStorage$|^EventHubConnection$/.test(name)),
    ).toEqual([]);
  });

  test('name the cloud as the app does, whichever Azure reports', () => {
    const clouds = bicepValue('modules/functionApp.bicep', 'wardenClouds');
    expect(Object.values(clouds).sort()).toEqual([...CLOUD_NAMES].sort());
  });

  test('give the connection of a region the name that the list of hubs has', () => {
    expect(text).toContain("'EventHub_${one.location}/${accountHub}'");
    expect(names).toContain('EventHub_${one.location}__fullyQualifiedNamespace');
  });
});

test('local.settings.example.json has every setting, and is enough to start with', () => {
  // The next lines look at each member.
  const example = JSON.parse(readFileSync('local.settings.example.json', 'utf8')) as {
    Values: Record<string, string>;
  };
  const unknown = Object.keys(example.Values).filter(
    (name) => !OURS.has(name) && !OF_THE_PLATFORM.some((pattern) => pattern.test(name)),
  );
  expect(unknown).toEqual([]);
  expect(Object.keys(example.Values)).toEqual(expect.arrayContaining([...OURS]));
  expect(readSettings(example.Values).problems).toEqual([]);
});
