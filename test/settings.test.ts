import { describe, expect, test } from '@jest/globals';
import { readSettings, SETTING_DESCRIPTIONS } from '../lib/settings';

const COMPLETE = {
  WARDEN_COSMOS_ENDPOINT: 'https://warden.documents.azure.com:443/',
  WARDEN_COSMOS__accountEndpoint: 'https://warden.documents.azure.com:443/',
  EventHubConnection__fullyQualifiedNamespace: 'ns.servicebus.windows.net',
};

const { settings: FALLBACKS } = readSettings({});

test('what a deployment needs is enough, and everything else has a value', () => {
  const { settings, problems } = readSettings(COMPLETE);
  expect(problems).toEqual([]);
  expect(settings).toEqual({
    ...FALLBACKS,
    cosmosEndpoint: 'https://warden.documents.azure.com:443/',
  });
});

test('nothing is set: what cannot be done without is named, with an example', () => {
  expect(readSettings({}).problems).toEqual([
    {
      setting: 'WARDEN_COSMOS_ENDPOINT',
      problem: 'is not set, so no alert can be kept',
      example: expect.stringMatching(/^https:/),
    },
    {
      setting: 'EventHubConnection__fullyQualifiedNamespace',
      problem: expect.stringContaining('EventHubConnection'),
      example: expect.stringContaining('.servicebus.windows.net'),
    },
  ]);
});

test('an empty value is as good as none', () => {
  const empty = Object.fromEntries(SETTING_DESCRIPTIONS.map(({ name }) => [name, '']));
  expect(readSettings(empty)).toEqual(readSettings({}));
});

test('right values are read', () => {
  const feed = { id: 'mine', kind: 'tor', source: 'https://example.com/list.txt', format: 'plain' };
  const { settings, problems } = readSettings({
    ...COMPLETE,
    WARDEN_COSMOS_KEY: 'key',
    WARDEN_COSMOS_DATABASE: 'other',
    WARDEN_EVENT_HUBS: ' one , two,',
    WARDEN_CONSUMER_GROUP: 'warden',
    WARDEN_TOR_FEED: 'off',
    WARDEN_INTEL_FEEDS: JSON.stringify([feed]),
    WARDEN_GEO_DATABASES: '/a.mmdb,/b.mmdb',
    WARDEN_CREDENTIAL_GUESSING_REFUSALS: '5',
    WARDEN_MASS_DELETION_DOCUMENTS: '1000000',
    WARDEN_NEWCOMER_DAYS: '20',
    WARDEN_FULL_QUERY_TEXT: 'true',
    AZURE_CLIENT_ID: '11111111-2222-4333-8444-555555555555',
  });
  expect(problems).toEqual([]);
  expect(settings).toMatchObject({
    cosmosKey: 'key',
    cosmosDatabase: 'other',
    eventHubs: ['one', 'two'],
    consumerGroup: 'warden',
    torFeed: 'off',
    intelFeeds: [feed],
    geoDatabases: ['/a.mmdb', '/b.mmdb'],
    credentialGuessingRefusals: 5,
    massDeletionDocuments: 1_000_000,
    newcomerDays: 20,
    fullQueryText: true,
    managedIdentityClientId: '11111111-2222-4333-8444-555555555555',
  });
});

