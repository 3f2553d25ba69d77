import { EventHubProducerClient } from '@azure/event-hubs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { activityIds, dataPlaneRecord } from '../../lib/simulation/records';
import { startEventHubs, type EventHubsServer } from '../../local/eventHubs/startEventHubs';
import { until, type FixtureHost } from '../local/host/fixtureHost';
import { buildPrograms } from './builtPrograms';
import { HUB, startFixtureStack, type FixtureStack } from './fixtureStack';

let north: EventHubsServer;
let producer: EventHubProducerClient;
let stack: FixtureStack;
let running: FixtureHost;
beforeAll(async () => {
  north = await startEventHubs({ port: 0, hubs: [{ name: HUB, partitions: 1 }] });
  // Namespaces are told apart by their names, and all here are on this machine.
  const connection = north.connectionString.replace('localhost', '127.0.0.1');
  producer = new EventHubProducerClient(connection, HUB);
  stack = await startFixtureStack(buildPrograms('functions', 'handlers'), 1, () => ({
    WARDEN_EVENT_HUBS: `${HUB},EventHub_northeurope/${HUB}`,
    EventHub_northeurope: connection,
  }));
  running = await stack.startHost();
});
afterAll(async () => {
  await producer.close();
  await stack.stop();
  await north.stop();
});

function refusals(account: string) {
  const ids = activityIds(account.length);
  return Array.from({ length: 40 }, (_, n) =>
    dataPlaneRecord({
      time: Date.parse('2026-11-22T12:30:00Z') + n,
      account,
      activityId: ids(),
      address: '192.0.2.44',
      status: 401,
    }),
  );
}

test('one app reads the hubs of two regions, which have names and numbers in common', async () => {
  const triggers = running.host.functions.filter(({ kind }) => kind === 'eventHub');
  expect(triggers.map(({ name }) => name)).toEqual([
    'detectThreats',
    `detectThreats-EventHub_northeurope-${HUB}`,
  ]);
  await stack.send('0', [{ records: refusals('westshop') }]);
  await producer.sendBatch([{ body: { records: refusals('northshop') } }], { partitionId: '0' });
  const batches = () => running.log.filter(({ message }) => message.startsWith('{"event":"batch"'));
  await until(() => batches().length === 2, 'both batches are done');
  const alerts = await stack.alerts();
  expect(alerts.map(({ compromisedEntity }) => compromisedEntity.split('/').at(-1)).sort()).toEqual(
    ['northshop', 'westshop'],
  );
  for (const alert of alerts) {
    expect(alert).toMatchObject({ alertType: 'CosmosDB_CredentialGuessing', occurrences: 40 });
  }
  const health: unknown = await (await fetch(`${running.host.url}/api/health`)).json();
  expect(health).toMatchObject({
    counts: { records: 80, events: 80 },
    hubs: [{ hub: expect.stringContaining(HUB) }, { hub: expect.stringContaining(HUB) }],
  });
});
