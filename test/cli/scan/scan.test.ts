import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Alert } from '../../../lib/alerts/alert';
import {
  activityIds,
  dataPlaneRecord,
  queryRecord,
  type RawRecord,
} from '../../../lib/simulation/records';
import { story, STORY_INTEL } from '../../../local/demo/story';
import { buildPrograms } from '../../stack/builtPrograms';
import { runWarden } from './scanProgram';
import { temporaryFolder } from '../../temporaryFolder';

const NOON = Date.parse('2026-11-22T12:30:00Z');
const TYPES = [
  'CosmosDB_CredentialGuessing',
  'CosmosDB_MassDeletion',
  'CosmosDB_SqlInjection.DataExfiltration',
  'CosmosDB_SqlInjection.FailedFuzzingAttempt',
  'CosmosDB_SuspiciousIp',
  'CosmosDB_TorAnomaly',
];

const records = story(NOON).flatMap((chapter) => chapter.records);
const quiet = [dataPlaneRecord({ time: NOON, account: 'calm', activityId: activityIds(1)() })];

let built: string;
let folder: string;
beforeAll(async () => {
  built = buildPrograms('cli');
  folder = temporaryFolder();
  const write = (name: string, content: string | Buffer) => writeFile(join(folder, name), content);
  await mkdir(join(folder, 'tree/resourceId=/y=2026/m=11/d=22/h=12/m=00'), { recursive: true });
  await write('story.json', envelopes(records));
  await write('story.ndjson', lines(records));
  await write('story.gz', gzipSync(envelopes(records)));
  await write('tree/resourceId=/y=2026/m=11/d=22/h=12/m=00/PT1H.json', lines(records));
  await write('quiet.json', JSON.stringify(quiet));
  await symlink(join(folder, 'quiet.json'), join(folder, 'linked.json'));
  await write('intel.txt', STORY_INTEL);
});

/** Messages as a capture of the hub holds them, one behind the other. */
function envelopes(all: readonly RawRecord[]): string {
  const messages: string[] = [];
  for (let at = 0; at < all.length; at += 40) {
    messages.push(JSON.stringify({ records: all.slice(at, at + 40) }));
  }
  return messages.join('');
}

function lines(all: readonly RawRecord[]): string {
  return all.map((record) => `${JSON.stringify(record)}\r\n`).join('');
}

const scan = (parameters: readonly string[], stdin?: string | Buffer) =>
  runWarden(built, folder, ['scan', ...parameters], stdin);

// `scan` writes one alert a line in this format.
const alertsOf = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Alert);

const summaryOf = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(join(folder, name), 'utf8'));

test('ndjson: every alert type of the story, each alert whole', async () => {
  const { code, out, err } = await scan([
    'story.json',
    '--format',
    'ndjson',
    '--intel',
    'intel.txt',
  ]);
  expect(code).toBe(1);
  const alerts = alertsOf(out);
  expect([...new Set(alerts.map(({ alertType }) => alertType))].sort()).toEqual(TYPES);
  for (const alert of alerts) expect(alert).toEqual(ALERT);
  expect(err).toMatch(/^\d+ records, .* alerts in [\d.]+ s\n$/);
});

const text = expect.stringMatching(/./);
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const ALERT = {
  id: expect.stringMatching(/^[0-9a-f]{32}$/),
  accountId: expect.stringMatching(/^\/subscriptions\/[^A-Z]+$/),
  alertType: text,
  alertDisplayName: text,
  description: text,
  severity: expect.stringMatching(/^(Informational|Low|Medium|High)$/),
  intent: text,
  techniques: expect.arrayContaining([expect.stringMatching(/^T\d{4}/)]),
  startTimeUtc: time,
  endTimeUtc: time,
  timeGeneratedUtc: time,
  status: 'Active',
  compromisedEntity: text,
  resourceIdentifiers: [{ type: 'AzureResource', azureResourceId: text }],
  entities: expect.arrayContaining([expect.objectContaining({ type: text })]),
  remediationSteps: expect.arrayContaining([text]),
  extendedProperties: expect.any(Object),
  supportingEvidence: expect.objectContaining({ type: text }),
  api: expect.anything(),
  confidence: expect.any(Number),
  reason: expect.stringMatching(/\d/),
  occurrences: expect.any(Number),
  revision: expect.any(Number),
  detector: { id: text, version: text, maturity: text },
  assignedTo: null,
  history: expect.any(Array),
  delivery: {},
  suppressedBy: null,
  continues: null,
};

