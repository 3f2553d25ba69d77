import { describe, expect, test } from '@jest/globals';
import { partId, type PartDocument } from '../../lib/activity/documents';
import { windowOf } from '../../lib/activity/window';
import { WindowPart } from '../../lib/activity/windowPart';
import type { RequestSketch } from '../../lib/simulation/records';
import type { AccessEvent } from '../../lib/telemetry/event';
import { ACCOUNT, aggregate, at, inMessage, request, START } from './support';

const MOST_BYTES = 32 * 1024;

/** Counts events in batches and stores the part after each, as a hub partition does. */
function partOf(events: readonly AccessEvent[], batch = 200): WindowPart {
  const part = new WindowPart(ACCOUNT, START, 'ns/hub/0');
  for (let from = 0; from < events.length; from += batch) {
    const message = at('ns/hub/0', from);
    for (const event of events.slice(from, from + batch)) {
      part.count(inMessage(event, message), false);
    }
    part.stored();
  }
  return part;
}

function bytesOf(document: PartDocument): number {
  return Buffer.byteLength(JSON.stringify(document));
}

function many(count: number, sketch: (n: number) => Partial<RequestSketch>): AccessEvent[] {
  return Array.from({ length: count }, (_, n) => request(sketch(n)));
}

/** Telephones of a mobile back end: a few requests each, from an address of their own. */
const telephones = many(6000, (n) => ({
  address: `2001:db8:${(n % 3000).toString(16)}::1`,
  key: 'ResourceToken',
  document: `note-${n}`,
  container: `c${n % 12}`,
  responseBytes: 1400,
}));
/** Among them: one that reads a lot, in small pieces, and one that guesses. */
const thief = many(300, (n) => ({
  address: '203.0.113.9',
  document: `note-${n}`,
  responseBytes: 40_000,
}));
const guesser = many(120, () => ({ address: '203.0.113.77', status: 401, responseBytes: 0 }));

function mixed(...lists: readonly (readonly AccessEvent[])[]): AccessEvent[] {
  const placed = lists.flatMap((list) =>
    list.map((event, n) => ({ event, place: (n + 0.5) / list.length })),
  );
  return placed.sort((a, b) => a.place - b.place).map(({ event }) => event);
}

describe('thousands of addresses', () => {
  const part = partOf(mixed(telephones, thief, guesser));
  const document = part.toDocument();
  const window = windowOf(ACCOUNT, START, [WindowPart.from(document).counts]);

  test('fit into a document of 32 KB', () => {
    expect(bytesOf(document)).toBeLessThanOrEqual(MOST_BYTES);
    expect(window.actorHours().length).toBeLessThanOrEqual(41);
    expect(window.actorHours().length).toBeGreaterThan(30);
  });
  test('have exact totals', () => {
    expect(window.totals).toMatchObject({
      requests: 6420,
      denied: 120,
      failed: 120,
      responseBytes: 6000 * 1400 + 300 * 40_000,
      requestUnits: 6420,
    });
    const memory = windowOf(ACCOUNT, START, [part.counts]);
    expect(memory.totals).toEqual(window.totals);
  });
  test('do not hide who did most', () => {
    const found = (address: string) =>
      window.actorHours().find((actor) => actor.address === address && !actor.isOther);
    expect(found('203.0.113.9')).toMatchObject({ requests: 300, responseBytes: 12_000_000 });
    expect(found('203.0.113.9')?.distinctDocuments).toBeGreaterThan(240);
    expect(found('203.0.113.77')).toMatchObject({ requests: 120, denied: 120 });
  });
  test('say how many are together in "other", which stands last', () => {
    const other = window.actorHours().at(-1);
    expect(other?.isOther).toBe(true);
    expect(other?.principal).toEqual({ kind: 'unknown', id: 'other' });
    expect(window.folded).toBeGreaterThan(2500);
    expect(window.folded).toBeLessThan(3500);
  });
});

test('actors that are all as large as can be fit as well', () => {
  const long = 'x'.repeat(200);
  const events = Array.from({ length: 60 }, (_, n) =>
    many(60, (k) => ({
      address: `10.2.${n}.1`,
      entra: `7d1f0c1e-0000-4000-8000-0000000000${String(n).padStart(2, '0')}`,
      database: `d-${long}`,
      container: `${n % 20}-${k % 20}-${long}`,
      document: `document-${n}-${k}`,
      responseBytes: 1_000_000_000,
      requestUnits: 12.345,
    })),
  ).flat();
  const document = partOf(events, 400).toDocument();
  expect(bytesOf(document)).toBeLessThanOrEqual(MOST_BYTES);
  const window = windowOf(ACCOUNT, START, [WindowPart.from(document).counts]);
  expect(window.totals).toMatchObject({ requests: 3600, responseBytes: 3600e9 });
  expect(window.actorHours().length).toBeGreaterThan(4);
});

test('more watched operations than a document holds are counted, and leave room for actors', () => {
  const refused = many(3000, (n) => ({ address: `203.0.113.${n % 100}`, status: 403 }));
  const readers = many(2000, (n) => ({ address: `10.3.0.${n % 40}`, document: `d${n}` }));
  const document = partOf(mixed(refused, readers)).toDocument();
  expect(bytesOf(document)).toBeLessThanOrEqual(MOST_BYTES);
  const { counts } = WindowPart.from(document);
  let operations = 0;
  for (const actor of counts.actors.everyone()) {
    operations += actor.watched.get('refused')?.total ?? 0;
  }
  expect(operations).toBe(3000);
  expect(counts.actors.count).toBeGreaterThan(15);
});

test('aggregates of thousands of addresses fit too', () => {
  const events = Array.from({ length: 2000 }, (_, n) =>
    aggregate('DataPlaneRequests5M', 10, 5000, { address: `10.4.${n >> 8}.${n & 255}` }),
  );
  const document = partOf(events).toDocument();
  expect(bytesOf(document)).toBeLessThanOrEqual(MOST_BYTES);
  const window = windowOf(ACCOUNT, START, [WindowPart.from(document).counts]);
  expect(window.totals).toMatchObject({ requests: 20_000, responseBytes: 10_000_000 });
});

test('which actors are kept does not depend on the order of a batch', () => {
  const events = mixed(telephones.slice(0, 450), thief.slice(0, 30), guesser.slice(0, 9));
  const forth = partOf(events, 1000).toDocument();
  const back = partOf([...events].reverse(), 1000).toDocument();
  const addresses = ({ counts }: PartDocument) =>
    counts.actors.map(({ address }) => address).sort();
  expect(addresses(back)).toEqual(addresses(forth));
  expect(back.counts.folded).toBe(forth.counts.folded);
});

test('ids of parts hold nothing that an id may not', () => {
  expect(partId(START, 'ns/hub\\x?y#/3')).toBe('2026-11-22T10|ns:hub:x:y::3');
  expect(partId(START, 'ns/hub/3', 2)).toBe('2026-11-22T10|ns:hub:3|2');
});
