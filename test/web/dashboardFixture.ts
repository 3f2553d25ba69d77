import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { AlertDocument } from '../../lib/alerts/document';
import { Profile } from '../../lib/baseline/profile/profile';
import { DocumentProfileStore } from '../../lib/baseline/profileStore';
import { raiseSamples } from '../../lib/samples/sampleAlerts';
import { accountResource, activityIds, dataPlaneRecord } from '../../lib/simulation/records';
import { MemoryStore } from '../../lib/storage/memoryStore';
import type { CosmosStore } from '../../lib/storage/cosmosStore';
import type { AccountId } from '../../lib/telemetry/event';
import { startStore } from '../api/cosmosFixture';
import { actorHour, HOUR, placeOf } from '../baseline/profile/synthetic';
import { startFixture } from '../local/host/fixtureHost';
import { testPipeline } from '../pipeline/testPipeline';
import { buildPrograms } from '../stack/builtPrograms';

const ROOT = join(__dirname, '..', '..');
const DAYS = 20;

/** The account that the alerts are about. */
// as the parser makes it
export const SHOP = accountResource('shop').toLowerCase() as AccountId;

/** Types of which there is an alert, each shown by another part of the page. */
export const RAISED = [
  'CosmosDB_AttackChain',
  'CosmosDB_DataExfiltrationAnomaly',
  'CosmosDB_GeoAnomaly',
  'CosmosDB_ImpossibleTravel',
  'CosmosDB_SqlInjection.DataExfiltration',
  'CosmosDB_CredentialGuessing',
] as const;

export interface Dashboard {
  /** Of the page. */
  readonly url: string;
  /** Another host of the same app, which asks for keys. */
  readonly guarded: () => Promise<{ readonly url: string; readonly key: string }>;
  readonly store: CosmosStore;
  readonly alerts: readonly AlertDocument[];
  stop(): Promise<void>;
}

/** The built page over the app itself, with an account that is known and alerts about it. */
export async function startDashboard(): Promise<Dashboard> {
  const folder = buildPrograms('functions', 'handlers');
  const bundle = join(folder, 'functions', 'main.js');
  buildPage(join(folder, 'functions', 'dashboard.html'));
  const database = await startStore();
  const { cosmos, store } = database;
  await teach(store);
  await hearOfIt(store);
  const alerts = await raiseAlerts(store);
  const settings = {
    WARDEN_COSMOS_ENDPOINT: cosmos.endpoint,
    WARDEN_COSMOS_KEY: cosmos.key,
    WARDEN_TOR_FEED: 'off',
  };
  const { host } = await startFixture({ bundle, settings });
  return {
    url: `${host.url}/api/dashboard`,
    guarded: async () => {
      const { host: other } = await startFixture({ bundle, settings, keys: 'on' });
      return { url: `${other.url}/api/dashboard`, key: other.keys?.function ?? '' };
    },
    store,
    alerts,
    stop: async () => {
      await host.stop();
      await database.stop();
    },
  };
}

/** Builds the page as `npm run build` does. */
export function buildPage(file: string): void {
  execFileSync(process.execPath, [join(ROOT, 'web', 'build.mjs'), file]);
}

async function teach(store: CosmosStore): Promise<void> {
  const profile = new Profile(SHOP);
  const now = Math.floor(Date.now() / HOUR) * HOUR;
  for (let hour = now - DAYS * 24 * HOUR; hour < now; hour += HOUR) {
    const responseBytes = 200_000 + ((hour / HOUR) % 24) * 20_000;
    profile.learn({ account: SHOP, hour, actors: [actorHour({ responseBytes })] }, placeOf, hour);
  }
  await new DocumentProfileStore(store).save(profile);
}

/** An ordinary request, so that the app knows of logs of the account. */
async function hearOfIt(store: CosmosStore): Promise<void> {
  const time = Date.now();
  const records = [dataPlaneRecord({ time, account: 'shop', activityId: activityIds(1)() })];
  const position = { source: 'ns/hub/0', sequence: 0, enqueuedTime: time };
  await testPipeline(store).process([{ position, records, unreadable: [] }]);
}

/** Alerts as the pipeline raises them for the cases of the detectors. */
async function raiseAlerts(store: CosmosStore): Promise<readonly AlertDocument[]> {
  const wanted = { alertTypes: RAISED, account: SHOP };
  const samples = await raiseSamples(new MemoryStore(), wanted, Date.now());
  const alerts = samples.map((alert) => {
    const extendedProperties = { ...alert.extendedProperties, sample: 'false' };
    return { ...alert, extendedProperties };
  });
  for (const alert of alerts) await store.create('alerts', alert);
  return alerts;
}
