import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { reportOf } from '../../cli/evalQueries/report';
import { templateReport } from '../../cli/evalQueries/templates';
import { readRows, RowError } from '../../cli/evalQueries/rows';
import { scoreRows } from '../../cli/evalQueries/score';
import { analyse } from '../../lib/query';

let folder: string;

const row = (text: string, label: string, technique: string, source: string): string =>
  JSON.stringify({ text, api: 'nosql', label, success: true, technique, source });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'eval-queries-'));
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
  writeFileSync(join(folder, 'attacks.jsonl'), `${attacks.join('\n')}\n\n`);
  writeFileSync(join(folder, 'notes.txt'), 'not a row');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
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
  const broken = mkdtempSync(join(tmpdir(), 'eval-queries-'));
  writeFileSync(join(broken, 'rows.jsonl'), '\n{"text": 5}\n');
  try {
    expect(() => readRows(broken)).toThrow(RowError);
    expect(() => readRows(broken)).toThrow(/rows\.jsonl, line 2/);
  } finally {
    rmSync(broken, { recursive: true });
  }
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
  expect(report).toContain('1 templates; of 1 attacks 1 found by templates alone');
  expect(report).toContain('of 1 texts of code never seen 0 called');
});
