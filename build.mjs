// Builds the programs: the functions that Azure runs, the local stack, the command line, and what
// measures them.
import { build } from 'esbuild';
import { LOADED_LATER } from './infra/package/loadedLater.mjs';
import { buildDashboard } from './web/build.mjs';

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: true,
  logLevel: 'warning',
};

const functions = {
  ...shared,
  outdir: 'dist/functions',
  external: ['@azure/functions-core', ...LOADED_LATER],
  minifySyntax: true,
  minifyWhitespace: true,
};

await Promise.all([
  buildRegistration(),
  build({ ...functions, entryPoints: ['functions/handlers.ts'] }),
  buildDashboard('dist/functions/dashboard.html'),
  build({
    ...shared,
    entryPoints: ['local/start.ts'],
    outfile: 'dist/local/start.js',
    packages: 'external',
  }),
  build({
    ...shared,
    entryPoints: ['cli/evalQueries/main.ts'],
    outfile: 'dist/eval/queries.js',
    packages: 'external',
  }),
  build({
    ...shared,
    entryPoints: ['cli/evalBehaviour/main.ts'],
    outfile: 'dist/eval/behaviour.js',
    packages: 'external',
  }),
  build({
    ...shared,
    entryPoints: ['test/secondGenerator/main.ts'],
    outfile: 'dist/eval/secondGenerator.js',
    packages: 'external',
  }),
  build({
    ...shared,
    entryPoints: ['bench/main.ts'],
    outfile: 'dist/bench/main.js',
    packages: 'external',
  }),
  build({
    ...shared,
    entryPoints: ['cli/warden.ts'],
    outfile: 'dist/cli/warden.js',
    packages: 'external',
  }),
]);

/**
 * The bundle that Azure loads: it registers functions, and loads `handlers` beside it with the first
 * call. What both held would have its state twice, so of `lib` it may hold nothing but constants.
 */
async function buildRegistration() {
  const { metafile } = await build({
    ...functions,
    entryPoints: ['functions/main.ts'],
    external: [...functions.external, './handlers'],
    // With `require`, as everything in CommonJS: an `import` would ask for the file's full name.
    supported: { 'dynamic-import': false },
    metafile: true,
  });
  const twice = Object.keys(metafile.inputs).filter((path) => /^lib\/(?!settings\/)/.test(path));
  if (twice.length > 0) {
    throw new Error(`Functions may import these by ./handlers alone: ${twice.join(', ')}`);
  }
}
