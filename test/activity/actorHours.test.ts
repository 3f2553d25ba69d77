import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { HourCounts } from '../../lib/activity/hourCounts';
import { hourActivityOf, windowOf } from '../../lib/activity/window';
import type { AccessEvent } from '../../lib/telemetry/event';
import { ACCOUNT, aggregate, request, sortedActors, START, storedAndRead } from './support';

const SDK = 'cosmos-netstandard-sdk/3.43.0|1|X64|Linux|.NET 8.0';

function countsOf(events: readonly AccessEvent[]): HourCounts {
  const counts = new HourCounts(START);
  for (const event of events) counts.count(event, false);
  return counts;
}

function windowOfEvents(...parts: readonly (readonly AccessEvent[])[]) {
  return windowOf(ACCOUNT, START, parts.map(countsOf));
}

describe('an actor', () => {
  test('has its requests by outcome and kind, with bytes and charges', () => {
    const [actor, ...more] = windowOfEvents([
      request({ responseBytes: 1000, requestBytes: 20, requestUnits: 1.1 }),
      request({ operation: 'Query', responseBytes: 9000, requestUnits: 2.2, time: START + 7000 }),
      request({ operation: 'Upsert', status: 201, time: START + 3000 }),
      request({ operation: 'Delete', status: 204 }),
      request({ operation: 'Delete', status: 404 }),
      request({ status: 401 }),
      request({ status: 429 }),
      request({ operation: 'ReadFeed', resourceType: 'Collection' }),
      request({ operation: 'Create', resourceType: 'StoredProcedure' }),
      request({ operation: 'ExecuteJavaScript', resourceType: 'StoredProcedure' }),
    ]).actorHours();
    expect(more).toEqual([]);
    expect(actor).toMatchObject({
      principal: { kind: 'key', id: 'primaryMasterKey' },
      address: '10.1.0.4',
      application: 'cosmos-dotnet-sdk',
      api: 'nosql',
      isOther: false,
      requests: 10,
      denied: 1,
      throttled: 1,
      failed: 3,
      notFound: 1,
      requestBytes: 20,
      responseBytes: 10_000 + 8 * 512,
      requestUnits: 11.3,
      operations: {
        read: 4,
        write: 1,
        delete: 2,
        metadata: 1,
        script: 1,
        other: 1,
        drop: 0,
        define: 0,
      },
      firstSeen: START,
      lastSeen: START + 7000,
    });
  });

  test('knows what it read in the second half of the hour, and keeps it', () => {
    const halves = [
      request({ responseBytes: 100, time: START + 1_799_999 }),
      request({ responseBytes: 30, time: START + 1_800_000 }),
      request({ responseBytes: 4, time: START + 3_599_999 }),
    ];
    const [actor] = windowOf(ACCOUNT, START, [storedAndRead(countsOf(halves))]).actorHours();
    expect(actor).toMatchObject({ responseBytes: 134, lateBytes: 34 });
  });

  test('is told apart by principal, address and application', () => {
    const different = [
      request({}),
      request({ address: '10.1.0.5' }),
      request({ key: 'SecondaryMasterKey' }),
      request({ entra: '7d1f0c1e-0000-4000-8000-000000000001' }),
      request({ userAgent: 'PostmanRuntime/7.39.0' }),
    ];
    expect(windowOfEvents(different, [...different].reverse()).actorHours()).toHaveLength(5);
  });

  test('knows its containers, heaviest first', () => {
    const [actor] = windowOfEvents([
      request({ container: 'small', responseBytes: 10 }),
      request({ container: 'large', responseBytes: 500 }),
      request({ container: 'small', responseBytes: 30 }),
      request({ container: '', resourceType: 'Database', responseBytes: 1 }),
    ]).actorHours();
    expect(actor?.containers).toEqual([
      { container: 'shop/large', requests: 1, responseBytes: 500 },
      { container: 'shop/small', requests: 2, responseBytes: 40 },
      { container: 'shop', requests: 1, responseBytes: 1 },
    ]);
    expect(actor?.distinctContainers).toBe(3);
  });

  test('keeps eight of many containers, and the sum and number of the rest', () => {
    const events = Array.from({ length: 300 }, (_, n) =>
      request({ container: `c${n % 100}`, responseBytes: n % 100 < 5 ? 10_000 : n % 100 }),
    );
    const [actor] = windowOfEvents(events.slice(0, 150), events.slice(150)).actorHours();
    const containers = actor?.containers ?? [];
    expect(containers).toHaveLength(9);
    expect(containers.slice(0, 5).map(({ container }) => container)).toEqual(
      [0, 1, 2, 3, 4].map((n) => `shop/c${n}`),
    );
    expect(containers.at(-1)?.container).toBe('');
    expect(containers.reduce((sum, { requests }) => sum + requests, 0)).toBe(300);
    expect(containers.reduce((sum, each) => sum + each.responseBytes, 0)).toBe(
      actor?.responseBytes,
    );
    expect(actor?.distinctContainers).toBeGreaterThan(80);
    expect(actor?.distinctContainers).toBeLessThan(120);
  });

  test('counts documents once, by container, and only where one is named', () => {
    const read = (document: string, container = 'orders') => request({ document, container });
    const [actor] = windowOfEvents(
      [read('1'), read('2'), read('1'), read('1', 'customers'), read('')],
      [read('2'), request({ operation: 'Query', document: '3' })],
    ).actorHours();
    expect(actor?.distinctDocuments).toBe(3);
  });
});

