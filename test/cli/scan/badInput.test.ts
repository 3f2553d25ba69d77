import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from '@jest/globals';
import { activityIds, dataPlaneRecord, queryRecord } from '../../../lib/simulation/records';
import { buildPrograms } from '../../stack/builtPrograms';
import { runWarden } from './scanProgram';
import { temporaryFolder } from '../../temporaryFolder';

const NOON = Date.parse('2026-11-22T12:30:00Z');
const ids = activityIds(31);
const good = (more = {}) =>
  dataPlaneRecord({ time: NOON, account: 'shop', activityId: ids(), ...more });
const line = (value: unknown) => Buffer.from(`${JSON.stringify(value)}\n`);

let built: string;
let folder: string;
beforeAll(() => {
  built = buildPrograms('cli');
  folder = temporaryFolder();
});

interface Summary {
  readonly records: number;
  readonly events: number;
  readonly ignored: number;
  readonly deadLettered: number;
  readonly duplicates: number;
  readonly peakRssBytes: number;
}

async function scanBytes(input: string | Buffer) {
  await writeFile(join(folder, 'input'), input);
  return scanFile('input');
}

async function scanFile(name: string, stdin?: Buffer) {
  const outputs = ['--summary', 'summary', '--dead-letters', 'dead'];
  const run = await runWarden(built, folder, ['scan', name, ...outputs], stdin);
  expect(run.err).not.toMatch(/\n\s+at |Error:/);
  // `scan` writes these shapes.
  const summary = JSON.parse(await readFile(join(folder, 'summary'), 'utf8')) as Summary;
  const letters = (await readFile(join(folder, 'dead'), 'utf8'))
    .split('\n')
    .slice(0, -1)
    .map((text) => JSON.parse(text) as { path: string; offset: number; raw: string });
  const { records, events, ignored, deadLettered, duplicates } = summary;
  expect(records).toBe(events + ignored + deadLettered + duplicates);
  expect(letters).toHaveLength(deadLettered);
  for (const { path, offset, raw } of letters) {
    expect([path, Number.isInteger(offset)]).toEqual([name, true]);
    expect(Buffer.byteLength(raw)).toBeLessThanOrEqual(256 * 1024);
  }
  return { ...run, summary, letters };
}

test.each<[string, Buffer | string]>([
  ['nothing', ''],
  ['white space', ' \r\n\t\n'],
  ['a byte-order mark', '\ufeff'],
  ['an empty list', '{"records":[]}'],
])('%s holds no record', async (_, input) => {
  const { code, summary } = await scanBytes(input);
  expect([code, summary.records]).toEqual([0, 0]);
});

/** Bytes, how many dead letters they make, and how many events. */
const BETWEEN: readonly [string, Buffer, { dead: number; events?: number }][] = [
  ['plain text', Buffer.from('certainly no JSON\n'), { dead: 1 }],
  ['binary', Buffer.from([0, 1, 2, 255, 254, 128, 10]), { dead: 1 }],
  ['a record cut off', line(good()).subarray(0, 300), { dead: 1 }],
  ['a number', line(7), { dead: 1 }],
  ['records that is no list', line({ records: 'x' }), { dead: 1 }],
  ['100,000 open brackets', Buffer.from(`${'['.repeat(100_000)}\n`), { dead: 1 }],
  ['100,000 brackets', Buffer.from(`${'['.repeat(1e5)}${']'.repeat(1e5)}\n`), { dead: 1 }],
  [
    '100,000 brackets in a property',
    Buffer.from(`{"category":"X","a":${'['.repeat(1e5)}${']'.repeat(1e5)}}\n`),
    { dead: 1 },
  ],
  [
    'a byte-order mark',
    Buffer.concat([Buffer.from('\ufeff'), line(good())]),
    { dead: 0, events: 1 },
  ],
  [
    'NUL bytes',
    Buffer.concat([Buffer.alloc(9), line(good()), Buffer.alloc(9)]),
    { dead: 0, events: 1 },
  ],
  [
    'a text that is not UTF-8',
    Buffer.from(
      line(good({ userAgent: 'caf?' }))
        .toString('latin1')
        .replace('caf?', 'caf\xe9'),
      'latin1',
    ),
    { dead: 0, events: 1 },
  ],
];

test.each(BETWEEN)('%s costs no neighbour', async (_, bytes, { dead, events = 0 }) => {
  const input = Buffer.concat([line(good()), bytes, line(good())]);
  const { code, summary } = await scanBytes(input);
  expect(code).toBe(0);
  expect(summary).toMatchObject({ events: events + 2, deadLettered: dead });
});

