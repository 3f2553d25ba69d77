// Builds the dashboard: one page with its script and style in it. Also: node web/build.mjs FILE
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));

/** Writes the page to a file. */
export async function buildDashboard(file) {
  const { outputFiles } = await build({
    entryPoints: [join(here, 'main.ts'), join(here, 'style', 'main.css')],
    outdir: here,
    write: false,
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    minify: true,
    logLevel: 'warning',
  });
  const written = (ending) => {
    const text = outputFiles.find(({ path }) => path.endsWith(ending)).text.trim();
    // Either would end the element, or begin another one.
    if (/<\/(script|style)|<!--/i.test(text))
      throw new Error(`${ending} cannot be put into a page`);
    return text;
  };
  const page = await readFile(join(here, 'page.html'), 'utf8');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(
    file,
    page
      .replace('<style></style>', () => `<style>${written('.css')}</style>`)
      .replace('<script></script>', () => `<script>${written('.js')}</script>`),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildDashboard(process.argv[2]);
