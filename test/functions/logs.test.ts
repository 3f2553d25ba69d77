import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AlertDocument } from '../../lib/alerts/document';
import { managementStory, story, STORY_INTEL } from '../../local/demo/story';
import type { LocalCosmos } from '../../local/cosmos/startCosmos';
import { until, type FixtureHost } from '../local/host/fixtureHost';
import { buildPrograms } from '../stack/builtPrograms';
import { startFixtureStack, type FixtureStack } from '../stack/fixtureStack';
import { temporaryFolder } from '../temporaryFolder';

const TIMERS = [
  ['refreshThreatIntel', 'threatIntel'],
  ['recomputeBaselines', 'baselines'],
  ['sweepWindows', 'sweep'],
  ['watchSilence', 'silence'],
  ['retryDeliveries', 'retry'],
] as const;
const PER_MESSAGE = 300;
const MAIL_ADDRESS = 'on-call@example.com';
/** Members of a record that tell who did it, from where and with what, or what they looked for. */
const PERSONAL = /ipaddr|agent|principal|userid|querytext|pii|claims/i;

let folder: string;
let stack: FixtureStack;
let running: FixtureHost;
let database: LocalCosmos | undefined;
const records = [...story(Date.now()), ...managementStory(Date.now())].flatMap(
  (chapter) => chapter.records,
);

beforeAll(async () => {
  folder = temporaryFolder();
  writeFileSync(join(folder, 'intel.txt'), STORY_INTEL);
  stack = await startFixtureStack(buildPrograms('functions', 'handlers'), 2, settings);
  running = await stack.startHost();
  await running.host.fireTimer('refreshThreatIntel');
  await stack.send('0', [`no JSON, but ${MAIL_ADDRESS} and 203.0.113.77`]);
  for (let at = 0; at < records.length; at += PER_MESSAGE) {
    await stack.send('1', [{ records: records.slice(at, at + PER_MESSAGE) }]);
  }
  await stack.settled();
  for (const [timer] of TIMERS) await running.host.fireTimer(timer);
  await until(
    () => running.written('deliverAlerts').some(isOf('alert')),
    'the feed told of alerts',
  );
  await fetch(`${running.host.url}/api/alerts?q=203.0.113.150`);
}, 60_000);
afterAll(async () => {
  await stack.stop();
});

/** Receivers that are down: what they are sent, and why that fails, is in no log. */
function settings(cosmos: LocalCosmos): Record<string, string> {
  database = cosmos;
  const { endpoint, key } = cosmos;
  const url = 'https://127.0.0.1:1/hook';
  const mail = { type: 'smtp', host: '127.0.0.1', port: 1, user: 'u', password: 'a-secret' };
  const feeds = [
    { id: 'demo', kind: 'malicious', source: join(folder, 'intel.txt'), format: 'intel' },
    { id: 'down', kind: 'malicious', source: 'http://127.0.0.1:1/?key=a-secret', format: 'plain' },
  ];
  return {
    WARDEN_COSMOS: `AccountEndpoint=${endpoint};AccountKey=${key};`,
    WARDEN_INTEL_FEEDS: JSON.stringify(feeds),
    WARDEN_SINKS: JSON.stringify([
      { type: 'webhook', url, allowPrivateNetwork: true, minimumSeverity: 'Low' },
      { ...mail, from: 'warden@example.com', to: [MAIL_ADDRESS] },
    ]),
  };
}

const isOf = (event: string) => (line: unknown) => Reflect.get(Object(line), 'event') === event;

/** All texts of a record below members that may tell of a person. */
function personalTexts(value: unknown, isPersonal = false): string[] {
  if (typeof value === 'string') return isPersonal && value.length >= 6 ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    personalTexts(member, isPersonal || PERSONAL.test(name)),
  );
}

test('each call leaves one line that says how it went', () => {
  const batches = running.written('detectThreats');
  expect(batches).toEqual(
    batches.map(() => ({
      event: 'batch',
      namespace: 'localhost',
      hub: 'cosmos-diagnostics',
      partition: expect.stringMatching(/^[01]$/),
      accounts: expect.any(Number),
      lagSeconds: expect.any(Number),
      messages: expect.any(Number),
      records: expect.any(Number),
      events: expect.any(Number),
      ignored: expect.any(Number),
      deadLettered: expect.any(Number),
      duplicates: expect.any(Number),
      alertsCreated: expect.any(Number),
      alertsGrown: expect.any(Number),
      detectorErrors: [],
      seconds: expect.any(Number),
    })),
  );
  expect(batches.length).toBeGreaterThanOrEqual(2);
  for (const [timer, event] of TIMERS) {
    const lines = running.written(timer);
    expect(lines.length).toBeGreaterThanOrEqual(1);
    expect(lines.every(isOf(event))).toBe(true);
    // Queries tell lines by how they begin.
    const texts = running.log.filter(({ functionName }) => functionName === timer);
    expect(texts.some(({ message }) => message.startsWith(`{"event":"${event}"`))).toBe(true);
  }
  const deliveries = running.written('deliverAlerts');
  expect(deliveries.some(isOf('delivery'))).toBe(true);
});

test('each field is explained', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'operations', 'log.md'), 'utf8');
  const names = ['detectThreats', 'deliverAlerts', ...TIMERS.map(([timer]) => timer)];
  const fields = names
    .flatMap((name) => running.written(name))
    .flatMap((line) => (typeof line === 'object' && line !== null ? Object.keys(line) : []));
  expect(fields.length).toBeGreaterThan(50);
  for (const field of new Set(fields)) expect(page).toContain(`\`${field}\``);
});

test('no line names an address, a principal, an application, a query or a secret', async () => {
  const alerts = await stack.store.query<AlertDocument>('alerts', {});
  expect(new Set(alerts.map(({ alertType }) => alertType)).size).toBeGreaterThanOrEqual(6);
  const named = alerts.flatMap(({ internal: { facts }, reason }) => [
    ...facts.addresses,
    ...facts.principals.flatMap((principal) => [principal, principal.replace(/^\w+ /, '')]),
    ...facts.applications,
    reason,
  ]);
  const secrets = [MAIL_ADDRESS, '203.0.113.77', 'a-secret', 'warden@example.com'];
  const forbidden = new Set([...named, ...personalTexts(records), ...secrets]);
  expect(forbidden.size).toBeGreaterThan(40);

  const log = running.log.map(({ message }) => message).join('\n');
  expect([...forbidden].filter((text) => text.length >= 6 && log.includes(text))).toEqual([]);
  expect(log).not.toMatch(/\b\d{1,3}(\.\d{1,3}){3}\b/);
});

test('a call that fails says what failed and where, and not with what', async () => {
  database?.faults.atRandom({ seed: 1, probability: 1, kinds: [429] });
  await expect(running.host.fireTimer('sweepWindows')).rejects.toThrow(/Cosmos DB/);
  const answer = await fetch(`${running.host.url}/api/alerts?q=203.0.113.150`);
  expect(answer.status).toBe(503);
  for (const name of ['sweepWindows', 'alerts']) {
    const [line] = running.written(name).filter(isOf('failure'));
    expect(line).toMatchObject({
      event: 'failure',
      function: name,
      error: 'StorageError',
      operation: 'query',
      status: 429,
      container: expect.stringMatching(/^(leases|alerts)$/),
      stack: expect.arrayContaining([expect.stringMatching(/^at /)]),
    });
    expect(JSON.stringify(line)).not.toContain('203.0.113.150');
  }
});
