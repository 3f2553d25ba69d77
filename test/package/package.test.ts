import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { activityIds, dataPlaneRecord } from '../../lib/simulation/records';
import { buildPrograms, LOADED_LATER } from '../stack/builtPrograms';
import { startFixtureStack } from '../stack/fixtureStack';
import { temporaryFolder } from '../temporaryFolder';

const ROOT = join(__dirname, '..', '..');
const MOST_BYTES = 5_000_000;

let built: string;
let work: string;
beforeAll(() => {
  built = join(buildPrograms('functions', 'handlers'), 'functions');
  work = temporaryFolder();
});

function packaged(name: string, ...flags: readonly string[]): Buffer {
  const output = join(work, name);
  const program = join(ROOT, 'infra', 'package', 'main.mjs');
  const call = [program, '--from', built, '--output', output, ...flags];
  execFileSync(process.execPath, call, { cwd: ROOT, stdio: 'pipe' });
  return readFileSync(output);
}

/** Unpacks into an empty folder, from which nothing of this working copy can be reached. */
function unpacked(bytes: Uint8Array): string {
  const folder = join(work, 'unpacked');
  for (const [path, content] of Object.entries(unzipSync(bytes))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

test('the same source gives the same bytes, fewer than 5 MB without the countries', () => {
  const first = packaged('first.zip', '--without-geo');
  expect(first.equals(packaged('second.zip', '--without-geo'))).toBe(true);
  expect(first.length).toBeLessThan(MOST_BYTES);
});

test('what is unpacked in an empty folder runs, with all that it needs', async () => {
  const folder = unpacked(packaged('whole.zip'));
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({ main: 'dist/functions/main.js' });
  expect(manifest).not.toHaveProperty('dependencies');
  const notices = readFileSync(join(folder, 'THIRD-PARTY-NOTICES.md'), 'utf8');
  expect(notices).toContain('@azure/cosmos');
  expect(notices).toContain('IPtoASN');

  const stack = await startFixtureStack(join(folder, 'dist'));
  try {
    const { host } = await stack.startHost();
    const ids = activityIds(5);
    const records = Array.from({ length: 40 }, (_, n) =>
      dataPlaneRecord({
        time: Date.parse('2026-11-22T12:30:00Z') + n,
        account: 'shop',
        activityId: ids(),
        address: '193.0.6.139',
        status: 401,
      }),
    );
    await stack.send('0', [{ records }]);
    await stack.settled();
    expect(await stack.alerts()).toMatchObject([
      { alertType: 'CosmosDB_CredentialGuessing', occurrences: 40 },
    ]);
    const health: unknown = await (await fetch(`${host.url}/api/health`)).json();
    expect(health).toMatchObject({ storage: { reachable: true }, geo: expect.anything() });
    expect(JSON.stringify(health)).toContain('iptoasn');
  } finally {
    await stack.stop();
  }
});

test('packages that are loaded later are there, and are what they were', () => {
  const folder = unpacked(packaged('later.zip', '--without-geo'));
  expect(LOADED_LATER).toContain('@azure/identity');
  const exported = `console.log(JSON.stringify(${JSON.stringify(LOADED_LATER)}.map((name) => Object.keys(require(name)).sort())))`;
  const inFolder = (cwd: string) =>
    execFileSync(process.execPath, ['-e', exported], { cwd, encoding: 'utf8' });
  expect(inFolder(folder)).toBe(inFolder(ROOT));
});
