import { afterEach, describe, expect, test } from '@jest/globals';
import { readSettings } from '../../lib/settings';
import { eventHubNames, registeredHubs } from '../../lib/settings/hubs';

const BEFORE = process.env['WARDEN_EVENT_HUBS'];
afterEach(() => {
  if (BEFORE === undefined) delete process.env['WARDEN_EVENT_HUBS'];
  else process.env['WARDEN_EVENT_HUBS'] = BEFORE;
});

const REGIONS = 'cosmos-diagnostics, activity-log, EventHub_northeurope/cosmos.diagnostics';
const CONNECTED = {
  WARDEN_COSMOS_ENDPOINT: 'http://localhost:8081/',
  EventHubConnection__fullyQualifiedNamespace: 'west.servicebus.windows.net',
  EventHub_northeurope__fullyQualifiedNamespace: 'North.servicebus.windows.net',
};

test('each hub has a function, and a further namespace a connection, of its own', () => {
  process.env['WARDEN_EVENT_HUBS'] = REGIONS;
  expect(registeredHubs().sources).toEqual([
    { connection: 'EventHubConnection', hub: 'cosmos-diagnostics', suffix: 'cosmos-diagnostics' },
    { connection: 'EventHubConnection', hub: 'activity-log', suffix: 'activity-log' },
    {
      connection: 'EventHub_northeurope',
      hub: 'cosmos.diagnostics',
      suffix: 'EventHub_northeurope-cosmos-diagnostics',
    },
  ]);
});

test('names of functions are some that Azure takes', () => {
  process.env['WARDEN_EVENT_HUBS'] = `${REGIONS},logs.v2`;
  for (const { suffix } of registeredHubs().sources) {
    expect(`detectThreats-${suffix}`).toMatch(/^[A-Za-z][\w-]{0,127}$/);
  }
});

test.each(['/hub', 'a/b/c', '1connection/hub', 'connection/', 'a b/hub'])(
  '%j is no hub',
  (name) => {
    expect(eventHubNames(name)).toBeNull();
  },
);

describe('the settings', () => {
  test('name the hubs of a further namespace by it', () => {
    const { settings, problems } = readSettings({ ...CONNECTED, WARDEN_EVENT_HUBS: REGIONS });
    expect(problems).toEqual([]);
    expect(settings.eventHubs).toEqual([
      'cosmos-diagnostics',
      'activity-log',
      'north.servicebus.windows.net/cosmos.diagnostics',
    ]);
  });

  test('find its name in a connection string, too', () => {
    const { settings } = readSettings({
      ...CONNECTED,
      EventHub_northeurope__fullyQualifiedNamespace: '',
      EventHub_northeurope: 'Endpoint=sb://North.servicebus.windows.net:5671/;SharedAccessKey=k',
      WARDEN_EVENT_HUBS: REGIONS,
    });
    expect(settings.eventHubs.at(-1)).toBe('north.servicebus.windows.net/cosmos.diagnostics');
  });

  test('say which connection is missing', () => {
    const { problems } = readSettings({
      ...CONNECTED,
      EventHub_northeurope__fullyQualifiedNamespace: '',
      WARDEN_EVENT_HUBS: REGIONS,
    });
    expect(problems).toMatchObject([{ setting: 'EventHub_northeurope__fullyQualifiedNamespace' }]);
  });

  test('need no address of a namespace that is not read', () => {
    const { problems } = readSettings({
      ...CONNECTED,
      EventHubConnection__fullyQualifiedNamespace: '',
      WARDEN_EVENT_HUBS: 'EventHub_northeurope/logs',
    });
    expect(problems).toEqual([]);
  });
});
