import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readHostJson } from '../../local/host/hostJson';

const ADR = readFileSync('docs/adr/0015-host-json.md', 'utf8');
const host: unknown = JSON.parse(readFileSync('host.json', 'utf8'));

/** Paths of all values below one, with the value. */
function leaves(value: unknown, path: readonly string[] = []): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path.join('.'), value]];
  return Object.entries(value).flatMap(([name, member]) => leaves(member, [...path, name]));
}

test('each choice in host.json has its value and its reason on the page', () => {
  // These say what the file is, or switch on what is told with another setting.
  const plain = ['version', 'extensionBundle.id', 'http.routePrefix', 'samplingSettings.isEnabled'];
  const rows = ADR.split('\n').filter((line) => line.startsWith('| `'));
  for (const [path, value] of leaves(host)) {
    // The page leaves out what is around the group.
    const name = path.replace(/^extensions\.|^logging\.(?:applicationInsights\.)?/, '');
    const type = path.endsWith('initialOffsetOptions.type') ? name.replace('.type', '') : name;
    if (plain.includes(name)) continue;
    const row = rows.find((line) => line.split('|')[1]?.includes(`\`${type}\``));
    expect([path, row]).toEqual([path, expect.any(String)]);
    if (typeof value === 'number')
      expect([path, row]).toEqual([path, expect.stringContaining(`| ${value} `)]);
  }
});

test('one batch at most is repeated after a restart, and no error or summary line is sampled', () => {
  const { extensions } = readHostJson('dist/functions/main.js');
  expect(extensions.eventHubs.batchCheckpointFrequency).toBe(1);
  expect(leaves(host)).toContainEqual([
    'logging.applicationInsights.samplingSettings.excludedTypes',
    'Request;Exception;Trace',
  ]);
});
