import type { Container, FeedOptions, SqlQuerySpec } from '@azure/cosmos';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestCosmos, type TestCosmos } from './startTestCosmos';

let database: TestCosmos;
let alerts: Container;

beforeAll(async () => {
  database = await startTestCosmos();
  alerts = await database.container({
    id: 'alerts',
    partitionKey: { paths: ['/accountId'] },
    indexingPolicy: {
      compositeIndexes: [
        [
          { path: '/severity', order: 'ascending' },
          { path: '/count', order: 'descending' },
        ],
      ],
    },
  });
  const documents = [
    { id: '1', accountId: 'a', severity: 'High', count: 10, tags: ['tor'], title: 'Tor Exit' },
    { id: '2', accountId: 'a', severity: 'Low', count: 9, tags: [], sink: { state: { ok: true } } },
    { id: '3', accountId: 'a', severity: 'High', count: 2, title: 'tor again', closed: null },
    { id: '4', accountId: 'a', severity: 'Low', count: '5', entities: [{ kind: 'ip', at: '::1' }] },
    { id: '5', accountId: 'b', severity: 'High', count: 100 },
    { id: '6', accountId: 'b', severity: 'Low' },
  ];
  for (const document of documents) await alerts.items.create(document);
});
afterAll(() => database.stop());

async function run(query: string | SqlQuerySpec, options: FeedOptions = { partitionKey: 'a' }) {
  return (await alerts.items.query(query, options).fetchAll()).resources as unknown[];
}

/** The ids that a condition leaves in partition a, in order of creation. */
async function ids(condition: string, values: Record<string, string | number | string[]> = {}) {
  const parameters = Object.entries(values).map(([name, value]) => ({ name: `@${name}`, value }));
  return run({ query: `SELECT VALUE c.id FROM c WHERE ${condition}`, parameters });
}

describe('the partition key option', () => {
  test('limits a query without WHERE to its partition', async () => {
    expect(await run('SELECT VALUE c.id FROM c')).toEqual(['1', '2', '3', '4']);
    expect(await run('SELECT VALUE c.id FROM c', { partitionKey: 'b' })).toEqual(['5', '6']);
    expect(await run('SELECT VALUE c.id FROM c', { partitionKey: 'c' })).toEqual([]);
  });

  test('absent, the query goes over all partitions, in order', async () => {
    expect(await run('SELECT VALUE c.id FROM c', {})).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(
      await run("SELECT VALUE c.id FROM c WHERE c.severity = 'High' ORDER BY c.count DESC", {
        forceQueryPlan: true,
      }),
    ).toEqual(['5', '1', '3']);
    expect(await run('SELECT VALUE COUNT(1) FROM c', { forceQueryPlan: true })).toEqual([6]);
  });
});

describe('conditions', () => {
  test.each([
    ['c.count > 2', ['1', '2']],
    ['c.count <= 9', ['2', '3']],
    ["c.count = '5'", ['4']],
    ["c.severity < 'Low'", ['1', '3']],
    ["c.severity != 'Low'", ['1', '3']],
    ['c.count BETWEEN 2 AND 9', ['2', '3']],
    ['c.count IN (2, 10, 77)', ['1', '3']],
    ["ARRAY_CONTAINS(c.tags, 'tor')", ['1']],
    ["CONTAINS(c.title, 'tor')", ['3']],
    ["CONTAINS(c.title, 'tor', true)", ['1', '3']],
    ["STARTSWITH(c.title, 'Tor')", ['1']],
    ['IS_DEFINED(c.closed)', ['3']],
    ['NOT IS_DEFINED(c.title)', ['2', '4']],
    ['c.closed = null', ['3']],
    ["c.count = 10 OR c.count = '5'", ['1', '4']],
    ["NOT (c.severity = 'High' AND c.count = 2)", ['1', '2', '4']],
    ['c["sink"]["state"]["ok"] = true', ['2']],
    ['c.sink.state.ok', ['2']],
    ["EXISTS(SELECT VALUE e FROM e IN c.entities WHERE e.kind = 'ip')", ['4']],
    ["(c.title ?? 'none') = 'none'", ['2', '4']],
    ["c.id || c.accountId = '2a'", ['2']],
  ])('%s', async (condition, expected) => {
    expect(await ids(condition)).toEqual(expected);
  });

  test('what is undefined stays undefined under NOT, as in Azure', async () => {
    expect(await ids("NOT (c.title IN ('Tor Exit'))")).toEqual(['3']);
    expect(await ids('NOT (c.count BETWEEN 1 AND 3)')).toEqual(['1', '2']);
    expect(await ids("c.title != 'Tor Exit'")).toEqual(['3']);
  });

  test('parameters: scalars, lists, quotes, and a name in brackets', async () => {
    expect(await ids('c.severity = @s AND c.count >= @n', { s: 'High', n: 3 })).toEqual(['1']);
    expect(await ids('ARRAY_CONTAINS(@list, c.id)', { list: ['2', '4'] })).toEqual(['2', '4']);
    expect(await ids('c.title = @t', { t: "x' OR 'a' = 'a" })).toEqual([]);
    expect(await ids('IS_DEFINED(c[@name])', { name: 'closed' })).toEqual(['3']);
    await expect(ids('c.title = @forgotten')).rejects.toMatchObject({
      code: 400,
      message: expect.stringContaining('@forgotten'),
    });
  });
});

