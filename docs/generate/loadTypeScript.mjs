// Loads TypeScript of this project into a script: the exports of `entry`, a file or esbuild's `stdin`.
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export async function loadTypeScript(entry) {
  // Below node_modules, where it finds its packages.
  const program = join(ROOT, 'node_modules', '.cache', `script-${process.pid}.cjs`);
  await build({
    ...(typeof entry === 'string'
      ? { entryPoints: [join(ROOT, entry)] }
      : { stdin: { ...entry, resolveDir: ROOT, loader: 'ts' } }),
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'warning',
  });
  const loaded = createRequire(import.meta.url)(program);
  rmSync(program);
  return loaded;
}
