import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { reportOf } from '../../cli/evalQueries/report';
import { templateReport } from '../../cli/evalQueries/templates';
import { breakOpen, propertyNames } from '../../cli/evalQueries/templates/breakOpen';
import { measureTemplates } from '../../cli/evalQueries/templates/measure';
import { builtQueries } from '../../cli/evalQueries/templates/queryBuilders';
import { readRows, RowError } from '../../cli/evalQueries/rows';
import { scoreRows } from '../../cli/evalQueries/score';
import { analyse } from '../../lib/query';
import { APIS, type Api } from '../../lib/telemetry/event';
import { temporaryFolder } from '../temporaryFolder';

/** A query of each language with values that users give. */
const HOSTS: Readonly<Record<Api, string>> = {
  nosql: "SELECT c.id FROM c WHERE c.owner = 'ann' AND c.kind = 'lamp' AND c.price < 20",
  mongodb: '{"find":"orders","filter":{"owner":"ann","kind":"lamp","price":20},"limit":5}',
  cassandra: "SELECT id FROM shop.orders WHERE owner = 'ann' AND kind = 'lamp' AND price < 20",
  gremlin: "g.V().hasLabel('order').has('owner','ann').has('kind','lamp').values('id')",
  table: "PartitionKey eq 'ann' and Kind eq 'lamp' and Price lt 20",
};

let folder: string;

const row = (text: string, label: string, technique: string, source: string): string =>
  JSON.stringify({ text, api: 'nosql', label, success: true, technique, source });

beforeAll(() => {
  folder = temporaryFolder();
  const benign = [
    row("SELECT * FROM c WHERE c.city = 'Oslo'", 'benign', 'plain', 'a program'),
    row('SELECT * FROM c WHERE 1=1 AND c.a = @a', 'benign', 'builder', 'synthetic:one'),
    row("SELECT * FROM c WHERE c.a = 'x' OR 5 = 5", 'benign', 'plain', 'synthetic:one'),
  ];
  const attacks = [
    row("SELECT * FROM c WHERE c.a = '' OR 2 > 1", 'malicious', 'tautology', 'list'),
    row("SELECT * FROM c WHERE c.a = 'x' OR c.b = 'y'", 'malicious', 'tautology', 'list'),
    row("SELECT * FROM c WHERE c.a = '''", 'malicious', 'syntax-probe', 'list'),
    JSON.stringify({ text: "A eq '' or 1 eq 1", api: 'table', label: 'malicious' }),
  ];
  writeFileSync(join(folder, 'benign.jsonl'), benign.join('\n'));
  writeFileSync(join(folder, 'attacks.ndjson'), `${attacks.join('\n')}\n\n`);
  writeFileSync(join(folder, 'notes.txt'), 'not a row');
});

test('scores each language, syntax probes and generated texts apart', () => {
  const [nosql, table] = scoreRows(readRows(folder), analyse);
  expect(nosql).toMatchObject({
    api: 'nosql',
    recall: { of: 2, hits: 1 },
    syntaxProbes: { of: 1, hits: 1 },
    falseOfReal: { of: 1, hits: 0 },
    falseOfGenerated: { of: 2, hits: 1 },
  });
  expect(nosql?.byTechnique.get('tautology')).toEqual({ of: 2, hits: 1 });
  expect(nosql?.bySource.get('synthetic:one')).toEqual({ of: 2, hits: 1 });
  // The found tautology ran, as its row says; the probe could not have.
  expect(nosql?.outcomeAgreement).toEqual({ of: 2, hits: 1 });
  expect(table).toMatchObject({ api: 'table', recall: { of: 1, hits: 1 } });
});

test('the report names the worst rows', () => {
  const report = reportOf(scoreRows(readRows(folder), analyse));
  expect(report).toContain('recall, syntax probes apart');
  expect(report).toContain('50.00 %  1 of 2');
  expect(report).toMatch(/Missed attacks.*\(1\)\n.*OR c\.b = 'y'/);
  expect(report).toMatch(/False alarms.*\(1\)\n.*OR 5 = 5/);
});

test('a line that is no row is named', () => {
  const broken = temporaryFolder();
  writeFileSync(join(broken, 'rows.jsonl'), '\n{"text": 5}\n');
  expect(() => readRows(broken)).toThrow(RowError);
  expect(() => readRows(broken)).toThrow(/rows\.jsonl, line 2/);
});

test('a folder without rows is no good result, but an error', () => {
  const empty = temporaryFolder();
  writeFileSync(join(empty, 'rows.txt'), 'SELECT 1');
  expect(() => readRows(empty)).toThrow(`${empty} holds no rows`);
});

test('learned templates are scored by what the matching rows teach', () => {
  const row = (text: string, label: 'benign' | 'malicious', technique: string) => {
    return { text, api: 'nosql' as const, label, success: true, technique, source: 'test' };
  };
  const report = templateReport([
    row("SELECT * FROM c WHERE c.owner = 'a'", 'benign', 'matched-template'),
    row("SELECT * FROM c WHERE c.owner = 'a' OR c.owner > ''", 'malicious', 'tautology'),
    row("SELECT * FROM c WHERE c.state = 'a' OR c.owner > ''", 'benign', 'plain'),
  ]);
  expect(report).toContain('taught by benign rows of technique matched-template: 1 templates');
  expect(report).toMatch(/attacks, templates alone +100\.00 % +1 of 1\n/);
  expect(report).toMatch(/code never seen, wrongly called +0\.00 % +0 of 1\n/);
});

describe.each(APIS)('learned templates of %s', (api) => {
  const text = HOSTS[api];

  test('each break keeps the rest of the query and has no sign of its own', () => {
    const broken = [...breakOpen(api, text, propertyNames(api, [text]))];
    expect(broken.length).toBeGreaterThan(0);
    for (const each of broken) {
      expect(each.text).not.toBe(text);
      expect(analyse(api, each.text).injection).toBe(false);
    }
  });

  test('a query builder leaves conditions out, and writes no injection', () => {
    const texts = [...builtQueries(api, 1, 60)];
    expect(new Set(texts).size).toBeGreaterThan(20);
    expect(texts.filter((built) => analyse(api, built).injection)).toEqual([]);
  });

  test('most breaks are called, and at most 2 % of what a builder left out before', () => {
    const row = { text, api, label: 'benign' as const, success: true, technique: 'plain' };
    const { broken, builders } = measureTemplates(api, [{ ...row, source: 'an application' }]);
    const shares = [...broken.values()];
    const hits = shares.reduce((sum, share) => sum + share.hits, 0);
    const of = shares.reduce((sum, share) => sum + share.of, 0);
    expect(of).toBeGreaterThan(0);
    expect(hits / of).toBeGreaterThan(0.7);
    expect(builders.of).toBeGreaterThan(500);
    expect(builders.hits / builders.of).toBeLessThan(0.02);
  });
});
