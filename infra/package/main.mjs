// Makes the zip that Azure runs: `npm run package [-- --output FILE] [--without-geo]`. The same source
// gives the same bytes. `--from FOLDER` takes bundles that were built elsewhere.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packageFiles } from './files.mjs';
import { zip } from './zip.mjs';

const { values } = parseArgs({
  options: {
    output: { type: 'string', default: 'dist/cosmos-warden.zip' },
    from: { type: 'string', default: 'dist/functions' },
    'without-geo': { type: 'boolean', default: false },
  },
});
const output = resolve(process.env.INIT_CWD ?? '.', values.output);
const bytes = zip(await packageFiles(values.from, !values['without-geo']));
mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, bytes);
process.stderr.write(`${output}: ${(bytes.length / 1e6).toFixed(2)} MB\n`);
