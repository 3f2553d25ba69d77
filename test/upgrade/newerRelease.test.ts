import { beforeAll, expect, test } from '@jest/globals';
import type { AlertDocument } from '../../lib/alerts/document';
import { handleAlerts } from '../../lib/api/alerts';
import { readSettings } from '../../lib/settings';
import { dataPlaneRecord } from '../../lib/simulation/records';
import type { StoredDocument } from '../../lib/storage/documents';
import { KnownVersions } from '../../lib/storage/knownVersions';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { Warden } from '../../lib/warden';
import { GUESSED, GUESSED_ACCOUNT, NOW, refusals, SHOP } from './fixtureWorld';
import { databaseOf, documentsOf, RELEASES, type Kept } from './storedDocuments';

const NEWER = 99;

let kept: readonly Kept[];
let store: MemoryStore;
let warden: Warden;
beforeAll(async () => {
  const [release = ''] = RELEASES;
  kept = documentsOf(release).map(({ container, document }) => {
    return { container, document: { ...document, schemaVersion: NEWER } };
  });
  store = await databaseOf(kept);
  const { settings } = readSettings({ WARDEN_TOR_FEED: 'off', EventHubConnection: 'x' });
  warden = new Warden(settings, [], store);
});

interface SetAside extends StoredDocument {
  readonly container: string;
  readonly document: StoredDocument & { readonly occurrences?: number };
}

test('after going back to an older release the app works on', async () => {
  const visit = dataPlaneRecord({ time: NOW, account: 'demo-shop', activityId: 'one' });
  const records = [...refusals(35, NOW + 60_000, 2), visit];
  const position = { source: 'ns/hub/1', sequence: 200, enqueuedTime: NOW + 60_000 };
  const summary = await warden.pipeline.process([{ position, records, unreadable: [] }]);
  expect(summary).toMatchObject({ events: 36, alertsCreated: 1, detectorErrors: [] });
  await warden.refreshThreatIntel();
  await warden.sweep();
  await warden.watchSilence();
  await warden.recomputeBaselines();
  await warden.outbox.deliverDue(Date.now() + 1000);

  const url = new URL('http://localhost/api/alerts?suppressed=include');
  const answer = await handleAlerts(warden.store, { method: 'GET', url, parameters: {} });
  expect(JSON.parse(answer.body)).toMatchObject({
    value: [{ accountId: GUESSED_ACCOUNT, occurrences: 35 }],
    nextLink: null,
  });
});

test('what had to give way was set aside, and the rest is as it was', async () => {
  const copies = await store.query<SetAside>('deadLetters', {
    where: [{ field: 'kind', is: 'equal', value: 'setAside' }],
  });
  expect(copies.map(({ container }) => container)).toEqual(
    expect.arrayContaining(['alerts', 'leases']),
  );
  const [alert] = copies.filter(({ container }) => container === 'alerts');
  expect(alert?.document).toMatchObject({ schemaVersion: NEWER, occurrences: GUESSED });

  const gaveWay = new Set(copies.map(({ container, document }) => `${container} ${document.id}`));
  for (const { container, document } of kept) {
    // The report of the last run is only ever written.
    if (document['kind'] === 'learningRun') continue;
    const now = await store.query<StoredDocument>(container, {
      where: [{ field: 'id', is: 'equal', value: document.id }],
    });
    const isThere = now.some((one) => JSON.stringify(one) === JSON.stringify(document));
    expect([container, document.id, isThere || gaveWay.has(`${container} ${document.id}`)]).toEqual(
      [container, document.id, true],
    );
  }
});

test('health says so', async () => {
  const health = await warden.health();
  expect(health.status).toBe('degraded');
  expect(health.storage.newerDocuments).toBeGreaterThan(10);
  expect(health.storage.lastNewerDocuments).toHaveLength(20);
  // Hours and profiles have versions of their own.
  const { unreadableActivity, unusableProfiles } = health.baselines;
  expect(unreadableActivity.map(({ account }) => account)).toContain(GUESSED_ACCOUNT);
  expect(unusableProfiles).toMatchObject([{ account: SHOP }]);
});

test('a page is full where there is more, whatever was left out of it', async () => {
  const guarded = new KnownVersions(new MemoryStore());
  const mixed = new MemoryStore();
  for (let n = 0; n < 20; n += 1) {
    const schemaVersion = n % 4 === 0 ? 1 : NEWER;
    await mixed.upsert('alerts', {
      id: String(n).padStart(2, '0'),
      accountId: SHOP,
      schemaVersion,
    });
  }
  const query = { orderBy: { field: 'id', descending: false }, limit: 3 };
  const page = await new KnownVersions(mixed).query<AlertDocument>('alerts', query);
  expect(page.map(({ id }) => id)).toEqual(['00', '04', '08']);
  expect(await guarded.query('alerts', query)).toEqual([]);
});

test('a copy is taken of the newest version, and a lost race is told', async () => {
  const inner = new MemoryStore();
  const guarded = new KnownVersions(inner);
  const mine = { id: 'a', accountId: SHOP, schemaVersion: 1 };
  await inner.upsert('alerts', { ...mine, schemaVersion: NEWER, text: 'first' });
  expect(await guarded.read('alerts', SHOP, 'a')).toBeNull();
  await inner.upsert('alerts', { ...mine, schemaVersion: NEWER, text: 'second' });
  expect(await guarded.create('alerts', mine)).toMatchObject({ document: mine });
  // Meanwhile another instance of this release made its own.
  expect(await guarded.create('alerts', mine)).toBeNull();
  const [copy] = await inner.query<SetAside>('deadLetters', {});
  expect(copy?.document).toMatchObject({ text: 'second' });
});
