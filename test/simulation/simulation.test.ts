import { runInNewContext } from 'node:vm';
import { setFlagsFromString } from 'node:v8';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { ATTACKS } from '../../lib/simulation/attacks';
import { DAY, MINUTE, SECOND } from '../../lib/simulation/calendar';
import { DECOYS } from '../../lib/simulation/decoys';
import { PERSONALITIES } from '../../lib/simulation/personalities';
import { parseRecord } from '../../lib/telemetry/parse';
import { isEvent } from '../../lib/telemetry/parsed';
import { fingerprint, runSimulation, smallWorld } from './simulationRuns';
import type { Truth } from '../../lib/simulation/incidents/truth';

/**
 * Days and accounts in which every kind of incident finds a place; a month end is at the end.
 * Little ordinary traffic, to be quick.
 */
const EVERYTHING = smallWorld({
  days: 6,
  accounts: 76,
  begin: Date.UTC(2026, 1, 24),
  seed: 3,
  traffic: 0.01,
});

/** Incidents that are that no records come. */
const QUIET = new Set(['telemetry-silence', 'category-silence', 'hub-outage', 'idle-pause']);

describe('a world with everything', () => {
  const accounts = new Set<string>();
  const reasons = new Map<string, number>();
  const categories = new Map<string, number>();
  const keys = new Set<string>();
  let records = 0;
  let copies = 0;
  let lateness = 0;
  let truth: readonly Truth[] = [];
  let unplaced: readonly string[] = [];

  beforeAll(() => {
    const simulation = runSimulation(EVERYTHING, ({ category, hour, records: arrived }) => {
      categories.set(category, (categories.get(category) ?? 0) + arrived.length);
      arrived.forEach((record, index) => {
        const position = { source: 'simulation', sequence: 0, enqueuedTime: 0 };
        const parsed = parseRecord(record, position, index);
        if (!isEvent(parsed)) {
          const reason = parsed.kind === 'deadLetter' ? parsed.reason : parsed.why;
          reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
          return;
        }
        accounts.add(parsed.account);
        lateness = Math.max(lateness, hour - parsed.time);
        records += 1;
        const key = `${parsed.keyHigh} ${parsed.keyLow}`;
        if (keys.has(key)) copies += 1;
        keys.add(key);
      });
    });
    truth = simulation.truth;
    unplaced = simulation.plan.unplaced;
  });

  test('is understood to the last record', () => {
    expect([...reasons]).toEqual([]);
    expect(records).toBeGreaterThan(40_000);
  });

  test('holds every personality, in every category', () => {
    const names = [...accounts].map((id) => id.split('/').at(-1)?.replace(/-\d+$/, ''));
    const expected = PERSONALITIES.map(({ name }) => name.replace(/-/g, '').slice(0, 14));
    expect(new Set(names)).toEqual(new Set(expected));
    expect(accounts.size).toBe(EVERYTHING.accounts);
    expect([...categories.keys()].sort()).toEqual([
      'ActivityLog',
      'CassandraRequests',
      'ControlPlaneRequests',
      'DataPlaneRequests',
      'GremlinRequests',
      'MongoRequests',
      'QueryRuntimeStatistics',
      'TableApiRequests',
    ]);
  });

  test('plays every attack at every difficulty, and every decoy', () => {
    expect(unplaced).toEqual([]);
    const played = (kind: string) => truth.filter((line) => line.kind === kind);
    for (const difficulty of ['easy', 'medium', 'hard']) {
      const names = played('attack').filter((line) => line.difficulty === difficulty);
      expect(new Set(names.map(({ name }) => name))).toEqual(
        new Set(ATTACKS.map(({ name }) => name)),
      );
    }
    expect(new Set(played('decoy').map(({ name }) => name))).toEqual(
      new Set(DECOYS.map(({ name }) => name)),
    );
  });

  test('tells the truth: windows within the run, on known accounts, with records', () => {
    const end = EVERYTHING.begin + EVERYTHING.days * DAY;
    for (const line of truth) {
      const start = Date.parse(line.start);
      expect(start).toBeGreaterThanOrEqual(EVERYTHING.begin);
      if (line.kind === 'attack') {
        expect(start).toBeGreaterThanOrEqual(EVERYTHING.begin + 0.6 * EVERYTHING.days * DAY);
      }
      expect(Date.parse(line.end)).toBeGreaterThan(start);
      expect(Date.parse(line.end)).toBeLessThanOrEqual(end);
      expect(line.alertTypes.length).toBeGreaterThan(0);
      const isKnown = [...accounts].some((id) => id.startsWith(line.account));
      expect(isKnown).toBe(true);
      if (!QUIET.has(line.name)) expect(line.records).toBeGreaterThan(0);
    }
  });

  test('gives an account two attacks at most, and no two incidents at once', () => {
    for (const account of accounts) {
      const lines = truth.filter((line) => line.account === account);
      expect(lines.filter(({ kind }) => kind === 'attack').length).toBeLessThanOrEqual(2);
      lines.forEach((line, i) => {
        const next = lines[i + 1];
        if (next !== undefined) expect(next.start > line.end).toBe(true);
      });
    }
  });

  test('delivers late and twice, as Azure Monitor does', () => {
    expect(lateness).toBeGreaterThan(2 * MINUTE);
    // A record is in the blob of its own hour, or of the next.
    expect(lateness).toBeLessThanOrEqual(10 * MINUTE);
    expect(copies / records).toBeGreaterThan(0.001);
    expect(copies / records).toBeLessThan(0.004);
  });
});

