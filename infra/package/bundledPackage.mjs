import { Buffer } from 'node:buffer';
import { build } from 'esbuild';

/** A package with all that it needs in one file, where `require` finds it. */
export async function bundledPackage(name) {
  const { outputFiles } = await build({
    stdin: { contents: `module.exports = require('${name}');`, resolveDir: '.' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    // Error classes are told apart by their names.
    keepNames: true,
    legalComments: 'none',
    write: false,
    logLevel: 'error',
  });
  const [{ contents }] = outputFiles;
  const manifest = JSON.stringify({ name, main: 'index.js', private: true });
  return [
    [`node_modules/${name}/package.json`, Buffer.from(`${manifest}\n`)],
    [`node_modules/${name}/index.js`, contents],
  ];
}