test('gzip that is cut off keeps what comes before', async () => {
  const whole = gzipSync(Buffer.concat(Array.from({ length: 400 }, () => line(good()))));
  const { summary } = await scanBytes(whole.subarray(0, whole.length - 400));
  expect(summary.events).toBeGreaterThan(50);
  expect(summary.deadLettered).toBeGreaterThanOrEqual(1);
});

test('gzip that is cut off on standard input is read as from a file', async () => {
  const bytes = gzipSync(Buffer.concat(Array.from({ length: 400 }, () => line(good()))));
  const cut = bytes.subarray(0, bytes.length - 400);
  const fromFile = await scanBytes(cut);
  const fromStdin = await scanFile('-', cut);
  const { events, deadLettered } = fromFile.summary;
  expect(fromStdin.summary).toMatchObject({ events, deadLettered });
  expect(fromStdin.code).toBe(fromFile.code);
  expect(fromStdin.letters.map(({ offset }) => offset)).toEqual(
    fromFile.letters.map(({ offset }) => offset),
  );
});

const WRONG: readonly unknown[] = [null, true, -1, 1e308, '', 'x', [], [1], {}, { a: { b: 1 } }];

test('wrong types in every field are events or dead letters, never a crash', async () => {
  const templates = [
    good(),
    queryRecord({ time: NOON, account: 'shop', activityId: ids(), text: 'x' }),
  ];
  // Both templates have an object there.
  const spoilt = templates.flatMap((record) =>
    WRONG.flatMap((value) => [
      ...Object.keys(record).map((name) => ({ ...record, [name]: value })),
      ...Object.keys(record['properties'] as object).map((name) => ({
        ...record,
        properties: { ...(record['properties'] as object), [name]: value },
      })),
    ]),
  );
  const input = Buffer.concat([line({ records: spoilt }), ...spoilt.map(line), line(good())]);
  const { code, summary } = await scanBytes(input);
  expect([0, 1]).toContain(code);
  // An empty list is a list of no records; each other value is one.
  expect(summary.records).toBeGreaterThan(spoilt.length * 2 - 5);
  expect(summary.events).toBeGreaterThan(0);
});

test('__proto__, constructor and toString are names like others', async () => {
  const text = JSON.stringify(good()).replace(
    '"properties":{',
    '"__proto__":{"category":"X"},"constructor":1,"properties":{"__proto__":{"statusCode":"401"},"toString":2,',
  );
  const { code, summary } = await scanBytes(`${text}\n{"__proto__":{"records":[1]}}\n${text}`);
  expect(code).toBe(0);
  expect(summary).toMatchObject({ events: 1, duplicates: 1, deadLettered: 1 });
});

test.each(['1601-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])(
  'a record of %s is set aside, and moves no clock for its neighbours',
  async (far) => {
    const guess = (time: number) => good({ time, status: 401, address: '192.0.2.3' });
    const guesses = Array.from({ length: 31 }, () => [guess(NOON), guess(Date.parse(far))]).flat();
    const { code, summary } = await scanBytes(Buffer.concat(guesses.map(line)));
    expect(code).toBe(1);
    expect(summary).toMatchObject({ events: 31, deadLettered: 31 });
  },
);

test('a query of 10 MB is judged or set aside', async () => {
  const text = `SELECT * FROM c WHERE c.id IN (${"'x',".repeat(2_500_000)}'y') OR 1 = 1`;
  const query = queryRecord({ time: NOON, account: 'shop', activityId: ids(), text });
  const input = Buffer.concat([line(good()), line(query), line(good())]);
  const { code, summary } = await scanBytes(input);
  expect([0, 1]).toContain(code);
  expect(summary).toMatchObject({ records: 3 });
  expect(summary.events).toBeGreaterThanOrEqual(2);
});

test('a line of 60 MB is read but for the records that are broken, within 600 MB', async () => {
  const file = await open(join(folder, 'long'), 'w');
  const record = JSON.stringify(good());
  const count = Math.ceil(60_000_000 / record.length);
  await file.write('{"records":[');
  for (let n = 0; n < count; n += 1000) {
    const some = Array.from({ length: Math.min(1000, count - n) }, () => JSON.stringify(good()));
    some[0] = some[0]?.replace('"Read"', 'NaN') ?? '';
    await file.write(`${n === 0 ? '' : ','}${some.join(',')}`);
  }
  await file.write(']}\n');
  await file.close();
  const { code, summary } = await scanFile('long');
  expect(code).toBe(0);
  const deadLettered = Math.ceil(count / 1000);
  expect(summary).toMatchObject({ records: count, events: count - deadLettered, deadLettered });
  expect(summary.peakRssBytes).toBeLessThan(600e6);
});
