import { beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { alertTypes } from './alertTypes';
import { attacks } from './attacks/all';
import { decoys } from './decoys/all';
import { generate } from './generate';
import { obfuscate } from './records/obfuscation';
import { DAY, FIRST_INCIDENT_DAY, WORLD_START } from './time';
import type { Truth } from './truth';
import { temporaryFolder } from '../temporaryFolder';

const root = temporaryFolder();
const thin = { seed: 'test', days: 30, accounts: 20, volume: 0.02 };
let truths: readonly Truth[] = [];
let records = 0;

beforeAll(() => {
  ({ truths, records } = generate(thin, join(root, 'whole')));
});

describe('the second generator', () => {
  test('writes the same bytes for the same seed and others for another', () => {
    const small = { seed: 'a', days: 16, accounts: 3, volume: 0.05 };
    generate(small, join(root, 'first'));
    generate(small, join(root, 'again'));
    generate({ ...small, seed: 'b' }, join(root, 'other'));
    expect(digest(join(root, 'again'))).toBe(digest(join(root, 'first')));
    expect(digest(join(root, 'other'))).not.toBe(digest(join(root, 'first')));
  });

  test('plants every attack and every decoy', () => {
    const planted = new Set(truths.map(({ name, difficulty }) => `${name}, ${difficulty}`));
    const missing = [...attacks, ...decoys].filter(
      ({ name, difficulty }) => !planted.has(`${name}, ${difficulty}`),
    );
    expect(missing.map(({ name }) => name)).toEqual([]);
    const covered = new Set(
      truths.flatMap((truth) => (truth.kind === 'attack' ? truth.alertTypes : [])),
    );
    expect([...covered].sort()).toEqual(Object.values(alertTypes).sort());
  });

  test('keeps incidents out of the history and a day apart on one account', () => {
    const last = new Map<string, number>();
    for (const { account, start, end } of truths) {
      const from = Date.parse(start);
      expect(from).toBeGreaterThanOrEqual(WORLD_START + FIRST_INCIDENT_DAY * DAY);
      expect(Date.parse(end)).toBeGreaterThanOrEqual(from);
      const before = last.get(account);
      if (before !== undefined) expect(from - before).toBeGreaterThan(DAY);
      last.set(account, from);
    }
  });

  test('writes messages that parse, with the fields of resource logs', () => {
    let counted = 0;
    const categories = new Set<string>();
    for (const path of filesBelow(join(root, 'whole', 'logs'))) {
      for (const line of readFileSync(path, 'utf8').trimEnd().split('\n')) {
        // The shape that the generator writes; a wrong one fails the expectations below.
        const message = JSON.parse(line) as { records: Record<string, string>[] };
        counted += message.records.length;
        for (const { time, resourceId, category } of message.records) {
          categories.add(category ?? '');
          if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/.test(time ?? '')) throw new Error(time);
          if (resourceId !== resourceId?.toUpperCase()) throw new Error(resourceId);
        }
      }
    }
    expect(counted).toBe(records);
    expect([...categories].sort()).toEqual([
      'Administrative',
      'CassandraRequests',
      'ControlPlaneRequests',
      'DataPlaneRequests',
      'GremlinRequests',
      'MongoRequests',
      'QueryRuntimeStatistics',
      'TableApiRequests',
    ]);
  });

  test('lists the addresses of attacks through Tor', () => {
    const listed = readFileSync(join(root, 'whole', 'intel.txt'), 'utf8').split('\n');
    const through = truths.filter(({ name }) => name === 'access through Tor');
    expect(through).toHaveLength(3);
    for (const { address } of through) expect(listed).toContain(`${address ?? ''},tor,exit-list`);
  });
});

test('obfuscation keeps operators and numbers, and one name for one value', () => {
  expect(obfuscate("SELECT c.id FROM c WHERE c.email = 'x' OR 'a' = 'a' AND c.n > 5 + @low")).toBe(
    'SELECT c.p1__2 FROM c WHERE c.p2__5 = "str1__1" OR "str2__1" = "str2__1" AND c.p3__1 > 5 + @param1__3',
  );
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]));
}

function digest(folder: string): string {
  const sum = createHash('sha256');
  for (const path of filesBelow(folder)) {
    sum.update(path.slice(folder.length)).update(readFileSync(path));
  }
  return sum.digest('hex');
}
