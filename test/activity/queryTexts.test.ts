import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countActivity } from '../../lib/activity/countActivity';
import { DocumentActivityStore } from '../../lib/activity/documentActivityStore';
import { HourCounts } from '../../lib/activity/hourCounts';
import { hourActivityOf, windowOf } from '../../lib/activity/window';
import { queryRecord } from '../../lib/simulation/records';
import { MemoryStore } from '../../lib/storage/memoryStore';
import type { AccessEvent } from '../../lib/telemetry/event';
import { ACCOUNT, at, eventOf, request, START, storedAndRead, storedWindow } from './support';

const SDK = 'cosmos-netstandard-sdk/3.43.0|1|X64|Linux|.NET 8.0';
const JAVA = 'azsdk-java-cosmos/4.63.0 Linux';

const query = (activityId: string, userAgent = SDK) =>
  request({ operation: 'Query', activityId, userAgent });
const text = (activityId: string, sql = 'SELECT * FROM c WHERE c.id = @id', container = 'orders') =>
  eventOf(queryRecord({ time: START, account: 'a', activityId, text: sql, container }));

function counted(events: readonly AccessEvent[]): HourCounts {
  const counts = new HourCounts(START);
  for (const event of events) counts.count(event, false);
  return counts;
}

const told = (...parts: readonly HourCounts[]) =>
  hourActivityOf(windowOf(ACCOUNT, START, parts)).queryTexts;

describe('query texts of an hour', () => {
  test('which queries have none, by application', () => {
    const ids = Array.from({ length: 20 }, (_, n) => `q-${n}`);
    const events = ids.flatMap((id, n) =>
      n % 2 === 0 ? [query(id), text(id)] : [query(id, JAVA)],
    );
    expect(told(storedAndRead(counted(events)))?.applications).toEqual([
      { application: 'cosmos-dotnet-sdk', sampled: 10, withoutText: 0 },
      { application: 'cosmos-java-sdk', sampled: 10, withoutText: 10 },
    ]);
  });

  test('is the same however records are cut into parts, and with a text in another part', () => {
    const ids = Array.from({ length: 300 }, (_, n) => `q-${n}`);
    const events = ids.flatMap((id, n) => [query(id), ...(n % 3 === 0 ? [] : [text(id)])]);
    const whole = told(counted(events))?.applications;
    expect(whole).toEqual([
      {
        application: 'cosmos-dotnet-sdk',
        sampled: expect.any(Number),
        withoutText: expect.any(Number),
      },
    ]);
    expect(whole?.[0]?.withoutText).toBeGreaterThan(0);
    fc.assert(
      fc.property(fc.nat(events.length), (cut) => {
        const parts = [events.slice(cut), events.slice(0, cut)].map((some) =>
          storedAndRead(counted(some)),
        );
        expect(told(...parts)?.applications).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  test('how many texts a container has, obfuscated, with values, and how many different ones', () => {
    const sqls = [
      "SELECT * FROM c WHERE c.id = 'order-1'",
      "SELECT * FROM c WHERE c.id = 'order-2'",
      'SELECT * FROM c WHERE c.p1__10 = @param1__14',
    ];
    const events = Array.from({ length: 600 }, (_, n) => text(`q-${n}`, sqls[n % 3]));
    events.push(text('e', 'SELECT * FROM c', 'carts'));
    const [orders, carts] = told(storedAndRead(counted(events)))?.containers ?? [];
    expect(orders).toMatchObject({
      container: 'shop/orders',
      texts: 600,
      obfuscated: 200,
      example: "SELECT * FROM c WHERE c.id = '…'",
    });
    // One in eight is looked at.
    const { examined = 0, inlined = 0, distinct } = orders ?? {};
    expect(examined).toBeGreaterThan(45);
    expect(examined).toBeLessThan(110);
    expect(inlined / examined).toBeGreaterThan(0.45);
    expect(inlined / examined).toBeLessThan(0.85);
    expect(distinct?.count).toBe(2);
    expect(carts).toMatchObject({ container: 'shop/carts', texts: 1, inlined: 0, example: '' });
  });

  test('a text that comes before its request, or with a failed one, is no missing text', () => {
    const failed = request({ operation: 'Query', activityId: 'x', status: 400 });
    expect(told(counted([text('a'), query('a'), failed]))?.applications).toEqual([
      { application: 'cosmos-dotnet-sdk', sampled: 1, withoutText: 0 },
    ]);
  });

  test('hours without queries, and older documents, tell nothing of it', () => {
    expect(told(counted([request()]))).toBeUndefined();
    const { queryTexts, copies, ...older } = counted([query('a')]).toStored();
    expect([queryTexts === undefined, copies]).toEqual([false, undefined]);
    expect(told(HourCounts.from(older, START))).toBeUndefined();
  });

  test('many applications and containers fit into the 32 KB of an hour', () => {
    const events = Array.from({ length: 3000 }, (_, n) => {
      const id = `q-${n}`;
      const sql = `SELECT * FROM c WHERE c.field_with_a_long_name = 'value ${n}' AND c.other = 'x'`;
      return [query(id, `tool${n % 40}/1.${n % 7}`), text(id, sql, `container-${n % 60}`)];
    }).flat();
    const stored = counted(events).toStored();
    expect(Buffer.byteLength(JSON.stringify(stored))).toBeLessThan(32_000);
    const { containers = [], applications = [] } = told(HourCounts.from(stored, START)) ?? {};
    expect(containers.reduce((sum, { texts }) => sum + texts, 0)).toBe(3000);
    expect([containers.length, applications.length]).toEqual([13, 11]);
  });

  test('versions of an application are kept, a few for each actor', () => {
    const agents = [1, 2, 3, 4, 5, 6, 1].map((n) => `azsdk-java-cosmos/4.${n}.0`);
    const events = agents.map((userAgent) => request({ userAgent }));
    const [actor] = hourActivityOf(
      windowOf(ACCOUNT, START, [storedAndRead(counted(events))]),
    ).actors;
    expect(actor?.versions).toEqual(['4.1.0', '4.2.0', '4.3.0', '4.4.0']);
  });
});

test('query records and copies are counted once, whatever comes again', async () => {
  const store = new MemoryStore();
  const events = [query('a'), text('a')].map((event, n) => {
    return { ...event, message: at('ns/hub/0', n + 1) };
  });
  const copies = [{ ...request(), message: at('ns/hub/0', 3) }];
  for (const again of [new DocumentActivityStore(store), new DocumentActivityStore(store)]) {
    await countActivity(again, events, new Set(), copies);
    await countActivity(again, events, new Set(), copies);
  }
  const hour = hourActivityOf(await storedWindow(store));
  expect(hour.copies).toBe(1);
  expect(hour.queryTexts?.containers).toMatchObject([{ texts: 1 }]);
  expect(hour.actors).toMatchObject([{ requests: 1 }]);
});
