import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CosmosClient } from '@azure/cosmos';
import { EventHubProducerClient } from '@azure/event-hubs';
import { CONSUMER_GROUP_SETTING } from '../lib/settings/hubs';
import { createContainers } from '../lib/storage/cosmosStore';
import { AlertTail } from './alertTail';
import { startCloudEventsReceiver, type CloudEventsReceiver } from './cloudEventsReceiver';
import { startCosmos, type LocalCosmos } from './cosmos/startCosmos';
import { sendStory } from './demo/send';
import { managementStory, story, STORY_INTEL } from './demo/story';
import { teachHistory } from './demo/teach';
import { startEventHubs, type EventHubsServer } from './eventHubs/startEventHubs';
import { InMemoryCheckpoints } from './host/checkpoints';
import { startHost, type Host } from './host/host';
import type { LogEntry } from './host/log';
import type { StartOptions } from './options';
import { printLine } from './terminal';

export const DIAGNOSTICS_HUB = 'cosmos-diagnostics';
export const ACTIVITY_HUB = 'activity-log';
const PARTITIONS = 4;
/** The app's own, as in Azure, so that `$Default` is free for whoever wants to look. */
const CONSUMER_GROUP = 'warden';
const DATABASE = 'warden';

export interface Stack {
  readonly url: string;
  readonly connectionString: string;
  /** Present if functions ask for keys. */
  readonly functionKey?: string;
  stop(): Promise<void>;
}

/**
 * Starts the app without Azure: hub, database and function host, and the demo on request, whose
 * rest is left out once `stopping` is aborted.
 */
export async function startStack(options: StartOptions, stopping: AbortSignal): Promise<Stack> {
  const folder = await mkdtemp(join(tmpdir(), 'cosmos-warden-'));
  // Also where a stop that hangs is cut short.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const parts: { stop(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    for (const part of parts.reverse()) await part.stop();
  };
  try {
    const hubs = await startHubs(options.eventHubsPort);
    parts.push(hubs);
    const cosmos = await startCosmos({ port: 0 });
    parts.push(cosmos);
    const client = new CosmosClient({ endpoint: cosmos.endpoint, key: cosmos.key });
    await createContainers(client.databases, DATABASE);
    if (options.demo) await teachHistory(client, DATABASE, Date.now());
    const topic = await startCloudEventsReceiver();
    parts.push(topic);
    const intel = join(folder, 'demo-intel.txt');
    await writeFile(intel, STORY_INTEL);

    const host = await startHost({
      bundle: join(__dirname, '..', 'functions', 'main.js'),
      port: options.port,
      settings: {
        ...settingsFor(hubs, cosmos, options.demo ? intel : null),
        ...deliverySettings(cosmos, topic, options.port),
      },
      keys: options.keys ? 'on' : 'off',
      checkpoints: new InMemoryCheckpoints(),
      log: printProblem,
    });
    parts.push(host);
    await host.fireTimer('refreshThreatIntel');
    describe(host, hubs, cosmos, topic);
    const tail = new AlertTail(host.url, host.keys?.function);
    parts.push(tail);
    if (options.demo) await playStory(hubs, stopping);
    const functionKey = host.keys?.function;
    const { connectionString } = hubs;
    return { url: host.url, connectionString, ...(functionKey && { functionKey }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startHubs(port: number): Promise<EventHubsServer> {
  const hubs = [DIAGNOSTICS_HUB, ACTIVITY_HUB].map((name) => {
    return { name, partitions: PARTITIONS, consumerGroups: [CONSUMER_GROUP] };
  });
  try {
    return await startEventHubs({ hubs, port });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The Event Hubs endpoint cannot listen: ${detail}. Choose a port with --event-hubs-port.`,
      { cause: error },
    );
  }
}

function settingsFor(
  hubs: EventHubsServer,
  cosmos: LocalCosmos,
  intel: string | null,
): Record<string, string> {
  const feed = { id: 'demo-intel', kind: 'malicious', source: intel, format: 'intel' };
  return {
    EventHubConnection: hubs.connectionString,
    WARDEN_COSMOS_ENDPOINT: cosmos.endpoint,
    WARDEN_COSMOS_KEY: cosmos.key,
    WARDEN_COSMOS_DATABASE: DATABASE,
    WARDEN_EVENT_HUBS: `${DIAGNOSTICS_HUB},${ACTIVITY_HUB}`,
    [CONSUMER_GROUP_SETTING]: CONSUMER_GROUP,
    // What the person has set wins; without it nothing is fetched from the internet.
    WARDEN_TOR_FEED: process.env.WARDEN_TOR_FEED ?? 'off',
    WARDEN_INTEL_FEEDS: process.env.WARDEN_INTEL_FEEDS ?? JSON.stringify(intel ? [feed] : []),
  };
}

/** Alerts go to the topic's stand-in, unless the person has sinks of their own. */
function deliverySettings(
  cosmos: LocalCosmos,
  { endpoint, key }: CloudEventsReceiver,
  port: number,
): Record<string, string> {
  const sink = { type: 'eventGrid', endpoint, key };
  return {
    WARDEN_COSMOS: `AccountEndpoint=${cosmos.endpoint};AccountKey=${cosmos.key};`,
    WARDEN_SINKS: process.env.WARDEN_SINKS ?? JSON.stringify([sink]),
    ...(port === 0 ? {} : { WARDEN_URL: `http://localhost:${port}` }),
  };
}

function describe(
  host: Host,
  hubs: EventHubsServer,
  cosmos: LocalCosmos,
  topic: CloudEventsReceiver,
): void {
  const key = host.keys === undefined ? '' : `?code=${host.keys.function}`;
  printLine('Cosmos Warden runs on this machine:');
  printLine(`  dashboard   ${host.url}/api/dashboard${key}`);
  printLine(`  alerts      ${host.url}/api/alerts${key}`);
  printLine(`  health      ${host.url}/api/health${key}`);
  printLine(`  event hubs  localhost:${hubs.port}  (${DIAGNOSTICS_HUB}, ${ACTIVITY_HUB})`);
  printLine(`              ${hubs.connectionString}`);
  printLine(`  database    ${cosmos.endpoint}  (in memory; request units are estimates)`);
  printLine(`  event grid  ${topic.endpoint}  (stands in for a topic; shows what arrives)`);
  if (host.keys !== undefined) printLine(`  key         x-functions-key: ${host.keys.function}`);
  printLine('Send your own logs: npm run warden -- replay PATH --event-hub cosmos-diagnostics');
  printLine('Stop with Ctrl+C. Alerts as they are raised:');
}

async function playStory(
  { connectionString }: EventHubsServer,
  stopping: AbortSignal,
): Promise<void> {
  const now = Date.now();
  const parts = [
    [ACTIVITY_HUB, managementStory(now)],
    [DIAGNOSTICS_HUB, story(now)],
  ] as const;
  for (const [hub, chapters] of parts) {
    const producer = new EventHubProducerClient(connectionString, hub);
    try {
      await sendStory(producer, chapters, stopping);
    } finally {
      await producer.close();
    }
  }
}

/** Only what a person should see: the functions' own lines are for the log, not for this terminal. */
function printProblem({ level, functionName, message }: LogEntry): void {
  if (level !== 'error' && level !== 'critical' && level !== 'warning') return;
  printLine(`${level} ${functionName ?? 'host'}: ${message}`);
}