test('the same bytes in give the same bytes out', async () => {
  const parameters = ['story.json', '--format', 'ndjson', '--intel', 'intel.txt'];
  const [one, two] = [await scan(parameters), await scan(parameters)];
  expect(one.out).not.toBe('');
  expect(two.out).toBe(one.out);
});

test('every form of the same records gives the same alerts', async () => {
  const forms: [string, (string | Buffer)?][] = [
    ['story.json'],
    ['story.ndjson'],
    ['story.gz'],
    ['tree'],
    ['-', lines(records)],
    ['-', gzipSync(JSON.stringify(records))],
  ];
  const found: unknown[] = [];
  for (const [path, stdin] of forms) {
    const run = await scan([path, '--format', 'ndjson', '--intel', 'intel.txt'], stdin);
    found.push(
      alertsOf(run.out)
        .map(({ id, occurrences }) => `${id} ${occurrences}`)
        .sort(),
    );
  }
  expect(found).toEqual(forms.map(() => found[0]));
});

test('a table for a person, and exit code 1', async () => {
  const { code, out } = await scan(['story.json']);
  expect(code).toBe(1);
  expect(out).toMatch(/^SEVERITY +FIRST SEEN \(UTC\) +COUNT +ALERT +ACCOUNT\n/);
  expect(out).toMatch(/\d+ +CosmosDB_MassDeletion +demo-shop\n {4}\S/);
});

test('no alerts: exit code 0', async () => {
  expect(await scan(['quiet.json'])).toMatchObject({ code: 0, out: 'No alerts.\n' });
  expect(await scan(['quiet.json', '--format', 'ndjson'])).toMatchObject({ code: 0, out: '' });
});

test('--output takes the alerts, --summary the counts', async () => {
  const parameters = ['--format', 'ndjson', '--output', 'out.ndjson', '--summary', 'summary.json'];
  const { code, out } = await scan(['story.json', 'quiet.json', ...parameters]);
  expect([code, out]).toEqual([1, '']);
  const alerts = alertsOf(await readFile(join(folder, 'out.ndjson'), 'utf8'));
  const size = envelopes(records).length + JSON.stringify(quiet).length;
  expect(await summaryOf('summary.json')).toEqual({
    bytes: size,
    messages: Math.ceil(records.length / 40) + 1,
    records: records.length + 1,
    events: records.length + 1,
    ignored: 0,
    deadLettered: 0,
    duplicates: 0,
    accounts: 3,
    alerts: alerts.length,
    seconds: expect.any(Number),
    peakRssBytes: expect.any(Number),
  });
});

test('records = events + ignored + deadLettered + duplicates', async () => {
  const [first, second] = records;
  const metric = { ...first, category: 'PartitionKeyStatistics' };
  const mixed = [first, second, first, metric, 'text', 7, null, {}, { ...first, time: 'never' }];
  const input = `${JSON.stringify({ records: mixed })}\n{"broken": \n${JSON.stringify([second])}\n`;
  const { code } = await scan(['-', '--summary', 's.json', '--dead-letters', 'd.ndjson'], input);
  expect(code).toBe(0);
  expect(await summaryOf('s.json')).toMatchObject({
    bytes: input.length,
    records: 11,
    events: 2,
    ignored: 1,
    duplicates: 2,
    deadLettered: 6,
  });
  const letters = (await readFile(join(folder, 'd.ndjson'), 'utf8')).trimEnd().split('\n');
  expect(letters).toHaveLength(6);
  for (const line of letters) {
    const letter: unknown = JSON.parse(line);
    expect(letter).toEqual({
      path: '-',
      offset: expect.any(Number),
      reason: text,
      detail: text,
      raw: text,
    });
  }
  const [broken] = letters.filter((line) => line.includes('broken'));
  expect(JSON.parse(broken ?? '')).toMatchObject({ offset: input.indexOf('{"broken"') });
});