describe('projection and aggregates', () => {
  test('members, aliases and missing members', async () => {
    expect(await run('SELECT TOP 1 c.id, c.sink.state AS state FROM c ORDER BY c.id DESC')).toEqual(
      [{ id: '4' }],
    );
    expect(await run('SELECT VALUE c.title FROM c')).toEqual(['Tor Exit', 'tor again']);
  });

  test('COUNT, SUM, MIN, MAX over a partition', async () => {
    const query = 'SELECT VALUE {n: COUNT(1), most: MAX(c.count)} FROM c WHERE IS_NUMBER(c.count)';
    await expect(run(query)).rejects.toMatchObject({ code: 400 });
    expect(await run('SELECT VALUE COUNT(1) FROM c')).toEqual([4]);
    expect(
      await run(
        'SELECT SUM(c.count) AS sum, MIN(c.count) AS least FROM c WHERE IS_NUMBER(c.count)',
      ),
    ).toEqual([{ sum: 21, least: 2 }]);
  });
});

describe('ORDER BY', () => {
  test('orders types as Azure does, and keeps documents without the property', async () => {
    expect(await run('SELECT VALUE c.id FROM c ORDER BY c.count')).toEqual(['3', '2', '1', '4']);
    expect(await run('SELECT VALUE c.id FROM c ORDER BY c.closed DESC')).toEqual([
      '3',
      '1',
      '2',
      '4',
    ]);
  });

  test('over two paths needs a composite index, in its order or all turned round', async () => {
    expect(await run('SELECT VALUE c.id FROM c ORDER BY c.severity, c.count DESC')).toEqual([
      '1',
      '3',
      '4',
      '2',
    ]);
    expect(await run('SELECT VALUE c.id FROM c ORDER BY c.severity DESC, c.count')).toEqual([
      '2',
      '4',
      '3',
      '1',
    ]);
    await expect(run('SELECT * FROM c ORDER BY c.severity, c.count')).rejects.toMatchObject({
      code: 400,
      message: expect.stringContaining('composite index'),
    });
  });
});

describe('refusals name the construct', () => {
  test.each([
    ['SELECT * FROM c OFFSET 1 LIMIT 2', 'OFFSET/LIMIT'],
    ['SELECT COUNT(1) FROM c GROUP BY c.severity', 'GROUP BY'],
    ["SELECT * FROM c WHERE c.title LIKE 'tor%'", 'LIKE'],
    ['SELECT DISTINCT c.severity FROM c', 'DISTINCT'],
    ['SELECT VALUE t FROM c JOIN t IN c.tags', 'JOIN'],
    ['SELECT VALUE t FROM t IN c.tags', 'FROM ... IN'],
    ['SELECT * FROM c.sink', 'FROM with a path'],
    ['SELECT * FROM c WHERE udf.check(c.id)', 'user-defined functions (udf.check)'],
    ['SELECT * FROM c WHERE DateTimeNow() = c.id', 'the function DateTimeNow'],
    ["SELECT * FROM c WHERE c.title = 'GROUP BY' AND", 'syntax error'],
  ])('%s', async (query, construct) => {
    await expect(run(query)).rejects.toMatchObject({
      code: 400,
      message: expect.stringContaining(construct),
    });
    await expect(run(query, { forceQueryPlan: true })).rejects.toMatchObject({ code: 400 });
  });
});
