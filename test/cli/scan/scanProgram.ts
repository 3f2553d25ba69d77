import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface ScanRun {
  readonly code: unknown;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command as a person would in `folder`. */
export async function runWarden(
  built: string,
  folder: string,
  parameters: readonly string[],
  stdin: string | Buffer = '',
): Promise<ScanRun> {
  // npm starts the program in the package's folder and says where the person is.
  const environment = { PATH: process.env['PATH'], INIT_CWD: folder };
  const child = spawn(process.execPath, [join(built, 'cli', 'warden.js'), ...parameters], {
    env: environment,
    cwd: built,
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin.on('error', () => undefined).end(stdin);
  const [code] = (await once(child, 'close')) as unknown[];
  return { code, out, err };
}
