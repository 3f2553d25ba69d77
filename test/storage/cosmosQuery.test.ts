import { expect, test } from '@jest/globals';
import { toSql } from '../../lib/storage/cosmosQuery';
import type { ContainerName, DocumentQuery, DocumentStore } from '../../lib/storage/documents';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { activityIds, dataPlaneRecord, queryRecord } from '../../lib/simulation/records';
import { handleAlerts } from '../../lib/api/alerts';
import { readSettings } from '../../lib/settings';
import { Warden } from '../../lib/warden';
import { testPipeline, TOR } from '../pipeline/testPipeline';

test('the partition key is in WHERE, values are parameters', () => {
  const query: DocumentQuery = {
    partition: `x' OR '1' = '1`,
    where: [{ field: 'internal.search', is: 'containing', value: `' OR 1=1` }],
    orderBy: { field: 'internal.order', descending: true },
    limit: 51,
  };
  expect(toSql('alerts', query)).toEqual({
    query:
      'SELECT TOP 51 * FROM c WHERE c["accountId"] = @p1 AND ' +
      'CONTAINS(c["internal"]["search"], @p0) ORDER BY c["internal"]["order"] DESC',
    parameters: [
      { name: '@p0', value: `' OR 1=1` },
      { name: '@p1', value: `x' OR '1' = '1` },
    ],
  });
});

/** Notes all queries that pass through. */
function watched(store: DocumentStore) {
  const queries: { container: ContainerName; query: DocumentQuery }[] = [];
  const query: DocumentStore['query'] = (container, asked) => {
    queries.push({ container, query: asked });
    return store.query(container, asked);
  };
  const read: DocumentStore['read'] = (...call) => store.read(...call);
  const create: DocumentStore['create'] = (...call) => store.create(...call);
  const replace: DocumentStore['replace'] = (...call) => store.replace(...call);
  const upsert: DocumentStore['upsert'] = (...call) => store.upsert(...call);
  const patch: DocumentStore['patch'] = (...call) => store.patch(...call);
  const remove: DocumentStore['remove'] = (...call) => store.remove(...call);
  return { store: { query, read, create, replace, upsert, patch, remove }, queries };
}

test('the app asks over all partitions only where no partition is meant', async () => {
  const { store, queries } = watched(new MemoryStore());
  const ids = activityIds(1);
  const time = Date.parse('2026-11-22T10:00:00Z');
  const pipeline = testPipeline(store);
  const text = `SELECT * FROM c WHERE c.id = 'x' OR 1 = 1`;
  const account = 'a';
  const records = [
    queryRecord({ time, account, activityId: ids(), text }),
    ...Array.from({ length: 40 }, () =>
      dataPlaneRecord({ time, account, activityId: ids(), address: TOR, status: 401 }),
    ),
  ];
  const position = { source: 'ns/hub/0', sequence: 0, enqueuedTime: time };
  await pipeline.process([{ position, records, unreadable: [] }]);
  const warden = new Warden(readSettings({}).settings, [], store);
  await warden.sweep();
  await warden.health();
  const url = 'http://localhost/api/alerts';
  const get = (path: string, parameters: Record<string, string> = {}) =>
    handleAlerts(store, { method: 'GET', url: new URL(url + path), parameters });
  await get('?accountId=/subscriptions/x');
  await get('');
  await get('/x', { id: 'x' });

  const asked = queries.map(({ container, query }) => {
    const fields = (query.where ?? []).map(({ field }) => field);
    return `${container}${query.partition === undefined ? ' all' : ''} ${fields.join(' ')}`.trim();
  });
  const overAll = [...new Set(asked.filter((text) => text.includes(' all ')))].sort();
  expect(overAll).toEqual([
    // One alert by its id alone, and the list without an account.
    'alerts all id',
    'alerts all suppressedBy',
    // The state of all hub partitions.
    'leases all kind',
  ]);
  expect(asked).toContain('activity hour');
});
