import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import {
  earliestEventPosition,
  EventHubConsumerClient,
  EventHubProducerClient,
  type ReceivedEventData,
} from '@azure/event-hubs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Alert } from '../../lib/alerts/alert';
import type { CoverageReport } from '../../lib/coverage/report';
import { buildPrograms } from './builtPrograms';
import { startLocal, startProgram } from './startProgram';
import { temporaryFolder } from '../temporaryFolder';

const DEMO_TYPES = [
  'AzureCosmosDB_SuspiciousListKeys.SuspiciousPrincipal',
  'CosmosDB_AppAnomaly',
  'CosmosDB_AttackChain',
  'CosmosDB_AuthAnomaly',
  'CosmosDB_CredentialGuessing',
  'CosmosDB_DataExfiltrationAnomaly',
  'CosmosDB_EnumerationAnomaly',
  'CosmosDB_GeoAnomaly',
  'CosmosDB_ImpossibleTravel',
  'CosmosDB_MassDeletion',
  'CosmosDB_PrincipalAnomaly',
  'CosmosDB_ServerScriptChange',
  'CosmosDB_SqlInjection.DataExfiltration',
  'CosmosDB_SqlInjection.FailedFuzzingAttempt',
  'CosmosDB_SuspiciousIp',
  'CosmosDB_TorAnomaly',
];

let folder: string;
beforeAll(() => {
  folder = buildPrograms('functions', 'handlers', 'local');
});

