// Writes the files of the documentation that are made from the code. Run from the root: npm run docs
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { thirdPartyNotices } from './notices.mjs';

await build({
  entryPoints: ['docs/generate/pages.ts'],
  outfile: 'dist/docs/pages.js',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  packages: 'external',
  logLevel: 'warning',
});

const { GENERATED_FILES } = createRequire(import.meta.url)('../../dist/docs/pages.js');
const files = [...GENERATED_FILES, { path: 'THIRD-PARTY-NOTICES.md', render: thirdPartyNotices }];
for (const { path, render } of files) {
  const current = readOr(path, '');
  const text = await render(current);
  if (text !== current) console.log(`${path} is new`);
  writeFileSync(path, text);
}

function readOr(path, fallback) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return fallback;
    throw error;
  }
}