describe('a seed', () => {
  test('gives the same records each time', () => {
    expect(fingerprint(smallWorld())).toBe(fingerprint(smallWorld()));
  });

  test('gives other records than another seed', () => {
    expect(fingerprint(smallWorld({ seed: 8 }))).not.toBe(fingerprint(smallWorld()));
  });
});

describe('the choice of attacks', () => {
  const attacksOf = (names: readonly string[]) =>
    runSimulation(smallWorld({ days: 4, attacks: names })).truth.filter(
      ({ kind }) => kind === 'attack',
    );

  test('plants those that are named', () => {
    const names = new Set(attacksOf(['tor-exit', 'key-regeneration']).map(({ name }) => name));
    expect(names).toEqual(new Set(['tor-exit', 'key-regeneration']));
  });

  test('plants none where none is named', () => {
    expect(attacksOf([])).toEqual([]);
  });

  test('leaves ordinary traffic as it is', () => {
    const ordinary = (attacks: readonly string[]): number => {
      let count = 0;
      const request = smallWorld({ attacks, decoys: [] });
      runSimulation(request, ({ hour, records }) => {
        if (hour < request.begin + DAY) count += records.length;
      });
      return count;
    };
    expect(ordinary(['tor-exit'])).toBe(ordinary([]));
  });
});

test('an attack shows as what it is', () => {
  const request = smallWorld({ days: 4, accounts: 2, attacks: ['tor-exit'], decoys: [] });
  const times: number[] = [];
  const planned = runSimulation(request).truth[0];
  const address = planned?.address ?? '';
  runSimulation(request, ({ records }) => {
    records.forEach((record, index) => {
      const position = { source: 'simulation', sequence: 0, enqueuedTime: 0 };
      const parsed = parseRecord(record, position, index);
      if (isEvent(parsed) && parsed.clientIp === address) times.push(parsed.time);
    });
  });
  expect(address).not.toBe('');
  // The rest of its records are query texts, which name no client.
  expect(times.length).toBeGreaterThan((planned?.records ?? Infinity) / 2);
  expect(Math.min(...times)).toBeGreaterThanOrEqual(Date.parse(planned?.start ?? ''));
  expect(Math.max(...times)).toBeLessThanOrEqual(Date.parse(planned?.end ?? '') + SECOND);
});

test('memory stays flat however many days are simulated', () => {
  setFlagsFromString('--expose-gc');
  // The flag adds it to new contexts; the types of `vm` cannot know.
  const collect = runInNewContext('gc') as () => void;
  const days = 12;
  const request = smallWorld({ days, attacks: [] });
  const used: number[] = [];
  runSimulation(request, ({ hour }) => {
    const day = Math.floor((hour - request.begin) / DAY);
    if (day < used.length) return;
    collect();
    used.push(process.memoryUsage().heapUsed / 1e6);
  });
  expect(used.length).toBeGreaterThanOrEqual(days);
  expect((used.at(-1) ?? Infinity) - (used[2] ?? 0)).toBeLessThan(5);
});
