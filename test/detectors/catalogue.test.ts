import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { HourActivity } from '../../lib/activity/hourActivity';
import type { AccountBaseline, KnownBaselines } from '../../lib/baseline/baseline';
import { baselineOf } from '../../lib/baseline/profile/baselineOf';
import type { PlaceOf } from '../../lib/baseline/profile/facets';
import { Profile } from '../../lib/baseline/profile/profile';
import { DETECTORS } from '../../lib/detectors';
import { CASE_TIME, type DetectorCase } from '../../lib/detectors/detectorCase';
import type { Message } from '../../lib/ingestion/message';
import { playCase } from '../../lib/samples/playCase';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { storedAlerts, testPipeline, TEST_THRESHOLDS } from '../pipeline/testPipeline';

/** ATT&CK techniques (Enterprise v17) that detectors may name; a new one is looked up and added. */
const TECHNIQUES: Readonly<Record<string, string>> = {
  'T1078.004': 'Valid Accounts: Cloud Accounts',
  'T1090.003': 'Proxy: Multi-hop Proxy',
  T1110: 'Brute Force',
  T1190: 'Exploit Public-Facing Application',
  T1213: 'Data from Information Repositories',
  T1485: 'Data Destruction',
  T1499: 'Endpoint Denial of Service',
  T1526: 'Cloud Service Discovery',
  T1530: 'Data from Cloud Storage',
  'T1098.003': 'Account Manipulation: Additional Cloud Roles',
  'T1505.001': 'Server Software Component: SQL Stored Procedures',
  'T1550.001': 'Use Alternate Authentication Material: Application Access Token',
  T1552: 'Unsecured Credentials',
  'T1098.001': 'Account Manipulation: Additional Cloud Credentials',
  T1531: 'Account Access Removal',
  'T1562.001': 'Impair Defenses: Disable or Modify Tools',
  'T1562.007': 'Impair Defenses: Disable or Modify Cloud Firewall',
  'T1562.008': 'Impair Defenses: Disable or Modify Cloud Logs',
  'T1578.005': 'Modify Cloud Compute Infrastructure: Modify Cloud Compute Configurations',
  'T1595.002': 'Active Scanning: Vulnerability Scanning',
};

/** Ids once shipped: playbooks and suppression rules hang on them. */
const SHIPPED_IDS = [
  'AzureCosmosDB_SuspiciousListKeys.SuspiciousPrincipal',
  'CosmosDB_AppAnomaly',
  'CosmosDB_AttackChain',
  'CosmosDB_AuthAnomaly',
  'CosmosDB_CredentialGuessing',
  'CosmosDB_DataExfiltrationAnomaly',
  'CosmosDB_EnumerationAnomaly',
  'CosmosDB_GeoAnomaly',
  'CosmosDB_ImpossibleTravel',
  'CosmosDB_KeyRegeneration',
  'CosmosDB_LoggingDisabled',
  'CosmosDB_MassDeletion',
  'CosmosDB_NetworkExposure',
  'CosmosDB_PrincipalAnomaly',
  'CosmosDB_ResourceExhaustion',
  'CosmosDB_RoleEscalation',
  'CosmosDB_ServerScriptChange',
  'CosmosDB_SqlInjection.DataExfiltration',
  'CosmosDB_SqlInjection.FailedFuzzingAttempt',
  'CosmosDB_SuspiciousIp',
  'CosmosDB_SuspiciousListKeys.MaliciousScript',
  'CosmosDB_TelemetrySilence',
  'CosmosDB_TorAnomaly',
];

