import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { simulateCommand } from '../../cli/simulate';
import { readMessages } from '../../cli/input/readMessages';
import { temporaryFolder } from '../temporaryFolder';

let folder = '';
beforeEach(() => {
  folder = temporaryFolder();
});

async function run(...parameters: readonly string[]) {
  const stdout = new PassThrough({ encoding: 'utf8' });
  const stderr = new PassThrough({ encoding: 'utf8' });
  const code = await simulateCommand(parameters, { stdin: new PassThrough(), stdout, stderr });
  const text = (stream: PassThrough): string => {
    const written: unknown = stream.read();
    return typeof written === 'string' ? written : '';
  };
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

const SMALL = ['--days', '3', '--accounts', '3', '--traffic', '0.1'];

/** Paths and a hash of all files below a folder. */
async function tree(below: string): Promise<{ paths: string[]; hash: string }> {
  const entries = await readdir(below, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(below.length));
  const hash = createHash('sha256');
  for (const path of paths.sort()) hash.update(path).update(await readFile(join(below, path)));
  return { paths, hash: hash.digest('hex') };
}

describe('simulate', () => {
  test('writes the same bytes for the same options, and others for another seed', async () => {
    const hashes: string[] = [];
    for (const [name, seed] of [
      ['a', '1'],
      ['b', '1'],
      ['c', '2'],
    ] as const) {
      const out = join(folder, name);
      expect((await run('--out', out, '--seed', seed, ...SMALL)).code).toBe(0);
      hashes.push((await tree(out)).hash);
    }
    expect(hashes[1]).toBe(hashes[0]);
    expect(hashes[2]).not.toBe(hashes[0]);
  });

  test('lays records out as a storage account does, truth and list beside them', async () => {
    const { stderr } = await run('--out', folder, ...SMALL);
    const { paths } = await tree(folder);
    const logs = paths.filter((path) => path.startsWith('/logs/'));
    expect(paths.filter((path) => !path.startsWith('/logs/'))).toEqual([
      '/intel.txt',
      '/truth.ndjson',
    ]);
    for (const path of logs) {
      expect(path).toMatch(
        /^\/logs\/insights-(logs-\w+|activity-logs)\/resourceId=\/SUBSCRIPTIONS\/.+\/y=2026\/m=0\d\/d=\d\d\/h=\d\d\/m=00\/PT1H\.json$/,
      );
    }
    const said = Number(/^Wrote (\d+) records/.exec(stderr)?.[1]);
    expect(await recordsBelow(join(folder, 'logs'))).toBe(said);
    expect(stderr).not.toContain('\r');
  });

  test('writes envelopes with the same records', async () => {
    await run('--out', join(folder, 'tree'), ...SMALL);
    await run('--out', join(folder, 'hub'), '--layout', 'envelopes', ...SMALL);
    expect(await recordsBelow(join(folder, 'hub', 'logs'))).toBe(
      await recordsBelow(join(folder, 'tree', 'logs')),
    );
  });

  test('plants what is asked for', async () => {
    await run('--out', folder, '--attacks', 'listed-address', '--no-decoys', ...SMALL);
    const truth = await readFile(join(folder, 'truth.ndjson'), 'utf8');
    const names = truth.match(/"name":"[^"]+"/g);
    expect(new Set(names)).toEqual(new Set(['"name":"listed-address"']));
  });

  test('plants nothing where nothing is asked for', async () => {
    await run('--out', folder, '--attacks', 'none', '--no-decoys', ...SMALL);
    expect(await readFile(join(folder, 'truth.ndjson'), 'utf8')).toBe('');
  });

  test('does not mix two worlds', async () => {
    await run('--out', folder, ...SMALL);
    const { code, stderr } = await run('--out', folder, ...SMALL);
    expect(code).toBe(2);
    expect(stderr).toContain(folder);
  });

  test.each([
    [['--days', '3'], '--out'],
    [['--out', 'x', '--days', '0'], '--days'],
    [['--out', 'x', '--accounts', 'many'], '--accounts'],
    [['--out', 'x', '--seed', '-1'], "'--seed"],
    [['--out', 'x', '--seed', '1.5'], '--seed'],
    [['--out', 'x', '--attacks', 'tor-exit,unheard-of'], 'unheard-of'],
    [['--out', 'x', '--start', '2026-02-31'], '--start'],
    [['--out', 'x', '--layout', 'heap'], '--layout'],
    [['--out', 'x', '--traffic', '100'], '--traffic'],
    [['--out', 'x', '--unheard-of'], '--unheard-of'],
    [['--out', 'x', 'stray'], 'stray'],
  ])('refuses %j', async (parameters, named) => {
    const { code, stderr } = await run(...parameters);
    expect(code).toBe(2);
    expect(stderr).toContain(named);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('says which day it writes, on a terminal only', async () => {
    const stderr = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true });
    const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr };
    await simulateCommand(['--out', folder, ...SMALL], streams);
    expect(String(stderr.read())).toMatch(/day 1 of 3.*day 3 of 3/s);
  });

  test('names a folder that cannot be written', async () => {
    const { code, stderr } = await run('--out', '/dev/null/x', ...SMALL);
    expect(code).toBe(2);
    expect(stderr).toContain('/dev/null/x');
  });

  test('helps', async () => {
    const { code, stdout } = await run('--help');
    expect(code).toBe(0);
    expect(stdout).toContain('tor-exit');
    expect(stdout).toContain('planned-failover');
  });
});

/** Records that `scan` would read below a folder. */
async function recordsBelow(path: string): Promise<number> {
  let records = 0;
  for await (const items of readMessages([path])) {
    for (const item of items) {
      expect(item.kind).toBe('message');
      if (item.kind === 'message') records += item.records.length;
    }
  }
  return records;
}