describe('a wrong value keeps the fallback and is reported', () => {
  test.each<[string, string]>([
    ['WARDEN_COSMOS_ENDPOINT', 'warden.documents.azure.com'],
    ['WARDEN_COSMOS_ENDPOINT', 'ftp://warden'],
    ['WARDEN_COSMOS_KEY', '   '],
    ['WARDEN_COSMOS_DATABASE', '  '],
    ['WARDEN_EVENT_HUBS', ','],
    ['WARDEN_EVENT_HUBS', 'good,bad name!'],
    ['WARDEN_CONSUMER_GROUP', ' '],
    ['WARDEN_TOR_FEED', ' '],
    ['WARDEN_INTEL_FEEDS', 'not json'],
    ['WARDEN_INTEL_FEEDS', '{}'],
    ['WARDEN_INTEL_FEEDS', '[{"id":"x"}]'],
    ['WARDEN_CREDENTIAL_GUESSING_REFUSALS', '4'],
    ['WARDEN_CREDENTIAL_GUESSING_REFUSALS', '901'],
    ['WARDEN_CREDENTIAL_GUESSING_REFUSALS', '30.5'],
    ['WARDEN_CREDENTIAL_GUESSING_REFUSALS', '-30'],
    ['WARDEN_MASS_DELETION_DOCUMENTS', '9'],
    ['WARDEN_MASS_DELETION_DOCUMENTS', 'many'],
    ['WARDEN_FULL_QUERY_TEXT', 'yes'],
    ['WARDEN_SINKS', '{}'],
    ['WARDEN_SINKS', '[{"type":"pigeon"}]'],
    ['WARDEN_SINKS', '[{"type":"webhook","url":"http://example.com"}]'],
    ['WARDEN_SINKS', '[{"type":"eventGrid","endpoint":"http://example.com"}]'],
    ['WARDEN_SINKS', '[{"type":"eventGrid","endpoint":"https://example.com","key":"%NO_SUCH%"}]'],
    ['WARDEN_SINKS', '[{"type":"eventHub","eventHub":"alerts"}]'],
    ['WARDEN_SINKS', '[{"type":"smtp","host":"x","from":"a@example.com","to":[]}]'],
    ['WARDEN_SINKS', '[{"type":"webhook","url":"https://example.com","minimum":"High"}]'],
    ['WARDEN_SINKS', '[{"type":"webhook","url":"https://a.example","name":"a.b"}]'],
    [
      'WARDEN_SINKS',
      '[{"type":"webhook","url":"https://a.example"},{"type":"webhook","url":"https://b.example"}]',
    ],
    ['WARDEN_URL', 'warden.example.com'],
    ['AZURE_CLIENT_ID', 'me'],
  ])('%s = %j', (name, value) => {
    const { settings, problems } = readSettings({ ...COMPLETE, [name]: value });
    const { example } = SETTING_DESCRIPTIONS.find((one) => one.name === name) ?? {};
    expect(problems).toEqual([{ setting: name, problem: expect.stringMatching(/./), example }]);
    const { cosmosEndpoint, ...rest } = settings;
    const { cosmosEndpoint: noEndpoint, ...fallbacks } = FALLBACKS;
    expect(rest).toEqual(fallbacks);
    expect(cosmosEndpoint).toBe(
      name === 'WARDEN_COSMOS_ENDPOINT' ? noEndpoint : COMPLETE.WARDEN_COSMOS_ENDPOINT,
    );
  });

  test('a problem never repeats a value that may be secret', () => {
    const { problems } = readSettings({ ...COMPLETE, WARDEN_COSMOS_ENDPOINT: 'AccountKey=s3cret' });
    expect(JSON.stringify(problems)).not.toContain('s3cret');
  });
});

describe('sinks', () => {
  const read = (sinks: readonly object[], more: Record<string, string> = {}) =>
    readSettings({ ...COMPLETE, ...more, WARDEN_SINKS: JSON.stringify(sinks) });

  test('have names, and severities that suit them', () => {
    const { settings, problems } = read([
      { type: 'eventGrid', endpoint: 'https://example.com' },
      { type: 'webhook', url: 'https://example.com', accounts: ['Shop'] },
      { type: 'smtp', host: 'mail', from: 'a@example.com', to: ['b@example.com'], name: 'on-call' },
    ]);
    expect(problems).toEqual([]);
    expect(settings.sinks).toMatchObject([
      { name: 'eventGrid', minimumSeverity: 'Informational', accounts: [] },
      {
        name: 'webhook',
        minimumSeverity: 'Medium',
        accounts: ['shop'],
        allowPrivateNetwork: false,
      },
      {
        name: 'on-call',
        minimumSeverity: 'High',
        port: 587,
        dailyLimits: { High: 4, Medium: 2, Low: 1 },
      },
    ]);
  });

  test('find their secrets in settings of their own', () => {
    const secret = 'quotes " and \\ in it';
    const sink = { type: 'webhook', url: 'https://example.com', secret: '%HOOK_SECRET%' };
    expect(read([sink], { HOOK_SECRET: secret }).settings.sinks).toMatchObject([{ secret }]);
  });

  test('without a connection for the change feed are served late, which is said', () => {
    const sinks = [{ type: 'eventGrid', endpoint: 'https://example.com' }];
    const { settings, problems } = read(sinks, { WARDEN_COSMOS__accountEndpoint: '' });
    expect(settings.sinks).toHaveLength(1);
    expect(problems).toMatchObject([{ setting: 'WARDEN_COSMOS__accountEndpoint' }]);
  });
});

test('links lead to the app itself, unless another address is set', () => {
  const url = (more: Record<string, string>) =>
    readSettings({ ...COMPLETE, ...more }).settings.appUrl;
  expect(url({})).toBeNull();
  expect(url({ WEBSITE_HOSTNAME: 'w.azurewebsites.net' })).toBe('https://w.azurewebsites.net');
  const own = { WEBSITE_HOSTNAME: 'w.azurewebsites.net', WARDEN_URL: 'https://warden.example/x/' };
  expect(url(own)).toBe('https://warden.example/x');
});

test('every setting says what it means and shows an example that is right', () => {
  for (const { name, description, example } of SETTING_DESCRIPTIONS) {
    expect(description).toMatch(/\w/);
    if (example.startsWith('(')) continue;
    expect([name, readSettings({ ...COMPLETE, [name]: example }).problems]).toEqual([name, []]);
  }
});
