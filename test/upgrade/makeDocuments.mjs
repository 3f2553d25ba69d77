// Keeps what this release stores, so that later ones are tested against it. Once, before a release:
//   node test/upgrade/makeDocuments.mjs
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadTypeScript } from '../../docs/generate/loadTypeScript.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const { version } = JSON.parse(readFileSync(join(HERE, '..', '..', 'package.json'), 'utf8'));
const folder = join(HERE, version);
// A release that is out never changes again.
if (existsSync(folder) && !process.argv.includes('--replace')) {
  console.error(`${folder} is there already; --replace makes it anew, before its release only`);
  process.exit(1);
}

const { documentsOfToday } = await loadTypeScript('test/upgrade/documentsOfToday.ts');
mkdirSync(folder, { recursive: true });
for (const [container, documents] of await documentsOfToday()) {
  const lines = documents.map((document) => `${JSON.stringify(document)}\n`);
  writeFileSync(join(folder, `${container}.ndjson`), lines.join(''));
}
