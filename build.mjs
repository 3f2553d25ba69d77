// Builds the programs: the functions that Azure runs, the local stack, the command line, and what
// measures them.
import { build } from 'esbuild';

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: true,
  logLevel: 'warning',
};

await Promise.all([
  // One bundle, so that every function shares one module graph and its caches.
  build({
    ...shared,
    entryPoints: ['functions/main.ts'],
    outfile: 'dist/functions/main.js',
    // What is loaded only where it is configured, and would be most of the bundle's weight.
    external: [
      '@azure/functions-core',
      '@azure/identity',
      '@azure/communication-email',
      '@azure/event-hubs',
      '@azure/eventgrid',
      '@azure/monitor-ingestion',
      '@azure/monitor-query',
      'nodemailer',
    ],
    minifySyntax: true,
    minifyWhitespace: true,
  }),
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
