import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryFolder } from '../temporaryFolder';

/** How a script ended, and the calls that it made of the one command there is. */
export interface ScriptRun {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
  readonly calls: readonly string[];
}

/**
 * Runs a script of `infra/` where no command is to be found but Node.js and one that stands in.
 * @param command name of the stand-in; null for none
 * @param body what it does, in what the shell itself can do; its arguments are noted before
 * @param folder where the script runs
 */
export function runScript(
  script: string,
  words: readonly string[],
  command: string | null,
  body = 'exit 0',
  folder = '.',
): ScriptRun {
  const place = temporaryFolder();
  const log = join(place, 'calls');
  writeFileSync(log, '');
  if (command !== null) {
    const text = `#!/bin/sh\necho "$*" >> '${log}'\n${body}\n`;
    writeFileSync(join(place, command), text, { mode: 0o755 });
  }
  const run = spawnSync(process.execPath, [resolve('infra', script), ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: place },
  });
  const calls = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return { code: run.status, output: run.stdout, errors: run.stderr, calls };
}
