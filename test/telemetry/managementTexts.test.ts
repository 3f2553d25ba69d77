import { describe, expect, test } from '@jest/globals';
import { statesOf } from '../../lib/management/accountState';
import { activityRecord, controlPlaneRecord } from '../../lib/detectors/managementCases';
import { ManagementJoin } from '../../lib/ingestion/managementJoin';
import { MemoryStore } from '../../lib/storage/memoryStore';
import { LONGEST_TELLING } from '../../lib/telemetry/categories/managementTexts';
import { eventOf } from '../management/eventOf';

const rules = (count: number) =>
  Array.from({ length: count }, (_, n) => `198.18.${Math.floor(n / 250)}.${n % 250}`);
const written = (body: unknown) => eventOf(activityRecord({ operation: 'write', body }));
const states = (event: ReturnType<typeof eventOf>) =>
  statesOf(event).map(({ aspect, value }) => `${aspect} ${value}`);

describe('what a change asks for', () => {
  const ipRules = [...rules(5_000), '0.0.0.0/0'].map((ipAddressOrRange) => ({ ipAddressOrRange }));

  test('is read of a long body, whatever stands before it', () => {
    const body = { location: 'x'.repeat(90_000), properties: { ipRules: ipRules.slice(-400) } };
    for (const form of [body, JSON.stringify(body)]) {
      const event = written(form);
      expect(states(event)).toEqual(['firewall all']);
      expect(event.management?.isCut).toBe(false);
    }
  });

  test('is bounded, the widest rules first, and says so', () => {
    const ranges = [...rules(5_000), '0.0.0.0/0'].join(',');
    const properties = { ipRangeFilter: ranges };
    const changed = controlPlaneRecord({ operationName: 'AccountUpdateComplete', properties });
    const event = eventOf(changed);
    expect(states(event)).toEqual(['firewall all']);
    expect(event.management?.isCut).toBe(true);
    expect(event.management?.properties['ipRangeFilter']).toHaveLength(LONGEST_TELLING);
  });

  test('is unknown where the body was cut before it came, and says so', () => {
    const event = written(JSON.stringify({ properties: { ipRules } }).slice(0, 20_000));
    expect(states(event)).toEqual([]);
    expect(event.management?.isCut).toBe(true);
  });
});

test('records of an account that wait for each other stay within one document', async () => {
  const store = new MemoryStore();
  const join = new ManagementJoin(store);
  const events = Array.from({ length: 80 }, (_, n) => {
    const properties = { ipRangeFilter: rules(3_000).join(','), cors: 'x'.repeat(40_000) };
    const activityId = `99900000-0000-4000-8000-0000000000${10 + n}`;
    const time = Date.parse('2026-03-04T09:00:00Z') + n * 1_000;
    const change = { operationName: 'AccountUpdateComplete', activityId, time, properties };
    return eventOf(controlPlaneRecord(change));
  });
  await join.join(events);
  const [event] = events;
  const kept = await store.read<{ id: string; schemaVersion: 1; records: unknown[] }>(
    'activity',
    event?.account ?? '',
    'managementRecords',
  );
  expect(kept?.document.records.length).toBeGreaterThan(5);
  expect(JSON.stringify(kept?.document).length).toBeLessThan(1_500_000);
});
