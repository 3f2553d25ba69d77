import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { METRICS } from '../../lib/metrics/catalogue';
import { readSettings, SETTING_DESCRIPTIONS } from '../../lib/settings';

const ROOT = join(__dirname, '..', '..');
const read = (...path: readonly string[]) => readFileSync(join(ROOT, ...path), 'utf8');

test('every event that a function logs is explained, and no other', () => {
  const sources = readdirSync(join(ROOT, 'functions')).map((name) => read('functions', name));
  const code = [...sources, read('lib', 'delivery', 'newAlertEvents.ts')].join('\n');
  const logged = [...code.matchAll(/event: '(\w+)'/g)].map(([, event]) => event);
  const rows = [
    ...read('docs', 'operations', 'log.md').matchAll(/^\| `(?!event)(\w+)` +\| `?\w/gm),
  ];
  expect(rows.map(([, event]) => event).sort()).toEqual([...new Set(logged)].sort());
});

test('queries in the pages ask for events that are logged', () => {
  const page = read('docs', 'operations', 'log.md');
  const asked = [...page.matchAll(/'\{"event":"(\w+)"'/g)].map(([, event]) => event ?? '');
  expect(asked.length).toBeGreaterThan(3);
  for (const event of asked) expect(page).toContain(`| \`${event}\``);
});

test('queries ask for metrics and dimensions that there are', () => {
  const texts = [
    read('docs', 'operations', 'metrics.md').replaceAll('\n|', ' |'),
    read('infra', 'workbooks', 'health.json'),
  ];
  const queries = texts.join('\n').match(/AppMetrics \|[^\n]*(?:\n {4}[^\n]*)*/g) ?? [];
  expect(queries).toHaveLength(3);
  const known = new Map(
    Object.entries(METRICS).map(([name, { dimensions }]) => [name, new Set<string>(dimensions)]),
  );
  for (const query of queries) {
    const dimensions = known.get(/Name == '([^']+)'/.exec(query)?.[1] ?? '');
    const asked = [...query.matchAll(/Properties\.(\w+)/g)].map(([, dimension = '']) => dimension);
    expect([query, asked.every((dimension) => dimensions?.has(dimension))]).toEqual([query, true]);
  }
});

describe('compose.yaml', () => {
  const { services } = parse(read('docs', 'compose.yaml')) as {
    services: Record<string, { image: string; environment?: Record<string, string> }>;
  };
  const settings = services['functions']?.environment ?? {};

  test('has settings that there are, and the app takes them', () => {
    const known = new Set(SETTING_DESCRIPTIONS.map(({ name }) => name));
    const own = Object.keys(settings).filter((name) => name.startsWith('WARDEN_'));
    expect(own.filter((name) => !known.has(name))).toEqual([]);
    expect(readSettings(settings).problems).toEqual([]);
  });

  test('makes the hubs that the app reads', () => {
    const config = JSON.parse(read('docs', 'compose', 'eventHubs.json')) as {
      UserConfig: { NamespaceConfig: { Entities: { Name: string }[] }[] };
    };
    const hubs = config.UserConfig.NamespaceConfig.flatMap(({ Entities }) => Entities);
    expect(hubs.map(({ Name }) => Name)).toEqual(readSettings({}).settings.eventHubs);
  });

  test('its images are those of the page', () => {
    const page = read('docs', 'local-development.md');
    for (const { image } of Object.values(services)) expect(page).toContain(image);
  });
});
