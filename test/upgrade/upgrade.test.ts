import { beforeEach, describe, expect, test } from '@jest/globals';
import { readHour } from '../../lib/activity/readHour';
import { windowOf } from '../../lib/activity/window';
import type { AlertDocument } from '../../lib/alerts/document';
import type { Client } from '../../lib/alerts/facts';
import { Occurrences } from '../../lib/alerts/occurrences';
import { handleAlerts } from '../../lib/api/alerts';
import { alertSchema } from '../../lib/api/schemas/answers/alert';
import { readLearning } from '../../lib/baseline/learning/accountLearning';
import { readLearningRun } from '../../lib/baseline/learning/learningRun';
import { LearnedQueries } from '../../lib/baseline/learnedQueries';
import { DocumentProfileStore } from '../../lib/baseline/profileStore';
import { DocumentShapeStore } from '../../lib/baseline/shapeStore';
import { LinkStore } from '../../lib/correlation/linkStore';
import { readObservations } from '../../lib/baseline/observations/observationStore';
import { digestOf, type LedgerDocument } from '../../lib/delivery/email/ledger';
import { PartitionStates } from '../../lib/ingestion/partitionState';
import { Sightings } from '../../lib/ingestion/sightings';
import { WaitingClients } from '../../lib/ingestion/waitingClients';
import { DocumentFeedStore } from '../../lib/intel/documentFeedStore';
import { ThreatIntel } from '../../lib/intel/threatIntel';
import { operationsIn } from '../../lib/management/joinRecords';
import { readDismissals } from '../../lib/recommendations/dismissals';
import { SilenceStates } from '../../lib/silence/silenceState';
import { Lease } from '../../lib/storage/lease';
import type { MemoryStore } from '../../lib/storage/memoryStore';
import { CurrentRules } from '../../lib/alerts/suppression/currentRules';
import type { AccessEvent } from '../../lib/telemetry/event';
import { LISTED_ADDRESS, CLEANER } from '../../local/demo/cast';
import { MemorySink, outboxOf, TestClock } from '../delivery/support';
import { testPipeline } from '../pipeline/testPipeline';
import { BILLING, GUESSED, GUESSED_ACCOUNT, NOW, refusals, SHOP, SINK } from './fixtureWorld';
import { alertsIn, databaseOf, documentsOf, only, RELEASES } from './storedDocuments';

const HOUR = 3_600_000;
const START = NOW - (NOW % HOUR);