test('a second record of an operation adds no volume', () => {
  const counts = new HourCounts(START);
  counts.count(request({ status: 401 }), false);
  counts.count(request({ status: 401 }), true);
  const window = windowOf(ACCOUNT, START, [counts]);
  expect(window.totals.requests).toBe(1);
  expect(window.isWatched).toBe(true);
});

describe('aggregates', () => {
  const five = aggregate('DataPlaneRequests5M', 40, 4_000_000);
  const fifteen = aggregate('DataPlaneRequests15M', 120, 12_000_000);

  test('give the volumes of an account that exports nothing else', () => {
    const window = windowOfEvents([five, five], [five]);
    expect(window.actorHours()).toMatchObject([
      { address: '10.1.0.4', requests: 120, responseBytes: 12_000_000, requestUnits: 300 },
    ]);
    expect(window.totals).toMatchObject({ requests: 120, responseBytes: 12_000_000 });
    expect(window.totals.operations.read).toBe(120);
  });
  test('count only in their finer form where both are exported', () => {
    const window = windowOfEvents([fifteen], [five, five, five]);
    expect(window.totals.responseBytes).toBe(12_000_000);
    expect(window.actorHours()).toHaveLength(1);
  });
  test('count nothing where single requests are exported, in whatever partition and order', () => {
    const single = request({ responseBytes: 3 });
    for (const parts of [[[five, single]], [[single, five]], [[five], [single]]]) {
      const window = windowOfEvents(...parts);
      expect(window.totals).toMatchObject({ requests: 1, responseBytes: 3 });
      expect(window.actorHours()).toHaveLength(1);
    }
  });
  test('decide no alert by number', () => {
    const refused = aggregate('DataPlaneRequests5M', 900, 0, { status: 401 });
    const window = windowOfEvents([refused]);
    expect(window.isWatched).toBe(false);
    expect(window.totals.denied).toBe(900);
  });
  test('come back from the stored form', () => {
    const read = storedAndRead(countsOf([five, fifteen]));
    const stored = windowOf(ACCOUNT, START, [read]);
    expect(stored.actorHours()).toEqual(windowOfEvents([five]).actorHours());
  });
});

const anyRequest = fc
  .record({
    time: fc.integer({ min: START, max: START + 3_599_999 }),
    address: fc.constantFrom('10.1.0.4', '203.0.113.9', '2001:db8::7'),
    key: fc.constantFrom('PrimaryMasterKey', 'PrimaryReadonlyMasterKey'),
    userAgent: fc.constantFrom(SDK, 'PostmanRuntime/7.39.0'),
    operation: fc.constantFrom('Read', 'Query', 'Create', 'Delete', 'ReadFeed', 'Upsert'),
    resourceType: fc.constantFrom('Document', 'Collection', 'Trigger'),
    container: fc.constantFrom('orders', 'customers', ''),
    document: fc.constantFrom('', '1', '2', '3', '4'),
    status: fc.constantFrom(200, 201, 204, 401, 403, 404, 429, 500),
    responseBytes: fc.nat(9_000_000_000),
    requestUnits: fc.double({ min: 0, max: 1000, noNaN: true }),
  })
  .map((sketch) => request(sketch));

test('any cut into parts, stored and read again, gives the same actors and totals', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(anyRequest, { maxLength: 20 }), { minLength: 1, maxLength: 4 }),
      (parts) => {
        const whole = windowOfEvents(parts.flat());
        const cut = windowOfEvents(...parts);
        const stored = windowOf(
          ACCOUNT,
          START,
          parts.map((events) => {
            return storedAndRead(countsOf(events));
          }),
        );
        expect(sortedActors(cut)).toEqual(sortedActors(whole));
        expect(sortedActors(stored)).toEqual(sortedActors(whole));
        expect(stored.totals).toEqual(whole.totals);
        expect(hourActivityOf(stored)).toMatchObject({ account: ACCOUNT, hour: START });
      },
    ),
    { numRuns: 60 },
  );
});
