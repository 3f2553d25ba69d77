import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { buildSync } from 'esbuild';
import type { Host, HostOptions } from '../../../local/host/host';
import { startHost } from '../../../local/host/host';
import { InMemoryCheckpoints } from '../../../local/host/checkpoints';
import type { LogEntry } from '../../../local/host/log';
import { temporaryFolder } from '../../temporaryFolder';

/** Builds a fixture the way the functions are built; returns the bundle's path. */
export function buildFixture(name: string): string {
  const outfile = join(temporaryFolder(), 'main.js');
  buildSync({
    entryPoints: [join(__dirname, 'fixtures', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['@azure/functions-core'],
    logLevel: 'warning',
  });
  return outfile;
}

export interface FixtureHost {
  readonly host: Host;
  readonly log: readonly LogEntry[];
  /** The objects that a function wrote as JSON to its log. */
  readonly written: (functionName: string) => unknown[];
}

/** A host that a failed test left running would keep the process alive. */
const started: Host[] = [];
afterAll(async () => {
  await Promise.all(started.map((host) => host.stop()));
});

/** Starts a host on any free port and keeps what it logs. */
export async function startFixture(
  options: Partial<HostOptions> & { bundle: string },
): Promise<FixtureHost> {
  const log: LogEntry[] = [];
  const host = await startHost({
    port: 0,
    settings: {},
    checkpoints: new InMemoryCheckpoints(),
    log: (entry) => log.push(entry),
    ...options,
  });
  started.push(host);
  const written = (functionName: string) =>
    log
      .filter((entry) => entry.functionName === functionName && entry.source === 'user')
      .filter((entry) => entry.message.startsWith('{'))
      .map((entry): unknown => JSON.parse(entry.message));
  return { host, log, written };
}

/** Waits until a condition holds. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  for (let waited = 0; !condition(); waited += 20) {
    if (waited > 15_000) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
