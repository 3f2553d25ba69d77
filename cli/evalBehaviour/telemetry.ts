import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Alert } from '../../lib/alerts/alert';
import type { Truth } from '../../lib/simulation/incidents/truth';
import { UsageError } from '../command';

/** The command line that is judged: the built one beside this program. */
const WARDEN = join(__dirname, '../cli/warden.js');

/** Makes telemetry into `folder` by `simulate`. @throws Error with what the command said */
export async function simulateInto(
  folder: string,
  options: { readonly days: number; readonly accounts: number; readonly seed: number },
): Promise<void> {
  const { days, accounts, seed } = options;
  const sizes = ['--days', `${days}`, '--accounts', `${accounts}`, '--seed', `${seed}`];
  await warden(['simulate', ...sizes, '--out', folder], [0]);
}

/** Alerts of `scan` over the `logs/` of a folder, with its `intel.txt`. @throws Error with what the command said */
export async function scanFolder(
  folder: string,
  learnDays: number,
  settings: string | null,
): Promise<{ readonly alerts: readonly Alert[]; readonly accounts: number }> {
  const output = join(folder, 'alerts.ndjson');
  const summary = join(folder, 'summary.json');
  const intel = join(folder, 'intel.txt');
  await warden(
    [
      ...['scan', join(folder, 'logs'), '--format', 'ndjson', '--learn-days', `${learnDays}`],
      ...['--output', output, '--summary', summary],
      ...(existsSync(intel) ? ['--intel', intel] : []),
      ...(settings === null ? [] : ['--settings', settings]),
    ],
    [0, 1],
  );
  const { accounts } = JSON.parse(await readFile(summary, 'utf8')) as { accounts: number };
  return { alerts: await readLines<Alert>(output), accounts };
}

/** What was planted in a folder. @throws UsageError where it holds no truth */
export async function truthOf(folder: string): Promise<readonly Truth[]> {
  const path = join(folder, 'truth.ndjson');
  if (!existsSync(path)) throw new UsageError(`${folder}: holds no truth.ndjson`);
  return readLines<Truth>(path);
}

/** Lines of files that our own programs have written. */
async function readLines<T>(path: string): Promise<T[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as T);
}

function warden(parameters: readonly string[], allowed: readonly number[]): Promise<void> {
  return new Promise((done, fail) => {
    const node = ['--max-semi-space-size=32', WARDEN, ...parameters];
    const child = spawn(process.execPath, node, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('error', fail);
    child.on('close', (code) => {
      if (code !== null && allowed.includes(code)) done();
      else fail(new Error(`warden ${parameters.join(' ')} failed (${code}): ${said.trim()}`));
    });
  });
}
