import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as fixture from './fixtures/records';
import { eventOf, keyOf } from './support';

/** The same JSON value with the members of every object in reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

const all = [
  fixture.dataPlane(),
  fixture.aggregate(),
  fixture.queryRuntime(),
  fixture.controlPlane('SqlContainersDelete'),
  fixture.apiRequest('MongoRequests', 'find'),
  fixture.apiRequest('GremlinRequests', 'eval'),
  fixture.activity(),
];

describe('the record key', () => {
  test('is the same for a record written in another order', () => {
    for (const record of all) expect(keyOf(reversed(record))).toBe(keyOf(record));
  });

  test('has two unsigned halves and never changes between versions', () => {
    const { keyHigh, keyLow } = eventOf(fixture.dataPlane());
    expect([keyHigh, keyLow]).toEqual([keyHigh >>> 0, keyLow >>> 0]);
    expect(keyOf(fixture.dataPlane())).toBe('2038340609:1777703563');
  });

  test('differs between categories', () => {
    expect(new Set(all.map(keyOf)).size).toBe(all.length);
  });

  test.each([
    { activityId: 'other' },
    { requestResourceId: '/dbs/shop/colls/orders/docs/1' },
    { statusCode: '201' },
    { requestCharge: '12.570001' },
    { responseLength: '46501' },
  ])('differs with %p', (properties) => {
    expect(keyOf(fixture.dataPlane(properties))).not.toBe(keyOf(fixture.dataPlane()));
  });

  test.each([
    { time: '2026-03-04T05:06:07.891Z' },
    { resourceId: `${fixture.RESOURCE_ID}2` },
    { operationName: 'Read' },
  ])('differs with %p', (fields) => {
    const changed = { ...fixture.dataPlane(), ...fields };
    expect(keyOf(changed)).not.toBe(keyOf(fixture.dataPlane()));
  });

  test('does not depend on what was parsed before, nor on the spelling of ids', () => {
    const before = keyOf(fixture.dataPlane());
    for (let i = 0; i < 5_000; i++) keyOf({ ...fixture.dataPlane(), resourceId: `account-${i}` });
    const lower = { ...fixture.dataPlane(), resourceId: fixture.ACCOUNT };
    expect(keyOf(lower)).toBe(before);
  });

  test('spreads: each half of 20,000 records that differ little is nearly without collision', () => {
    const high = new Set<number>();
    const low = new Set<number>();
    for (let i = 0; i < 20_000; i++) {
      const event = eventOf(fixture.dataPlane({ responseLength: i % 100, activityId: `id-${i}` }));
      high.add(event.keyHigh);
      low.add(event.keyLow);
    }
    expect(high.size).toBeGreaterThan(19_990);
    expect(low.size).toBeGreaterThan(19_990);
  });

  test('tells any two different activity ids apart', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const key = (activityId: string) => keyOf(fixture.dataPlane({ activityId }));
        fc.pre(eventOf(fixture.dataPlane({ activityId: a })).activityId === a && a.length < 250);
        fc.pre(eventOf(fixture.dataPlane({ activityId: b })).activityId === b && b.length < 250);
        expect(key(a) === key(b)).toBe(a === b);
      }),
    );
  });
});
