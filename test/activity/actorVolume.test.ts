import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HourCounts } from '../../lib/activity/hourCounts';
import { windowOf } from '../../lib/activity/window';
import type { AccessEvent } from '../../lib/telemetry/event';
import { ACCOUNT, request, sortedActors, START, storedAndRead } from './support';

/** Documents that a set of them tells exactly. */
const EXACT = 40;

interface Step {
  readonly client: number;
  readonly container: number;
  readonly document: number;
  readonly responseBytes: number;
}

const steps = fc.array(
  fc.record<Step>({
    client: fc.nat(12),
    container: fc.nat(3),
    // Some actors stay with a few, others go on to many.
    document: fc.oneof(fc.nat(6), fc.nat(EXACT / 4 - 1)),
    responseBytes: fc.nat(5_000),
  }),
  { minLength: 1, maxLength: 150 },
);

/** What actors touched, by sets and sums that have no bounds. */
function plainly(all: readonly Step[]) {
  const clients = [...new Set(all.map(({ client }) => client))].map((client) => {
    const own = all.filter((step) => step.client === client);
    const sumOf = (some: readonly Step[]) => some.reduce((sum, one) => sum + one.responseBytes, 0);
    const containers = [...new Set(own.map(({ container }) => container))].map((container) => {
      const inside = own.filter((step) => step.container === container);
      const requests = inside.length;
      return { container: `shop/c${container}`, requests, responseBytes: sumOf(inside) };
    });
    return {
      address: `10.1.0.${client}`,
      requests: own.length,
      responseBytes: sumOf(own),
      distinctDocuments: new Set(own.map(({ container, document }) => `${container} ${document}`))
        .size,
      distinctContainers: containers.length,
      containers: containers.sort((a, b) => (a.container < b.container ? -1 : 1)),
    };
  });
  return clients.sort((a, b) => (a.address < b.address ? -1 : 1));
}

function countsOf(events: readonly AccessEvent[]): HourCounts {
  const counts = new HourCounts(START);
  for (const event of events) counts.count(event, false);
  counts.settle();
  return counts;
}

function shown(parts: readonly HourCounts[]) {
  return sortedActors(windowOf(ACCOUNT, START, parts)).map(({ actor }) => ({
    address: actor.address,
    requests: actor.requests,
    responseBytes: actor.responseBytes,
    distinctDocuments: actor.distinctDocuments,
    distinctContainers: actor.distinctContainers,
    containers: [...actor.containers].sort((a, b) => (a.container < b.container ? -1 : 1)),
  }));
}

test('few or many, what an actor touched is told alike, counted at once, stored or in parts', () => {
  fc.assert(
    fc.property(steps, fc.nat(150), (all, cut) => {
      const events = all.map(({ client, container, document, responseBytes }) =>
        request({
          address: `10.1.0.${client}`,
          container: `c${container}`,
          document: `d${document}`,
          responseBytes,
        }),
      );
      const expected = plainly(all);
      const whole = countsOf(events);
      expect(shown([whole])).toEqual(expected);
      expect(shown([storedAndRead(whole)])).toEqual(expected);
      const parts = [events.slice(0, cut), events.slice(cut)].map(countsOf);
      expect(shown(parts)).toEqual(expected);
      expect(shown(parts.map(storedAndRead))).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('of a crowd the heaviest keep their figures when the others go together', () => {
  const heavy = Array.from({ length: 20 }, (_, n) =>
    request({ address: `10.2.0.${n}`, document: `d${n}`, responseBytes: 50_000 + n }),
  );
  const light = Array.from({ length: 300 }, (_, n) =>
    request({ address: `10.3.${n >> 8}.${n & 255}`, document: `d${n}`, responseBytes: 1 }),
  );
  const counts = countsOf([...light, ...heavy]);
  const actors = sortedActors(windowOf(ACCOUNT, START, [counts]));
  for (const [n, event] of heavy.entries()) {
    const own = actors.find(({ actor }) => actor.address === event.clientIp)?.actor;
    expect(own).toMatchObject({ responseBytes: 50_000 + n, requests: 1, distinctDocuments: 1 });
  }
  const sum = actors.reduce((requests, { actor }) => requests + actor.requests, 0);
  expect(sum).toBe(320);
  expect(actors.length).toBeLessThan(61);
});