test('a query finds its client although its record comes much later', async () => {
  const ids = activityIds(9);
  const activityId = ids();
  const at = (ms: number) => ({ time: NOON + ms, account: 'shop' });
  const injected = `SELECT * FROM c WHERE c.name = 'x' OR 1 = 1`;
  const input = [
    queryRecord({ ...at(0), activityId, text: injected }),
    ...Array.from({ length: 900 }, (_, n) =>
      dataPlaneRecord({ ...at(n), account: 'shop', activityId: ids() }),
    ),
    dataPlaneRecord({ ...at(1000), activityId, operation: 'Query', address: '192.0.2.44' }),
  ];
  const { out } = await scan(['-', '--format', 'ndjson'], lines(input));
  const [alert] = alertsOf(out);
  expect(alert?.reason).toContain('192.0.2.44');
  expect(alert?.extendedProperties).not.toHaveProperty('findClient');
});

test('Log Analytics rows are read too', async () => {
  const rows = Array.from({ length: 35 }, (_, n) => ({
    TimeGenerated: new Date(NOON + n).toISOString(),
    _ResourceId:
      '/subscriptions/1/resourcegroups/g/providers/microsoft.documentdb/databaseaccounts/la',
    Type: 'CDBDataPlaneRequests',
    AccountName: 'LA',
    ActivityId: `00000000-0000-4000-8000-0000000000${String(n).padStart(2, '0')}`,
    OperationName: 'Read',
    StatusCode: 401,
    ClientIpAddress: '192.0.2.8',
    DatabaseName: 'shop',
    CollectionName: 'orders',
  }));
  const run = await scan(['-', '--format', 'ndjson'], JSON.stringify(rows));
  expect(alertsOf(run.out)).toMatchObject([
    { alertType: 'CosmosDB_CredentialGuessing', occurrences: 35 },
  ]);
});

describe('calls that cannot be served: one line, exit code 2', () => {
  test.each<[string[], string]>([
    [[], 'PATH'],
    [['no/such.json'], 'no/such.json'],
    [['quiet.json', './none'], './none'],
    [['quiet.json', '--format', 'xml'], '--format'],
    [['quiet.json', '--colour'], '--colour'],
    [['quiet.json', '--intel', 'none.txt'], 'none.txt'],
    [['quiet.json', '--geo', 'none.mmdb'], 'none.mmdb'],
    [['quiet.json', '--geo', 'intel.txt'], 'intel.txt'],
    [['quiet.json', '--output', 'no/folder/out'], 'no/folder/out'],
    [['quiet.json', '--summary', 'no/folder/sum'], 'no/folder/sum'],
    [['quiet.json', '--dead-letters', 'no/folder/dead'], 'no/folder/dead'],
    [['quiet.json', '--output', './quiet.json'], './quiet.json'],
    [['quiet.json', '--summary', 'linked.json'], 'linked.json'],
    [['quiet.json', '--output', 'both', '--dead-letters', './both'], './both'],
  ])('%j', async (parameters, named) => {
    const { code, out, err } = await scan(parameters);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(named);
    expect(err).not.toContain(folder);
    expect(err.trimEnd()).not.toContain('\n');
    expect(JSON.parse(await readFile(join(folder, 'quiet.json'), 'utf8'))).toHaveLength(1);
  });

  test('a bad line of --intel is named with file and line', async () => {
    await writeFile(join(folder, 'bad.txt'), '192.0.2.1\n# fine\n999.1.1.1,tor\n');
    const { code, err } = await scan(['quiet.json', '--intel', 'bad.txt']);
    expect(code).toBe(2);
    expect(err).toMatch(/bad\.txt.*\b3\b/);
    expect(err.trimEnd()).not.toContain('\n');
  });

  test('--help tells every option', async () => {
    const { code, out } = await scan(['--help']);
    expect(code).toBe(0);
    for (const option of ['format', 'output', 'summary', 'dead-letters', 'intel', 'geo']) {
      expect(out).toContain(`--${option}`);
    }
  });
});