async function alertsAt(url: string): Promise<Alert[]> {
  // The app's own API answers in this shape.
  return ((await (await fetch(url)).json()) as { value: Alert[] }).value;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a program of somebody else receives beside the app, with the default consumer group. */
async function sentAndReceived(connectionString: string, body: string): Promise<unknown> {
  const producer = new EventHubProducerClient(connectionString, 'cosmos-diagnostics');
  const consumer = new EventHubConsumerClient('$Default', connectionString, 'cosmos-diagnostics');
  try {
    const received = new Promise<unknown>((resolve, reject) => {
      const handlers = {
        processEvents([event]: ReceivedEventData[]) {
          if (event !== undefined) resolve(event.body);
          return Promise.resolve();
        },
        processError(error: Error) {
          reject(error);
          return Promise.resolve();
        },
      };
      consumer.subscribe(handlers, { startPosition: earliestEventPosition });
    });
    await producer.sendBatch([{ body }]);
    return await received;
  } finally {
    await Promise.all([producer.close(), consumer.close()]);
  }
}

test('the demo raises every alert type, shows it, and Ctrl+C ends it', async () => {
  const stack = startLocal(folder);
  const url = await stack.waitFor(/alerts +(http:\S+)/);
  let types: string[] = [];
  for (let waited = 0; waited < 30_000 && types.length < DEMO_TYPES.length; waited += 250) {
    await pause(250);
    types = [...new Set((await alertsAt(url)).map(({ alertType }) => alertType))].sort();
  }
  expect(types).toEqual(DEMO_TYPES);
  for (const type of DEMO_TYPES) await stack.waitFor(new RegExp(`${type.replace('.', '\\.')}\\b`));
  expect(stack.output()).toMatch(/health +http:\/\/localhost:\d+\/api\/health\n/);
  expect(stack.output()).toMatch(/event hubs +localhost:\d+ +\(cosmos-diagnostics, activity-log\)/);
  expect(stack.output()).toContain('UseDevelopmentEmulator=true;');
  expect(stack.output()).toMatch(/database +http:\/\//);
  expect(stack.output()).toContain('warden -- replay PATH --event-hub cosmos-diagnostics');
  expect(stack.errors()).toBe('');

  // The story is told once: then it rests, and everything in it has been sent.
  const state = async () =>
    (await alertsAt(url)).map(({ id, occurrences, revision, delivery }) => [
      `${id} ${occurrences}`,
      delivery['eventGrid']?.deliveredRevision === revision,
    ]);
  let before = await state();
  let isResting = false;
  for (let waited = 0; waited < 15_000 && !isResting; waited += 1500) {
    await pause(1500);
    const after = await state();
    isResting = JSON.stringify(after) === JSON.stringify(before) && after.every(([, sent]) => sent);
    before = after;
  }
  expect([isResting, before]).toEqual([true, before]);
  expect(stack.output()).toMatch(/^event \d+ {2}CosmosWarden\.Alert\.Created CosmosDB_/m);
  expect(stack.output()).not.toMatch(/^event \d+ again/m);

  // Its accounts are known, and lack but the logs that the demo does not send.
  const answer = await fetch(url.replace('alerts', 'coverage'));
  const { value } = (await answer.json()) as CoverageReport; // the app's own answer
  expect(
    value.map(({ account, stage, gaps }) => [account, stage, gaps.map(({ id }) => id)]),
  ).toEqual([
    ['demo-billing', 'established', ['missing:QueryRuntimeStatistics']],
    ['demo-shop', 'established', []],
  ]);
  for (const { account, detectors } of value) {
    const blind = detectors.filter(({ state }) => state !== 'active').map(({ id }) => id);
    expect([account, blind]).toEqual([
      account,
      account === 'demo-billing' ? DEMO_TYPES.filter((type) => type.includes('Injection')) : [],
    ]);
  }

  stack.process.kill('SIGINT');
  expect(await stack.ended).toBe(0);
  await expect(fetch(url)).rejects.toThrow();
}, 60_000);

test('--no-demo raises nothing, and SIGTERM ends it', async () => {
  const stack = startLocal(folder, '--no-demo');
  const url = await stack.waitFor(/alerts +(http:\S+)/);
  const connectionString = await stack.waitFor(/(Endpoint=\S+)/);
  await stack.waitFor(/Alerts as they are raised/);
  await pause(3000);
  expect(await alertsAt(url)).toEqual([]);
  const health: unknown = await (await fetch(url.replace('alerts', 'health'))).json();
  expect(health).toMatchObject({ status: 'ok', counts: { records: 0 } });
  expect(await sentAndReceived(connectionString, 'hello')).toBe('hello');
  stack.process.kill('SIGTERM');
  expect(await stack.ended).toBe(0);
  expect(stack.output()).toContain('SIGTERM: stopping');
});

test('--keys prints a key, and it opens the door', async () => {
  const stack = startLocal(folder, '--no-demo', '--keys');
  const key = await stack.waitFor(/x-functions-key: (\S+)\n/);
  const url = (await stack.waitFor(/alerts +(http:\S+)/)).replace(/\?.*/, '');
  expect((await fetch(url)).status).toBe(401);
  expect((await fetch(url, { headers: { 'x-functions-key': key } })).status).toBe(200);
  // The addresses on the terminal can be opened as they are.
  expect((await fetch(await stack.waitFor(/health +(http:\S+)/))).status).toBe(200);
  stack.process.kill('SIGINT');
  expect(await stack.ended).toBe(0);
});

test('stopped while the demo is still being sent, it ends as cleanly', async () => {
  const stack = startLocal(folder);
  await stack.waitFor(/Cosmos Warden runs/);
  stack.process.kill('SIGINT');
  expect(await stack.ended).toBe(0);
  expect(stack.errors()).toBe('');
});

test.each(['SIGHUP', 'SIGTERM'] as const)('%s leaves no files behind', async (signal) => {
  const files = temporaryFolder();
  const parameters = ['--port', '0', '--event-hubs-port', '0', '--no-demo'];
  const stack = startProgram(join(folder, 'local', 'start.js'), parameters, files);
  await stack.waitFor(/Cosmos Warden runs/);
  expect(readdirSync(files)).toHaveLength(1);
  stack.process.kill(signal);
  expect(await stack.ended).toBe(0);
  expect(readdirSync(files)).toEqual([]);
});

describe('a call that cannot be served', () => {
  let taken: Server;
  let port: number;
  beforeAll(async () => {
    taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    // A server that listens on TCP has an address of this form.
    port = (taken.address() as AddressInfo).port;
  });
  afterAll(() => {
    taken.close();
  });

  const refused = async (parameters: readonly string[]) => {
    const program = startProgram(join(folder, 'local', 'start.js'), parameters);
    const code = await program.ended;
    expect(program.errors().trimEnd()).not.toContain('\n');
    return { code, line: program.errors() };
  };

  test('the port is in use', async () => {
    const { code, line } = await refused(['--port', String(port), '--event-hubs-port', '0']);
    expect(code).toBe(2);
    expect(line).toMatch(new RegExp(`${port}.*(in use|EADDRINUSE)`));
  });

  test('the port of the hubs is in use', async () => {
    const { code, line } = await refused(['--port', '0', '--event-hubs-port', String(port)]);
    expect(code).toBe(2);
    expect(line).toContain('--event-hubs-port');
  });

  test.each([
    [['--port', 'x'], '--port'],
    [['--port', '70000'], '--port'],
    [['--port', '-1'], '--port must be a number from 0 to 65535'],
    [['--port', 'NaN'], '--port must be a number from 0 to 65535'],
    [['--event-hubs-port', '-1'], '--event-hubs-port must be'],
    [['--port'], '--port'],
    [['--nodemo'], '--nodemo'],
    [['extra'], 'extra'],
  ])('%j', async (parameters, named) => {
    const { code, line } = await refused(parameters);
    expect(code).toBe(2);
    expect(line).toContain(named);
  });

  test('--help tells the options and starts nothing', async () => {
    const program = startProgram(join(folder, 'local', 'start.js'), ['--help']);
    expect(await program.ended).toBe(0);
    for (const option of ['--port', '--no-demo', '--keys']) {
      expect(program.output()).toContain(option);
    }
  });
});
