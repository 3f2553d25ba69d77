import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { activityIds, dataPlaneRecord } from '../../lib/simulation/records';
import { buildPrograms } from '../stack/builtPrograms';
import { runWarden } from './scan/scanProgram';
import { temporaryFolder } from '../temporaryFolder';

const HOUR = 3_600_000;
const START = Date.parse('2026-03-02T00:00:00Z');
const DAYS = 5;

let built: string;
let folder: string;
beforeAll(async () => {
  built = buildPrograms('cli');
  folder = temporaryFolder();
  const ids = activityIds(3);
  const records = Array.from({ length: DAYS * 24 }, (_, hour) =>
    ['shop', 'bank'].map((account) =>
      dataPlaneRecord({
        time: START + hour * HOUR + 60_000,
        account,
        activityId: ids(),
        address: '8.8.8.8',
        responseBytes: 2_000_000,
      }),
    ),
  ).flat();
  const lines = records.map((record) => `${JSON.stringify(record)}\n`).join('');
  await writeFile(join(folder, 'logs.ndjson'), lines);
  await writeFile(join(folder, 'empty.ndjson'), '');
});

const baseline = (...parameters: readonly string[]) =>
  runWarden(built, folder, ['baseline', ...parameters]);

test('what was learned of every account, in words and numbers', async () => {
  const { code, out } = await baseline('logs.ndjson');
  expect(code).toBe(0);
  expect(out.match(/provisional, 5 days of history, 2026-03-02 to 2026-03-06/g)).toHaveLength(2);
  expect(out).toMatch(/databaseaccounts\/bank:.*\n(.*\n)*.*databaseaccounts\/shop:/);
  expect(out).toContain('Countries: 1 known');
  expect(out).toMatch(/US: on 5 days/);
  expect(out).toMatch(
    /shop\/orders: median 2\.\d MB, p99 2\.\d MB, largest 2\.\d MB, in 120 hours/,
  );
  expect(out).toContain('Blind to:');
});

test('one account, by name or by id', async () => {
  const byName = await baseline('logs.ndjson', '--account', 'Shop');
  expect(byName.out).not.toContain('bank');
  const id = /^(\S+):/.exec(byName.out)?.[1] ?? '';
  expect((await baseline('logs.ndjson', '--account', id.toUpperCase())).out).toBe(byName.out);
});

test('--json: an object a line, with the same words', async () => {
  const { out } = await baseline('logs.ndjson', '--json');
  const lines = out.trimEnd().split('\n');
  const [bank] = lines.map((line): unknown => JSON.parse(line));
  expect(lines).toHaveLength(2);
  expect(bank).toMatchObject({ stage: 'provisional', historyDays: 5, text: expect.any(Array) });
});

test.each([
  [[], 'baseline needs a PATH; see baseline --help'],
  [['none.ndjson'], /^none\.ndjson: /],
  [['empty.ndjson'], 'empty.ndjson: tells nothing of any account'],
  [['logs.ndjson', '--account', 'depot'], "logs.ndjson: tells nothing of an account 'depot'"],
  [['logs.ndjson', '--geo', 'none.mmdb'], /^none\.mmdb: /],
  [['logs.ndjson', '--colour'], /colour/],
])('a call that cannot be answered says why in one line: %j', async (parameters, why) => {
  const { code, out, err } = await baseline(...parameters);
  expect([code, out]).toEqual([2, '']);
  const last = err.trimEnd().split('\n').at(-1) ?? '';
  if (typeof why === 'string') expect(last).toBe(why);
  else expect(last).toMatch(why);
});

test('--help says how', async () => {
  const { code, out } = await baseline('--help');
  expect(code).toBe(0);
  expect(out).toMatch(/^Usage: warden baseline PATH/);
  expect((await runWarden(built, folder, ['--help'])).out).toContain('baseline');
});
