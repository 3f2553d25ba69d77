import { expect, test } from '@jest/globals';
import { isSample } from '../../lib/alerts/sample';
import { withheldBy } from '../../lib/baseline/teaching/untaught';
import { DETECTORS } from '../../lib/detectors';
import { chainSteps } from '../../lib/detectors/attackChain/steps';
import { CASES } from '../../lib/samples/cases';
import { raiseSamples } from '../../lib/samples/sampleAlerts';
import { MemoryStore } from '../../lib/storage/memoryStore';
import type { AccountId } from '../../lib/telemetry/event';
import { apiOver, portsOver } from '../api/changeRequests';
import { MemorySink, outboxOf, TestClock } from '../delivery/support';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-22T07:00:00Z');
const TYPES = DETECTORS.map(({ metadata }) => metadata.id);
/** As a resource id is made of names. */
const ACCOUNT =
  '/subscriptions/8a3f0000-0000-4000-8000-000000000001/resourcegroups/prod' +
  '/providers/microsoft.documentdb/databaseaccounts/ledger';

test('there are cases of every alert type', () => {
  expect([...CASES.keys()].sort()).toEqual([...TYPES].sort());
});

test.each([0, 3, 6])('every type is raised, on whatever day it is (%i)', async (n) => {
  const now = NOW + n * DAY;
  const wanted = { alertTypes: TYPES, account: ACCOUNT as AccountId };
  const alerts = await raiseSamples(new MemoryStore(), wanted, now);
  expect(alerts.map(({ alertType }) => alertType)).toEqual(TYPES);
  for (const alert of alerts) {
    expect(isSample(alert)).toBe(true);
    expect(ACCOUNT).toContain(alert.accountId);
    expect(JSON.stringify(alert)).not.toMatch(/0{8}c0de|databaseaccounts\/shop"/i);
    expect(Date.parse(alert.endTimeUtc)).toBeLessThanOrEqual(now);
    expect(Date.parse(alert.startTimeUtc)).toBeGreaterThan(now - 3 * DAY);
  }
});

test('samples are stored and delivered like any alert, anew with each call', async () => {
  const store = new MemoryStore();
  const sink = new MemorySink('memory');
  const api = apiOver(portsOver(store));
  const body = { alertTypes: ['CosmosDB_TorAnomaly'], accountId: ACCOUNT.toUpperCase() };
  const { status, body: answer } = await api.simulate({ body });
  expect(status).toBe(201);
  expect(answer['value']).toMatchObject([
    { alertType: 'CosmosDB_TorAnomaly', accountId: ACCOUNT, status: 'Active' },
  ]);
  await api.simulate({ body });
  await outboxOf(store, [sink], new TestClock(NOW + DAY)).deliverDue(NOW + 2 * DAY);
  expect(sink.received.map((message) => message.isSample)).toEqual([true, true]);
  expect(new Set(sink.received.map(({ id }) => id)).size).toBe(2);
});

test('a sample names no alerts of its case, which are not stored', async () => {
  const alertTypes = ['CosmosDB_AttackChain', 'CosmosDB_GeoAnomaly', 'CosmosDB_MassDeletion'];
  const samples = await raiseSamples(new MemoryStore(), { alertTypes, account: null }, NOW);
  for (const { id, continues, extendedProperties, internal } of samples) {
    const texts = JSON.stringify([continues, extendedProperties, internal]);
    const ids = (texts.match(/\b[0-9a-f]{32}\b/g) ?? []).filter((one) => one !== id);
    expect(ids).toEqual([]);
  }
  const [chain] = samples;
  if (chain === undefined) throw new RangeError('no chain');
  expect(chain.extendedProperties['relatedAlerts']).toBeUndefined();
  expect(chainSteps(chain).map(({ alertId }) => alertId)).toEqual([null, null, null, null]);
});

test('a sample keeps nothing from being learned', async () => {
  const store = new MemoryStore();
  const account = ACCOUNT as AccountId;
  await raiseSamples(store, { alertTypes: TYPES, account }, NOW);
  expect(await withheldBy(store, account, NOW - 3 * DAY, NOW)).toEqual([]);
});

test('a call that cannot be understood names what is wrong', async () => {
  const api = apiOver(portsOver(new MemoryStore()));
  const unknown = await api.simulate({ body: { alertTypes: ['CosmosDB_Nothing'] } });
  expect([unknown.status, unknown.body['member']]).toEqual([400, 'alertTypes']);
  expect(unknown.body['allowed']).toEqual(TYPES);
  const account = await api.simulate({ body: { accountId: 'ledger' } });
  expect([account.status, account.body['member']]).toEqual([400, 'accountId']);
  const bare = await api.simulate({ headers: { 'X-Warden-Request': '0' } });
  expect(bare.status).toBe(403);
});
