import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const ROUNDS = 12;
const REGISTRATION = 'dist/functions/main.js';
const HANDLERS = 'dist/functions/handlers.js';
/** Azure's host provides the module of this name; here it is left out of both measurements. */
const HOST_MODULE = '@azure/functions-core';

/** Prints how long requiring the files that the parameters name took, milliseconds. */
const TIMED_REQUIRE = `
  // The library warns of each registration where there is no host.
  console.warn = () => undefined;
  const started = performance.now();
  for (const file of process.argv.slice(1)) require(file);
  process.stdout.write('\\n' + (performance.now() - started), () => process.exit(0));
`;

/** Milliseconds, each the best of twelve fresh processes. */
export interface ColdStart {
  /** What Azure waits for: functions are registered. */
  readonly app: number;
  /** The same and what the first call loads. */
  readonly appWithHandlers: number;
  /** A bundle of `@azure/functions` and `@azure/cosmos` and nothing else, built the same way. */
  readonly libraries: number;
}

/** @throws Error where a bundle cannot be built or loaded */
export async function coldStart(): Promise<ColdStart> {
  // Inside the project, so that what both bundles leave out is found in the same place.
  const folder = await mkdtemp(resolve('dist', 'cold-start-'));
  try {
    const libraries = join(folder, 'libraries.js');
    await build({
      stdin: {
        contents: "export * from '@azure/functions'; export * from '@azure/cosmos';",
        resolveDir: process.cwd(),
      },
      outfile: libraries,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      external: [HOST_MODULE, '@azure/identity'],
      minifySyntax: true,
      minifyWhitespace: true,
      logLevel: 'warning',
    });
    const best = { app: Infinity, appWithHandlers: Infinity, libraries: Infinity };
    for (let round = 0; round < ROUNDS; round += 1) {
      best.app = Math.min(best.app, timeOf(REGISTRATION));
      best.appWithHandlers = Math.min(best.appWithHandlers, timeOf(REGISTRATION, HANDLERS));
      best.libraries = Math.min(best.libraries, timeOf(libraries));
    }
    return best;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function timeOf(...files: readonly string[]): number {
  const paths = files.map((file) => resolve(file));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', TIMED_REQUIRE, ...paths], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${files.join(', ')} could not be loaded: ${stderr}`);
  // What is loaded may write before.
  return Number(stdout.slice(stdout.lastIndexOf('\n')));
}
