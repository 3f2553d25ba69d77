import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { buildPrograms } from '../../stack/builtPrograms';
import { runWarden } from '../scan/scanProgram';
import { temporaryFolder } from '../../temporaryFolder';

let built: string;
let folder: string;
beforeAll(() => {
  built = buildPrograms('cli', 'evalBehaviour');
  folder = temporaryFolder();
});

function evaluate(...parameters: readonly string[]) {
  const program = join(built, 'eval', 'behaviour.js');
  return spawnSync(process.execPath, [program, ...parameters], {
    encoding: 'utf8',
    cwd: folder,
    env: { PATH: process.env['PATH'], INIT_CWD: folder },
  });
}

test('a small world is simulated, scanned and judged', () => {
  const sizes = ['--days', '4', '--accounts', '2', '--learn-days', '1', '--first', '3'];
  const { status, stdout, stderr } = evaluate(...sizes);
  expect([status, stderr]).toEqual([0, '1 of 1 judged\n']);
  expect(stdout).toMatch(/^Attacks found +[\d.-]+/);
  expect(stdout).toMatch(/Wrong alerts +\d+, [\d.]+ an account and month/);
  expect(stdout).toMatch(/Decoys that fired/);
});

test('telemetry of somebody else is judged from its folder', async () => {
  const sizes = ['--days', '3', '--accounts', '2', '--attacks', 'tor-exit', '--no-decoys'];
  const made = await runWarden(built, folder, ['simulate', ...sizes, '--out', 'world']);
  expect(made.code).toBe(0);
  const { status, stdout } = evaluate(
    ...['--telemetry', 'world', '--begin', '2026-01-31', '--days', '3', '--learn-days', '0'],
  );
  expect(status).toBe(0);
  const [, found, planted] = /^Attacks found +[\d.]+ % +\((\d+) of (\d+)\)/.exec(stdout) ?? [];
  expect(Number(planted)).toBeGreaterThan(0);
  expect(found).toBe(planted);
});

test.each([
  [['--seeds', 'many'], '--seeds must be a whole number'],
  [['--telemetry', 'none', '--begin', '2026-01-31'], 'none: holds no truth.ndjson'],
  [['--telemetry', 'world'], '--telemetry needs --begin'],
])('a wrong call says why: %j', (parameters, why) => {
  const { status, stdout, stderr } = evaluate(...parameters);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(why);
});
