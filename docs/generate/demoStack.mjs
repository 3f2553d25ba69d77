import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Runs the local stack with its demo; `lines` are what it prints. */
export function startDemo(...options) {
  const stack = spawn(process.execPath, ['dist/local/start.js', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { lines: createInterface({ input: stack.stdout }), stop: () => stack.kill('SIGINT') };
}
