import { expect, test } from '@jest/globals';
import type { AlertDocument } from '../../lib/alerts/document';
import { chainSteps } from '../../lib/detectors/attackChain/steps';
import { FAR_AWAY } from '../../lib/detectors/managementCases';
import type { Message } from '../../lib/ingestion/message';
import { MemoryStore } from '../../lib/storage/memoryStore';
import type { SuppressionRule } from '../../lib/alerts/suppression/rule';
import type { RawRecord } from '../../lib/simulation/records';
import { storedAlerts } from '../pipeline/testPipeline';
import {
  chainsIn,
  CHAIN,
  DROP,
  instance,
  letIn,
  listing,
  messagesOf,
  MINUTE,
  visit,
} from './chainStory';

const AT = '2026-03-04T00:00:00.000Z';

function rule(alertType: string): SuppressionRule {
  return {
    id: `hide-${alertType}`,
    name: 'expected',
    reason: 'test',
    author: 'test',
    alertType,
    accountId: null,
    principal: null,
    address: FAR_AWAY,
    application: null,
    country: null,
    container: null,
    queryShape: null,
    expirationDateUtc: AT,
    state: 'enabled',
    createdUtc: AT,
    changedUtc: AT,
  };
}

async function raised(records: readonly RawRecord[], rules: readonly SuppressionRule[] = []) {
  const store = new MemoryStore();
  const app = instance(store, { at: () => Promise.resolve(rules) });
  for (const message of messagesOf(records)) await app.process([message]);
  return store;
}

const LIST_KEYS = 'AzureCosmosDB_SuspiciousListKeys.SuspiciousPrincipal';
const SCRIPT = 'CosmosDB_SuspiciousListKeys.MaliciousScript';
const sweep = ['shop', 'a', 'b', 'c', 'd', 'e', 'f'].flatMap((account, n) =>
  listing(n, 50 + n, { account }),
);
const theft = [visit(100), visit(110, DROP)];

test('suppressed alerts are steps of a chain that shows', async () => {
  const types = ['CosmosDB_GeoAnomaly', 'CosmosDB_AppAnomaly', 'CosmosDB_MassDeletion'];
  const store = await raised([...listing(0, 11), ...theft], types.map(rule));
  const alerts = await storedAlerts(store);
  const hidden = alerts.filter(({ suppressedBy }) => suppressedBy !== null);
  expect(hidden.map(({ alertType }) => alertType).sort()).toEqual([...types].sort());
  const [chain] = await chainsIn(store);
  expect(chain?.suppressedBy).toBeNull();
  expect(chainSteps(chain ?? { extendedProperties: {} })).toHaveLength(4);
});

test('a rule for chains hides a chain of that client', async () => {
  const [chain] = await chainsIn(await raised([...listing(0, 11), ...theft], [rule(CHAIN)]));
  expect(chain?.suppressedBy).toBe(`hide-${CHAIN}`);
});

test('a deed that is no alert is told in words of its own', async () => {
  const [chain] = await chainsIn(await raised([...letIn(0, 13), ...theft]));
  const [first] = chainSteps(chain ?? { extendedProperties: {} });
  expect(first).toMatchObject({
    step: 'means',
    what: `The firewall lets in 198.51.100.7 and ${FAR_AWAY}`,
    alertId: null,
    severity: 'Informational',
  });
});

test('an alert about a script ties into the chain of each account whose keys it listed', async () => {
  const store = await raised([...sweep, ...theft]);
  const alerts = await storedAlerts(store);
  const script = alerts.find(({ alertType }) => alertType.endsWith('MaliciousScript'));
  const [chain] = await chainsIn(store);
  expect(chainSteps(chain ?? { extendedProperties: {} }).map(({ alertId }) => alertId)).toContain(
    script?.id,
  );
  expect(script?.extendedProperties['relatedAlerts']).toContain(chain?.id);
});

async function dismiss(store: MemoryStore, alertType: string): Promise<void> {
  const stored = await store.query<AlertDocument>('alerts', {
    where: [{ field: 'alertType', is: 'equal', value: alertType }],
  });
  expect(stored).toHaveLength(1);
  for (const alert of stored) await store.upsert('alerts', { ...alert, status: 'Dismissed' });
}

/** The messages of a later batch. */
function later(records: readonly RawRecord[]): readonly Message[] {
  return messagesOf(records).map((one, n) => ({
    ...one,
    position: { ...one.position, sequence: 900 + n, enqueuedTime: 900 + n },
  }));
}

test.each([
  ['a listing', [LIST_KEYS], listing(0, 11)],
  ['a script that lists keys', [LIST_KEYS, SCRIPT], sweep],
  ['the damage', ['CosmosDB_MassDeletion'], listing(0, 11)],
])('%s that was dismissed is no step of a chain any more', async (_, dismissed, means) => {
  expect(await chainsAnew(means, [])).toHaveLength(1);
  expect(await chainsAnew(means, dismissed)).toEqual([]);
});

/** The chains that are raised when the thief goes on after alerts were dismissed. */
async function chainsAnew(means: readonly RawRecord[], dismissed: readonly string[]) {
  const store = await raised([...means, visit(100, DROP)]);
  for (const { id, accountId } of await chainsIn(store)) {
    await store.remove('alerts', accountId, id);
  }
  for (const type of dismissed) await dismiss(store, type);
  await instance(store).process(later([visit(105)]));
  return chainsIn(store);
}

test('a resolved chain opens again when the attack goes on, and repeats do not open it', async () => {
  const store = await raised([...listing(0, 11), ...theft]);
  const [chain] = await chainsIn(store);
  if (chain === undefined) throw new RangeError('no chain');
  const known = await store.read<typeof chain & { schemaVersion: 1 }>(
    'alerts',
    chain.accountId,
    chain.id,
  );
  if (known === null) throw new RangeError('not stored');
  await store.upsert('alerts', { ...known.document, status: 'Resolved' });
  const app = instance(store);
  await app.process(messagesOf([...listing(0, 11), ...theft]));
  expect((await chainsIn(store))[0]?.status).toBe('Resolved');
  await app.process(later([visit(180, { ...DROP, container: 'customers' })]));
  expect((await chainsIn(store))[0]?.status).toBe('Active');
});

test('an account keeps a bounded number of links, the newest', async () => {
  const days = Array.from({ length: 40 }, (_, n) => letIn(n * 24 * 60, 60 + n)).flat();
  const store = await raised(days);
  const [document] = await store.query<{ id: string; schemaVersion: 1; links: { id: string }[] }>(
    'activity',
    { where: [{ field: 'id', is: 'equal', value: 'attackLinks' }] },
  );
  expect(document?.links).toHaveLength(30);
  const day = (Date.parse('2026-03-04T00:00:00Z') + 39 * 24 * 60 * MINUTE) / (24 * 60 * MINUTE);
  expect(document?.links.map(({ id }) => id)).toContain(`network  ${day}`);
});