describe.each(RELEASES)('what release %s has stored', (release) => {
  const kept = documentsOf(release);
  const alerts = alertsIn(kept);
  let store: MemoryStore;
  beforeEach(async () => {
    store = await databaseOf(kept);
  });

  test('alerts are shown in full, with what belongs to them', async () => {
    const url = new URL('http://localhost/api/alerts?top=500&suppressed=include');
    const answer = await handleAlerts(store, { method: 'GET', url, parameters: {} });
    const { value } = JSON.parse(answer.body) as { value: unknown[] };
    const shown = value.map((one) => alertSchema.parse(one));
    expect(shown.map(({ id }) => id).sort()).toEqual(alerts.map(({ id }) => id).sort());
    expect(new Set(alerts.map(({ alertType }) => alertType)).size).toBeGreaterThanOrEqual(10);
    for (const { occurrences, internal } of alerts) {
      if (internal.occurrences.operations === '') continue;
      expect(new Occurrences(internal.occurrences).size).toBe(occurrences);
    }
    expect(shown.some(({ status }) => status === 'Resolved')).toBe(true);
    expect(shown.some(({ suppressedBy }) => suppressedBy === 'cleaner')).toBe(true);
  });

  test('an attack goes on over the upgrade: its alert and its hour count on', async () => {
    const [before] = alerts.filter(({ accountId }) => accountId === GUESSED_ACCOUNT);
    expect(before?.occurrences).toBe(GUESSED);
    const records = refusals(5, NOW + 60_000, 2);
    const position = { source: 'ns/hub/1', sequence: 200, enqueuedTime: NOW + 60_000 };
    const summary = await testPipeline(store).process([{ position, records, unreadable: [] }]);
    expect(summary).toMatchObject({ alertsCreated: 0, alertsGrown: 1 });
    const after = await store.read<AlertDocument>('alerts', GUESSED_ACCOUNT, before?.id ?? '');
    expect(after?.document.occurrences).toBe(GUESSED + 5);
  });

  test('what a receiver has taken is not sent again, and what it lacks is', async () => {
    const taken = new MemorySink(SINK);
    const down = new MemorySink('down');
    const later = NOW + 3 * HOUR;
    await outboxOf(store, [taken, down], new TestClock(later)).deliverDue(later);
    expect(taken.ids).toEqual([]);
    const owed = alerts.filter(({ delivery }) => delivery['down']?.state === 'failed');
    expect(owed.length).toBeGreaterThan(0);
    expect(down.ids).toEqual(
      expect.arrayContaining(owed.map(({ id, revision }) => `${id}-${revision}`)),
    );
  });

  test('hours, in parts and compacted', async () => {
    for (const account of [SHOP, BILLING, GUESSED_ACCOUNT]) {
      const { parts, compacted, unreadable } = await readHour(store, account, START);
      expect(unreadable).toEqual([]);
      expect([account, compacted !== null]).toEqual([account, account !== GUESSED_ACCOUNT]);
      const counts = compacted === null ? parts.map((part) => part.counts) : [compacted.counts];
      expect(windowOf(account, START, counts).totals.requests).toBeGreaterThanOrEqual(GUESSED);
    }
  });

  test('links of attack chains, clients that are waited for, management records', async () => {
    const [links] = only(kept, 'activity').filter(
      ({ id, ...document }) => id === 'attackLinks' && document['accountId'] === SHOP,
    );
    expect(await new LinkStore(store).standing(SHOP)).toEqual(links?.['links']);
    const client: Client = {
      address: '192.0.2.1',
      principal: { kind: 'unknown', id: '' },
      application: 'curl',
    };
    const waiting = await new WaitingClients(store).found(SHOP, () => client);
    expect(waiting.size).toBeGreaterThan(0);
    const [records] = only(kept, 'activity').filter(({ id }) => id === 'managementRecords');
    expect(operationsIn(records?.['records'] as readonly AccessEvent[])).toHaveLength(1);
  });

  test('what is normal, and how far it was learned', async () => {
    const profile = await new DocumentProfileStore(store).load(SHOP);
    expect(profile?.historyDays).toBeGreaterThanOrEqual(29);
    const [learning] = only(kept, 'baselines', 'learning');
    expect(await readLearning(store, SHOP)).toEqual(learning);
    const { observations, problem } = await readObservations(store, SHOP);
    expect([problem, observations.allDays().length]).toEqual([null, 1]);
    const [shapes, ...more] = await new DocumentShapeStore(store).load(SHOP);
    expect([shapes?.shapes.length, more]).toEqual([expect.any(Number), []]);
    const queries = new LearnedQueries(new DocumentShapeStore(store));
    await queries.prepare([SHOP], NOW);
    expect(await readDismissals(store, [SHOP])).toEqual(only(kept, 'baselines', 'dismissal'));
  });

  test('rules and threat lists', async () => {
    expect(await new CurrentRules(store).at(NOW)).toMatchObject([{ address: CLEANER }]);
    const feeds = await new DocumentFeedStore(store).load();
    expect(feeds).toMatchObject([{ id: 'demo', lastError: null }]);
    const listed = ThreatIntel.fromFeeds(feeds).lookup(LISTED_ADDRESS);
    expect(listed).toMatchObject({ malicious: true, sources: ['demo blocklist'] });
  });

  test('places in the hub, who was heard when, leases, mail that was held back', async () => {
    const partitions = await new PartitionStates(store).all();
    expect(partitions.map(({ source }) => source).sort()).toEqual(['ns/hub/0', 'ns/hub/1']);
    const records = partitions.reduce((sum, { counts }) => sum + counts.records, 0);
    expect(records).toBeGreaterThan(1000);
    const sightings = new Sightings(store);
    expect([...(await sightings.all()).keys()]).toEqual(expect.arrayContaining([SHOP, BILLING]));
    expect((await sightings.presences()).size).toBeGreaterThanOrEqual(2);
    expect(await Lease.take(store, 'held', 'another', HOUR, NOW)).toBeNull();
    expect(await Lease.take(store, 'recomputeBaselines', 'another', HOUR, NOW)).not.toBeNull();
    expect((await readLearningRun(store))?.accounts).toBeGreaterThanOrEqual(2);
    const { state } = await new SilenceStates(store).read();
    expect(state).toMatchObject({ open: [{ account: SHOP }], past: [{}], outages: [{}] });
    const ledgers: unknown = only(kept, 'leases', 'mailLedger');
    const [ledger] = ledgers as readonly LedgerDocument[]; // what a release wrote is of its type
    expect(ledger && digestOf(ledger, NOW + 24 * HOUR).due).toHaveLength(2);
  });
});
