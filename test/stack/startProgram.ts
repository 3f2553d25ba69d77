import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

export interface Running {
  readonly process: ChildProcess;
  /** What it has written so far. */
  readonly output: () => string;
  readonly errors: () => string;
  /** Waits until a pattern is in the output, and gives its first group. */
  waitFor(pattern: RegExp): Promise<string>;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** A program that a failed test left running would outlive the tests; it may tidy up first. */
const started: Running[] = [];
afterAll(async () => {
  for (const { process: child } of started) child.kill();
  await Promise.all(started.map(({ ended }) => ended));
});

/**
 * Starts a built program as a person would, with nothing of this process's environment but the path.
 * @param folder for its temporary files, where not the machine's
 */
export function startProgram(
  file: string,
  parameters: readonly string[],
  folder = tmpdir(),
): Running {
  const child = spawn(process.execPath, [file, ...parameters], {
    env: { PATH: process.env['PATH'], TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = once(child, 'close').then(([code, signal]): number | string =>
    typeof code === 'number' ? code : String(signal),
  );
  const running: Running = {
    process: child,
    output: () => output,
    errors: () => errors,
    ended,
    async waitFor(pattern) {
      for (let waited = 0; waited < 25_000; waited += 25) {
        const found = pattern.exec(output);
        if (found !== null) return found[1] ?? found[0];
        if (child.exitCode !== null) break;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error(`no ${String(pattern)} in:\n${output}\n${errors}`);
    },
  };
  started.push(running);
  return running;
}

/** The local stack as `npm start` runs it, on free ports. */
export function startLocal(folder: string, ...parameters: readonly string[]): Running {
  const ports = ['--port', '0', '--event-hubs-port', '0'];
  return startProgram(join(folder, 'local', 'start.js'), [...ports, ...parameters]);
}
