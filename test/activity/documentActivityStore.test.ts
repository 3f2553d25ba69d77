import { describe, expect, test } from '@jest/globals';
import { countActivity } from '../../lib/activity/countActivity';
import { DocumentActivityStore } from '../../lib/activity/documentActivityStore';
import { partId } from '../../lib/activity/documents';
import type { PartVersion1 } from '../../lib/activity/version1';
import { operationsOf, windowOf } from '../../lib/activity/window';
import type { DocumentQuery, StoredDocument } from '../../lib/storage/documents';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { ACCOUNT, at, inMessage, NEXT, request, START, storedWindow } from './support';

const NOBODY: ReadonlySet<never> = new Set();
const SOURCE = 'ns/hub/0';

class CountingStore extends MemoryStore {
  queries = 0;
  override query<T extends StoredDocument>(container: 'activity', query: DocumentQuery) {
    this.queries += 1;
    return super.query<T>(container, query);
  }
}

async function requestsOf(activity: DocumentActivityStore, how: 'remembered' | 'finished') {
  const parts = await activity.parts(ACCOUNT, START, how);
  return windowOf(ACCOUNT, START, parts).totals.requests;
}

describe('hours that are over', () => {
  test('are asked for once, also when there is nothing', async () => {
    const store = new CountingStore();
    const activity = new DocumentActivityStore(store);
    for (let n = 0; n < 5; n += 1) {
      expect(await activity.parts(ACCOUNT, START, 'finished')).toEqual([]);
    }
    expect(store.queries).toBe(1);
  });

  test('are read again after their end, though they were remembered before', async () => {
    const store = new CountingStore();
    const own = new DocumentActivityStore(store);
    const other = new DocumentActivityStore(store);
    await countActivity(own, [request({}, at(SOURCE, 1))], NOBODY);
    expect(await requestsOf(own, 'remembered')).toBe(1);
    await countActivity(other, [request({}, at('ns/hub/1', 1))], NOBODY);
    expect(await requestsOf(own, 'remembered')).toBe(1);
    expect(await requestsOf(own, 'finished')).toBe(2);
    expect(await requestsOf(own, 'finished')).toBe(2);
    expect(store.queries).toBe(2);
  });

  test('take in what this instance counts late', async () => {
    const activity = new DocumentActivityStore(new MemoryStore());
    expect(await requestsOf(activity, 'finished')).toBe(0);
    await countActivity(activity, [request({}, at(SOURCE, 1))], NOBODY);
    expect(await requestsOf(activity, 'finished')).toBe(1);
  });
});

describe('a document of version 1', () => {
  const deletion = request({ operation: 'Delete', status: 204 }, at(SOURCE, 8));
  const entry = (letter: string) => `d${letter.repeat(11)}${letter.repeat(11)}`;
  const stored: PartVersion1 = {
    id: partId(START, SOURCE),
    schemaVersion: 1,
    accountId: ACCOUNT,
    hour: START,
    source: SOURCE,
    sequence: 7,
    enqueuedTime: START + 7,
    actors: [
      {
        principal: { kind: 'key', id: 'primaryMasterKey' },
        address: '10.1.0.4',
        application: 'cosmos-dotnet-sdk',
        api: 'nosql',
        requests: 10,
        failed: 2,
        throttled: 1,
        requestBytes: 5,
        responseBytes: 5000,
        requestUnits: 7.5,
        firstSeen: START + 1000,
        lastSeen: START + 2000,
        containers: ['shop/orders'],
        watched: {
          deleted: {
            operations: entry('A') + entry('B'),
            beyond: 3,
            firstSeen: START + 1500,
            lastSeen: START + 2000,
          },
        },
      },
    ],
    other: null,
  };

  test('is read, counted on, and written in the form of today', async () => {
    const store = new MemoryStore();
    await store.create('activity', stored);
    const activity = new DocumentActivityStore(store);
    await countActivity(activity, [inMessage(deletion, at(SOURCE, 7)), deletion], NOBODY);
    const window = await storedWindow(store);
    expect(window.actorHours()).toMatchObject([
      {
        requests: 11,
        failed: 3,
        throttled: 1,
        responseBytes: 5512,
        requestUnits: 8.5,
        operations: { delete: 6 },
        firstSeen: START,
        lastSeen: START + 2000,
      },
    ]);
    expect(operationsOf(window.actors, 'deleted')).toBe(6);
    expect([...(window.actors[0]?.containers ?? [])]).toEqual(['shop/orders']);
    const written = await store.read<StoredDocument>('activity', ACCOUNT, stored.id);
    expect(written?.document.schemaVersion).toBe(2);
  });

  test('still knows its operations when a copy of one comes in a new message', async () => {
    const store = new MemoryStore();
    const activity = new DocumentActivityStore(store);
    await countActivity(activity, [deletion], NOBODY);
    const copy = inMessage(deletion, at(SOURCE, 9));
    await countActivity(new DocumentActivityStore(store), [copy], NOBODY);
    expect(operationsOf((await storedWindow(store)).actors, 'deleted')).toBe(1);
  });
});

describe('a document that cannot be understood', () => {
  const broken = {
    id: partId(START, SOURCE),
    accountId: ACCOUNT,
    hour: START,
    source: SOURCE,
    kind: 'part',
  };
  test.each<[string, StoredDocument & Record<string, unknown>]>([
    ['of a newer version', { ...broken, schemaVersion: 9 }],
    ['without its counts', { ...broken, schemaVersion: 2 }],
    ['with a damaged sketch', { ...broken, schemaVersion: 2, counts: damaged() }],
  ])('%s is passed over, left as it is, and said', async (_, document) => {
    const store = new MemoryStore();
    await store.create('activity', document);
    const activity = new DocumentActivityStore(store);
    await countActivity(activity, [request({}, at(SOURCE, 1))], NOBODY);
    await countActivity(activity, [request({ time: NEXT }, at(SOURCE, 2))], NOBODY);
    expect((await storedWindow(store)).totals.requests).toBe(1);
    expect(activity.unreadable).toMatchObject([{ account: ACCOUNT, documentId: document.id }]);
    const left = await store.read<StoredDocument>('activity', ACCOUNT, document.id);
    expect(left?.document).toEqual(document);
  });

  function damaged() {
    const actor = {
      principal: { kind: 'key', id: '' },
      address: '',
      application: '',
      api: null,
      figures: [1],
      seen: [0, 0],
      documents: '?',
    };
    return { actors: [actor], other: null, names: [], singleRequests: true, aggregated: {} };
  }
});
