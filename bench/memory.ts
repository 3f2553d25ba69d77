import { spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

const LINE_BYTES = 60e6;
const SUMMARY = 'summary.json';

/** Peak memory of `scan` over a file, in a process of its own, in MB. */
export async function scanMemory(path: string): Promise<number> {
  return inFolder((folder) => peakOf(path, folder));
}

/** The same over one record of 60 MB on a single line. */
export async function longLineMemory(): Promise<number> {
  return inFolder(async (folder) => {
    const path = join(folder, 'line.json');
    const file = createWriteStream(path);
    file.write('{"category":"DataPlaneRequests","properties":{"filler":"');
    file.write('x'.repeat(LINE_BYTES));
    file.end('"}}\n');
    await finished(file);
    return peakOf(path, folder);
  });
}

async function peakOf(path: string, folder: string): Promise<number> {
  const summary = join(folder, SUMMARY);
  const scan = ['dist/cli/warden.js', 'scan', path, '--summary', summary, '--format', 'ndjson'];
  // Exit code 1 says that there were alerts.
  const { status, stderr } = spawnSync(process.execPath, scan, {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0 && status !== 1) throw new Error(`scan failed: ${stderr}`);
  const text = await readFile(summary, 'utf8');
  const read: unknown = JSON.parse(text);
  const peak =
    typeof read === 'object' && read !== null && 'peakRssBytes' in read
      ? Number(read.peakRssBytes)
      : NaN;
  return peak / 1e6;
}

async function inFolder(work: (folder: string) => Promise<number>): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'cosmos-warden-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