const ROOM = join(__dirname, '../../lib/detectors');
const folders = readdirSync(ROOM, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

interface Folder {
  readonly id: string;
  readonly cases: readonly DetectorCase[];
}

async function load(folder: string): Promise<Folder> {
  // A folder's files have these exports; the tests below fail where one is missing.
  const { metadata } = (await import(join(ROOM, folder, 'metadata.ts'))) as {
    metadata: { id: string };
  };
  const { cases } = (await import(join(ROOM, folder, 'cases.ts'))) as {
    cases: readonly DetectorCase[];
  };
  return { id: metadata.id, cases };
}

/** Where networks are in the cases: for documentation, of Azure, and 100.0.0.0/16, 100.1.0.0/16... */
const COUNTRIES = new Map([
  ['192.0', 'NL'],
  ['198.51', 'DE'],
  ['203.0', 'BR'],
  ['20.73', 'NL'],
  ['20.42', 'US'],
  ...['FR', 'US', 'JP', 'IN', 'ZA', 'GB', 'CA', 'IT', 'CN'].map(
    (country, n) => [`100.${n}`, country] as const,
  ),
]);

const placeOf: PlaceOf = (address) => {
  const country = COUNTRIES.get(address.split('.', 2).join('.')) ?? null;
  return country === null ? null : { country, asn: null, latitude: null, longitude: null };
};

const baselines = new Map<readonly HourActivity[], KnownBaselines>();
const NO_HISTORY: readonly HourActivity[] = [];

/** What is normal after the history of a case; cases share histories. */
function learned(history: readonly HourActivity[]): KnownBaselines {
  const known = baselines.get(history) ?? baselinesAfter(history);
  baselines.set(history, known);
  return known;
}

function baselinesAfter(history: readonly HourActivity[]): KnownBaselines {
  const [first] = history;
  let baseline: AccountBaseline | null = null;
  if (first !== undefined) {
    const profile = new Profile(first.account);
    for (const hour of history) profile.learn(hour, placeOf, CASE_TIME);
    baseline = baselineOf(profile, CASE_TIME, placeOf);
  }
  return {
    prepare: () => Promise.resolve(),
    of: (account) => (account === first?.account ? baseline : null),
  };
}

async function run(one: DetectorCase) {
  const { records, intel, history, watchedAt } = one;
  if (watchedAt !== undefined) return (await playCase(one, watchedAt)).alerts;
  const store = new MemoryStore();
  const known = learned(history ?? NO_HISTORY);
  const pipeline = testPipeline(store, TEST_THRESHOLDS, DETECTORS, intel ?? '', known, placeOf);
  const messages: Message[] = [];
  for (let start = 0; start < records.length; start += 25) {
    const position = { source: 'ns/hub/0', sequence: start, enqueuedTime: start };
    messages.push({ position, records: records.slice(start, start + 25), unreadable: [] });
  }
  const { deadLettered } = await pipeline.process(messages);
  expect(deadLettered).toBe(0);
  return storedAlerts(store);
}

describe('catalogue', () => {
  test('every folder is in the catalogue and every detector has a folder', async () => {
    const ids = (await Promise.all(folders.map(load))).map(({ id }) => id);
    expect(ids.sort()).toEqual(DETECTORS.map(({ metadata }) => metadata.id).sort());
  });

  test('ids that were shipped stay', () => {
    const ids = DETECTORS.map(({ metadata }) => metadata.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(SHIPPED_IDS));
  });

  test.each(DETECTORS.map(({ metadata }) => [metadata.id, metadata] as const))(
    '%s: metadata a person can work with',
    (_id, metadata) => {
      for (const technique of metadata.techniques) expect(TECHNIQUES).toHaveProperty([technique]);
      expect(metadata.id).toMatch(/^(Azure)?CosmosDB_[A-Za-z.]+$/);
      expect(metadata.version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(metadata.description.length).toBeGreaterThan(60);
      expect(metadata.falsePositives.length).toBeGreaterThan(0);
      expect(metadata.remediationSteps.length).toBeGreaterThanOrEqual(2);
      const steps = metadata.remediationSteps.join(' ');
      expect(steps).toMatch(/\b(hour|hours|day|days|minutes)\b/);
      expect(steps).toMatch(/CDB\w+|AzureActivity/);
    },
  );
});

describe.each(folders)('%s', (folder) => {
  test('has cases that fire and cases that do not', async () => {
    const { cases } = await load(folder);
    expect(cases.some(({ expected }) => expected !== null)).toBe(true);
    expect(cases.some(({ expected }) => expected === null)).toBe(true);
  });

  test('does what its cases say', async () => {
    const { id, cases } = await load(folder);
    for (const one of cases) {
      const alerts = (await run(one)).filter((alert) => alert.alertType === id);
      const found = alerts.map(({ severity, occurrences }) => ({ severity, occurrences }));
      if (one.expected === null) {
        expect([one.name, found]).toEqual([one.name, []]);
      } else {
        const { severity, occurrences, reason } = one.expected;
        expect([one.name, found]).toEqual([one.name, [{ severity, occurrences }]]);
        for (const text of reason) expect(alerts[0]?.reason).toContain(text);
      }
    }
  });
});

test('a detector that throws is reported, and the others go on', async () => {
  const broken = DETECTORS.map((detector) =>
    detector.metadata.id === 'CosmosDB_SuspiciousIp' && detector.kind === 'event'
      ? {
          ...detector,
          detect: () => {
            throw new RangeError('a bug');
          },
        }
      : detector,
  );
  const { cases } = await load('torAnomaly');
  const [first] = cases;
  const store = new MemoryStore();
  const pipeline = testPipeline(store, TEST_THRESHOLDS, broken, first?.intel ?? '');
  const position = { source: 'ns/hub/0', sequence: 0, enqueuedTime: 0 };
  const records = first?.records ?? [];
  const summary = await pipeline.process([{ position, records, unreadable: [] }]);
  expect(summary.detectorErrors[0]).toMatchObject({
    detector: 'CosmosDB_SuspiciousIp',
    message: 'a bug',
  });
  expect((await storedAlerts(store)).map(({ alertType }) => alertType)).toEqual([
    'CosmosDB_TorAnomaly',
  ]);
});
