import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { buildSync, type BuildOptions } from 'esbuild';

const ROOT = join(__dirname, '..', '..');

/** What the functions load only where it is configured, and what is outside their bundles. */
export const LOADED_LATER = [
  ...readFileSync(join(ROOT, 'infra', 'package', 'loadedLater.mjs'), 'utf8').matchAll(
    /^ {2}'(.+)',$/gm,
  ),
].map(([, name = '']) => name);

/** The programs of this working copy, built as `build.mjs` builds them. */
const PROGRAMS = {
  functions: {
    entry: 'functions/main.ts',
    options: {
      external: ['@azure/functions-core', './handlers'],
      supported: { 'dynamic-import': false },
    },
  },
  handlers: { entry: 'functions/handlers.ts', options: { external: LOADED_LATER } },
  local: { entry: 'local/start.ts', options: { packages: 'external' } },
  cli: { entry: 'cli/warden.ts', options: { packages: 'external' } },
  evalBehaviour: {
    entry: 'cli/evalBehaviour/main.ts',
    program: 'eval/behaviour.js',
    options: { packages: 'external' },
  },
} as const satisfies Record<string, { entry: string; program?: string; options: BuildOptions }>;

/**
 * Builds programs into a folder of their own below `node_modules`, where they find their packages.
 * The folder goes after the tests of the file.
 */
export function buildPrograms(...names: readonly (keyof typeof PROGRAMS)[]): string {
  const cache = join(ROOT, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'warden-test-'));
  for (const name of names) {
    const { entry, options, ...named } = PROGRAMS[name];
    const program = 'program' in named ? named.program : entry.replace(/\.ts$/, '.js');
    buildSync({
      ...options,
      entryPoints: [join(ROOT, entry)],
      outfile: join(folder, program),
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      logLevel: 'warning',
    });
  }
  built.push(folder);
  return folder;
}

const built: string[] = [];
afterAll(() => {
  for (const folder of built) rmSync(folder, { recursive: true, force: true });
});
